"""The evening at one glance: when tables will be free, who gets which, and how long everybody waits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from qtable.guests import line, places
from qtable.guests.outlook import Left, best_of, class_of, given, minutes_left, size_classes, taken_until, turn_of
from qtable.guests.quoting import SizeClass
from qtable.restaurants.models import Restaurant
from qtable.tables import fit
from qtable.tables.fit import Suggestion
from qtable.tables.place import Place, taken


def outlook(session: Session, restaurant: Restaurant, now: datetime) -> dict[str, Any]:
    """Return what a stand needs at one glance: of each size class, each party that waits, and each that sits."""
    classes, parties = size_classes(session, restaurant, now), line.here(session, restaurant, now)
    seated = [_seated(party, class_of(party.party_size, classes), now) for party in parties if line.sits(party)]
    floor = places.read(session, restaurant, now, taken_until(restaurant, parties, classes, now))
    tables = given(restaurant, parties, classes, floor, now)
    lined_up = Counter(class_of(party.party_size, classes).number for party in parties if line.lined_up(party))
    return {
        "timestamp": now,
        "size_classes": [
            _class_outlook(one, lined_up[one.number], floor, tables.left[one.number], now) for one in classes
        ],
        "waiting": _waiting([party for party in parties if party.id in tables.best], classes, tables.best),
        "seated": seated,
    }


def held(
    session: Session, restaurant: Restaurant, classes: Sequence[SizeClass], floor: Sequence[Place], now: datetime
) -> dict[str, str]:
    """Return which tables are held for whom: those that parties get who were called, until their time is over."""
    parties = line.here(session, restaurant, now)
    best = given(restaurant, parties, classes, floor, now).best
    kept = [(party, mine) for party in parties if line.is_held(party, now) and (mine := best.get(party.id))]
    return {table_id: party.id for party, mine in kept for table_id in mine.table_ids}


def _seated(party: Row[Any], mine: SizeClass, now: datetime) -> dict[str, Any]:
    remaining = minutes_left(party, mine, now)
    return {
        "guest_id": party.id,
        "table_id": party.table_id,
        "size_class": mine.number,
        "elapsed": max(0, int((now - party.seated_time).total_seconds() / 60)),
        "remaining": remaining,
        "free_at": now + timedelta(minutes=remaining),
        "long_turn": mine.long_turn,
    }


def _class_outlook(one: SizeClass, ahead: int, floor: Sequence[Place], left: Left, now: datetime) -> dict[str, Any]:
    best = best_of(left.free, one, one.size, now)
    free = now if best else fit.next_free(taken(floor, left.stays), one.size, now, turn_of(one))
    return {
        "size_class": one.number,
        "smallest": one.smallest,
        "largest": one.largest,
        "waiting": ahead,
        "next_free": free,
        "next_free_minutes": None if free is None else round((free - now).total_seconds() / 60),
        "suggestion": best,
        "quote": one.quote(ahead, free_now=best is not None),
        "usual_turn": one.usual_turn,
        "long_turn": one.long_turn,
    }


def _waiting(
    waiting: Sequence[Row[Any]], classes: Sequence[SizeClass], best: Mapping[str, Suggestion | None]
) -> list[dict[str, Any]]:
    """Return of each party its place in line, what is left to wait, and a table that nobody before it was given."""
    before, shown = Counter[int](), []
    for party in waiting:
        mine, in_line = class_of(party.party_size, classes), line.lined_up(party)
        ahead = before[mine.number] if in_line else None
        quote = None if ahead is None else mine.quote(ahead, free_now=best[party.id] is not None)
        before[mine.number] += in_line
        of_party = {"guest_id": party.id, "size_class": mine.number, "ahead": ahead}
        shown.append(of_party | {"quote": quote, "suggestion": best[party.id]})
    return shown
