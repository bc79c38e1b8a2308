"""Which tables a booking could have, why not the others, and when else. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from qtable.reservations.models import Reservation
from qtable.tables.models import Table, TableStatus

STEP, REACH = timedelta(minutes=15), timedelta(hours=1)


class Reason(StrEnum):
    """Why a table can't be booked."""

    TOO_SMALL = "too_small"
    CLOSED = "closed"
    BOOKED = "booked"


class Refusal(NamedTuple):
    """A table that can't be had, and the booking that holds it, if that is why."""

    table: Table
    reason: Reason
    booking: Reservation | None = None


def sort_out(
    tables: Sequence[Table], bookings: Sequence[Reservation], party_size: int, start: datetime, end: datetime
) -> tuple[list[Table], list[Refusal]]:
    """Return the tables free during [`start`, `end`), those that waste the fewest chairs first, and the others."""
    judged = [(table, _refusal(table, bookings, party_size, start, end)) for table in tables]
    free = [table for table, refusal in judged if refusal is None]
    free.sort(key=lambda table: (max(0, party_size - table.capacity), table.capacity, table.number))
    return free, [refusal for _, refusal in judged if refusal is not None]


def times_around(start: datetime, earliest: datetime) -> list[datetime]:
    """Return each quarter of an hour up to an hour before and after `start`, none before `earliest`."""
    steps = range(-(REACH // STEP), REACH // STEP + 1)
    return [start + step * STEP for step in steps if step and start + step * STEP >= earliest]


def _refusal(
    table: Table, bookings: Sequence[Reservation], party_size: int, start: datetime, end: datetime
) -> Refusal | None:
    if party_size > table.max_party_size:
        return Refusal(table, Reason.TOO_SMALL)
    if table.status == TableStatus.OUT_OF_SERVICE:
        return Refusal(table, Reason.CLOSED)
    for booking in bookings:
        held = booking.assigned_table_id == table.id
        if held and booking.reservation_time < end and booking.end_time > start:
            return Refusal(table, Reason.BOOKED, booking)
    return None
