"""What the evening will bring: how long a party waits, which table it gets, when one is free.

The rules are pure and stand in guests/quoting.py and tables/fit.py. Here they get what guests/reading.py has read.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from qtable.guests import quoting, reading
from qtable.guests.quoting import Quote
from qtable.restaurants.models import Restaurant
from qtable.tables import fit


def quote_for(session: Session, restaurant: Restaurant, party_size: int, now: datetime) -> Quote:
    """Return what to say to a party of that size that comes to the door now, without a booking."""
    bounds = restaurant.policy("size_classes")
    number = quoting.size_class(party_size, bounds)
    seen = quoting.observed(reading.visits(reading.newest_visits(session, restaurant, now)), bounds)[number]
    line = [party for party in reading.here(session, restaurant) if reading.lined_up(party)]
    ahead = sum(quoting.size_class(party.party_size, bounds) == number for party in line)
    turn = timedelta(minutes=quoting.usual_turn(seen.turns, restaurant.policy("reservation_minutes")))
    free = ahead == 0 and bool(fit.suggestions(reading.places(session, restaurant, now, {}), party_size, now, turn))
    configured = quoting.of_class(restaurant.policy("minutes_per_party"), number)
    return quoting.quote(seen.paces, configured, ahead, free_now=free)
