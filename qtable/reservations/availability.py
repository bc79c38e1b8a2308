"""Whether a table is free for a booking. Bookings are half-open: one may begin as another ends."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from qtable.reservations.lifecycle import ACTIVE
from qtable.reservations.models import Reservation
from qtable.reservations.slots import REACH, Floor, Unmade, combined, floor_of, sort_out, times_around
from qtable.reservations.times import LONGEST_MINUTES, when
from qtable.restaurants.models import Restaurant
from qtable.tables.models import Combination, Table

# What of a question says when.
WHEN = ("date", "time", "duration_minutes")


def overlaps(start: datetime, end: datetime) -> ColumnElement[bool]:
    """Return the condition that a booking shares a moment with [`start`, `end`)."""
    return and_(Reservation.reservation_time < end, Reservation.end_time > start)


def for_one_of(restaurant_id: str, table_ids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a booking is for one of the tables, alone or as part of a combination.

    The tables of a combination are searched as the text that they are stored as, by the one comparison of text that
    both databases make letter by letter: an id stands in it whole, in its quotes.
    """
    parts = cast(Combination.table_ids, String)
    having = or_(*(func.replace(parts, json.dumps(one), "") != parts for one in table_ids))
    combinations = select(Combination.id).where(Combination.restaurant_id == restaurant_id, having)
    return or_(Reservation.assigned_table_id.in_(table_ids), Reservation.combination_id.in_(combinations))


def in_the_way(session: Session, reservation: Reservation, table_ids: Collection[str]) -> Reservation | None:
    """Return the first other active booking that holds one of the tables during this one, if there is one."""
    start, end = reservation.reservation_time, reservation.end_time
    query = (
        select(Reservation)
        .where(
            for_one_of(reservation.restaurant_id, table_ids),
            Reservation.id != reservation.id,
            *_held_during(reservation.restaurant_id, start, end),
        )
        .order_by(Reservation.reservation_time)
    )
    with session.no_autoflush:
        return session.scalars(query.limit(1)).first()


def availability(session: Session, restaurant: Restaurant, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return which tables a booking could have, why not the others, and other times within an hour, if any.

    `asked` is a loaded AvailabilityQuery. Three statements, whatever is asked. Raises Invalid for a time that isn't.
    """
    party_size = asked["party_size"]
    start, minutes = when(restaurant, {name: asked[name] for name in asked if name in WHEN})
    lasts = timedelta(minutes=minutes)
    floor = _floor(session, restaurant, start - REACH, start + lasts + REACH, asked.get("reservation_id"))
    free, refused = sort_out(floor, party_size, start, start + lasts)
    together, unmade = combined(floor, party_size, start, start + lasts)
    others = (_alternative(floor, party_size, at, at + lasts) for at in times_around(start, now))
    return {
        "reservation_time": start,
        "end_time": start + lasts,
        "tables": [table.id for table in free],
        "combinations": [one.id for one in together],
        "refused": [{"table_id": one.table.id, "reason": one.reason, "reservation": one.booking} for one in refused],
        "refused_combinations": [_told_unmade(one) for one in unmade],
        "alternatives": [one for one in others if one is not None],
    }


def holding(session: Session, restaurant_id: str, table_id: str, moment: datetime) -> list[Reservation]:
    """Return the active bookings that hold a table at a moment."""
    query = select(Reservation).where(
        Reservation.restaurant_id == restaurant_id,
        for_one_of(restaurant_id, [table_id]),
        Reservation.status.in_(ACTIVE),
        Reservation.reservation_time <= moment,
        Reservation.end_time > moment,
    )
    with session.no_autoflush:
        return list(session.scalars(query))


def told(restaurant: Restaurant, reservation: Reservation) -> str:
    """Return who it is and when, on the restaurant's own clock."""
    start, end = restaurant.local(reservation.reservation_time), restaurant.local(reservation.end_time)
    return f"{reservation} on {start:%Y-%m-%d} from {start:%H:%M} to {end:%H:%M}"


def _floor(session: Session, restaurant: Restaurant, start: datetime, end: datetime, but: str | None) -> Floor:
    """Return the floor with the active bookings that hold a table at some moment of [`start`, `end`)."""
    tables = select(Table).where(Table.restaurant_id == restaurant.id).order_by(Table.number)
    combinations = select(Combination).where(Combination.restaurant_id == restaurant.id).order_by(Combination.name)
    bookings = select(Reservation).where(
        Reservation.assigned_table_id.is_not(None),
        Reservation.id != (but or ""),
        *_held_during(restaurant.id, start, end),
    )
    booked = session.scalars(bookings.order_by(Reservation.reservation_time)).all()
    return floor_of(session.scalars(tables).all(), booked, session.scalars(combinations).all())


def _told_unmade(one: Unmade) -> dict[str, Any]:
    why = {"reason": one.reason, "table_id": one.table and one.table.id, "reservation": one.booking}
    return {"combination_id": one.combination.id} | why


def _held_during(restaurant_id: str, start: datetime, end: datetime) -> Sequence[ColumnElement[bool]]:
    """Return the conditions for the active bookings that share a moment with [`start`, `end`).

    The lower bound on when they begin says no more than that none lasts longer than a booking may; it keeps
    a query to the rows around that evening.
    """
    return (
        Reservation.restaurant_id == restaurant_id,
        Reservation.status.in_(ACTIVE),
        Reservation.reservation_time > start - timedelta(minutes=LONGEST_MINUTES),
        overlaps(start, end),
    )


def _alternative(floor: Floor, party_size: int, start: datetime, end: datetime) -> dict[str, Any] | None:
    """Return where the party could be booked then, a table alone first; None where it can't."""
    tables, _ = sort_out(floor, party_size, start, end)
    if tables:
        return {"reservation_time": start, "table_id": tables[0].id, "combination_id": None}
    together, _ = combined(floor, party_size, start, end)
    if together:
        return {"reservation_time": start, "table_id": together[0].table_ids[0], "combination_id": together[0].id}
    return None
