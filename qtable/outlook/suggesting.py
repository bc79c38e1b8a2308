"""Which tables are offered to a party, and what is against the others."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from qtable.guests import places
from qtable.guests.models import Guest
from qtable.guests.outlook import class_of, size_classes, turn_of
from qtable.outlook import evening
from qtable.restaurants.models import Restaurant
from qtable.tables import fit

BEST = 3


def suggestions(
    session: Session, restaurant: Restaurant, party_size: int, now: datetime, guest: Guest | None = None
) -> dict[str, Any]:
    """Return the best tables for a party now, and why the others aren't for it; `guest` is the one that is here."""
    classes = size_classes(session, restaurant, now)
    turn, own = turn_of(class_of(party_size, classes)), guest.reservation_id if guest else None
    floor = places.read(session, restaurant, now)
    held = evening.held(session, restaurant, classes, floor, now)
    others = {table: party for table, party in held.items() if guest is None or party != guest.id}
    return {
        "party_size": party_size,
        "guest_id": guest.id if guest else None,
        "suggestions": fit.suggestions(floor, party_size, now, turn, own, held=others)[:BEST],
        "refusals": fit.refusals(floor, party_size, now, turn, own),
    }
