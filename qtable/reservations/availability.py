"""Which bookings are in the way of another. Bookings are half-open: one may begin as another ends."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from qtable.reservations.lifecycle import ACTIVE
from qtable.reservations.models import Reservation
from qtable.reservations.times import LONGEST_MINUTES
from qtable.restaurants.models import Restaurant
from qtable.tables.models import Combination


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


def held_during(restaurant_id: str, start: datetime, end: datetime) -> Sequence[ColumnElement[bool]]:
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


def in_the_way(session: Session, reservation: Reservation, table_ids: Collection[str]) -> Reservation | None:
    """Return the first other active booking that holds one of the tables during this one, if there is one."""
    start, end = reservation.reservation_time, reservation.end_time
    query = (
        select(Reservation)
        .where(
            for_one_of(reservation.restaurant_id, table_ids),
            Reservation.id != reservation.id,
            *held_during(reservation.restaurant_id, start, end),
        )
        .order_by(Reservation.reservation_time)
    )
    with session.no_autoflush:
        return session.scalars(query.limit(1)).first()


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
