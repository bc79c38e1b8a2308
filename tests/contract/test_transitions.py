"""Which status may follow which, cell by cell, over HTTP and as every device hears it."""

from typing import Any

import pytest

from tests.contract.playing import load
from tests.contract.stage import Stage

CELLS = [(old, new, may) for old, row in load("transitions").items() for new, may in row.items()]
FLOOR: list[dict[str, Any]] = [
    {"table": {"id": "table_5", "number": 5, "capacity": 4}},
    {"guest": {"id": "guest_123", "name": "Lee", "partySize": 2}},
]
SIT = {"seat": ["guest_123", "table_5"]}
DOOR = "/restaurants/{restaurant}/guests/guest_123/status/atomic"


def led_to(status: str) -> list[dict[str, Any]]:
    """Return what leads a new guest to a status."""
    if status in ("seated", "finished"):
        return [*FLOOR, SIT, *([{"status": ["guest_123", status]}] if status == "finished" else [])]
    return [*FLOOR, {"status": ["guest_123", status]}]


@pytest.mark.parametrize(("old", "new", "may"), CELLS)
def test_each_pair_of_statuses(stage: Stage, old: str, new: str, may: str) -> None:
    stage.prepare(led_to(old))
    before = stage.read("guest", "guest_123")
    body = {"status": new} | ({"table_id": "table_5"} if new == "seated" and old != "finished" else {})
    request = {"method": "PUT", "path": DOOR, "body": body}
    answer, heard = stage.heard_during(lambda: stage.send(stage.filled(request)))
    guest, table = stage.read("guest", "guest_123"), stage.read("table", "table_5")
    told = [message["type"] for message in heard["delta"]]
    if may == "no":
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "illegal_transition")
        assert answer.json()["error"]["details"]["current"]["status"] == old
        assert (guest | {"waitTime": 0}, told) == (before | {"waitTime": 0}, [])
        return
    assert (answer.status_code, answer.json()["old_status"], answer.json()["new_status"]) == (200, old, new)
    moved = 1 + ("seated" in (old, new))
    assert answer.json()["changes_count"] == (0 if may == "same" else moved)
    assert told == ([] if may == "same" else ["delta_update"])
    assert answer.json()["table_cleared"] is (old == "seated" != new)
    assert guest["status"] == new
    assert table["currentGuestId"] == ("guest_123" if new == "seated" else None)
    assert (guest["finishedTime"] is not None) == (new in ("finished", "cancelled", "no_show"))


def test_the_table_of_cells_is_whole() -> None:
    statuses = set(load("transitions"))
    assert len(statuses) == 7
    assert {(old, new) for old, new, _ in CELLS} == {(old, new) for old in statuses for new in statuses}


def test_an_unseated_party_counts_no_cover(stage: Stage) -> None:
    stage.prepare([*FLOOR, SIT])
    assert stage.api.get("/api/v1/dashboard/data")["stats"]["covers_today"] == 2
    stage.api.act("POST", "/guests/guest_123/unseat")
    assert stage.api.get("/api/v1/dashboard/data")["stats"]["covers_today"] == 0
