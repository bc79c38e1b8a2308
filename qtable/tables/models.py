"""Tables, sections and combinations, what may happen to a table, and the draft of a floor."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qtable.changes.entities import Entity
from qtable.clock import Moment
from qtable.errors import Conflict
from qtable.extensions import db
from qtable.tables.outline import Shape, default_size
from qtable.tables.stages import Stage


class TableStatus(StrEnum):
    """What a table is right now."""

    AVAILABLE = "available"
    OCCUPIED = "occupied"
    RESERVED = "reserved"
    NEEDS_CLEANING = "needs_cleaning"
    OUT_OF_SERVICE = "out_of_service"


SAID_OF: Mapping[str, str] = {
    TableStatus.NEEDS_CLEANING: "needs cleaning",
    TableStatus.OUT_OF_SERVICE: "is out of service",
}
SEATABLE = (TableStatus.AVAILABLE, TableStatus.RESERVED)


class Section(Entity, db.Model):
    """An area of the floor."""

    __tablename__ = "sections"
    entity_type: ClassVar[str] = "section"

    name: Mapped[str] = mapped_column(String(100))

    __table_args__ = (UniqueConstraint("restaurant_id", "name"),)


class Combination(Entity, db.Model):
    """Tables that are put together for a party of its own range of sizes; the first of `table_ids` takes the party."""

    __tablename__ = "combinations"
    entity_type: ClassVar[str] = "combination"

    name: Mapped[str] = mapped_column(String(100))
    table_ids: Mapped[list[Any]] = mapped_column(JSON)
    min_party_size: Mapped[int]
    max_party_size: Mapped[int]


class FloorDraft(db.Model):
    """A restaurant's floor as it is to be: `plan`, made from `base`, as floor_plan.py has them. No device shows it."""

    __tablename__ = "floor_drafts"

    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"), primary_key=True)
    version: Mapped[int]
    saved_by: Mapped[str] = mapped_column(String(64))
    saved_at: Mapped[datetime] = mapped_column(Moment)
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)


