"""Where parties can sit, alone or at tables put together, and until when somebody does. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from qtable.tables.models import TableStatus


@dataclass(frozen=True)
class Booking:
    """When a booking holds a table, alone or as part of a combination: [`start`, `end`)."""

    id: str
    start: datetime
    end: datetime
    combination_id: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a party can sit, for `smallest` to `largest` people. `free_at` is when who sits there will have left.

    Of a combination `parts` are its tables, the one that takes the party first; only they have a status, a time and
    bookings, and all of them count. `chairs` are those that stand there, None where each of `largest` has one.
    """

    id: str
    label: str
    smallest: int
    largest: int
    status: str
    section: str | None = None
    free_at: datetime | None = None
    bookings: tuple[Booking, ...] = ()
    parts: tuple["Place", ...] = ()
    chairs: int | None = None

    @property
    def tables(self) -> tuple["Place", ...]:
        """Return the tables that a party takes here: itself, unless it is a combination."""
        return self.parts or (self,)

    def lacking(self, party_size: int) -> int:
        """Return how many of a party of that size have no chair here yet."""
        return 0 if self.chairs is None else max(0, party_size - self.chairs)


class Stay(NamedTuple):
    """Until when a party has its table, and its booking, which is none to come any more."""

    until: datetime
    own: str | None


def combined(id_: str, name: str, sizes: tuple[int, int], parts: Sequence[Place]) -> Place:
    """Return a combination of tables as a place of its own range of sizes."""
    first, sections = parts[0], {part.section for part in parts}
    section = first.section if len(sections) == 1 else None
    return Place(id_, name, *sizes, status=first.status, section=section, parts=tuple(parts))


def taken(places: Iterable[Place], stays: Mapping[str, Stay]) -> list[Place]:
    """Return the places as they are while parties have the tables of `stays`."""

    def after(place: Place) -> Place:
        stay = stays.get(place.id)
        if stay is not None:
            booked = tuple(one for one in place.bookings if one.id != stay.own)
            return replace(place, status=TableStatus.OCCUPIED, free_at=stay.until, bookings=booked)
        return replace(place, parts=tuple(after(part) for part in place.parts)) if place.parts else place

    return [after(place) for place in places] if stays else list(places)
