"""Whether a table is free for a booking. Bookings are half-open: one may begin as another ends."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from qtable.reservations.lifecycle import ACTIVE
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant


def overlaps(start: datetime, end: datetime) -> ColumnElement[bool]:
    """Return the condition that a booking shares a moment with [`start`, `end`)."""
    return and_(Reservation.reservation_time < end, Reservation.end_time > start)


def in_the_way(session: Session, reservation: Reservation, table_id: str) -> Reservation | None:
    """Return the first other active booking that holds a table during this one, if there is one."""
    query = (
        select(Reservation)
        .where(
            Reservation.restaurant_id == reservation.restaurant_id,
            Reservation.assigned_table_id == table_id,
            Reservation.status.in_(ACTIVE),
            Reservation.id != reservation.id,
            overlaps(reservation.reservation_time, reservation.end_time),
        )
        .order_by(Reservation.reservation_time)
    )
    with session.no_autoflush:
        return session.scalars(query.limit(1)).first()


def holding(session: Session, restaurant_id: str, table_id: str, moment: datetime) -> list[Reservation]:
    """Return the active bookings that hold a table at a moment."""
    query = select(Reservation).where(
        Reservation.restaurant_id == restaurant_id,
        Reservation.assigned_table_id == table_id,
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
