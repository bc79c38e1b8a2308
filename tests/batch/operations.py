"""The operations of a batch as a device sends them, and what they may have changed."""

import uuid
from typing import Any

from bench.clients.listener import Listener
from tests.support.desk import Desk

PATHS = ("/api/v1/atomic/batch", "/api/atomic/batch", "/transactions/atomic")
EVENING = "2030-06-14T19:00:00Z"


def heard_of(seq: int, device: Listener) -> list[dict[str, Any]]:
    """Return the messages of a transaction, without a head that happened to be told after it."""
    return [message for message in device.heard if message.get("seq") == seq and message["type"] != "sync:head"]


def batch(desk: Desk, transaction_id: str | None = None, path: str = PATHS[0], **lists: Any) -> Any:
    """Send an atomic batch."""
    return desk.send("POST", path, json={"transaction_id": transaction_id or str(uuid.uuid4())} | lists)


def update(entity_id: str, **data: Any) -> dict[str, Any]:
    """Return an update operation."""
    return {"id": entity_id, "operation": "update", "data": data}


def create(entity_id: str, **data: Any) -> dict[str, Any]:
    """Return a create operation."""
    return {"id": entity_id, "operation": "create", "data": data}


def delete(entity_id: str) -> dict[str, Any]:
    """Return a delete operation."""
    return {"id": entity_id, "operation": "delete"}


def booking(entity_id: str, table: str) -> dict[str, Any]:
    """Return the making of a booking at the evening's time."""
    return create(entity_id, guestName=entity_id, partySize=2, startTime=EVENING, tableId=table)


def state(desk: Desk) -> tuple[Any, ...]:
    """Return all that a batch may change, but the reading of the moment."""
    full = desk.full()
    guests = [{name: value for name, value in guest.items() if name != "waitTime"} for guest in full["guests"]]
    return full["seq"], guests, full["tables"], full["reservations"]
