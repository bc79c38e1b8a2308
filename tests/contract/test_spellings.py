"""Every status in every spelling, every name in every form, every time: what is read, and what is sent for it."""

from datetime import datetime
from itertools import count
from typing import Any

import pytest

from tests.contract.playing import load
from tests.contract.stage import Stage

SPELLINGS, TWINS = load("spellings"), load("twins")
NEEDED = {plural: TWINS[plural]["needed"] for plural in ("guests", "tables", "reservations")}
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
CASES = [(plural, status, words) for plural, rows in SPELLINGS.items() for status, words in rows.items()]
NUMBERS = count(100)


@pytest.mark.parametrize(("plural", "status", "words"), CASES)
def test_a_status_is_read_in_every_spelling_and_sent_in_one(
    stage: Stage, plural: str, status: str, words: list[str]
) -> None:
    stage.prepare([])
    shown = {}
    for word in words:
        one, needed = before(stage, plural, status)
        answer = stage.api.send("PUT", f"{stage.api.base}/{plural}/{one}", json={"status": word} | needed)
        now = stage.api.get(f"{stage.api.base}/{plural}/{one}")
        shown[word] = (answer.status_code, answer.json().get("status"), now["status"])
    assert shown == dict.fromkeys(words, (200, status, status))


@pytest.mark.parametrize(("status", "words"), SPELLINGS["guests"].items())
def test_a_list_and_the_status_door_read_the_same_spellings(stage: Stage, status: str, words: list[str]) -> None:
    stage.prepare([])
    answered, listed = {}, []
    for word in words:
        one, needed = before(stage, "guests", status)
        done = stage.api.act("PUT", f"/guests/{one}/status/atomic", {"status": word} | needed)
        answered[word] = done["new_status"]
        listed.append(one)
    assert answered == dict.fromkeys(words, status)
    for word in words:
        assert {guest["id"] for guest in stage.api.get("/api/guests/", status=word)} == set(listed), word


@pytest.mark.parametrize("plural", NEEDED)
def test_a_name_is_read_in_each_form_and_shown_under_each_documented_one(stage: Stage, plural: str) -> None:
    stage.prepare([])
    for sent, value, shown, *other in TWINS[plural]["read"]:
        twins = [names for names in SAME[plural] if sent in names]
        needed = {name: good for name, good in NEEDED[plural].items() if not any(name in names for names in twins)}
        numbered = {"number": next(NUMBERS)} if plural == "tables" and "number" in needed else {}
        made = stage.api.act("POST", f"/{plural}", needed | numbered | {sent: value})
        now = stage.api.get(f"{stage.api.base}/{plural}/{made['id']}")
        expected = other[0] if other else value
        assert _alike(made[shown], expected), (sent, made[shown])
        assert _alike(now[shown], expected), (sent, now[shown])
        stage.api.act("DELETE", f"/{plural}/{made['id']}")


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


def before(stage: Stage, plural: str, status: str) -> tuple[str, dict[str, str]]:
    """Make one that may take a status next; return its id, and what has to come with the status."""
    table = stage.api.act("POST", "/tables", {"number": next(NUMBERS), "capacity": 4})["id"]
    guest = stage.api.act("POST", "/guests", NEEDED["guests"])["id"]
    if plural == "tables":
        return table, {"currentGuestId": guest} if status == "occupied" else {}
    one = guest if plural == "guests" else stage.api.act("POST", "/reservations", NEEDED["reservations"])["id"]
    other_than_it = "arrived" if status == "waiting" else "waiting"
    if status == "finished":
        stage.api.act("PUT", f"/{plural}/{one}", {"status": "seated", "tableId": table})
    elif plural == "guests":
        stage.api.act("PUT", f"/guests/{one}", {"status": other_than_it})
    return one, {"table_id": table} if status == "seated" else {}


def _alike(value: Any, expected: Any) -> bool:
    """Tell whether two values are the same; of times, whether they are one moment."""
    if isinstance(expected, str) and expected[:4].isdigit() and "T" in expected:
        return datetime.fromisoformat(value) == datetime.fromisoformat(expected)
    return value == expected
