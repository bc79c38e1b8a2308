"""Every status in every spelling, every name in every form, every time: what is read, and what is sent for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.contract.playing import load
from tests.contract.stage import Stage

SPELLINGS, TWINS = load("spellings"), load("twins")
NEEDED = {plural: TWINS[plural]["needed"] for plural in ("guests", "tables", "reservations")}
# What must have happened before a status may follow, and what comes with it.
# Names of one thing: where one of them is sent, the needed one is left out.
SAME = {
    "guests": [
        {"name", "guestName", "guest_name", "first_name", "firstName", "last_name", "lastName"},
        {"partySize", "party_size"},
    ],
    "tables": [{"number", "tableNumber", "table_number"}, {"capacity"}],
    "reservations": [
        {"guestName", "guest_name", "name"},
        {"partySize", "party_size"},
        {"reservationTime", "reservation_time", "startTime", "start_time"},
    ],
}
SEATED_BEFORE = {"guests": ("finished",), "reservations": ("finished",)}
TABLE_NAMED = {"guests": {"tableId": "table_5"}, "reservations": {"tableId": "table_5"}}


def spelled() -> Iterator[tuple[str, str, str]]:
    """Yield (what, canonical status, one of its spellings)."""
    for plural, statuses in SPELLINGS.items():
        for status, spellings in statuses.items():
            yield from ((plural, status, spelling) for spelling in spellings)


def read_names() -> Iterator[tuple[str, str, Any, str, Any]]:
    """Yield (what, the name sent, the value, the name shown, the value shown)."""
    for plural in NEEDED:
        for sent, value, shown, *other in TWINS[plural]["read"]:
            yield plural, sent, value, shown, other[0] if other else value


@pytest.mark.parametrize(("plural", "status", "spelling"), list(spelled()))
def test_a_status_is_read_in_every_spelling_and_sent_in_one(
    stage: Stage, plural: str, status: str, spelling: str
) -> None:
    stage.prepare(
        [{"table": {"id": "table_5", "number": 5, "capacity": 4}}, {"guest": {"id": "lee", **NEEDED["guests"]}}]
    )
    base = stage.api.base
    one = "table_5" if plural == "tables" else stage.api.act("POST", f"/{plural}", NEEDED[plural])["id"]
    seating = {"status": "seated"} | TABLE_NAMED.get(plural, {})
    if status in SEATED_BEFORE.get(plural, ()):
        stage.api.act("PUT", f"/{plural}/{one}", seating)
    with_it = {"currentGuestId": "lee"} if plural == "tables" else TABLE_NAMED[plural]
    body = {"status": spelling} | (with_it if status in ("seated", "occupied") else {})
    answer = stage.api.send("PUT", f"{base}/{plural}/{one}", json=body)
    assert (answer.status_code, answer.json()["status"]) == (200, status), answer.text
    assert stage.api.get(f"{base}/{plural}/{one}")["status"] == status


@pytest.mark.parametrize(("status", "spelling"), [(s, word) for what, s, word in spelled() if what == "guests"])
def test_a_list_and_the_status_door_read_the_same_spellings(stage: Stage, status: str, spelling: str) -> None:
    stage.prepare(
        [{"table": {"id": "table_5", "number": 5, "capacity": 4}}, {"guest": {"id": "lee", **NEEDED["guests"]}}]
    )
    if status in ("seated", "finished"):
        stage.api.act("POST", "/guests/lee/seat", {"table_id": "table_5"})
    answer = stage.api.act("PUT", "/guests/lee/status/atomic", {"status": spelling})
    assert answer["new_status"] == status
    assert [guest["id"] for guest in stage.api.get("/api/guests/", status=spelling)] == ["lee"]


@pytest.mark.parametrize(("plural", "sent", "value", "shown", "expected"), list(read_names()))
def test_a_name_is_read_in_each_form_and_shown_under_each_documented_one(
    stage: Stage, plural: str, sent: str, value: Any, shown: str, expected: Any
) -> None:
    stage.prepare([])
    twins = [names for names in SAME[plural] if sent in names]
    needed = {name: good for name, good in NEEDED[plural].items() if not any(name in names for names in twins)}
    answer = stage.api.act("POST", f"/{plural}", needed | {sent: value})
    assert _alike(answer[shown], expected)
    assert _alike(stage.api.get(f"{stage.api.base}/{plural}/{answer['id']}")[shown], expected)


@pytest.mark.parametrize(("sent", "shown"), TWINS["times"])
def test_a_time_is_read_in_any_offset_and_a_naive_one_is_utc(stage: Stage, sent: str, shown: str) -> None:
    stage.prepare([])
    answer = stage.api.act("POST", "/guests", NEEDED["guests"] | {"arrivalTime": sent})
    assert answer["arrivalTime"].endswith("Z")
    assert _alike(answer["arrivalTime"], shown)


@pytest.mark.parametrize("more", [{"name": "Whole", "guestName": "Guest Name"}, {"guest_name": "Guest Name"}])
def test_the_parts_of_a_name_count_before_guest_name_and_that_before_name(stage: Stage, more: dict[str, str]) -> None:
    stage.prepare([])
    by_parts = {"firstName": "Ana", "lastName": "Ruiz", "partySize": 2}
    assert stage.api.act("POST", "/guests", more | by_parts)["guestName"] == "Ana Ruiz"
    assert stage.api.act("POST", "/guests", {"name": "Whole", "partySize": 2} | more)["name"] == "Guest Name"


def _alike(value: Any, expected: Any) -> bool:
    """Tell whether two values are the same; of times, whether they are one moment."""
    if isinstance(expected, str) and expected[:4].isdigit() and "T" in expected:
        return datetime.fromisoformat(value) == datetime.fromisoformat(expected)
    return value == expected
