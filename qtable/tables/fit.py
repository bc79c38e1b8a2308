"""Which tables, alone or put together, fit a party, which is best, and why the others don't. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from qtable.tables.models import TableStatus
from qtable.tables.place import Booking, Place

CLEANING = timedelta(minutes=5)  # nothing says when it began
NOBODY: Mapping[str, str] = MappingProxyType({})
NOT_FREE = {
    TableStatus.OCCUPIED: "occupied",
    TableStatus.NEEDS_CLEANING: "dirty",
    TableStatus.OUT_OF_SERVICE: "blocked",
    TableStatus.RESERVED: "reserved",
}


class Obstacle(StrEnum):
    """Why a table isn't for a party."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    OCCUPIED = "occupied"
    DIRTY = "dirty"
    BLOCKED = "blocked"
    RESERVED = "reserved"
    BOOKED = "booked"


@dataclass(frozen=True)
class Suggestion:
    """Where a party could sit, and what speaks for it; `free_until` is when its next booking begins, None if far off.

    `booked` says that it is what the party has booked, `held_for` which other party was called to it. Of a combination
    `table_id` is the first of its tables.
    """

    table_id: str
    combination_id: str | None
    table_ids: tuple[str, ...]
    label: str
    seats: int
    spare_seats: int
    smallest: bool
    booked: bool
    held_for: str | None
    free_until: datetime | None
    section: str | None


@dataclass(frozen=True)
class Refusal:
    """A table that isn't for a party, and why; `booked_from` is when the booking in the way begins."""

    table_id: str
    label: str
    obstacles: tuple[Obstacle, ...]
    booked_from: datetime | None


def suggestions(
    places: Iterable[Place],
    party_size: int,
    now: datetime,
    turn: timedelta,
    own: str | None = None,
    *,
    held: Mapping[str, str] = NOBODY,
) -> list[Suggestion]:
    """Return every place that the party could take now, the best first; combinations where no table alone fits well.

    First what it has booked (`own` is its booking), last what is `held` for others (who, by table); then where the
    fewest lack a chair, then the smallest; of equal ones a table alone, then that which is free longest, then by label.
    A table fits badly of whose chairs the party leaves half or more empty.
    """
    fitting = [place for place in places if not obstacles(place, party_size, now, turn, own)]
    if any(not place.parts and place.largest < 2 * party_size and place.id not in held for place in fitting):
        fitting = [place for place in fitting if not place.parts or _is_own(place, own)]
    least = min((place.largest for place in fitting), default=0)
    fitting.sort(key=lambda place: _rank(place, party_size, now, own, held=held))
    return [_suggestion(place, party_size, now, least, own, held=held) for place in fitting]


def refusals(
    places: Iterable[Place], party_size: int, now: datetime, turn: timedelta, own: str | None = None
) -> list[Refusal]:
    """Return every table that isn't for the party now, and why; of combinations nothing is told."""
    found = []
    for place in places:
        why = () if place.parts else obstacles(place, party_size, now, turn, own)
        if why:
            booking = in_the_way(place, now, turn, own)
            found.append(Refusal(place.id, place.label, why, booking.start if booking else None))
    return found


def obstacles(
    place: Place, party_size: int, now: datetime, turn: timedelta, own: str | None = None
) -> tuple[Obstacle, ...]:
    """Return all that keeps a party from a place now: its size, who is there, and who comes before it would leave."""
    why = []
    if party_size > place.largest:
        why.append(Obstacle.TOO_SMALL)
    if party_size < place.smallest:
        why.append(Obstacle.TOO_LARGE)
    for table in place.tables:
        held = TableStatus(table.status)
        if held in NOT_FREE and not (held == TableStatus.RESERVED and _holds(own, table)):
            why.append(Obstacle(NOT_FREE[held]))
    if in_the_way(place, now, turn, own):
        why.append(Obstacle.BOOKED)
    return tuple(why)


def in_the_way(place: Place, start: datetime, turn: timedelta, own: str | None = None) -> Booking | None:
    """Return the first booking of others that shares a moment with a turn that begins at `start`."""
    end = start + turn
    return next((one for one in _others(place, own) if one.start < end and one.end > start), None)


def next_free(places: Iterable[Place], party_size: int, now: datetime, turn: timedelta) -> datetime | None:
    """Return when a party could sit down at the earliest: now, or when who sits at a place that fits will have left.

    None where no place fits, or each is blocked, held, or booked too soon after. A combination is free when the last
    of its tables is.
    """
    moments = [
        free
        for place in places
        if place.smallest <= party_size <= place.largest
        and (free := _free_at(place, now)) is not None
        and not in_the_way(place, free, turn)
    ]
    return min(moments, default=None)


def _free_at(place: Place, now: datetime) -> datetime | None:
    moments = [_table_free_at(table, now) for table in place.tables]
    known = [one for one in moments if one is not None]
    return max(known) if len(known) == len(moments) else None


def _table_free_at(place: Place, now: datetime) -> datetime | None:
    if place.status == TableStatus.AVAILABLE:
        return now
    if place.status == TableStatus.NEEDS_CLEANING:
        return now + CLEANING
    return None if place.free_at is None else max(now, place.free_at)


def _suggestion(
    place: Place, party_size: int, now: datetime, least: int, own: str | None, *, held: Mapping[str, str]
) -> Suggestion:
    tables = tuple(table.id for table in place.tables)
    return Suggestion(
        tables[0],
        place.id if place.parts else None,
        tables,
        place.label,
        place.largest,
        place.largest - party_size,
        place.largest == least,
        _is_own(place, own),
        next((held[id_] for id_ in tables if id_ in held), None),
        _coming(place, now, own),
        place.section,
    )


def _rank(
    place: Place, party_size: int, now: datetime, own: str | None, *, held: Mapping[str, str]
) -> tuple[bool, bool, int, int, int, float, int, str]:
    coming = _coming(place, now, own)
    until = coming.timestamp() if coming else float("inf")
    lent = any(table.id in held for table in place.tables)
    size = (place.lacking(party_size), place.largest, len(place.tables))
    return not _is_own(place, own), lent, *size, -until, len(place.label), place.label


def _coming(place: Place, now: datetime, own: str | None) -> datetime | None:
    """Return when the next booking of others begins."""
    return next((one.start for one in _others(place, own) if one.start > now), None)


def _others(place: Place, own: str | None) -> Sequence[Booking]:
    booked = (one for table in place.tables for one in table.bookings)
    return sorted((one for one in booked if one.id != own), key=lambda one: one.start)


def _is_own(place: Place, own: str | None) -> bool:
    together = place.id if place.parts else None
    return any(one.id == own and one.combination_id == together for one in place.tables[0].bookings)


def _holds(own: str | None, table: Place) -> bool:
    return any(one.id == own for one in table.bookings)
