"""What the guests' pages say of the line: how long each size class waits, and where one party stands in its own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from qtable.guests import line, places
from qtable.guests.models import Guest
from qtable.guests.outlook import best_of, class_of, given, size_classes
from qtable.guests.quoting import Quote, SizeClass
from qtable.restaurants.models import Restaurant


@dataclass(frozen=True)
class Wait:
    """What a size class waits: parties of `low` to `high` people, None where there is no end. `number` is one's place.

    For a class as a whole `number` is the place that a party would get that joins now.
    """

    low: int
    high: int | None
    number: int
    quote: Quote


class Line:
    """Who stands in line now, what the log says, and the floor: read once, asked about each class."""

    def __init__(self, session: Session, restaurant: Restaurant, now: datetime) -> None:
        self.now = now
        self.classes = size_classes(session, restaurant, now)
        here = line.here(session, restaurant, now)
        self.tables = given(restaurant, here, self.classes, places.read(session, restaurant, now), now)
        self.parties = [party for party in here if line.lined_up(party)]

    def of_every_class(self, largest: int | None = None) -> list[Wait]:
        """Return what who joins now waits in each class, those that hold no party of up to `largest` left out."""
        wanted = [one for one in self.classes if largest is None or one.smallest <= largest]
        return [_wait(one, len(self._of(one)), free=self._is_free(one)) for one in wanted]

    def of_party(self, guest: Guest) -> Wait | None:
        """Return where a party stands, counted from 1; None of who has a booking, or waits no more."""
        mine = class_of(guest.party_size, self.classes)
        ids = self._of(mine)
        return (
            _wait(mine, ids.index(guest.id), free=self.tables.best[guest.id] is not None) if guest.id in ids else None
        )

    def _is_free(self, one: SizeClass) -> bool:
        return best_of(self.tables.left[one.number].free, one, one.size, self.now) is not None

    def _of(self, one: SizeClass) -> list[str]:
        """Return who of a class stands in line, by their ids."""
        return [party.id for party in self.parties if class_of(party.party_size, self.classes).number == one.number]


def _wait(one: SizeClass, ahead: int, *, free: bool) -> Wait:
    return Wait(one.smallest, one.largest, ahead + 1, one.quote(ahead, free_now=free))
