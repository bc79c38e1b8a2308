"""Whether two databases hold the same: row by row, and as a device would see them."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select
from sqlalchemy.orm import Session

from qtable.changes import reading
from qtable.errors import Conflict
from qtable.tenant import show_rows

ROWS_AT_ONCE = 500
READINGS = ("server_time", "timestamp")  # of a full sync: they tell when it was read


def compare(source: Connection, target: Connection, restaurant_id: str) -> str:
    """Hold two full syncs and heads against each other; return the restaurant's name. Raises Conflict."""
    one, two = _shown(source, restaurant_id), _shown(target, restaurant_id)
    if one != two:
        raise Conflict(f"The full syncs of restaurant {restaurant_id} differ; nothing was kept.")
    return one[-1]


def sum_of(connection: Connection, query: Select[Any]) -> tuple[int, int]:
    """Return how many rows a query reads, and a checksum of them, whatever their order."""
    count, checksum = 0, 0
    for row in connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE)):
        count += 1
        checksum ^= int.from_bytes(hashlib.sha256(_text(row).encode()).digest())
    return count, checksum


def _shown(connection: Connection, restaurant_id: str) -> tuple[Any, ...]:
    show_rows(connection, restaurant_id)
    with Session(connection) as session:
        restaurant = reading.restaurant_row(session, restaurant_id)
        body = reading.snapshot(session, restaurant_id).body
        last = reading.after(session, restaurant, restaurant.change_seq - 1, 2)
    kept = {name: value for name, value in body.items() if name not in READINGS}
    kept["guests"] = [{name: value for name, value in guest.items() if name != "waitTime"} for guest in body["guests"]]
    return kept, last, restaurant.name


def _text(row: Row[Any]) -> str:
    return repr([value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in row])
