"""Bookings for seven in the evening, and the verbs on them."""

from datetime import datetime, timedelta
from typing import Any

from tests.support.desk import Desk

EVENING = "2030-06-14T19:00:00Z"


def book(desk: Desk, name: str = "Lee", **more: Any) -> Any:
    """Ask for a booking at seven for two."""
    return desk.act("POST", "/reservations", {"guestName": name, "partySize": 2, "reservationTime": EVENING} | more)


def booked(desk: Desk, name: str = "Lee", **more: Any) -> dict[str, Any]:
    """Make a booking and return it."""
    answer = book(desk, name, **more)
    assert answer.status_code == 201, answer.json
    return answer.json


def later(minutes: int) -> str:
    """Return a moment that many minutes after the evening's."""
    return (datetime.fromisoformat(EVENING) + timedelta(minutes=minutes)).isoformat()


def read(desk: Desk, reservation_id: str) -> dict[str, Any]:
    """Return a booking as it is now."""
    return desk.read(f"/api/reservations/{reservation_id}")


def lead(desk: Desk, reservation_id: str, verb: str, **body: Any) -> Any:
    """Run a verb on a booking."""
    return desk.act("POST", f"/reservations/{reservation_id}/{verb}", body)
