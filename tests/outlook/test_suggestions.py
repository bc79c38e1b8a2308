"""Tables that are suggested for a party, with what is against the others."""

import pytest

from qtable import clock
from qtable.changes.transaction import unlogged_transaction
from qtable.guests.models import Guest
from tests.outlook.looking import book, look, seat, suggested
from tests.support.desk import Desk, new_desk


def test_tables_that_can_be_put_together_are_offered_once_and_counted_for_large_parties(desk: Desk) -> None:
    first, second, third = (desk.table(number, 4) for number in (1, 2, 3))
    desk.combination([second, third])
    pair = desk.combination([first, second], minPartySize=4)
    large, small, other = desk.guest("Large", 7), desk.guest("Small", 2), desk.guest("Other", 8)
    said = look(desk)
    assert [one["next_free_minutes"] for one in said["size_classes"]] == [0, 90, 90, 0]
    assert {one["guest_id"]: one["suggestion"] and one["suggestion"]["label"] for one in said["waiting"]} == {
        large: "1+2", small: "3", other: None,
    }  # fmt: skip
    (best, *_) = desk.read("/api/suggestions", guest_id=large)["suggestions"]
    assert (best["table_id"], best["combination_id"], best["table_ids"]) == (first, pair, [first, second])
    assert suggested(desk, party_size=4)[0] == ["1", "2", "3"]
    book(desk, second, 30)
    assert suggested(desk, party_size=7)[0] == []
    assert look(desk)["size_classes"][3]["next_free"] is None


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


def test_who_has_booked_several_tables_is_offered_all_of_them_before_one_alone(desk: Desk) -> None:
    tables = [desk.table(1, 4), desk.table(2, 6)]
    pair = desk.combination(tables, minPartySize=5)
    now = {"guestName": "Ruiz", "partySize": 6, "reservationTime": clock.rfc3339(clock.now())}
    made = desk.act("POST", "/reservations", now | {"combinationId": pair}).json["id"]
    desk.act("PUT", f"/tables/{tables[1]}", {"status": "reserved"})
    guest = desk.act("POST", f"/reservations/{made}/arrive").json["guestId"]
    offers = desk.read("/api/suggestions", guest_id=guest)["suggestions"]
    assert [(one["label"], one["booked"]) for one in offers] == [("1+2", True), ("2", False)]
