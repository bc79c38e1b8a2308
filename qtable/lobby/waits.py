"""What the guests' pages say of the line: how long each size class waits, and where one party stands in its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from qtable.guests import quoting, reading
from qtable.guests.models import Guest
from qtable.guests.quoting import Quote
from qtable.restaurants.models import Restaurant
from qtable.tables import fit


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
        self.restaurant, self.now = restaurant, now
        self.bounds: list[int] = restaurant.policy("size_classes")
        newest = reading.newest_visits(session, restaurant, now)
        self.seen = quoting.observed(reading.visits(newest), self.bounds)
        self.parties: list[Row[Any]] = [party for party in reading.here(session, restaurant) if reading.lined_up(party)]
        self.places = reading.places(session, restaurant, now, {})

    def of_every_class(self, largest: int | None = None) -> list[Wait]:
        """Return what who joins now waits in each class, those that hold no party of up to `largest` left out."""
        ranges = [quoting.class_range(number, self.bounds) for number in range(len(self.seen))]
        wanted = [number for number, (low, _) in enumerate(ranges) if largest is None or low <= largest]
        return [self._wait(number, ranges[number][0], len(self._of_class(number))) for number in wanted]

    def of_party(self, guest: Guest) -> Wait | None:
        """Return where a party stands, counted from 1; None of who has a booking, or waits no more."""
        number = quoting.size_class(guest.party_size, self.bounds)
        ids = [party.id for party in self._of_class(number)]
        return self._wait(number, guest.party_size, ids.index(guest.id)) if guest.id in ids else None

    def _of_class(self, number: int) -> list[Row[Any]]:
        return [party for party in self.parties if quoting.size_class(party.party_size, self.bounds) == number]

    def _wait(self, number: int, party_size: int, ahead: int) -> Wait:
        low, high = quoting.class_range(number, self.bounds)
        seen, policy = self.seen[number], self.restaurant.policy
        turn = timedelta(minutes=quoting.usual_turn(seen.turns, policy("reservation_minutes")))
        free = bool(fit.suggestions(self.places, party_size, self.now, turn))
        configured = quoting.of_class(policy("minutes_per_party"), number)
        return Wait(low, high, ahead + 1, quoting.quote(seen.paces, configured, ahead, free_now=free))
