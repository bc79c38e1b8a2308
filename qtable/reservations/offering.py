"""Which tables a booking could have, why not the others, and when else: by the book, and by who sits there now."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtable.guests import line
from qtable.guests.observing import LONGEST_TURN
from qtable.guests.outlook import size_classes, taken_until
from qtable.reservations.availability import held_during
from qtable.reservations.models import Reservation
from qtable.reservations.slots import (
    REACH,
    Floor,
    Refusal,
    Sitting,
    Unmade,
    combined,
    floor_of,
    sort_out,
    times_around,
)
from qtable.reservations.times import when
from qtable.restaurants.models import Restaurant
from qtable.tables.models import Combination, Table

# What of a question says when.
WHEN = ("date", "time", "duration_minutes")
AT_ONCE = timedelta(minutes=1)  # the least for which who sits somewhere does so


def availability(session: Session, restaurant: Restaurant, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return which tables a booking could have, why not the others, and other times within an hour, if any.

    `asked` is a loaded AvailabilityQuery. Three statements, whatever is asked, and two more for a time that who sits
    now may reach. Raises Invalid for a time that isn't.
    """
    party_size = asked["party_size"]
    start, minutes = when(restaurant, {name: asked[name] for name in asked if name in WHEN})
    lasts = timedelta(minutes=minutes)
    floor = _floor(session, restaurant, (start - REACH, start + lasts + REACH), asked.get("reservation_id"), now)
    free, refused = sort_out(floor, party_size, start, start + lasts)
    together, unmade = combined(floor, party_size, start, start + lasts)
    others = (_alternative(floor, party_size, at, at + lasts) for at in times_around(start, now))
    return {
        "reservation_time": start,
        "end_time": start + lasts,
        "tables": [table.id for table in free],
        "combinations": [one.id for one in together],
        "refused": [_told(one, table_id=one.table.id) for one in refused],
        "refused_combinations": [
            _told(one, combination_id=one.combination.id, table_id=one.table and one.table.id) for one in unmade
        ],
        "alternatives": [one for one in others if one is not None],
    }


def _floor(
    session: Session, restaurant: Restaurant, span: tuple[datetime, datetime], but: str | None, now: datetime
) -> Floor:
    """Return the floor with what holds a table at some moment of [start, end): other bookings, and who sits there."""
    start, end = span
    tables = select(Table).where(Table.restaurant_id == restaurant.id).order_by(Table.number)
    combinations = select(Combination).where(Combination.restaurant_id == restaurant.id).order_by(Combination.name)
    bookings = select(Reservation).where(
        Reservation.assigned_table_id.is_not(None),
        Reservation.id != (but or ""),
        *held_during(restaurant.id, start, end),
    )
    booked = session.scalars(bookings.order_by(Reservation.reservation_time)).all()
    known = session.scalars(tables).all(), booked, session.scalars(combinations).all()
    return floor_of(*known, _sitting(session, restaurant, span, but, now))


def _sitting(
    session: Session, restaurant: Restaurant, span: tuple[datetime, datetime], but: str | None, now: datetime
) -> dict[str, Sitting]:
    """Return who sits and may do so at some moment of the span, by table; nobody is looked for where none can."""
    start, end = span
    longest = max(LONGEST_TURN, timedelta(minutes=restaurant.policy("reservation_minutes")))
    if start >= now + longest or end <= now - longest:
        return {}
    here = [party for party in line.here(session, restaurant, now) if line.sits(party)]
    others = [party for party in here if but is None or party.reservation_id != but]
    until = taken_until(restaurant, others, size_classes(session, restaurant, now), now)
    since = {party.table_id: party.seated_time for party in others}
    return {table: Sitting(since[table], max(moment, now + AT_ONCE)) for table, moment in until.items()}


def _told(one: Refusal | Unmade, **what: str | None) -> dict[str, Any]:
    return {**what, "reason": one.reason, "reservation": one.booking, "seated_until": one.seated_until}


def _alternative(floor: Floor, party_size: int, start: datetime, end: datetime) -> dict[str, Any] | None:
    """Return where the party could be booked then, a table alone first; None where it can't."""
    tables, _ = sort_out(floor, party_size, start, end)
    if tables:
        return {"reservation_time": start, "table_id": tables[0].id, "combination_id": None}
    together, _ = combined(floor, party_size, start, end)
    if together:
        return {"reservation_time": start, "table_id": together[0].table_ids[0], "combination_id": together[0].id}
    return None
