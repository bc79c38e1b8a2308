"""Looking ahead at an evening: who sits, what is booked, and what the server says of it."""

from datetime import timedelta
from typing import Any

from qtable import clock
from qtable.changes.transaction import unlogged_transaction
from qtable.guests.models import Guest
from tests.support.desk import Desk


def sat_down(desk: Desk, guest: str, minutes: int, came: int | None = None) -> None:
    """Let a party have sat for so many minutes, and have come so many ago."""
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        row = session.get_one(Guest, (desk.restaurant_id, guest))
        now = clock.now()
        row.seated_time = now - timedelta(minutes=minutes)
        row.arrival_time = now - timedelta(minutes=came or minutes)


def seat(desk: Desk, guest: str, table: str) -> None:
    assert desk.act("POST", f"/guests/{guest}/seat", {"table_id": table}).status_code == 200


def book(desk: Desk, table: str, minutes: int, size: int = 2) -> str:
    start = clock.rfc3339(clock.now() + timedelta(minutes=minutes))
    body = {"guestName": "Moreau", "partySize": size, "reservationTime": start, "tableId": table}
    return desk.act("POST", "/reservations", body).json["id"]


def look(desk: Desk) -> dict[str, Any]:
    return desk.read(f"/restaurants/{desk.restaurant_id}/outlook")


def suggested(desk: Desk, **asked: Any) -> tuple[list[str], dict[str, list[str]]]:
    """Return the labels that are offered, and what is against the others."""
    said = desk.read("/api/suggestions", **asked)
    labels = [one["label"] for one in said["suggestions"]]
    return labels, {one["label"]: one["obstacles"] for one in said["refusals"]}
