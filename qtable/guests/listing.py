"""Lists of guests: filters and stable paging, as queries."""

from typing import Any

from sqlalchemy import Select, select, tuple_

from qtable.guests.lifecycle import GONE, HERE
from qtable.guests.models import WHO_IS_HERE, Guest
from qtable.paging import holding, read_cursor


def guests_query(restaurant_id: str, asked: dict[str, Any]) -> Select[Any]:
    """Select the guests asked for, oldest arrival first, one more than `limit` to see whether there are more.

    `asked` is a loaded GuestQuery. Raises Malformed for a cursor that isn't ours.
    """
    query = select(Guest).where(Guest.restaurant_id == restaurant_id)
    if "status" in asked:
        query = query.where(Guest.status.in_(asked["status"]))
    if asked.get("active") is False:
        query = query.where(Guest.status.in_(GONE))
    if asked.get("active") or set(HERE).issuperset(asked.get("status", GONE)):
        query = query.where(WHO_IS_HERE)
    if asked.get("table_id"):
        query = query.where(Guest.table_id == asked["table_id"])
    if asked.get("since"):
        query = query.where(Guest.updated_at > asked["since"])
    if asked.get("q"):
        query = query.where(holding(asked["q"], Guest.name, Guest.phone_number))
    if asked.get("cursor"):
        query = query.where(tuple_(Guest.arrival_time, Guest.id) > read_cursor(asked["cursor"]))
    return query.order_by(Guest.arrival_time, Guest.id).limit(asked["limit"] + 1)
