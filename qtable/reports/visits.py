"""The visits and bookings of a time, as plain data: two bounded queries, however long the past is."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest
from qtable.reservations.models import Reservation
from qtable.tables.models import Table

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Visit:
    """One party that came, in the words of a guest's row."""

    party_size: int
    status: str
    source: str
    quoted_wait: int | None
    arrival_time: datetime
    seated_time: datetime | None
    finished_time: datetime | None
    ready_time: datetime | None
    server_id: str | None

    @property
    def covers(self) -> int:
        """Return its people where it was seated, else 0."""
        return self.party_size if self.seated_time else 0

    @property
    def wait(self) -> float | None:
        """Return the minutes from arrival until it was seated, None where it wasn't."""
        return _minutes(self.arrival_time, self.seated_time)

    @property
    def dining(self) -> float | None:
        """Return the minutes from seated to left, None where it hasn't."""
        return _minutes(self.seated_time, self.finished_time) if self.status == GuestStatus.FINISHED else None

    @property
    def turn(self) -> float | None:
        """Return the minutes from seated until the table was ready again, None where it isn't, or nobody noted it."""
        return _minutes(self.seated_time, self.ready_time)


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking, in the words of a reservation's row."""

    party_size: int
    status: str
    reservation_time: datetime


def visits(session: Session, restaurant_id: str, start: datetime, end: datetime) -> list[Visit]:
    """Return the parties that arrived in [start, end)."""
    columns = [getattr(Guest, name) for name in Visit.__slots__]
    mine = (Guest.restaurant_id == restaurant_id, Guest.arrival_time >= start, Guest.arrival_time < end)
    return [Visit(*row) for row in _rows(session, select(*columns).where(*mine).order_by(Guest.arrival_time))]


def bookings(session: Session, restaurant_id: str, start: datetime, end: datetime) -> list[Booking]:
    """Return the bookings for [start, end)."""
    columns, at = [getattr(Reservation, name) for name in Booking.__slots__], Reservation.reservation_time
    mine = (Reservation.restaurant_id == restaurant_id, at >= start, at < end)
    return [Booking(*row) for row in _rows(session, select(*columns).where(*mine).order_by(at))]


def count_tables(session: Session, restaurant_id: str) -> int:
    """Return how many tables are on the floor now."""
    return session.scalar(select(func.count()).select_from(Table).where(Table.restaurant_id == restaurant_id)) or 0


def _rows(session: Session, query: Select[Any]) -> Iterator[Any]:
    """Yield rows some at a time, and let all others of this process have a turn in between."""
    for some in session.execute(query.execution_options(yield_per=AT_ONCE)).partitions():
        yield from some
        time.sleep(0)


def _minutes(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None:
        return None
    return max(0.0, (end - start) / timedelta(minutes=1))
