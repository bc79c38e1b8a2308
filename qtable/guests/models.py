"""A guest: one party's visit."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qtable import clock
from qtable.changes.entities import Entity
from qtable.clock import Moment
from qtable.extensions import db
from qtable.guests.lifecycle import GONE, HERE, GuestStatus


class Source(StrEnum):
    """How a party came."""

    WALK_IN = "walk_in"
    RESERVATION = "reservation"
    ONLINE = "online"


def name_parts(name: str) -> dict[str, str | None]:
    """Return a whole name's first_name (its first word) and last_name (the rest, or None)."""
    first, _space, last = name.partition(" ")
    return {"first_name": first[:100], "last_name": last.strip()[:100] or None}


# The words of the index of those who are here; a query that is to use it says the same, without parameters.
WHO_IS_HERE = text("status IN ({})".format(", ".join(f"'{status}'" for status in HERE)))


class Guest(Entity, db.Model):
    """One party's visit.

    `table_id` is set exactly while the party is seated, and that table names it as its guest:
    both are database constraints, so two parties at one table can't be stored.
    `held_until` is until when a called party's table is held for it; `finished_at` when the visit ended in any way;
    `last_table_id` where it last sat, and `last_combination_id` as what if it took several tables, `last_stage` how far
    its meal had come when it left, `status_before` what it was before it sat down or was taken off the list,
    `at_the_table` what it was at its table before it was put back on the list (slips.py), for undoing.
    `server_id` is who served its table when it sat down there; it stays when the party has left, and outlives its
    server. `ready_time` is when the table that it left was ready again, of several the last.
    `expected_…` is what the rule of quotes said when it came (minutes, their range, how many of its size class stood
    before it), whatever it was promised; None of who had a booking, and of who was reported later. No device shows it.
    `display_names` is what the page on which it joined told it that the lobby's screen shows of its name; None of whom
    the host has added.
    """

    __tablename__ = "guests"
    entity_type: ClassVar[str] = "guest"

    name: Mapped[str] = mapped_column(String(201))
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(100))
    party_size: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default=GuestStatus.WAITING)
    status_before: Mapped[str | None] = mapped_column(String(20))
    table_id: Mapped[str | None] = mapped_column(String(64))
    last_table_id: Mapped[str | None] = mapped_column(String(64))
    last_combination_id: Mapped[str | None] = mapped_column(String(64))
    last_stage: Mapped[str | None] = mapped_column(String(20))
    at_the_table: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    phone_number: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    quoted_wait: Mapped[int | None]
    expected_wait: Mapped[int | None]
    expected_low: Mapped[int | None]
    expected_high: Mapped[int | None]
    expected_ahead: Mapped[int | None]
    arrival_time: Mapped[datetime] = mapped_column(Moment)
    reservation_time: Mapped[datetime | None] = mapped_column(Moment)
    notified_time: Mapped[datetime | None] = mapped_column(Moment)
    held_until: Mapped[datetime | None] = mapped_column(Moment)
    seated_time: Mapped[datetime | None] = mapped_column(Moment)
    finished_time: Mapped[datetime | None] = mapped_column(Moment)
    ready_time: Mapped[datetime | None] = mapped_column(Moment)
    server_id: Mapped[str | None] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(20), default=Source.WALK_IN)
    notes: Mapped[str | None] = mapped_column(String(2000))
    special_requests: Mapped[str | None] = mapped_column(String(2000))
    dietary_restrictions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    tags: Mapped[list[Any]] = mapped_column(JSON, default=list)
    display_names: Mapped[str | None] = mapped_column(String(20))
    total_visits: Mapped[int] = mapped_column(default=1)
    reservation_id: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("restaurant_id", "id", "table_id", name="uq_guests_seating"),
        Index("uq_guests_table", "restaurant_id", "table_id", unique=True),
        Index(None, "restaurant_id", "finished_time"),
        Index(None, "restaurant_id", "arrival_time", "id"),
        Index(None, "restaurant_id", "updated_at"),
        Index(
            "ix_guests_here",
            *("restaurant_id", "arrival_time", "id"),
            sqlite_where=WHO_IS_HERE,
            postgresql_where=WHO_IS_HERE,
        ),
        ForeignKeyConstraint(
            ["restaurant_id", "table_id", "id"],
            ["tables.restaurant_id", "tables.id", "tables.current_guest_id"],
            name="fk_guests_seating",
            deferrable=True,
            initially="DEFERRED",
        ),
        CheckConstraint("(status = 'seated') = (table_id IS NOT NULL)", name="seated_has_table"),
        CheckConstraint("party_size BETWEEN 1 AND 99", name="party_size"),
    )

    @property
    def gone(self) -> bool:
        """Tell whether the visit is over."""
        return self.status in GONE

    @property
    def is_walk_in(self) -> bool:
        """Tell whether the party came unannounced."""
        return self.source == Source.WALK_IN

    @property
    def wait_time(self) -> int:
        """Return whole minutes waited, by now."""
        return self.wait_minutes(clock.now())

    def wait_minutes(self, now: datetime) -> int:
        """Return whole minutes waited: until seated or gone, or so far."""
        until = self.seated_time or self.finished_time or now
        return max(0, int((until - self.arrival_time).total_seconds() // 60))

    def __str__(self) -> str:
        return f"{self.name} (party of {self.party_size})"