class Table(Entity, db.Model):
    """One table. `label` is what stands on it; `x`, `y`, `width` and `height` are 0.0–1.0 of the floor plan.

    It is occupied exactly while it has a current guest, who names it as their table, or is joined to the table of one;
    all of that are database constraints. `status_before` is what it was when its party sat down, for undoing.
    `combination_id` is set on the table that a party took as the first of a combination, for as long as it sits there.
    `server_id` is who serves it; no foreign key, which SQLite would rebuild the table for: who removes a server or
    ends a shift clears it in the same transaction. `last_guest_id` is the party that left it dirty, until it is ready.
    """

    __tablename__ = "tables"
    entity_type: ClassVar[str] = "table"

    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(20))
    capacity: Mapped[int]
    min_party_size: Mapped[int] = mapped_column(default=1)
    max_party_size: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default=TableStatus.AVAILABLE)
    status_before: Mapped[str | None] = mapped_column(String(20))
    stage: Mapped[str | None] = mapped_column(String(20))
    x: Mapped[float] = mapped_column(default=0.5)
    y: Mapped[float] = mapped_column(default=0.5)
    shape: Mapped[str] = mapped_column(String(20), default=Shape.SQUARE)
    rotation: Mapped[float] = mapped_column(default=0.0)
    own_width: Mapped[float | None]
    own_height: Mapped[float | None]
    section_id: Mapped[str | None] = mapped_column(String(64))
    current_guest_id: Mapped[str | None] = mapped_column(String(64))
    combination_id: Mapped[str | None] = mapped_column(String(64))
    joined_to: Mapped[str | None] = mapped_column(String(64))
    joined_guest_id: Mapped[str | None] = mapped_column(String(64))
    last_guest_id: Mapped[str | None] = mapped_column(String(64))
    server_id: Mapped[str | None] = mapped_column(String(64))
    notes: Mapped[str | None] = mapped_column(String(2000))
    section: Mapped[Section | None] = relationship(lazy="joined", viewonly=True)

    __table_args__ = (
        UniqueConstraint("restaurant_id", "label"),
        UniqueConstraint("restaurant_id", "id", "current_guest_id", name="uq_tables_seating"),
        Index("uq_tables_current_guest", "restaurant_id", "current_guest_id", unique=True),
        ForeignKeyConstraint(["restaurant_id", "section_id"], ["sections.restaurant_id", "sections.id"]),
        ForeignKeyConstraint(
            ["restaurant_id", "current_guest_id", "id"],
            ["guests.restaurant_id", "guests.id", "guests.table_id"],
            name="fk_tables_seating",
            use_alter=True,
            deferrable=True,
            initially="DEFERRED",
        ),
        Index(None, "restaurant_id", "joined_to", "joined_guest_id"),
        ForeignKeyConstraint(
            ["restaurant_id", "joined_to", "joined_guest_id"],
            ["tables.restaurant_id", "tables.id", "tables.current_guest_id"],
            name="fk_tables_joined",
            deferrable=True,
            initially="DEFERRED",
        ),
        ForeignKeyConstraint(["restaurant_id", "combination_id"], ["combinations.restaurant_id", "combinations.id"]),
        CheckConstraint(
            "(status = 'occupied') = (current_guest_id IS NOT NULL OR joined_to IS NOT NULL)", name="occupied_has_guest"
        ),
        CheckConstraint("(joined_to IS NULL) = (joined_guest_id IS NULL)", name="joined_for_a_guest"),
        CheckConstraint("joined_to IS NULL OR current_guest_id IS NULL", name="joined_has_no_guest"),
        CheckConstraint("combination_id IS NULL OR current_guest_id IS NOT NULL", name="combination_has_guest"),
    )

    @property
    def position(self) -> dict[str, float]:
        """Return where it stands on the floor plan."""
        return {"x": self.x, "y": self.y}

    @property
    def width(self) -> float:
        """Return how wide it is, unturned; what nobody has set is as its shape and seats have it."""
        return default_size(self.shape, self.capacity)[0] if self.own_width is None else self.own_width

    @width.setter
    def width(self, width: float) -> None:
        self.own_width = width

    @property
    def height(self) -> float:
        """Return how high it is on the plan, unturned."""
        return default_size(self.shape, self.capacity)[1] if self.own_height is None else self.own_height

    @height.setter
    def height(self, height: float) -> None:
        self.own_height = height

    @property
    def size(self) -> dict[str, float]:
        """Return how much of the floor plan it takes, unturned."""
        return {"width": self.width, "height": self.height}

    def occupy(self, guest_id: str, stage: str = Stage.SEATED, combination_id: str | None = None) -> None:
        """Give the table to a party whose meal has come to `stage`, as the first of a combination perhaps.

        Raises Conflict when it is taken or not ready.
        """
        self._take()
        self.current_guest_id, self.stage = guest_id, stage
        if combination_id is not None:
            self.combination_id = combination_id

    def join(self, first: "Table") -> None:
        """Join the table to the one at which its party sits. Raises Conflict when it is taken or not ready."""
        self._take()
        self.joined_to, self.joined_guest_id = first.id, first.current_guest_id

    def vacate(self, needs_cleaning: bool = False) -> None:
        """Take the table back from its party."""
        self.last_guest_id = (self.current_guest_id or self.joined_guest_id) if needs_cleaning else None
        self.current_guest_id, self.stage, self.status_before = None, None, None
        self.status = TableStatus.NEEDS_CLEANING if needs_cleaning else TableStatus.AVAILABLE
        if self.combination_id or self.joined_to:
            self.combination_id, self.joined_to, self.joined_guest_id = None, None, None

    def undo_seating(self) -> None:
        """Take the table back from a party that should not have sat there: it is what it was before."""
        before = self.status_before
        self.vacate()
        self.status = before or TableStatus.AVAILABLE

    def bus(self) -> None:
        """Make a dirty table available; one that isn't dirty stays as it is."""
        if self.status == TableStatus.NEEDS_CLEANING:
            self.status = TableStatus.AVAILABLE

    def become(self, status: TableStatus) -> None:
        """Set a status that concerns no party. Raises Conflict where one sits or would have to sit."""
        if self.current_guest_id is not None:
            raise Conflict(
                f"A party sits at table {self.label}. Finish or move it first.", "table_occupied", table_id=self.id
            )
        self._refuse_joined()
        if status == TableStatus.OCCUPIED:
            raise Conflict(f"To occupy table {self.label}, seat a party at it.", "seat_a_party")
        self.status = status

    def _take(self) -> None:
        if self.current_guest_id is not None:
            raise Conflict(f"Table {self.label} is taken.", "table_occupied", table_id=self.id)
        self._refuse_joined()
        if self.status not in SEATABLE:
            raise Conflict(f"Table {self.label} {SAID_OF[self.status]}. Make it available first.", "table_not_ready")
        self.status_before, self.status = self.status, TableStatus.OCCUPIED
        self.last_guest_id = None

    def _refuse_joined(self) -> None:
        if self.joined_to is not None:
            raise Conflict(
                f"Table {self.label} is joined to another one's party. Finish or move them first.",
                "table_joined",
                table_id=self.joined_to,
            )
