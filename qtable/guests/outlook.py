"""What the evening will bring: how long a party waits, which table it gets, when one is free.

The rules are pure and stand in guests/quoting.py and tables/fit.py. Here they get what guests/reading.py has read.
"""

from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from qtable.accounts.remembered import Remembered
from qtable.guests import quoting, reading
from qtable.guests.quoting import Observed, Quote
from qtable.restaurants.models import Restaurant
from qtable.tables import fit

FITTED_SECONDS = 30


def quote_for(session: Session, restaurant: Restaurant, party_size: int, now: datetime) -> Quote:
    """Return what to say to a party of that size that comes to the door now, without a booking."""
    bounds = restaurant.policy("size_classes")
    number = quoting.size_class(party_size, bounds)
    seen = observed(session, restaurant, now)[number]
    ahead = reading.ahead(session, restaurant, *quoting.class_range(number, bounds))
    turn = timedelta(minutes=quoting.usual_turn(seen.turns, restaurant.policy("reservation_minutes")))
    free = ahead == 0 and bool(fit.suggestions(reading.places(session, restaurant, now, {}), party_size, now, turn))
    return quoting.quote(seen.paces, _configured(restaurant, number), ahead, free_now=free)


def observed(session: Session, restaurant: Restaurant, now: datetime) -> list[Observed]:
    """Return what the log shows of each size class, as it was up to FITTED_SECONDS ago."""
    bounds = restaurant.policy("size_classes")

    def fit_to_log() -> list[Observed]:
        return quoting.observed(reading.visits(reading.newest_visits(session, restaurant, now)), bounds)

    fitted: Remembered = current_app.extensions["qtable.fitted"]
    return fitted.recall((restaurant.id, *bounds), fit_to_log)


def init_app(app: Flask) -> None:
    """Give `app` a memory for what it has fitted: a party that is written down costs no look through the log."""
    app.extensions["qtable.fitted"] = Remembered(seconds=FITTED_SECONDS)


def _configured(restaurant: Restaurant, number: int) -> int:
    return quoting.of_class(restaurant.policy("minutes_per_party"), number)
