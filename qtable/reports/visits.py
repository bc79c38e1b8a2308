"""The visits and bookings of a time, as plain data: two bounded queries, however long the past is."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtable.guests.models import Guest
from qtable.reports.period import Days
from qtable.reservations.models import Reservation
from qtable.tables.models import Table

AT_ONCE = 500
LONGEST_CLEANING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Visit:
    """One party that came: on which of the days (from 0), at which hour of the restaurant's clock, and how it went.

    Minutes, None where it didn't come to that: `wait` from arrival until it was seated, `dining` from then until it
    left, `turn` until the table was ready again, or until it left where nobody hurried to clean. Who sat when the day
    ended was forgotten, and has left nobody knows when.
    """

    party_size: int
    status: str
    source: str
    server_id: str | None
    quoted_wait: int | None
    day: int
    hour: int
    wait: float | None
    dining: float | None
    turn: float | None

    @property
    def seated(self) -> bool:
        """Tell whether it was seated."""
        return self.wait is not None


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking, for which of the days (from 0)."""

    party_size: int
    status: str
    day: int


def visits(session: Session, restaurant_id: str, days: Days) -> list[Visit]:
    """Return the parties that arrived in these days."""
    arrived = (Guest.restaurant_id == restaurant_id, Guest.arrival_time >= days.start, Guest.arrival_time < days.end)
    columns = (Guest.party_size, Guest.status, Guest.source, Guest.server_id, Guest.quoted_wait)
    moments = (Guest.arrival_time, Guest.seated_time, Guest.finished_time, Guest.ready_time)
    query = select(*columns, *moments).where(*arrived).order_by(Guest.arrival_time)
    return [_visit(days, row) for row in _rows(session, query)]


def bookings(session: Session, restaurant_id: str, days: Days) -> list[Booking]:
    """Return the bookings for these days."""
    at = Reservation.reservation_time
    mine = (Reservation.restaurant_id == restaurant_id, at >= days.start, at < days.end)
    query = select(Reservation.party_size, Reservation.status, at).where(*mine).order_by(at)
    return [Booking(size, status, days.place(moment)) for size, status, moment in _rows(session, query)]


def count_tables(session: Session, restaurant_id: str) -> int:
    """Return how many tables are on the floor now."""
    return session.scalar(select(func.count()).select_from(Table).where(Table.restaurant_id == restaurant_id)) or 0


def _rows(session: Session, query: Any) -> Iterator[Any]:
    """Yield rows some at a time, and let all others of this process have a turn in between."""
    for some in session.execute(query.execution_options(yield_per=AT_ONCE)).partitions():
        yield from some
        time.sleep(0)


def _visit(days: Days, row: Any) -> Visit:
    came, sat = row.arrival_time, row.seated_time
    told = (row.party_size, row.status, row.source, row.server_id, row.quoted_wait)
    day = days.place(came)
    left = row.finished_time if (row.finished_time or days.end) < days.bounds[day + 1] else None
    durations = (_minutes(came, sat), _minutes(sat, left), _minutes(sat, _turned(left, row.ready_time)))
    return Visit(*told, day, days.hour(came), *durations)


def _turned(left: datetime | None, ready: datetime | None) -> datetime | None:
    """Return when a turn ended. A table that stays dirty for long waits for nobody: the last one for the next day."""
    if left is None or ready is None or ready - left > LONGEST_CLEANING:
        return left
    return ready


def _minutes(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None:
        return None
    return max(0.0, (end - start).total_seconds() / 60)
