"""Which tables a party could take: the cases to which the page is held as well, while it can't ask the server."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from qtable import clock
from qtable.changes.reading import restaurant_row
from qtable.database import fresh_session
from qtable.guests import places
from qtable.tables import fit
from tests.support.desk import Desk

CASES = json.loads(Path(__file__).with_name("which_table.json").read_text())
TURN = timedelta(minutes=90)
Json = dict[str, Any]


def furnish(desk: Desk, case: Json) -> None:
    """Set up what the case tells of; a booking begins so many minutes from now."""
    for table in case["tables"]:
        status = table.pop("status", None)
        succeed(desk, "POST", "/tables", table)
        if status:
            succeed(desk, "PUT", f"/tables/{table['id']}", {"status": status})
    for ids in case.get("combinations", []):
        body = {"id": "-".join(ids), "tableIds": ids, "minPartySize": 3, "maxPartySize": 8}
        succeed(desk, "POST", "/combinations", body)
    for booking in case.get("bookings", []):
        make(desk, booking)


def make(desk: Desk, booking: Json) -> None:
    start = clock.now() + timedelta(minutes=booking["minutes"])
    body = {"id": booking["id"], "guestName": "Moreau", "partySize": booking.get("partySize", 2)}
    body |= {"reservationTime": clock.rfc3339(start), "durationMinutes": booking.get("lasts", 90)}
    where = {"combinationId": booking["combination"]} if "combination" in booking else {"tableId": booking["tableId"]}
    succeed(desk, "POST", "/reservations", body | where)
    if "status" in booking:
        succeed(desk, "PATCH", f"/reservations/{booking['id']}", {"status": booking["status"]})


def succeed(desk: Desk, method: str, path: str, body: Json) -> None:
    answer = desk.act(method, path, body)
    assert answer.status_code < 300, answer.json


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_the_tables_for_a_party(desk: Desk, case: Json) -> None:
    with (
        time_machine.travel(clock.now().replace(microsecond=0) + timedelta(seconds=1), tick=False),
        desk.app.app_context(),
    ):
        furnish(desk, case)
        now, session = clock.now(), fresh_session(desk.restaurant_id)
        floor = places.read(session, restaurant_row(session, desk.restaurant_id), now)
    held = dict.fromkeys(case.get("held", []), "somebody else")
    found = fit.suggestions(floor, case["size"], now, TURN, case.get("own"), held=held)
    assert [one.label for one in found] == case["best"]
