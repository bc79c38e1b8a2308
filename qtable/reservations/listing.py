"""Lists of bookings: filters and stable paging, as queries."""

from typing import Any

from sqlalchemy import Select, select, tuple_

from qtable.paging import holding, read_cursor
from qtable.reservations.availability import for_one_of
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant


def reservations_query(restaurant: Restaurant, asked: dict[str, Any]) -> Select[Any]:
    """Select the bookings asked for by when they begin, one more than `limit` to see whether there are more.

    `asked` is a loaded ReservationQuery. Raises Malformed for a cursor that isn't ours.
    """
    query = select(Reservation).where(Reservation.restaurant_id == restaurant.id)
    start, end = asked.get("from_time"), asked.get("to_time")
    for first, last in ((start, end), restaurant.day_bounds(asked["date"]) if "date" in asked else (None, None)):
        if first is not None:
            query = query.where(Reservation.reservation_time >= first)
        if last is not None:
            query = query.where(Reservation.reservation_time < last)
    if "status" in asked:
        query = query.where(Reservation.status.in_(asked["status"]))
    if asked.get("table_id"):
        query = query.where(for_one_of(restaurant.id, [asked["table_id"]]))
    if asked.get("q"):
        query = query.where(holding(asked["q"], Reservation.guest_name, Reservation.phone_number))
    if asked.get("cursor"):
        query = query.where(tuple_(Reservation.reservation_time, Reservation.id) > read_cursor(asked["cursor"]))
    return query.order_by(Reservation.reservation_time, Reservation.id).limit(asked["limit"] + 1)
