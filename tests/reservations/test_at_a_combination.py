"""Bookings for tables that are put together: all of them are held, offered, seated at and given back as one."""

from typing import Any

import pytest

from qtable import clock
from tests.support.desk import Desk

EVENING = {"date": "2030-06-14", "time": "19:00"}
LARGE = {"guestName": "Ruiz", "partySize": 7} | EVENING


class Room:
    """Tables 1 to 3 for four each, of which 1 and 2 can be put together."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tables = [desk.table(number, 4) for number in (1, 2, 3)]
        self.pair = desk.combination(self.tables[:2])

    def book(self, **more: Any) -> Any:
        return self.desk.act("POST", "/reservations", LARGE | more)

    def booked(self, **more: Any) -> dict[str, Any]:
        answer = self.book(**more)
        assert answer.status_code == 201, answer.json
        return answer.json

    def read(self, reservation_id: str) -> dict[str, Any]:
        return self.desk.read(f"/api/reservations/{reservation_id}")

    def ask(self, size: int, **more: Any) -> dict[str, Any]:
        return self.desk.read("/api/reservations/availability", party_size=size, **EVENING | more)


@pytest.fixture
def room(desk: Desk) -> Room:
    return Room(desk)


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def test_a_booking_for_a_combination_holds_each_of_its_tables(room: Room) -> None:
    made = room.booked(combinationId=room.pair)
    assert (made["combinationId"], made["assignedTableId"]) == (room.pair, room.tables[0])
    for table in room.tables[:2]:
        assert refused(room.book(partySize=2, tableId=table)) == (409, "table_booked")
    assert refused(room.book(combinationId=room.pair)) == (409, "table_booked")
    room.booked(partySize=2, tableId=room.tables[2])
    room.booked(partySize=2, tableId=room.tables[1], time="20:30")
    found = room.desk.read("/api/reservations", table_id=room.tables[1])
    assert [one["partySize"] for one in found] == [7, 2]


def test_a_combination_of_which_a_table_is_booked_cannot_be_booked_whichever_shares_it(room: Room) -> None:
    room.booked(partySize=2, tableId=room.tables[1])
    answer = room.book(combinationId=room.pair)
    assert refused(answer) == (409, "table_booked")
    assert answer.json["detail"].startswith("A table of 1+2 is booked for Ruiz (party of 2)")
    other = room.desk.combination(room.tables[1:])
    assert refused(room.book(combinationId=other)) == (409, "table_booked")
    room.booked(combinationId=other, time="20:30")
    assert refused(room.book(combinationId=room.pair, time="21:00")) == (409, "table_booked")


def test_ids_that_differ_in_their_letters_case_alone_are_other_tables(room: Room) -> None:
    for number, name in ((7, "tAble"), (8, "taBle"), (9, "tabLe")):
        room.desk.table(number, 4, id=name)
    room.booked(combinationId=room.desk.combination(["tAble", "taBle"]))
    room.booked(tableId="tabLe", partySize=2)
    assert refused(room.book(tableId="taBle", partySize=2)) == (409, "table_booked")


def test_parties_that_no_table_holds_are_offered_combinations_and_times_at_which_one_is_free(room: Room) -> None:
    assert (room.ask(7)["tables"], room.ask(7)["combinations"]) == ([], [room.pair])
    assert room.ask(4)["combinations"] == []
    held = room.booked(partySize=2, tableId=room.tables[1], durationMinutes=60)
    told = room.ask(7, duration_minutes=60)
    assert (told["tables"], told["combinations"]) == ([], [])
    assert [(one["table_id"], one["combination_id"]) for one in told["alternatives"]] == [
        (room.tables[0], room.pair)
    ] * 2
    assert room.ask(7, reservation_id=held["id"])["combinations"] == [room.pair]
    assert {one["combination_id"] for one in room.ask(4)["alternatives"]} == {None}


def test_a_combination_that_cannot_be_had_says_why_and_which_of_its_tables_is_in_the_way(room: Room) -> None:
    def why(size: int) -> dict[str, Any]:
        (told,) = room.ask(size)["refused_combinations"]
        assert told["combination_id"] == room.pair
        return told

    assert room.ask(7)["refused_combinations"] == []
    for size, reason in ((9, "too_small"), (4, "too_large")):
        assert why(size) == {
            "combination_id": room.pair,
            "reason": reason,
            "table_id": None,
            "reservation": None,
            "seated_until": None,
        }
    made = room.booked(partySize=2, tableId=room.tables[1])
    told = why(7)
    assert (told["reason"], told["table_id"], told["reservation"]["id"]) == ("booked", room.tables[1], made["id"])
    assert room.ask(7, reservation_id=made["id"])["refused_combinations"] == []
    room.desk.act("PUT", f"/tables/{room.tables[0]}", {"status": "out_of_service"})
    told = why(7)
    assert (told["reason"], told["table_id"], told["reservation"]) == ("closed", room.tables[0], None)


def test_its_party_is_seated_at_all_tables_and_its_booking_follows_where_it_goes(room: Room) -> None:
    made = room.booked(combinationId=room.pair)["id"]
    guest = room.desk.act("POST", f"/reservations/{made}/arrive").json["guestId"]
    assert room.read(made)["combinationId"] == room.pair
    assert room.desk.act("POST", f"/reservations/{made}/seat").status_code == 200
    tables = {table["id"]: table for table in room.desk.full()["tables"]}
    assert [tables[one]["status"] for one in room.tables] == ["occupied", "occupied", "available"]
    assert tables[room.tables[1]]["joinedTo"] == room.tables[0]
    body = {"table_id": room.tables[2], "override": True}
    assert room.desk.act("POST", f"/guests/{guest}/move", body).status_code == 200
    now = room.read(made)
    assert (now["assignedTableId"], now["combinationId"]) == (room.tables[2], None)
    assert room.desk.act("POST", f"/guests/{guest}/move", {"combination_id": room.pair}).status_code == 200
    now = room.read(made)
    assert (now["assignedTableId"], now["combinationId"]) == (room.tables[0], room.pair)
    assert room.desk.act("PUT", f"/reservations/{made}", now).json["version"] == now["version"]
    room.desk.act("POST", f"/guests/{guest}/finish")
    assert {table["status"] for table in room.desk.full()["tables"]} == {"available"}
    assert room.read(made)["combinationId"] == room.pair


def test_an_app_that_knows_single_tables_alone_changes_and_moves_it(room: Room) -> None:
    made = room.booked(combinationId=room.pair)

    def put(**changed: Any) -> dict[str, Any]:
        answer = room.desk.act("PUT", f"/reservations/{made['id']}", changed)
        assert answer.status_code == 200, answer.json
        return answer.json

    assert put(assignedTableId=room.tables[0], notes="window")["combinationId"] == room.pair
    moved = put(assignedTableId=room.tables[2], override=True)
    assert (moved["assignedTableId"], moved["combinationId"]) == (room.tables[2], None)
    back = put(combinationId=room.pair, assignedTableId=room.tables[2])
    assert (back["assignedTableId"], back["combinationId"]) == (room.tables[0], room.pair)
    assert put(combinationId=None, override=True)["assignedTableId"] == room.tables[0]
    room.booked(partySize=2, tableId=room.tables[1])
    both = {"combinationId": room.pair, "tableId": room.tables[1]}
    assert refused(room.desk.act("PUT", f"/reservations/{made['id']}", both))[0] == 422


def test_what_makes_no_sense_is_refused(room: Room) -> None:
    assert refused(room.book(combinationId="nothing"))[0] == 404
    assert refused(room.book(combinationId=room.pair, tableId=room.tables[1]))[0] == 422
    assert refused(room.book(combinationId=room.pair, partySize=9)) == (409, "over_capacity")


def test_what_is_booked_is_neither_taken_apart_nor_given_tables_that_others_have(room: Room) -> None:
    made = room.booked(combinationId=room.pair)["id"]
    path = f"/combinations/{room.pair}"
    assert refused(room.desk.act("DELETE", path)) == (409, "table_booked")
    assert refused(room.desk.act("DELETE", f"/tables/{room.tables[1]}")) == (409, "table_booked")
    other = room.booked(partySize=2, tableId=room.tables[2])["id"]
    swapped = {"tableIds": [room.tables[0], room.tables[2]]}
    assert refused(room.desk.act("PUT", path, swapped)) == (409, "table_booked")
    assert refused(room.desk.act("PUT", path, {"tableIds": room.tables[1::-1]})) == (409, "table_booked")
    assert room.desk.act("PUT", path, {"name": "The long one"}).status_code == 200
    room.desk.act("POST", f"/reservations/{other}/cancel")
    assert room.desk.act("PUT", path, swapped).status_code == 200
    room.booked(partySize=2, tableId=room.tables[1])
    room.desk.act("POST", f"/reservations/{made}/cancel")
    assert room.desk.act("DELETE", path).status_code == 200
    again = room.desk.act("PUT", f"/reservations/{made}", {"status": "confirmed"})
    assert (again.status_code, again.json["combinationId"], again.json["assignedTableId"]) == (
        200,
        None,
        room.tables[0],
    )


def test_what_is_booked_at_a_combination_is_suggested_to_nobody_else(room: Room) -> None:
    now = {"guestName": "Ruiz", "partySize": 7, "reservationTime": clock.rfc3339(clock.now())}
    made = room.desk.act("POST", "/reservations", now | {"combinationId": room.pair}).json
    assert room.desk.read("/api/suggestions", party_size=7)["suggestions"] == []
    guest = room.desk.act("POST", f"/reservations/{made['id']}/arrive").json["guestId"]
    (mine,) = room.desk.read("/api/suggestions", guest_id=guest)["suggestions"]
    assert (mine["combination_id"], mine["booked"]) == (room.pair, True)
    assert [one["label"] for one in room.desk.read("/api/suggestions", party_size=2)["suggestions"]] == ["3"]


def test_a_seated_booking_whose_combination_is_taken_away_keeps_its_table_alone(room: Room) -> None:
    made = room.booked(combinationId=room.pair)["id"]
    room.desk.act("POST", f"/reservations/{made}/seat")
    path = f"/reservations/{made}"
    assert refused(room.desk.act("PUT", path, {"combinationId": None})) == (409, "over_capacity")
    room.desk.act("PUT", path, {"partySize": 4})
    alone = room.desk.act("PUT", path, {"combinationId": None}).json
    assert (alone["status"], alone["assignedTableId"], alone["combinationId"]) == ("seated", room.tables[0], None)
    assert [table["status"] for table in room.desk.full()["tables"]] == ["occupied", "available", "available"]
