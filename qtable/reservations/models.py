"""A booking."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from qtable.changes.entities import Entity
from qtable.clock import Moment
from qtable.extensions import db
from qtable.reservations.lifecycle import ACTIVE, ReservationStatus


class Reservation(Entity, db.Model):
    """One booking: a party, a time and perhaps a table.

    It holds its table for [`reservation_time`, `end_time`) while it is active. `guest_id` is the visit
    that began when the party came; from then on the booking's status follows that visit's.
    With a `combination_id` it holds all tables of that combination, the first of which is `assigned_table_id`.
    Neither is a foreign key: a booking that is over may outlive them. `at_the_door` is what status, table and
    combination were before its party sat down (`since` then) or left, for undoing.
    """

    __tablename__ = "reservations"
    entity_type: ClassVar[str] = "reservation"

    guest_name: Mapped[str] = mapped_column(String(201))
    party_size: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default=ReservationStatus.CONFIRMED)
    reservation_time: Mapped[datetime] = mapped_column(Moment)
    duration_minutes: Mapped[int]
    end_time: Mapped[datetime] = mapped_column(Moment)
    assigned_table_id: Mapped[str | None] = mapped_column(String(64))
    combination_id: Mapped[str | None] = mapped_column(String(64))
    guest_id: Mapped[str | None] = mapped_column(String(64))
    at_the_door: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    contact_info: Mapped[str | None] = mapped_column(String(254))
    phone_number: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))
    notes: Mapped[str | None] = mapped_column(String(2000))
    tags: Mapped[list[Any]] = mapped_column(JSON, default=list)
    check_in_time: Mapped[datetime | None] = mapped_column(Moment)
    seated_time: Mapped[datetime | None] = mapped_column(Moment)
    finished_time: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        Index(None, "restaurant_id", "assigned_table_id", "end_time"),
        Index(None, "restaurant_id", "end_time"),
        Index(None, "restaurant_id", "reservation_time", "id"),
        Index(None, "restaurant_id", "status"),
        Index(None, "restaurant_id", "updated_at"),
        Index(None, "restaurant_id", "guest_id", unique=True),
        ForeignKeyConstraint(
            ["restaurant_id", "guest_id"],
            ["guests.restaurant_id", "guests.id"],
            deferrable=True,
            initially="DEFERRED",
        ),
        CheckConstraint("party_size BETWEEN 1 AND 99", name="party_size"),
        CheckConstraint("end_time > reservation_time", name="ends_after_it_starts"),
    )

    @property
    def active(self) -> bool:
        """Tell whether it keeps its table from others."""
        return self.status in ACTIVE

    def set_time(self, start: datetime, minutes: int) -> None:
        """Set when it begins and how many minutes it lasts; a clock change in between takes nothing from it."""
        self.reservation_time, self.duration_minutes = start, minutes
        self.end_time = start + timedelta(minutes=minutes)

    def __str__(self) -> str:
        return f"{self.guest_name} (party of {self.party_size})"
