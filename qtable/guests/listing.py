"""Lists of guests: filters and stable paging, as queries."""

import base64
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, or_, select, tuple_

from qtable import clock
from qtable.errors import Malformed
from qtable.guests.lifecycle import GONE
from qtable.guests.models import Guest


def guests_query(restaurant_id: str, asked: dict[str, Any]) -> Select[Any]:
    """Select the guests asked for, oldest arrival first, one more than `limit` to see whether there are more.

    `asked` is a loaded GuestQuery. Raises Malformed for a cursor that isn't ours.
    """
    query = select(Guest).where(Guest.restaurant_id == restaurant_id)
    if "status" in asked:
        query = query.where(Guest.status.in_(asked["status"]))
    if asked.get("active") is not None:
        query = query.where(Guest.status.not_in(GONE) if asked["active"] else Guest.status.in_(GONE))
    if asked.get("table_id"):
        query = query.where(Guest.table_id == asked["table_id"])
    if asked.get("since"):
        query = query.where(Guest.updated_at > asked["since"])
    if asked.get("q"):
        query = query.where(_named(asked["q"]))
    if asked.get("cursor"):
        query = query.where(tuple_(Guest.arrival_time, Guest.id) > _read_cursor(asked["cursor"]))
    return query.order_by(Guest.arrival_time, Guest.id).limit(asked["limit"] + 1)


def write_cursor(guest: Guest) -> str:
    """Return the cursor of the page after `guest`."""
    since_1970 = guest.arrival_time - clock.from_ms(0)
    return base64.urlsafe_b64encode(f"{since_1970 // timedelta(microseconds=1)}/{guest.id}".encode()).decode()


def _named(text: str):
    pattern = "%" + text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    return or_(Guest.name.ilike(pattern, escape="\\"), Guest.phone_number.ilike(pattern, escape="\\"))


def _read_cursor(text: str):
    try:
        microseconds, _, guest_id = base64.urlsafe_b64decode(text).decode().partition("/")
        return clock.from_ms(0) + timedelta(microseconds=int(microseconds)), guest_id
    except (ValueError, OverflowError) as error:
        raise Malformed(
            "This isn't a cursor. Take it from the X-QTable-Next header, unchanged.", "bad_cursor"
        ) from error
