"""How long a party waits: the one entry for whoever asks. The rules are pure; here they get what was read for them."""

from collections.abc import Sequence
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
from qtable.tables.fit import Place, Suggestion
from qtable.tables.models import SEATABLE

FITTED_SECONDS = 30


def quote_for(session: Session, restaurant: Restaurant, party_size: int, now: datetime) -> Quote:
    """Return what to say to a party of that size that comes to the door now, without a booking."""
    classes = size_classes(session, restaurant, now)
    mine = class_of(party_size, classes)
    ahead = line.ahead(session, restaurant, mine.smallest, mine.largest)
    if ahead > 0:
        return mine.quote(ahead, free_now=False)
    _, left = given(line.here(session, restaurant), classes, places.read(session, restaurant, now), now)
    return mine.quote(ahead, free_now=is_free(left, mine, party_size, now))


def given(
    parties: Sequence[Row[Any]], classes: Sequence[SizeClass], floor: Sequence[Place], now: datetime
) -> tuple[dict[str, Suggestion | None], list[Place]]:
    """Return the best place of each party that waits, by its id, and what is left: nobody gets what one before did.

    `parties` are those that are here, the first to come on top.
    """
    best: dict[str, Suggestion | None] = {}
    left = [place for place in floor if all(table.status in SEATABLE for table in place.tables)]
    for party in (party for party in parties if not line.sits(party)):
        turn = turn_of(class_of(party.party_size, classes))
        mine = next(iter(fit.suggestions(left, party.party_size, now, turn, party.reservation_id)), None)
        taken = set(mine.table_ids) if mine else set()
        left = [place for place in left if taken.isdisjoint(table.id for table in place.tables)]
        best[party.id] = mine
    return best, left


def is_free(left: Sequence[Place], mine: SizeClass, party_size: int, now: datetime) -> bool:
    """Tell whether a party of a class can have one of the places that are left."""
    return bool(fit.suggestions(left, party_size, now, turn_of(mine)))


def size_classes(session: Session, restaurant: Restaurant, now: datetime) -> list[SizeClass]:
    """Return every size class with what the log shows of it, as it was up to FITTED_SECONDS ago."""
    bounds = restaurant.policy("size_classes")

    def fit_to_log() -> list[Observed]:
        return observed(line.visits(line.newest_visits(session, restaurant, now)), bounds)

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
