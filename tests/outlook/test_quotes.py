"""Quotes: what they rest on, and how the rule is held against what came of it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from qtable import clock
from qtable.changes.transaction import unlogged_transaction
from qtable.guests.models import Guest
from qtable.guests.quoting import ENOUGH
from tests.outlook.looking import book, look, sat_down, seat
from tests.support.desk import Desk

DAY = 24 * 60
NOTHING_KNOWN = {"ahead": 0, "basis": "configured", "observations": 0}


def give_a_log(desk: Desk, visits: list[tuple[int, int]], size: int = 2) -> None:
    """Store parties of yesterday and before, two hours apart: minutes waited and minutes at the table of each."""
    now, rows = clock.now(), []
    for number, (waited, stayed) in enumerate(visits, 1):
        came = now - timedelta(minutes=DAY + 120 * number)
        seated = came + timedelta(minutes=waited)
        whom = {"restaurant_id": desk.restaurant_id, "id": f"log-{size}-{number}", "name": "Past", "party_size": size}
        times = {"arrival_time": came, "seated_time": seated, "finished_time": seated + timedelta(minutes=stayed)}
        rows.append(whom | times | {"status": "finished", "created_at": came, "updated_at": came})
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.execute(insert(Guest), rows)


def test_a_quote_grows_with_the_line_of_its_class_and_leaves_bookings_out(desk: Desk) -> None:
    table = desk.table(1, 2)
    assert look(desk)["size_classes"][0]["quote"] == NOTHING_KNOWN | {"minutes": 0, "low": 0, "high": 5}
    first, four = desk.guest("First", 2), desk.guest("Four", 4)
    booked = desk.act("POST", f"/reservations/{book(desk, table, 10)}/arrive").json["guestId"]
    second = desk.guest("Second", 1)
    said = look(desk)
    assert [(one["waiting"], one["quote"]["minutes"]) for one in said["size_classes"]] == [
        (2, 30),
        (1, 20),
        (0, 10),
        (0, 10),
    ]
    told = {one["guest_id"]: (one["ahead"], one["quote"] and one["quote"]["minutes"]) for one in said["waiting"]}
    assert told == {first: (0, 10), four: (0, 10), second: (1, 20), booked: (None, None)}
    labels = {one["guest_id"]: one["suggestion"] and one["suggestion"]["booked"] for one in said["waiting"]}
    assert labels == {first: None, four: None, second: None, booked: True}


def test_the_log_is_believed_from_thirty_visits_on_by_class(desk: Desk) -> None:
    give_a_log(desk, [(6, 40)] * 10 + [(8, 60)] * 10 + [(12, 80)] * 10)
    give_a_log(desk, [(60, 200)] * (ENOUGH - 1), size=4)
    pairs, fours, *_ = look(desk)["size_classes"]
    assert pairs["quote"] == {
        "minutes": 8, "low": 5, "high": 15, "ahead": 0, "basis": "log", "observations": ENOUGH,
    }  # fmt: skip
    assert (pairs["usual_turn"], pairs["long_turn"]) == (60, 80)
    assert (fours["quote"]["basis"], fours["quote"]["observations"], fours["usual_turn"]) == ("configured", 29, 90)
    known = desk.read("/api/quotes")
    assert known["enough"] == ENOUGH
    said = [known["size_classes"][0][name] for name in ("pace", "pace_basis", "turn_basis", "turn_observations")]
    assert said == [8.0, "log", "log", ENOUGH]


def test_other_classes_are_the_restaurants_to_choose(desk: Desk) -> None:
    desk.set_policies(size_classes=[3], minutes_per_party=[4, 25])
    said = look(desk)["size_classes"]
    assert [(one["smallest"], one["largest"], one["quote"]["minutes"]) for one in said] == [(1, 3, 4), (4, None, 25)]


@pytest.mark.parametrize("bounds", [[], [4, 2], [2, 2], [0, 2], [99], list(range(1, 9)), "2", [2.5], [True], None])
def test_classes_that_make_no_sense_are_refused(desk: Desk, bounds: Any) -> None:
    answer = desk.act("PUT", "/policies", {"size_classes": bounds})
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, ["sizeClasses"])
    assert len(look(desk)["size_classes"]) == 4


def test_what_was_said_is_held_against_what_came_of_it(desk: Desk) -> None:
    taken = desk.table(1, 2)
    seat(desk, desk.guest("Sits", 2), taken)
    first, second = desk.guest("First", 2, quotedWait=15), desk.guest("Second", 2)
    gone = desk.guest("Gone", 2)
    desk.act("POST", f"/guests/{gone}/cancel")
    for number, (guest, waited) in enumerate(((first, 18), (second, 21)), 2):
        seat(desk, guest, desk.table(number, 2))
        sat_down(desk, guest, 1, came=1 + waited)
    said = desk.read("/api/quotes")
    told = {
        one["name"]: [one[name] for name in ("ahead", "expected", "low", "high", "quoted", "waited", "difference")]
        for one in said["last"]
    }
    assert told == {
        "First": [0, 10, 5, 15, 15, 18, 3],
        "Second": [1, 20, 15, 25, None, 21, None],
        "Sits": [0, 0, 0, 5, None, 0, None],
    }
    assert said["accuracy"] == {"counted": 3, "within_range": 2, "median_error": 1.0}
    assert said["size_classes"][0]["pace_observations"] == 2  # who found a table free waited for nobody


def test_a_promise_stays_and_so_does_what_the_rule_said(desk: Desk) -> None:
    guest = desk.guest("Lee", 2)
    assert desk.act("PATCH", f"/guests/{guest}", {"quotedWait": 25}).status_code == 200
    desk.table(1, 2)
    seat(desk, guest, desk.table(2, 2))
    (one,) = desk.read("/api/quotes")["last"]
    assert (one["quoted"], one["expected"]) == (25, 10)


def test_every_way_to_the_waitlist_is_noted_but_for_bookings_and_what_is_reported_later(desk: Desk) -> None:
    earlier = clock.rfc3339(clock.now() - timedelta(minutes=6))
    data = {"name": "Batch", "partySize": 2}
    batch = {"transaction_id": "a-batch-of-one", "guests": [{"id": "batch", "operation": "create", "data": data}]}
    synced = {"entity_type": "guest", "entity_id": "synced", "operation": "create", "data": data | {"name": "Synced"}}
    desk.guest("Desk", 2)
    assert desk.send("POST", "/api/v1/atomic/batch", json=batch).json["success"]
    assert desk.send("POST", "/api/sync/batch", json={"updates": [synced]}).json["processed_count"] == 1
    desk.guest("Later", 2, arrivalTime=earlier)
    desk.act("POST", f"/reservations/{book(desk, desk.table(9, 8), 5)}/arrive")
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        noted = {guest.name: guest.expected_ahead for guest in session.query(Guest)}
    assert noted == {"Desk": 0, "Batch": 1, "Synced": 2, "Later": None, "Moreau": None}


def test_nobody_is_told_that_a_table_is_free_at_which_a_party_sits_longer_than_any_did(desk: Desk) -> None:
    desk.set_policies(reservation_minutes=60)
    table, guest = desk.table(1, 2), desk.guest("Stays", 2)
    seat(desk, guest, table)
    sat_down(desk, guest, 100)
    pairs = look(desk)["size_classes"][0]
    assert (pairs["next_free_minutes"], pairs["quote"]["minutes"]) == (0, 10)


def test_nobody_is_told_that_a_table_is_free_which_somebody_before_them_gets(desk: Desk) -> None:
    table = desk.table(1, 4)
    before = desk.guest("Four", 4)
    said = look(desk)
    assert [one["quote"]["minutes"] for one in said["size_classes"][:2]] == [10, 20]
    two = desk.guest("Two", 2)
    assert [one["quote"]["minutes"] for one in look(desk)["waiting"]] == [0, 10]
    desk.act("POST", f"/guests/{before}/cancel")
    assert [one["quote"]["minutes"] for one in look(desk)["waiting"]] == [0]
    seat(desk, two, table)
    assert [(one["name"], one["expected"]) for one in desk.read("/api/quotes")["last"]] == [("Two", 10)]
