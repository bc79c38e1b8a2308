"""Which tables a booking could have, alone or put together, why not the others, and when else. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from qtable.reservations.models import Reservation
from qtable.tables.models import Combination, Table, TableStatus

STEP, REACH = timedelta(minutes=15), timedelta(hours=1)
NOBODY: Mapping[str, Any] = MappingProxyType({})


class Reason(StrEnum):
    """Why a table, or a combination, can't be booked; too large is only a combination: its sizes are set for it."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    CLOSED = "closed"
    BOOKED = "booked"
    SEATED = "seated"


class Refusal(NamedTuple):
    """A table that can't be had, and the booking that holds it, or until when who sits there is expected to."""

    table: Table
    reason: Reason
    booking: Reservation | None = None
    seated_until: datetime | None = None


class Unmade(NamedTuple):
    """A combination that can't be had; where one of its tables is why, that table and what holds it."""

    combination: Combination
    reason: Reason
    table: Table | None = None
    booking: Reservation | None = None
    seated_until: datetime | None = None


class Held(NamedTuple):
    """A booking, and the ids of all tables that it holds."""

    booking: Reservation
    table_ids: Collection[str]


class Sitting(NamedTuple):
    """Since when somebody sits at a table, and until when that is expected."""

    since: datetime
    until: datetime


class Floor(NamedTuple):
    """What can be booked, what is, and who sits now, by the table that has the party."""

    tables: Sequence[Table]
    combinations: Sequence[Combination]
    held: Sequence[Held]
    sitting: Mapping[str, Sitting]


def floor_of(
    tables: Sequence[Table],
    bookings: Sequence[Reservation],
    combinations: Sequence[Combination] = (),
    sitting: Mapping[str, Sitting] = NOBODY,
) -> Floor:
    """Return the floor with the tables that each booking holds: one that is for a combination has all of that."""
    parts = {one.id: one.table_ids for one in combinations}
    held = [Held(one, parts.get(one.combination_id or "", [one.assigned_table_id])) for one in bookings]
    return Floor(tables, combinations, held, sitting)


def sort_out(floor: Floor, party_size: int, start: datetime, end: datetime) -> tuple[list[Table], list[Refusal]]:
    """Return the tables free during [`start`, `end`), those that waste the fewest chairs first, and the others."""
    judged = [(table, _refusal(table, floor, party_size, start, end)) for table in floor.tables]
    free = [table for table, refusal in judged if refusal is None]
    free.sort(key=lambda table: (max(0, party_size - table.capacity), table.capacity, table.number))
    return free, [refusal for _, refusal in judged if refusal is not None]


def combined(floor: Floor, party_size: int, start: datetime, end: datetime) -> tuple[list[Combination], list[Unmade]]:
    """Return the combinations for parties of that size all of whose tables are free then, and the others.

    The smallest comes first.
    """
    taken = {one.id: why for one in floor.tables if (why := _against(one, floor, start, end)) is not None}
    judged = [(one, _unmade(one, taken, party_size)) for one in floor.combinations]
    free = [one for one, refusal in judged if refusal is None]
    return sorted(free, key=lambda one: one.max_party_size), [no for _, no in judged if no is not None]


def times_around(start: datetime, earliest: datetime) -> list[datetime]:
    """Return each quarter of an hour up to an hour before and after `start`, none before `earliest`."""
    steps = range(-(REACH // STEP), REACH // STEP + 1)
    return [start + step * STEP for step in steps if step and start + step * STEP >= earliest]


def _refusal(table: Table, floor: Floor, party_size: int, start: datetime, end: datetime) -> Refusal | None:
    if party_size > table.max_party_size:
        return Refusal(table, Reason.TOO_SMALL)
    return _against(table, floor, start, end)


def _unmade(combination: Combination, taken: Mapping[str, Refusal], party_size: int) -> Unmade | None:
    if party_size > combination.max_party_size:
        return Unmade(combination, Reason.TOO_SMALL)
    if party_size < combination.min_party_size:
        return Unmade(combination, Reason.TOO_LARGE)
    why = next((taken[one] for one in combination.table_ids if one in taken), None)
    return why and Unmade(combination, why.reason, why.table, why.booking, why.seated_until)


def _against(table: Table, floor: Floor, start: datetime, end: datetime) -> Refusal | None:
    if table.status == TableStatus.OUT_OF_SERVICE:
        return Refusal(table, Reason.CLOSED)
    for booking, table_ids in floor.held:
        if table.id in table_ids and booking.reservation_time < end and booking.end_time > start:
            return Refusal(table, Reason.BOOKED, booking)
    sits = floor.sitting.get(table.joined_to or table.id)
    if sits is not None and sits.since < end and sits.until > start:
        return Refusal(table, Reason.SEATED, seated_until=sits.until)
    return None
