"""A seating, a cancelling or an end that was a slip, taken back: the booking is what it was at the door."""

import pytest

from tests.reservations.booking import booked, lead, read
from tests.support.desk import Desk

AT_THE_DOOR = ("status", "assignedTableId", "combinationId", "seatedTime", "finishedTime")


@pytest.mark.parametrize("status", ["arrived", "partially_arrived"])
@pytest.mark.parametrize("slip", ["another table", "other tables", "its own", "cancel", "no-show"])
def test_what_was_a_slip_leaves_the_booking_with_its_status_and_its_table(desk: Desk, status: str, slip: str) -> None:
    tables = [desk.table(number) for number in (1, 2, 3)]
    made = booked(desk, tableId=tables[0])["id"]
    guest = lead(desk, made, "arrive", status=status).json["guestId"]
    places = {
        "another table": {"table_id": tables[1]},
        "other tables": {"combination_id": desk.combination(tables[1:])},
        "its own": {"table_id": tables[0]},
    }
    before = read(desk, made)
    if slip in places:
        assert desk.act("POST", f"/guests/{guest}/seat", places[slip]).status_code == 200
        assert desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True}).status_code == 200
    else:
        assert desk.act("POST", f"/guests/{guest}/{slip}").status_code == 200
        assert desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting"}).status_code == 200
    after = read(desk, made)
    assert {name: after[name] for name in AT_THE_DOOR} == {name: before[name] for name in AT_THE_DOOR}


def test_so_it_is_after_a_move_and_a_finish_that_were_slips_too(desk: Desk) -> None:
    tables = [desk.table(number) for number in (1, 2, 3)]
    made = booked(desk, tableId=tables[0])["id"]
    guest = lead(desk, made, "arrive", status="partially_arrived").json["guestId"]
    for verb, body in (
        ("seat", {"table_id": tables[1]}),
        ("move", {"table_id": tables[2]}),
        ("finish", {}),
        ("seat", {"table_id": tables[2]}),
        ("unseat", {"still_called": True}),
    ):
        assert desk.act("POST", f"/guests/{guest}/{verb}", body).status_code == 200
    after = read(desk, made)
    assert (after["status"], after["assignedTableId"]) == ("partially_arrived", tables[0])


def test_a_booking_gets_its_table_back_though_it_sat_where_another_one_holds_the_table(desk: Desk) -> None:
    one, two = desk.table(1), desk.table(2)
    made = booked(desk, tableId=one)["id"]
    booked(desk, "Park", tableId=two)
    guest = lead(desk, made, "seat", table_id=two).json["guestId"]
    assert read(desk, made)["assignedTableId"] is None
    desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True})
    assert (read(desk, made)["status"], read(desk, made)["assignedTableId"]) == ("arrived", one)


def test_a_table_that_others_have_booked_meanwhile_is_theirs(desk: Desk) -> None:
    one, two = desk.table(1), desk.table(2)
    made = booked(desk, tableId=one)["id"]
    guest = lead(desk, made, "seat", table_id=two).json["guestId"]
    booked(desk, "Park", tableId=one)
    desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True})
    assert (read(desk, made)["status"], read(desk, made)["assignedTableId"]) == ("arrived", None)


def test_a_table_and_a_status_that_are_named_count(desk: Desk) -> None:
    one, two, three = (desk.table(number) for number in (1, 2, 3))
    made = booked(desk, tableId=one)["id"]
    lead(desk, made, "arrive", status="partially_arrived")
    lead(desk, made, "seat", table_id=two)
    after = desk.act("PUT", f"/reservations/{made}", {"status": "arrived", "tableId": three}).json
    assert (after["status"], after["assignedTableId"]) == ("arrived", three)


def test_an_arrival_of_a_booking_to_be_confirmed_is_taken_back_to_that(desk: Desk) -> None:
    made = booked(desk, status="pending")["id"]
    lead(desk, made, "arrive")
    back = desk.act("PUT", f"/reservations/{made}", {"status": "pending"}).json
    assert (back["status"], back["guestId"]) == ("pending", None)


@pytest.mark.parametrize("gone", ["cancel", "no-show"])
@pytest.mark.parametrize("came", [False, True])
def test_a_booking_whose_table_was_removed_meanwhile_comes_back_without_one(desk: Desk, gone: str, came: bool) -> None:
    table = desk.table(1)
    made = booked(desk, tableId=table)["id"]
    guest = lead(desk, made, "arrive").json["guestId"] if came else None
    assert lead(desk, made, gone).status_code == 200
    assert desk.act("DELETE", f"/tables/{table}").status_code == 200
    if came:
        answer = desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting"})
    else:
        answer = desk.act("PUT", f"/reservations/{made}", {"status": "confirmed"})
    assert answer.status_code == 200, answer.json
    assert (read(desk, made)["status"], read(desk, made)["assignedTableId"]) == (
        "arrived" if came else "confirmed",
        None,
    )
    assert lead(desk, made, "seat").json["error"]["message"] == "Say at which table."


@pytest.mark.parametrize("came", [False, True])
def test_a_booking_for_tables_that_were_put_together_anew_comes_back_for_those(desk: Desk, came: bool) -> None:
    tables = [desk.table(number) for number in (1, 2, 3)]
    pair = desk.combination(tables[:2])
    made = booked(desk, partySize=7, combinationId=pair)["id"]
    guest = lead(desk, made, "arrive").json["guestId"] if came else None
    lead(desk, made, "cancel")
    assert desk.act("PUT", f"/combinations/{pair}", {"tableIds": tables[1:]}).status_code == 200
    if came:
        desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting"})
    else:
        desk.act("PUT", f"/reservations/{made}", {"status": "confirmed"})
    after = read(desk, made)
    assert (after["combinationId"], after["assignedTableId"]) == (pair, tables[1])


def test_a_booking_whose_seated_guest_is_deleted_waits_for_its_own_table_again(desk: Desk) -> None:
    one, two = desk.table(1), desk.table(2)
    made = booked(desk, tableId=one)["id"]
    guest = lead(desk, made, "seat", table_id=two).json["guestId"]
    assert desk.act("DELETE", f"/guests/{guest}").status_code == 200
    assert (read(desk, made)["status"], read(desk, made)["assignedTableId"]) == ("confirmed", one)
    guest = lead(desk, made, "seat", table_id=two).json["guestId"]
    booked(desk, "Park", tableId=one)
    assert desk.act("DELETE", f"/guests/{guest}").status_code == 200
    assert (read(desk, made)["status"], read(desk, made)["assignedTableId"]) == ("confirmed", None)
