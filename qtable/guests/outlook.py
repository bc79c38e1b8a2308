"""How long a party waits: the one entry for whoever asks. The rules are pure; here they get what was read for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from qtable.accounts.remembered import Remembered
from qtable.guests import line, places, quoting
from qtable.guests.observing import Observed, observed, size_class
from qtable.guests.quoting import Quote, SizeClass
from qtable.restaurants.models import Restaurant
from qtable.tables import fit
from qtable.tables.fit import Place

FITTED_SECONDS = 30


def quote_for(session: Session, restaurant: Restaurant, party_size: int, now: datetime) -> Quote:
    """Return what to say to a party of that size that comes to the door now, without a booking."""
    mine = class_of(party_size, size_classes(session, restaurant, now))
    ahead = line.ahead(session, restaurant, mine.smallest, mine.largest)
    free = ahead == 0 and _is_free(places.read(session, restaurant, now), mine, party_size, now)
    return mine.quote(ahead, free_now=free)


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


def _is_free(floor: Sequence[Place], mine: SizeClass, party_size: int, now: datetime) -> bool:
    return bool(fit.suggestions(floor, party_size, now, turn_of(mine)))
