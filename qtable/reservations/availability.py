"""Whether a table is free for a booking. Bookings are half-open: one may begin as another ends."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from qtable.reservations.lifecycle import ACTIVE
from qtable.reservations.models import Reservation
from qtable.reservations.slots import REACH, sort_out, times_around
from qtable.reservations.times import LONGEST_MINUTES, when
from qtable.restaurants.models import Restaurant
from qtable.tables.models import Table

# What of a question says when.
WHEN = ("date", "time", "duration_minutes")


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


def availability(session: Session, restaurant: Restaurant, asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return which tables a booking could have, why not the others, and other times within an hour, if any.

    `asked` is a loaded AvailabilityQuery. Two statements, whatever is asked. Raises Invalid for a time that isn't.
    """
    party_size = asked["party_size"]
    start, minutes = when(restaurant, {name: asked[name] for name in asked if name in WHEN})
    lasts = timedelta(minutes=minutes)
    tables = session.scalars(select(Table).where(Table.restaurant_id == restaurant.id).order_by(Table.number)).all()
    holding = _holding(session, restaurant, start - REACH, start + lasts + REACH, asked.get("reservation_id"))
    free, refused = sort_out(tables, holding, party_size, start, start + lasts)
    others = ((at, sort_out(tables, holding, party_size, at, at + lasts)[0]) for at in times_around(start, now))
    return {
        "reservation_time": start,
        "end_time": start + lasts,
        "tables": [table.id for table in free],
        "refused": [{"table_id": one.table.id, "reason": one.reason, "reservation": one.booking} for one in refused],
        "alternatives": [{"reservation_time": at, "table_id": tables[0].id} for at, tables in others if tables],
    }


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


def _holding(
    session: Session, restaurant: Restaurant, start: datetime, end: datetime, but: str | None
) -> Sequence[Reservation]:
    """Return the active bookings that hold a table at some moment of [`start`, `end`), by when they begin.

    The lower bound on when they begin says no more than that none lasts longer than a booking may; it keeps
    the query to the rows around that evening.
    """
    query = select(Reservation).where(
        Reservation.restaurant_id == restaurant.id,
        Reservation.assigned_table_id.is_not(None),
        Reservation.status.in_(ACTIVE),
        Reservation.id != (but or ""),
        Reservation.reservation_time > start - timedelta(minutes=LONGEST_MINUTES),
        overlaps(start, end),
    )
    return session.scalars(query.order_by(Reservation.reservation_time)).all()
