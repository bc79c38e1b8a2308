"""What a booking's life does to its guest and its table, and theirs to the booking."""

import pytest

from tests.reservations.booking import booked, lead, read
from tests.support.desk import Desk


def test_an_arrival_makes_a_waiting_guest_and_a_seating_takes_the_assigned_table(desk: Desk) -> None:
    table = desk.table(1)
    made = booked(desk, "Lee", tableId=table, phone="+1 555", notes="window", tags=["VIP"])
    arrived = lead(desk, made["id"], "arrive").json
    guest = desk.read(f"/api/guests/{arrived['guestId']}")
    assert (arrived["status"], guest["status"], guest["source"]) == ("arrived", "waiting", "reservation")
    assert (guest["reservationId"], guest["phone"], guest["tags"]) == (made["id"], "+1 555", ["VIP"])
    seated = lead(desk, made["id"], "seat").json
    assert (seated["status"], seated["guestId"], seated["tableId"]) == ("seated", guest["id"], table)
    assert desk.read(f"/api/tables/{table}")["currentGuestId"] == guest["id"]


def test_seating_a_booking_that_never_arrived_is_one_transaction(desk: Desk) -> None:
    table, made = desk.table(1), booked(desk)
    before = desk.full()["seq"]
    seated = lead(desk, made["id"], "seat", table_id=table).json
    assert (seated["status"], seated["assignedTableId"], desk.full()["seq"]) == ("seated", table, before + 1)
    assert seated["checkInTime"] == seated["seatedTime"]


def test_a_booking_follows_its_partys_visit_by_whatever_door(desk: Desk) -> None:
    table, made = desk.table(1), booked(desk)["id"]
    guest = lead(desk, made, "arrive").json["guestId"]
    steps = [
        ("POST", f"/guests/{guest}/seat", {"table_id": table}, "seated"),
        ("POST", f"/guests/{guest}/unseat", {}, "arrived"),
        ("POST", f"/tables/{table}/seat-guest", {"guest_id": guest}, "seated"),
        ("PUT", f"/tables/{table}/clear", {}, "finished"),
        ("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting"}, "arrived"),
        ("PATCH", f"/guests/{guest}", {"status": "no_show"}, "no_show"),
        ("PUT", f"/guests/{guest}/status/atomic", {"status": "arrived"}, "arrived"),
        ("POST", f"/guests/{guest}/cancel", {}, "cancelled"),
    ]
    for method, path, body, status in steps:
        before = desk.full()["seq"]
        assert desk.act(method, path, body).status_code == 200
        assert (read(desk, made)["status"], desk.full()["seq"]) == (status, before + 1)


def test_a_party_seated_elsewhere_takes_its_booking_along_unless_another_holds_that_table(desk: Desk) -> None:
    one, two, three = desk.table(1), desk.table(2), desk.table(3)
    made = booked(desk, "Lee", tableId=one)["id"]
    booked(desk, "Park", tableId=three)
    lead(desk, made, "seat", table_id=two)
    assert read(desk, made)["assignedTableId"] == two
    assert desk.act("PUT", f"/reservations/{made}", {"status": "seated", "tableId": three}).status_code == 200
    assert (read(desk, made)["status"], read(desk, made)["assignedTableId"]) == ("seated", None)
    booked(desk, "Next", tableId=two)


def test_undoing_an_arrival_removes_the_guest_and_deleting_the_guest_undoes_the_arrival(desk: Desk) -> None:
    made = booked(desk)["id"]
    guest = lead(desk, made, "arrive").json["guestId"]
    back = desk.act("PUT", f"/reservations/{made}", {"status": "confirmed"}).json
    assert (back["status"], back["guestId"], back["checkInTime"]) == ("confirmed", None, None)
    assert desk.send("GET", f"/api/guests/{guest}").status_code == 404
    guest = lead(desk, made, "arrive", status="partially_arrived").json["guestId"]
    assert desk.act("DELETE", f"/guests/{guest}").status_code == 200
    assert (read(desk, made)["status"], read(desk, made)["guestId"]) == ("confirmed", None)


def test_a_booking_put_back_after_its_visit_was_cancelled_starts_anew(desk: Desk) -> None:
    made = booked(desk)["id"]
    first = lead(desk, made, "arrive").json["guestId"]
    lead(desk, made, "cancel")
    back = desk.act("PUT", f"/reservations/{made}", {"status": "confirmed"}).json
    assert (back["status"], back["guestId"], back["finishedTime"]) == ("confirmed", None, None)
    assert lead(desk, made, "arrive").json["guestId"] != first
    assert desk.act("PUT", f"/guests/{first}/status/atomic", {"status": "waiting"}).status_code == 200
    assert desk.act("POST", f"/guests/{first}/seat", {"table_id": desk.table(1)}).json["reservationId"] is None
    assert (read(desk, made)["status"], read(desk, made)["guestId"] == first) == ("arrived", False)


