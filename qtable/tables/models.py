"""Tables and sections, and what may happen to a table."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qtable.changes.entities import Entity
from qtable.errors import Conflict
from qtable.extensions import db
from qtable.tables.stages import Stage


class TableStatus(StrEnum):
    """What a table is right now."""

    AVAILABLE = "available"
    OCCUPIED = "occupied"
    RESERVED = "reserved"
    NEEDS_CLEANING = "needs_cleaning"
    OUT_OF_SERVICE = "out_of_service"


class Shape(StrEnum):
    """A table's outline on the floor plan."""

    ROUND = "round"
    SQUARE = "square"
    RECTANGLE = "rectangle"
    OVAL = "oval"
    BOOTH = "booth"
    BAR = "bar"


SEATABLE = (TableStatus.AVAILABLE, TableStatus.RESERVED)


class Section(Entity, db.Model):
    """An area of the floor."""

    __tablename__ = "sections"
    entity_type: ClassVar[str] = "section"

    name: Mapped[str] = mapped_column(String(100))

    __table_args__ = (UniqueConstraint("restaurant_id", "name"),)


class Table(Entity, db.Model):
    """One table. `label` is what stands on it; `x` and `y` are 0.0–1.0 of the floor plan.

    It is occupied exactly while it has a current guest, and that guest names it as their table:
    both are database constraints. `status_before` is what it was when its party sat down, for undoing.
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
    section_id: Mapped[str | None] = mapped_column(String(64))
    current_guest_id: Mapped[str | None] = mapped_column(String(64))
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
        CheckConstraint("(status = 'occupied') = (current_guest_id IS NOT NULL)", name="occupied_has_guest"),
    )

    @property
    def position(self) -> dict[str, float]:
        """Return where it stands on the floor plan."""
        return {"x": self.x, "y": self.y}

    def occupy(self, guest_id: str, stage: str = Stage.SEATED) -> None:
        """Give the table to a party whose meal has come to `stage`. Raises Conflict when it is taken or not ready."""
        if self.current_guest_id is not None:
            raise Conflict(f"Table {self.label} is taken.", "table_occupied", table_id=self.id)
        if self.status not in SEATABLE:
            raise Conflict(
                f"Table {self.label} is {self.status.replace('_', ' ')}. Make it available first.", "table_not_ready"
            )
        self.status_before, self.status = self.status, TableStatus.OCCUPIED
        self.current_guest_id, self.last_guest_id, self.stage = guest_id, None, stage

    def vacate(self, needs_cleaning: bool = False) -> None:
        """Take the table back from its party."""
        self.last_guest_id = self.current_guest_id if needs_cleaning else None
        self.current_guest_id, self.stage, self.status_before = None, None, None
        self.status = TableStatus.NEEDS_CLEANING if needs_cleaning else TableStatus.AVAILABLE

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
        if status == TableStatus.OCCUPIED:
            raise Conflict(f"To occupy table {self.label}, seat a party at it.", "seat_a_party")
        self.status = status
