"""The outlook over HTTP: what it says of an evening, how the rule is held against it, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from qtable import clock
from qtable.accounts.roles import Role
from qtable.changes.transaction import unlogged_transaction
from qtable.extensions import db
from qtable.guests.models import Guest
from qtable.guests.quoting import ENOUGH
from qtable.tenant import act_for
from tests.support.desk import Desk, colleague, new_desk
from tests.support.past import give_a_past, statements

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
    with desk.app.app_context():
        act_for(desk.restaurant_id)
        db.session.execute(insert(Guest), rows)
        db.session.commit()


def sat_down(desk: Desk, guest: str, minutes: int, came: int | None = None) -> None:
    """Let a party have sat for so many minutes, and have come so many ago."""
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        row = session.get_one(Guest, (desk.restaurant_id, guest))
        now = clock.now()
        row.seated_time = now - timedelta(minutes=minutes)
        row.arrival_time = now - timedelta(minutes=came or minutes)


def seat(desk: Desk, guest: str, table: str) -> None:
    assert desk.act("POST", f"/guests/{guest}/seat", {"table_id": table}).status_code == 200


def book(desk: Desk, table: str, minutes: int, size: int = 2) -> str:
    start = clock.rfc3339(clock.now() + timedelta(minutes=minutes))
    body = {"guestName": "Moreau", "partySize": size, "reservationTime": start, "tableId": table}
    return desk.act("POST", "/reservations", body).json["id"]


def look(desk: Desk) -> dict[str, Any]:
    return desk.read(f"/restaurants/{desk.restaurant_id}/outlook")


def suggested(desk: Desk, **asked: Any) -> tuple[list[str], dict[str, list[str]]]:
    """Return the labels that are offered, and what is against the others."""
    said = desk.read("/api/suggestions", **asked)
    labels = [one["label"] for one in said["suggestions"]]
    return labels, {one["label"]: one["obstacles"] for one in said["refusals"]}


def test_an_empty_house_has_an_outlook_too(desk: Desk) -> None:
    said = look(desk)
    assert [(one["smallest"], one["largest"]) for one in said["size_classes"]] == [(1, 2), (3, 4), (5, 6), (7, None)]
    assert {(one["next_free"], one["waiting"], one["quote"]["minutes"]) for one in said["size_classes"]} == {
        (None, 0, 10)
    }
    assert (said["waiting"], said["seated"]) == ([], [])


def test_the_next_free_tables_are_told_by_size(desk: Desk) -> None:
    desk.set_policies(reservation_minutes=60)
    small, large = desk.table(1, 2), desk.table(2, 4)
    for guest, table, minutes in (("Pair", small, 50), ("Pair too", large, 20)):
        id_ = desk.guest(guest, 2)
        seat(desk, id_, table)
        sat_down(desk, id_, minutes)
    said = look(desk)
    assert [one["next_free_minutes"] for one in said["size_classes"]] == [10, 40, None, None]
    assert [(one["elapsed"], one["remaining"], one["long_turn"]) for one in said["seated"]] == [
        (50, 10, 60),
        (20, 40, 60),
    ]
    desk.set_policies(clean_after_finish=True)
    assert [one["next_free_minutes"] for one in look(desk)["size_classes"]] == [15, 45, None, None]
    assert desk.table(3, 6)
    assert [one["next_free_minutes"] for one in look(desk)["size_classes"]] == [0, 0, 0, None]


def test_a_joined_table_is_taken_and_free_when_the_party_at_the_first_one_leaves(desk: Desk) -> None:
    desk.set_policies(reservation_minutes=60)
    pair, guest = desk.combination([desk.table(1, 2), desk.table(2, 4)]), desk.guest("Six", 6)
    assert desk.act("POST", f"/guests/{guest}/seat", {"combination_id": pair}).status_code == 200
    sat_down(desk, guest, 50)
    assert suggested(desk, party_size=3) == ([], {"1": ["too_small", "occupied"], "2": ["occupied"]})
    assert [one["next_free_minutes"] for one in look(desk)["size_classes"]] == [10, 10, 10, None]


def test_tables_that_can_be_put_together_are_offered_once_and_counted_for_large_parties(desk: Desk) -> None:
    first, second, third = (desk.table(number, 4) for number in (1, 2, 3))
    desk.combination([second, third])
    pair = desk.combination([first, second], minPartySize=4)
    large, small, other = desk.guest("Large", 7), desk.guest("Small", 2), desk.guest("Other", 8)
    said = look(desk)
    assert [one["next_free_minutes"] for one in said["size_classes"]] == [0, 0, 0, 0]
    assert {one["guest_id"]: one["suggestion"] and one["suggestion"]["label"] for one in said["waiting"]} == {
        large: "1+2", small: "3", other: None,
    }  # fmt: skip
    (best, *_) = desk.read("/api/suggestions", guest_id=large)["suggestions"]
    assert (best["table_id"], best["combination_id"], best["table_ids"]) == (first, pair, [first, second])
    assert suggested(desk, party_size=4)[0] == ["1", "2", "3"]
    book(desk, second, 30)
    assert suggested(desk, party_size=7)[0] == []
    assert look(desk)["size_classes"][3]["next_free"] is None


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


def test_a_booking_whose_party_sits_is_no_second_hold_on_its_table(desk: Desk) -> None:
    booked = book(desk, desk.table(1, 2), 0)
    guest = desk.act("POST", f"/reservations/{booked}/seat").json["guestId"]
    sat_down(desk, guest, 80)
    assert look(desk)["size_classes"][0]["next_free_minutes"] == 10


def test_two_parties_are_never_given_the_same_table(desk: Desk) -> None:
    for number, seats in ((1, 2), (2, 4), (3, 2)):
        desk.table(number, seats)
    for name in ("First", "Second", "Third", "Fourth"):
        desk.guest(name, 2)
    given = [one["suggestion"] and one["suggestion"]["label"] for one in look(desk)["waiting"]]
    assert given == ["1", "3", "2", None]


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


def test_the_best_three_tables_are_offered_with_their_reasons(desk: Desk) -> None:
    section = desk.act("POST", "/sections", {"name": "Terrace"}).json["id"]
    tables = {number: desk.table(number, 4, sectionId=section) for number in (1, 2, 3, 4)}
    desk.table(5, 2)
    dirty, large = desk.table(6, 4), desk.table(7, 8, minPartySize=5)
    desk.act("PUT", f"/tables/{dirty}", {"status": "needs_cleaning"})
    seat(desk, desk.guest("Sits", 3), tables[2])
    book(desk, tables[1], 120)
    soon = book(desk, tables[4], 30)
    offers, against = suggested(desk, party_size=3)
    assert offers == ["3", "1"]
    assert against == {
        "2": ["occupied"], "4": ["booked"], "5": ["too_small"], "6": ["dirty"], "7": ["too_large"],
    }  # fmt: skip
    second = desk.read("/api/suggestions", party_size=3)["suggestions"][1]
    assert (second["seats"], second["spare_seats"], second["section"], second["smallest"]) == (4, 1, "Terrace", True)
    assert second["free_until"] is not None
    assert desk.act("POST", f"/reservations/{soon}/cancel").status_code == 200
    assert suggested(desk, party_size=3)[0] == ["3", "4", "1"]
    assert suggested(desk, party_size=8)[0] == [desk.read(f"/api/tables/{large}")["tableNumber"]]


def test_a_party_that_is_here_is_offered_the_table_that_it_booked(desk: Desk) -> None:
    desk.table(1, 2)
    mine = desk.table(2, 6)
    guest = desk.act("POST", f"/reservations/{book(desk, mine, 5)}/arrive").json["guestId"]
    assert suggested(desk, guest_id=guest)[0] == ["2", "1"]
    assert suggested(desk, party_size=2)[0] == ["1"]


def test_a_table_to_which_another_party_was_called_comes_last_and_says_so_until_its_time_is_over(desk: Desk) -> None:
    desk.table(1, 2)
    larger = [desk.table(number, 4) for number in (2, 3, 4)]
    called, asks = desk.guest("Called", 2), desk.guest("Asks", 2)
    assert suggested(desk, guest_id=asks)[0] == ["1", "2", "3"]
    assert desk.act("POST", f"/guests/{called}/notify").status_code == 200
    assert suggested(desk, guest_id=asks)[0] == ["2", "3", "4"]
    assert suggested(desk, guest_id=called)[0] == ["1", "2", "3"]
    for table in larger[1:]:
        desk.act("PUT", f"/tables/{table}", {"status": "out_of_service"})
    offers = desk.read("/api/suggestions", party_size=2)["suggestions"]
    assert [(one["label"], one["held_for"]) for one in offers] == [("2", None), ("1", called)]
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.get_one(Guest, (desk.restaurant_id, called)).held_until = clock.now()
    assert suggested(desk, guest_id=asks)[0] == ["1", "2"]


@pytest.mark.parametrize(
    "query", ["", "?party_size=2&guest_id=x", "?party_size=0", "?party_size=100", "?party_size=two"]
)
def test_one_of_size_and_guest_is_asked_for(desk: Desk, query: str) -> None:
    assert desk.send("GET", f"/api/suggestions{query}").status_code == 422


def test_a_guest_that_is_not_here_has_no_suggestions(desk: Desk) -> None:
    theirs = new_desk(desk.app, "Next Door").guest()
    answers = [desk.send("GET", f"/api/suggestions?guest_id={id_}") for id_ in (theirs, "nobody")]
    assert [answer.status_code for answer in answers] == [404, 404]


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


def test_what_is_asked_and_noted_costs_the_same_whatever_the_history(desk: Desk) -> None:
    def asked(path: str) -> int:
        desk.app.extensions["qtable.fitted"].forget()
        with statements(desk) as said:
            assert desk.send("GET", path).status_code == 200
        return len([one for one, _ in said if not one.startswith("SELECT set_config")])

    paths = ("/api/outlook", "/api/suggestions?party_size=2", "/api/quotes")
    look(desk)  # after which the right to see it is remembered
    few = {path: asked(path) for path in paths}
    assert few == {"/api/outlook": 6, "/api/suggestions?party_size=2": 6, "/api/quotes": 2}
    give_a_past(desk, 2000)
    for number in range(12):
        table = desk.table(number + 1, 4)
        book(desk, table, 100)
        seat(desk, desk.guest(f"Sits {number}", 2), table)
        desk.guest(f"Waits {number}", 3)
    assert {path: asked(path) for path in paths} == few


def test_who_may_read_may_look_ahead_and_nobody_else(desk: Desk) -> None:
    viewer, other = colleague(desk, Role.VIEWER), new_desk(desk.app, "Next Door")
    for path in ("outlook", "suggestions?party_size=2", "quotes"):
        assert viewer.send("GET", f"/restaurants/{desk.restaurant_id}/{path}").status_code == 200
        assert other.send("GET", f"/restaurants/{desk.restaurant_id}/{path}").status_code == 404
