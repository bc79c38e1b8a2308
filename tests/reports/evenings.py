"""Evenings that were, and the report of them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from qtable.changes.transaction import unlogged_transaction
from qtable.guests.models import Guest
from tests.support.desk import Desk

NEW_YORK = ZoneInfo("America/New_York")
# The night in which the clocks go back: 25 hours, one of them twice.
DAY = "2026-10-31"
OPENS = datetime(2026, 10, 31, 4, tzinfo=NEW_YORK).astimezone(UTC)


def visit(desk: Desk, number: int, party: dict[str, Any]) -> Guest:
    """Return the row of a party that came on that day."""
    came = OPENS + timedelta(minutes=party["came"])
    sat, gone = party["status"] == "finished", party["status"] != "waiting"
    seated = came + timedelta(minutes=party["waited"])
    left = seated + timedelta(minutes=party["dined"])
    ready = None if party["cleaned"] is None else left + timedelta(minutes=party["cleaned"])
    return Guest(
        restaurant_id=desk.restaurant_id,
        id=f"party-{number}",
        name="Lee",
        party_size=party["party_size"],
        status=party["status"],
        source=party["source"],
        quoted_wait=party["quoted"],
        arrival_time=came,
        seated_time=seated if sat else None,
        finished_time=left if gone else None,
        ready_time=ready if sat else None,
        server_id=party["server"] if sat else None,
        created_at=came,
        updated_at=came,
    )


def evening(desk: Desk, came: list[dict[str, Any]]) -> None:
    """Let parties have come on that day."""
    desk.act("PUT", "", {"timeZone": "America/New_York"})
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.add_all([visit(desk, number, party) for number, party in enumerate(came)])


def report(desk: Desk, **asked: str) -> dict[str, Any]:
    """Return the report of some days."""
    return desk.read(f"/restaurants/{desk.restaurant_id}/reports/service", **asked)


def party(size: int, waited: int, dined: int, server: str | None, status: str = "finished") -> dict[str, Any]:
    """Return a party that came as the day began, and whose table was ready five minutes after it left."""
    times = {"came": 0, "waited": waited, "dined": dined, "cleaned": 5, "quoted": None}
    return {"party_size": size, "server": server, "status": status, "source": "walk_in"} | times
