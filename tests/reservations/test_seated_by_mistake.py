"""A seating from the book that was a slip, taken back: booking, table and party are what they were."""

from typing import Any

import pytest

from tests.reservations.booking import booked, lead, read
from tests.support.desk import Desk

PASSING = ("version", "lastUpdated", "waitTime")


def as_it_is(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in PASSING}


def everything(desk: Desk) -> list[list[dict[str, Any]]]:
    return [[as_it_is(row) for row in desk.full()[name]] for name in ("guests", "tables", "reservations")]


@pytest.mark.parametrize("status", ["pending", "confirmed"])
@pytest.mark.parametrize("at", ["its own", "another table", "other tables"])
def test_who_was_seated_straight_from_the_book_is_expected_again(desk: Desk, status: str, at: str) -> None:
    tables = [desk.table(number) for number in (1, 2, 3)]
    desk.act("PUT", f"/tables/{tables[1]}", {"status": "reserved"})
    pair = desk.combination(tables[1:])
    made = booked(desk, tableId=tables[0], status=status)["id"]
    before = everything(desk)
    where = {"its own": {}, "another table": {"table_id": tables[1]}, "other tables": {"combination_id": pair}}
    assert lead(desk, made, "seat", **where[at]).status_code == 200
    answer = lead(desk, made, "unseat")
    assert (answer.status_code, answer.json["status"], answer.json["guestId"]) == (200, status, None)
    assert everything(desk) == before


@pytest.mark.parametrize("status", ["partially_arrived", "arrived"])
def test_who_had_arrived_stands_at_the_door_again_called_as_before(desk: Desk, status: str) -> None:
    one, two = desk.table(1), desk.table(2)
    made = booked(desk, tableId=one)["id"]
    guest = lead(desk, made, "arrive", status=status).json["guestId"]
    desk.act("POST", f"/guests/{guest}/notify")
    before = everything(desk)
    lead(desk, made, "seat", table_id=two)
    assert lead(desk, made, "unseat").status_code == 200
    assert everything(desk) == before


def test_so_it_is_after_it_was_put_back_on_the_list_by_mistake_too(desk: Desk) -> None:
    table = desk.table()
    made = booked(desk, tableId=table)["id"]
    before = everything(desk)
    guest = lead(desk, made, "seat").json["guestId"]
    seated = everything(desk)
    desk.act("POST", f"/guests/{guest}/unseat")
    assert read(desk, made)["status"] == "arrived"
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table, "as_it_was": True})
    assert everything(desk) == seated
    lead(desk, made, "unseat")
    assert everything(desk) == before


def test_who_was_put_back_on_the_list_and_sat_down_anew_had_arrived_by_then(desk: Desk) -> None:
    made = booked(desk, tableId=desk.table())["id"]
    guest = lead(desk, made, "seat").json["guestId"]
    desk.act("POST", f"/guests/{guest}/unseat")
    lead(desk, made, "seat")
    assert lead(desk, made, "unseat").json["status"] == "arrived"
    assert desk.read(f"/api/guests/{guest}")["status"] == "waiting"


@pytest.mark.parametrize("verb", ["finish", "unseat"])
def test_a_booking_whose_party_does_not_sit_is_not_unseated(desk: Desk, verb: str) -> None:
    made = booked(desk, tableId=desk.table())["id"]
    assert lead(desk, made, "unseat").status_code == 409
    guest = lead(desk, made, "seat").json["guestId"]
    desk.act("POST", f"/guests/{guest}/{verb}")
    before = everything(desk)
    refused = lead(desk, made, "unseat")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "illegal_transition")
    assert everything(desk) == before


@pytest.mark.parametrize("gone", ["cancel", "no-show"])
def test_who_was_cancelled_at_the_door_by_mistake_stands_there_as_before(desk: Desk, gone: str) -> None:
    made = booked(desk, tableId=desk.table())["id"]
    guest = lead(desk, made, "arrive", status="partially_arrived").json["guestId"]
    desk.act("POST", f"/guests/{guest}/notify")
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "running_late"})
    before = everything(desk)
    lead(desk, made, gone)
    answer = desk.act("PUT", f"/reservations/{made}", {"status": "partially_arrived", "as_it_was": True})
    assert answer.status_code == 200, answer.json
    assert everything(desk) == before