def test_deleting_a_booking_leaves_its_party_at_the_table(desk: Desk) -> None:
    table, made = desk.table(1), booked(desk)["id"]
    guest = lead(desk, made, "seat", table_id=table).json["guestId"]
    desk.act("DELETE", f"/reservations/{made}")
    left = desk.read(f"/api/guests/{guest}")
    assert (left["status"], left["tableId"], left["reservationId"]) == ("seated", table, None)


@pytest.mark.parametrize(
    ("verbs", "refused"),
    [
        (["cancel"], "seat"),
        (["cancel"], "no-show"),
        (["no-show"], "cancel"),
        (["seat"], "cancel"),
        (["seat"], "no-show"),
        (["seat"], "arrive"),
    ],
)
def test_what_cannot_follow_is_409_with_the_booking(desk: Desk, verbs: list[str], refused: str) -> None:
    made = booked(desk, tableId=desk.table(1))["id"]
    for verb in verbs:
        assert lead(desk, made, verb).status_code == 200
    before = desk.full()
    answer = lead(desk, made, refused)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "illegal_transition")
    assert answer.json["error"]["details"]["current"]["id"] == made
    assert desk.full()["seq"] == before["seq"]


@pytest.mark.parametrize("verb", ["cancel", "no-show", "arrive"])
def test_the_same_verb_again_changes_nothing(desk: Desk, verb: str) -> None:
    made = booked(desk)["id"]
    first = lead(desk, made, verb).json
    before = desk.full()["seq"]
    assert (lead(desk, made, verb).json, desk.full()["seq"]) == (first, before)


def test_a_seating_that_is_refused_leaves_the_booking_in_the_book(desk: Desk) -> None:
    table, made = desk.table(1), booked(desk)["id"]
    desk.act("POST", f"/guests/{desk.guest('Sitting')}/seat", {"table_id": table})
    before = desk.full()
    refused = lead(desk, made, "seat", table_id=table)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "table_occupied")
    assert desk.full()["reservations"] == before["reservations"]
    assert len(desk.full()["guests"]) == len(before["guests"])


def test_what_changes_in_a_booking_changes_with_its_party_and_its_table_with_the_seat(desk: Desk) -> None:
    small, large, made = desk.table(1, capacity=4), desk.table(2, capacity=8), booked(desk, "Ana Lee")["id"]
    guest = lead(desk, made, "arrive").json["guestId"]
    assert desk.read(f"/api/guests/{guest}")["lastName"] == "Lee"
    desk.act("PUT", f"/reservations/{made}", {"partySize": 8, "guestName": "Ben Kim", "notes": "window"})
    shown = desk.read(f"/api/guests/{guest}")
    assert (shown["partySize"], shown["name"], shown["lastName"], shown["notes"]) == (8, "Ben Kim", "Kim", "window")
    assert lead(desk, made, "seat", table_id=small).json["error"]["code"] == "over_capacity"
    lead(desk, made, "seat", table_id=large)
    desk.act("PUT", f"/reservations/{made}", {"tableId": small, "override": True})
    assert desk.read(f"/api/tables/{small}")["currentGuestId"] == guest
    nowhere = desk.act("PUT", f"/reservations/{made}", {"tableId": None})
    assert (nowhere.status_code, read(desk, made)["tableId"]) == (409, small)


def test_a_life_that_begins_again_carries_no_times_of_the_one_before(desk: Desk) -> None:
    made = booked(desk)["id"]
    lead(desk, made, "cancel")
    arrived = lead(desk, made, "arrive").json
    assert (arrived["status"], arrived["finishedTime"], arrived["seatedTime"]) == ("arrived", None, None)
    lead(desk, made, "seat", table_id=desk.table(1))
    desk.act("POST", f"/guests/{arrived['guestId']}/finish")
    desk.act("DELETE", f"/guests/{arrived['guestId']}")
    assert (read(desk, made)["status"], read(desk, made)["guestId"]) == ("finished", None)
    again = desk.act("PUT", f"/reservations/{made}", {"status": "arrived"}).json
    assert (again["finishedTime"], again["seatedTime"]) == (None, None)


def test_some_who_wait_for_the_rest_stay_partially_arrived_whatever_their_guest_is_told(desk: Desk) -> None:
    made = booked(desk)["id"]
    guest = lead(desk, made, "arrive", status="partially_arrived").json["guestId"]
    desk.act("POST", f"/guests/{guest}/notify")
    desk.act("PATCH", f"/guests/{guest}", {"status": "arrived"})
    assert read(desk, made)["status"] == "partially_arrived"


def test_what_was_over_on_an_earlier_business_day_is_not_undone(desk: Desk) -> None:
    made = booked(desk, reservationTime="2020-06-14T19:00:00Z")["id"]
    lead(desk, made, "no-show")
    refused = desk.act("PUT", f"/reservations/{made}", {"status": "confirmed"})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "illegal_transition")
    assert "earlier business day" in refused.json["detail"]
