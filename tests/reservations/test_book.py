"""The book: what may be written into it, what may not, and what each booking's life does to guest and table."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from qtable.accounts.roles import Role
from qtable.reservations.lifecycle import ACTIVE, ReservationStatus
from tests.support.desk import Desk, colleague

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


def test_a_booking_is_created_read_changed_and_deleted(desk: Desk) -> None:
    made = booked(desk, durationMinutes=120, notes="window", tags=["birthday"], phone="+1 555")
    assert (made["endTime"], made["status"]) == ("2030-06-14T21:00:00.000Z", "confirmed")
    assert (made["startTime"], made["tableId"]) == (made["reservationTime"], made["assignedTableId"])
    changed = desk.act("PUT", f"/reservations/{made['id']}", {"startTime": later(30), "partySize": 4}).json
    assert (changed["reservationTime"], changed["durationMinutes"]) == ("2030-06-14T19:30:00.000Z", 120)
    assert changed == read(desk, made["id"])
    assert desk.act("DELETE", f"/reservations/{made['id']}").json == {"success": True, "id": made["id"]}
    assert desk.send("GET", f"/api/reservations/{made['id']}").status_code == 404


def test_a_booking_without_its_own_duration_lasts_as_long_as_the_policy_says(desk: Desk) -> None:
    assert booked(desk)["durationMinutes"] == 90
    desk.set_policies(reservation_minutes=105)
    assert booked(desk)["durationMinutes"] == 105
    assert booked(desk, endTime=later(75))["durationMinutes"] == 75


@pytest.mark.parametrize(
    "wrong",
    [
        {"guestName": " "},
        {"partySize": 0},
        {"reservationTime": None},
        {"reservationTime": "tomorrow"},
        {"endTime": EVENING},
        {"endTime": later(1441)},
        {"durationMinutes": 0},
        {"date": "2030-06-14"},
        {"date": "2030-06-14", "time": "25:00"},
        {"date": "2030-06-14", "time": "19:00+02:00"},
        {"status": "seated"},
        {"status": "sleeping"},
    ],
)
def test_a_booking_that_makes_no_sense_is_refused_and_changes_nothing(desk: Desk, wrong: dict[str, Any]) -> None:
    answer = book(desk, **wrong)
    assert (answer.status_code, desk.full()["seq"]) == (422, 0), answer.json


def test_touching_bookings_of_a_table_are_fine_and_overlapping_ones_are_refused(desk: Desk) -> None:
    table = desk.table(12)
    first = booked(desk, "Lee", tableId=table)
    for minutes, length in ((0, 90), (89, 90), (-89, 90), (10, 10), (-10, 200)):
        answer = book(desk, "Park", tableId=table, reservationTime=later(minutes), durationMinutes=length)
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "table_booked")
        assert answer.json["error"]["details"]["current"]["id"] == first["id"]
        assert "Table 12 is booked for Lee (party of 2) on 2030-06-14 from" in answer.json["detail"]
    booked(desk, "After", tableId=table, reservationTime=later(90))
    booked(desk, "Before", tableId=table, reservationTime=later(-90))
    booked(desk, "Elsewhere", tableId=desk.table(13))


@pytest.mark.parametrize("status", ReservationStatus)
def test_a_booking_keeps_its_table_from_others_exactly_while_it_is_active(
    desk: Desk, status: ReservationStatus
) -> None:
    table = desk.table(12)
    first = booked(desk, tableId=table)["id"]
    if status == ReservationStatus.FINISHED:
        desk.act("PUT", f"/reservations/{first}", {"status": "seated"})
    assert desk.act("PUT", f"/reservations/{first}", {"status": status}).json["status"] == status
    assert book(desk, "Next", tableId=table).status_code == (409 if status in ACTIVE else 201)


def test_a_booking_moved_in_time_or_to_another_table_is_checked_again(desk: Desk) -> None:
    one, two = desk.table(1), desk.table(2)
    booked(desk, "Lee", tableId=one)
    other = booked(desk, "Park", tableId=two)["id"]
    assert desk.act("PUT", f"/reservations/{other}", {"tableId": one}).status_code == 409
    assert desk.act("PUT", f"/reservations/{other}", {"tableId": one, "startTime": later(90)}).status_code == 200
    assert desk.act("PUT", f"/reservations/{other}", {"durationMinutes": 30}).status_code == 200
    assert desk.act("PUT", f"/reservations/{other}", {"startTime": later(60)}).status_code == 409
    assert read(desk, other)["reservationTime"] == "2030-06-14T20:30:00.000Z"


def test_undoing_a_cancelled_booking_needs_its_table_to_be_free_still(desk: Desk) -> None:
    table = desk.table(1)
    first = booked(desk, "Lee", tableId=table)["id"]
    lead(desk, first, "cancel")
    second = booked(desk, "Park", tableId=table)["id"]
    assert desk.act("PUT", f"/reservations/{first}", {"status": "confirmed"}).status_code == 409
    lead(desk, second, "cancel")
    assert desk.act("PUT", f"/reservations/{first}", {"status": "confirmed"}).json["status"] == "confirmed"


def test_a_party_too_large_for_the_table_needs_an_override(desk: Desk) -> None:
    table = desk.table(1, capacity=2)
    refused = book(desk, partySize=5, tableId=table)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "over_capacity")
    assert booked(desk, partySize=5, tableId=table, override=True)["assignedTableId"] == table


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


def test_a_booked_table_cannot_be_removed_until_its_bookings_are_over(desk: Desk) -> None:
    table = desk.table(12)
    made = booked(desk, tableId=table)["id"]
    refused = desk.act("DELETE", f"/tables/{table}")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "table_booked")
    lead(desk, made, "no-show")
    assert desk.act("DELETE", f"/tables/{table}").status_code == 200
    assert read(desk, made)["assignedTableId"] == table


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


def test_a_viewer_reads_the_book_and_writes_nothing_into_it(desk: Desk) -> None:
    made, viewer = booked(desk)["id"], colleague(desk, Role.VIEWER)
    assert read(viewer, made)["id"] == made
    assert book(viewer).status_code == lead(viewer, made, "arrive").status_code == 403


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


def test_a_booking_that_nobody_closed_keeps_no_table_on_the_floor_for_ever(desk: Desk) -> None:
    table = desk.table(1)
    booked(desk, tableId=table, reservationTime="2020-06-14T19:00:00Z")
    assert desk.act("DELETE", f"/tables/{table}").status_code == 200


@pytest.mark.parametrize(
    ("sent", "minutes"),
    [
        ({"endTime": later(120)}, 120),
        ({"endTime": later(120), "durationMinutes": 90}, 120),
        ({"endTime": later(90), "durationMinutes": 60}, 60),
        ({"startTime": later(30), "endTime": later(90)}, 60),
        ({"startTime": later(30), "endTime": later(90), "durationMinutes": 90}, 90),
        ({"endTime": later(120), "durationMinutes": 60}, None),
    ],
)
def test_of_end_and_minutes_sent_back_with_a_booking_the_one_that_differs_counts(
    desk: Desk, sent: dict[str, Any], minutes: int | None
) -> None:
    made = booked(desk)["id"]
    answer = desk.act("PUT", f"/reservations/{made}", sent)
    assert answer.status_code == (200 if minutes else 422)
    assert read(desk, made)["durationMinutes"] == (minutes or 90)


def test_a_booking_says_its_time_in_one_way(desk: Desk) -> None:
    assert book(desk, date="2030-06-14", time="20:00").status_code == 422
