"""The book: what may be written into it and what may not, and which table each booking keeps."""

from typing import Any

import pytest

from qtable.accounts.roles import Role
from qtable.reservations.lifecycle import ACTIVE, ReservationStatus
from tests.reservations.booking import EVENING, book, booked, later, lead, read
from tests.support.desk import Desk, colleague


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


def test_a_booked_table_cannot_be_removed_until_its_bookings_are_over(desk: Desk) -> None:
    table = desk.table(12)
    made = booked(desk, tableId=table)["id"]
    refused = desk.act("DELETE", f"/tables/{table}")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "table_booked")
    lead(desk, made, "no-show")
    assert desk.act("DELETE", f"/tables/{table}").status_code == 200
    assert read(desk, made)["assignedTableId"] == table


def test_a_viewer_reads_the_book_and_writes_nothing_into_it(desk: Desk) -> None:
    made, viewer = booked(desk)["id"], colleague(desk, Role.VIEWER)
    assert read(viewer, made)["id"] == made
    assert book(viewer).status_code == lead(viewer, made, "arrive").status_code == 403


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


def test_a_booking_that_nobody_looked_after_is_moved_though_its_table_is_gone(desk: Desk) -> None:
    table = desk.table(1)
    made = booked(desk, tableId=table, reservationTime="2020-06-14T19:00:00Z")
    assert desk.act("DELETE", f"/tables/{table}").status_code == 200
    moved = desk.act("PUT", f"/reservations/{made['id']}", made | {"reservationTime": EVENING, "startTime": EVENING})
    assert (moved.status_code, moved.json["assignedTableId"]) == (200, None)
