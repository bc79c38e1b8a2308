"""Which tables a booking could have, alone or put together, why not the others, and when else. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from qtable.reservations.models import Reservation
from qtable.tables.models import Combination, Table, TableStatus

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


class Held(NamedTuple):
    """A booking, and the ids of all tables that it holds."""

    booking: Reservation
    table_ids: Collection[str]


class Floor(NamedTuple):
    """What can be booked, and what is."""

    tables: Sequence[Table]
    combinations: Sequence[Combination]
    held: Sequence[Held]


def floor_of(
    tables: Sequence[Table], bookings: Sequence[Reservation], combinations: Sequence[Combination] = ()
) -> Floor:
    """Return the floor with the tables that each booking holds: one that is for a combination has all of that."""
    parts = {one.id: one.table_ids for one in combinations}
    held = [Held(one, parts.get(one.combination_id or "", [one.assigned_table_id])) for one in bookings]
    return Floor(tables, combinations, held)


def sort_out(floor: Floor, party_size: int, start: datetime, end: datetime) -> tuple[list[Table], list[Refusal]]:
    """Return the tables free during [`start`, `end`), those that waste the fewest chairs first, and the others."""
    judged = [(table, _refusal(table, floor.held, party_size, start, end)) for table in floor.tables]
    free = [table for table, refusal in judged if refusal is None]
    free.sort(key=lambda table: (max(0, party_size - table.capacity), table.capacity, table.number))
    return free, [refusal for _, refusal in judged if refusal is not None]


def combined(floor: Floor, party_size: int, start: datetime, end: datetime) -> list[Combination]:
    """Return the combinations for parties of that size all of whose tables are free then, the smallest first."""
    free = {table.id for table in floor.tables if _against(table, floor.held, start, end) is None}
    fitting = (one for one in floor.combinations if one.min_party_size <= party_size <= one.max_party_size)
    return sorted((one for one in fitting if free.issuperset(one.table_ids)), key=lambda one: one.max_party_size)


def times_around(start: datetime, earliest: datetime) -> list[datetime]:
    """Return each quarter of an hour up to an hour before and after `start`, none before `earliest`."""
    steps = range(-(REACH // STEP), REACH // STEP + 1)
    return [start + step * STEP for step in steps if step and start + step * STEP >= earliest]


def _refusal(table: Table, held: Sequence[Held], party_size: int, start: datetime, end: datetime) -> Refusal | None:
    if party_size > table.max_party_size:
        return Refusal(table, Reason.TOO_SMALL)
    return _against(table, held, start, end)


def _against(table: Table, held: Sequence[Held], start: datetime, end: datetime) -> Refusal | None:
    if table.status == TableStatus.OUT_OF_SERVICE:
        return Refusal(table, Reason.CLOSED)
    for booking, table_ids in held:
        if table.id in table_ids and booking.reservation_time < end and booking.end_time > start:
            return Refusal(table, Reason.BOOKED, booking)
    return None
