"""Names of fields: camelCase and snake_case, and the one map of twin names."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

# canonical name → every name under which it is read, the first one given wins; SENT_TWINS are the names sent beside it
ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": ("guestName", "name"),
    "tableId": ("tableId", "assignedTableId"),
    "phoneNumber": ("phoneNumber", "phone"),
    "arrivalTime": ("arrivalTime", "checkInTime"),
    "currentGuestId": ("currentGuestId", "guestId"),
    "status": ("status", "newStatus"),
    "operation": ("operation", "action"),
    "guestName": ("guestName", "name"),
    "reservationTime": ("reservationTime", "startTime"),
    "assignedTableId": ("assignedTableId", "tableId"),
}
SENT_TWINS: Mapping[str, Mapping[str, str]] = {
    "guest": {
        "guestName": "name",
        "table_id": "tableId",
        "phone": "phoneNumber",
        "checkInTime": "arrivalTime",
        "finished_time": "finishedTime",
    },
    "table": {"current_guest_id": "currentGuestId", "guest_id": "currentGuestId"},
    "reservation": {"startTime": "reservationTime", "tableId": "assignedTableId", "phone": "phoneNumber"},
    "section": {},
    "combination": {},
    "server": {},
    "restaurant": {},
}


def snake(name: str) -> str:
    """Return tableId as table_id."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def camel(name: str) -> str:
    """Return table_id as tableId."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def key_of(name: str, data: Mapping[str, Any]) -> str | None:
    """Return under which of its names a field was given: the first that isn't null, None where there is none."""
    present = [key for key in _spellings(name) if key in data]
    return next((key for key in present if data[key] is not None), present[0] if present else None)


@cache
def _spellings(name: str) -> tuple[str, ...]:
    spellings = ALIASES.get(camel(name), (camel(name),))
    return tuple(key for spelling in spellings for key in (spelling, snake(spelling)))


def sentences(fields: Any, path: str = "") -> list[str]:
    """Return what is wrong with the fields of a request, {name: texts or names again}, each under its sent name."""
    if isinstance(fields, dict):
        return [text for name, inner in fields.items() for text in sentences(inner, _joined(path, str(name)))]
    texts = fields if isinstance(fields, list) else [fields]
    return [f"{path}: {str(text).rstrip('.')}" if path else str(text).rstrip(".") for text in texts]


def as_sent(fields: Any) -> Any:
    """Name fields as the wire does, and a list's items by their place as text: JSON has no other keys."""
    if not isinstance(fields, dict):
        return fields
    return {camel(str(name)): as_sent(inner) for name, inner in fields.items()}


def _joined(path: str, name: str) -> str:
    if name in ("json", "query", "_schema"):
        return path
    return f"{path}.{camel(name)}" if path else camel(name)
