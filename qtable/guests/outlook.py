"""How long a party waits: the one entry for whoever asks. The rules are pure; here they get what was read for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Row
from sqlalchemy.orm import Session

from qtable.accounts.remembered import Remembered
from qtable.guests import line, places, quoting
from qtable.guests.observing import Observed, observed, size_class
from qtable.guests.quoting import Quote, SizeClass
from qtable.restaurants.models import Restaurant
from qtable.tables import fit
from qtable.tables.fit import Suggestion
from qtable.tables.models import SEATABLE
from qtable.tables.place import Place, Stay

FITTED_SECONDS = 30


def quote_for(session: Session, restaurant: Restaurant, party_size: int, now: datetime) -> Quote:
    """Return what to say to a party of that size that comes to the door now, without a booking."""
    classes = size_classes(session, restaurant, now)
    mine = class_of(party_size, classes)
    ahead = line.ahead(session, restaurant, mine.smallest, mine.largest, now)
    if ahead > 0:
        return mine.quote(ahead, free_now=False)
    tables = given(restaurant, line.here(session, restaurant, now), classes, places.read(session, restaurant, now), now)
    return mine.quote(ahead, free_now=best_of(tables.left[mine.number].free, mine, party_size, now) is not None)


@dataclass(frozen=True)
class Left:
    """The floor as a party finds it: `free` is what nobody before it was given, `stays` who gets the other tables."""

    free: Sequence[Place]
    stays: dict[str, Stay]


@dataclass(frozen=True)
class Given:
    """Who gets which place: nobody gets what one before it did.

    `best` is of each party that waits, by its id. `left` is what the next party of each class finds: the first in line
    that wasn't called, or where nobody stands there, who comes now.
    """

    best: Mapping[str, Suggestion | None]
    left: Mapping[int, Left]


def given(
    restaurant: Restaurant,
    parties: Sequence[Row[Any]],
    classes: Sequence[SizeClass],
    floor: Sequence[Place],
    now: datetime,
) -> Given:
    """Give the parties that wait their places: first those that were called, whose tables are held, then the others.

    `parties` are those that are here, the first to come on top.
    """
    best, found = dict[str, Suggestion | None](), dict[int, Left]()
    left = Left([place for place in floor if all(table.status in SEATABLE for table in place.tables)], {})
    waiting = [party for party in parties if not line.sits(party)]
    for party in sorted(waiting, key=lambda party: not line.is_held(party, now)):
        mine = class_of(party.party_size, classes)
        if line.lined_up(party) and not line.is_held(party, now):
            found.setdefault(mine.number, left)
        best[party.id] = place = best_of(left.free, mine, party.party_size, now, party.reservation_id)
        if place is not None:
            left = _without(left, place, Stay(now + turn_of(mine) + between(restaurant), party.reservation_id))
    return Given(best, {one.number: found.get(one.number, left) for one in classes})


def best_of(
    free: Sequence[Place], mine: SizeClass, party_size: int, now: datetime, own: str | None = None
) -> Suggestion | None:
    """Return the best place that a party of a class can take now; `own` is its booking."""
    return next(iter(fit.suggestions(free, party_size, now, turn_of(mine), own)), None)


def minutes_left(party: Row[Any], mine: SizeClass, now: datetime) -> int:
    """Return for how many minutes a party that sits is likely to stay."""
    return mine.remaining(max(0.0, (now - party.seated_time).total_seconds() / 60))


def taken_until(
    restaurant: Restaurant, parties: Iterable[Row[Any]], classes: Sequence[SizeClass], now: datetime
) -> dict[str, datetime]:
    """Return when each table can be taken again at which one of the parties sits."""
    seated = [(party, class_of(party.party_size, classes)) for party in parties if line.sits(party)]
    after = now + between(restaurant)
    return {party.table_id: after + timedelta(minutes=minutes_left(party, mine, now)) for party, mine in seated}


def between(restaurant: Restaurant) -> timedelta:
    """Return what passes between two parties at a table: its cleaning, where that is the rule."""
    return fit.CLEANING if restaurant.policy("clean_after_finish") else timedelta()


def size_classes(session: Session, restaurant: Restaurant, now: datetime) -> list[SizeClass]:
    """Return every size class with what the log shows of it, as it was up to FITTED_SECONDS ago."""
    bounds = restaurant.policy("size_classes")

    def fit_to_log() -> list[Observed]:
        return observed(line.visits(restaurant, line.newest_visits(session, restaurant, now)), bounds)

    fitted: Remembered = current_app.extensions["qtable.fitted"]
    return classes_of(restaurant, fitted.recall((restaurant.id, *bounds), fit_to_log))


def init_app(app: Flask) -> None:
    """Give `app` a memory for what it has fitted: a party that is written down costs no look through the log."""
    app.extensions["qtable.fitted"] = Remembered(seconds=FITTED_SECONDS)


def classes_of(restaurant: Restaurant, seen: Sequence[Observed]) -> list[SizeClass]:
    """Return every size class by the restaurant's policies, with what was observed of each."""
    names = ("size_classes", "minutes_per_party", "reservation_minutes")
    return quoting.size_classes(seen, *(restaurant.policy(name) for name in names))


def class_of(party_size: int, classes: Sequence[SizeClass]) -> SizeClass:
    """Return the class of a party."""
    return classes[size_class(party_size, [one.largest for one in classes if one.largest is not None])]


def turn_of(one: SizeClass) -> timedelta:
    """Return for how long a party of a class needs its table."""
    return timedelta(minutes=one.usual_turn)


def _without(left: Left, place: Suggestion, stay: Stay) -> Left:
    given = dict.fromkeys(place.table_ids, stay)
    return Left(
        [one for one in left.free if given.keys().isdisjoint(table.id for table in one.tables)], left.stays | given
    )
