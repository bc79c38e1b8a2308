"""A party at several tables put together: all of them or none, and all of them given back."""

from datetime import timedelta
from typing import Any

import pytest

from bench.clients.api import Refused
from qtable import clock
from tests.support.desk import Desk
from tests.support.house import House


@pytest.fixture
def pair(house: House) -> str:
    """Tables 2 and 3, put together."""
    return house.api.act("POST", "/combinations", {"tableIds": [house.tables[2], house.tables[3]]})["id"]


def joined(house: House) -> tuple[Any, Any]:
    """Return what tables 2 and 3 show of a party at them."""
    names = ("status", "currentGuestId", "combinationId", "joinedTo")
    first, second = ({name: house.read_table(number)[name] for name in names} for number in (2, 3))
    return first, second


ALONE = {"currentGuestId": None, "combinationId": None, "joinedTo": None}


def test_a_party_takes_all_tables_in_one_transaction_and_gives_all_back(house: House, pair: str) -> None:
    guest = house.guest(size=7)
    with house.verify(changes=1):
        told = house.api.act("POST", f"/guests/{guest}/seat", {"combination_id": pair})
    first = {"status": "occupied", "currentGuestId": guest, "combinationId": pair, "joinedTo": None}
    second = {"status": "occupied"} | ALONE | {"joinedTo": house.tables[2]}
    assert (told["tableId"], joined(house)) == (house.tables[2], (first, second))
    assert house.realtime.heard_last("table_updated")["action"] == "joined"
    with house.verify(changes=1):
        house.api.act("POST", f"/guests/{guest}/finish")
    assert joined(house) == ({"status": "available"} | ALONE,) * 2


ROUTES: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "unseated": ("POST", "/guests/{guest}/unseat", {}, "reserved"),
    "deleted": ("DELETE", "/guests/{guest}", {}, "available"),
    "moved": ("POST", "/guests/{guest}/move", {"table_id": "{4}"}, "available"),
    "moved to the second table alone": ("POST", "/guests/{guest}/move", {"table_id": "{3}"}, "occupied"),
    "finished by its table": ("PUT", "/tables/{2}", {"status": "needs_cleaning", "currentGuestId": None}, "available"),
    "finished by its field": ("PATCH", "/guests/{guest}", {"status": "finished"}, "available"),
}


@pytest.mark.parametrize("how", ROUTES)
def test_whichever_way_the_party_leaves_its_tables_come_back(house: House, pair: str, how: str) -> None:
    method, path, body, becomes = ROUTES[how]
    guest = house.guest(size=5)
    house.api.act("PUT", f"/tables/{house.tables[3]}", {"status": "reserved"})
    house.api.act("POST", f"/guests/{guest}/seat", {"combination_id": pair})
    names = {"{guest}": guest} | {f"{{{number}}}": table for number, table in house.tables.items()}
    for name, value in names.items():
        path, body = path.replace(name, value), {k: value if v == name else v for k, v in body.items()}
    with house.verify(changes=1):
        house.api.act(method, path, {"override": True, **body} if "table_id" in body else body)
    table = house.read_table(3)
    assert (table["status"], table["joinedTo"]) == (becomes, None)
    assert house.read_table(2)["combinationId"] is None


def test_all_tables_need_cleaning_where_the_policy_says_so(desk: Desk) -> None:
    desk.set_policies(clean_after_finish=True)
    pair, guest = desk.combination([desk.table(1), desk.table(2)]), desk.guest(size=6)
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "seated", "combination_id": pair})
    assert desk.act("POST", f"/guests/{guest}/finish").status_code == 200
    assert {table["status"] for table in desk.full()["tables"]} == {"needs_cleaning"}
    refused = desk.act("POST", f"/guests/{desk.guest(size=6)}/seat", {"combination_id": pair})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "table_not_ready")


def test_its_turn_ends_when_the_last_of_its_tables_is_ready_and_the_first_ones_server_had_it(desk: Desk) -> None:
    desk.set_policies(clean_after_finish=True)
    tables, guest = [desk.table(1), desk.table(2)], desk.guest(size=6)
    ana, ben = (desk.act("POST", "/servers", {"name": name, "onDuty": True}).json["id"] for name in ("Ana", "Ben"))
    for server, table in ((ana, tables[0]), (ben, tables[1])):
        desk.act("POST", f"/servers/{server}/assign", {"table_ids": [table]})
    seated = desk.act("POST", f"/guests/{guest}/seat", {"combination_id": desk.combination(tables)}).json
    assert seated["serverId"] == ana
    assert {one["server_id"]: one["covers"] for one in desk.read("/api/servers/rotation")["servers"]} == {
        ana: 6,
        ben: 0,
    }
    assert desk.act("POST", f"/guests/{guest}/finish").json["readyTime"] is None
    ready = []
    for table in tables:
        desk.act("POST", f"/tables/{table}/clear")
        ready.append(desk.read(f"/api/guests/{guest}")["readyTime"])
    assert None not in ready
    assert ready[0] < ready[1]
    assert [table["serverId"] for table in desk.full()["tables"]] == [ana, ben]


def test_where_one_table_is_taken_none_is(house: House, pair: str) -> None:
    kim = house.guest("Kim", 6)
    house.seat(house.guest("Lee"), 3)
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("POST", f"/guests/{kim}/seat", {"combination_id": pair})
    assert refused.value.error["message"] == "Table 3 is taken by Lee (party of 2)."


def test_a_table_that_a_booking_holds_right_now_is_for_no_other_party(desk: Desk) -> None:
    tables = [desk.table(1), desk.table(2)]
    pair, now = desk.combination(tables), clock.now()
    times = {"startTime": clock.rfc3339(now - timedelta(minutes=5)), "durationMinutes": 60}
    booked = {"guestName": "Kim", "partySize": 4, "tableId": tables[1], **times}
    booking = desk.act("POST", "/reservations", booked).json["id"]
    refused = desk.act("POST", f"/guests/{desk.guest(size=6)}/seat", {"combination_id": pair})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "table_booked")
    assert "Kim (party of 4)" in refused.json["detail"]
    assert desk.act("POST", f"/reservations/{booking}/seat", {"combination_id": pair}).status_code == 200
    assert desk.read(f"/api/tables/{tables[1]}")["joinedTo"] == tables[0]


def test_a_joined_table_is_left_alone_and_says_whose_it_is(house: House, pair: str) -> None:
    lee, kim = house.guest("Lee", 6), house.guest("Kim")
    house.api.act("POST", f"/guests/{lee}/seat", {"combination_id": pair})
    path = f"/tables/{house.tables[3]}"
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", f"/guests/{kim}/seat", {"table_id": house.tables[3]}),
        ("POST", f"{path}/seat-guest", {"guest_id": kim}),
        ("PUT", path, {"status": "occupied", "currentGuestId": kim}),
        *(("PUT", path, {"status": status}) for status in ("available", "reserved", "needs_cleaning")),
        ("POST", f"{path}/clear", {}),
        ("DELETE", path, {}),
    ]
    for method, where, body in acts:
        with house.verify(changes=0), pytest.raises(Refused) as refused:
            house.api.act(method, where, body)
        assert (refused.value.status, refused.value.error["code"]) == (409, "table_joined"), where
        assert refused.value.error["message"].startswith("Table 3 is joined to table 2, where Lee (party of 6) sits.")
    with house.verify(changes=1):
        house.api.act("PUT", path, {"status": "occupied", "currentGuestId": None, "notes": "an app sends it back"})


def test_a_table_is_put_to_a_party_that_sits_and_a_mistaken_finish_brings_both_back(house: House, pair: str) -> None:
    guest = house.guest(size=4)
    house.seat(guest, 2)
    with house.verify(changes=1):
        house.api.act("POST", f"/guests/{guest}/move", {"combination_id": pair})
    with house.verify(changes=0):
        house.api.act("PATCH", f"/guests/{guest}", {"status": "seated", "tableId": house.tables[2]})
    before = joined(house)
    house.api.act("POST", f"/guests/{guest}/finish")
    with house.verify(changes=1):
        house.api.act("PUT", f"/guests/{guest}/status/atomic", {"status": "seated"})
    assert joined(house) == before
    house.api.act("POST", f"/guests/{guest}/finish")
    house.api.act("DELETE", f"/combinations/{pair}")
    house.api.act("PUT", f"/guests/{guest}/status/atomic", {"status": "seated"})
    assert [table["status"] for table in joined(house)] == ["occupied", "available"]


def test_one_batch_seats_a_party_where_another_leaves(house: House, pair: str) -> None:
    lee, kim = house.guest("Lee", 6), house.guest("Kim", 6)
    house.api.act("POST", f"/guests/{lee}/seat", {"combination_id": pair})
    seats = {"id": kim, "data": {"status": "seated", "combinationId": pair}}
    leaves = {"id": lee, "data": {"status": "finished"}}
    with house.verify(changes=1):
        answer = house.api.send("POST", "/transactions/atomic", json={"guests": [seats, leaves]})
    assert answer.status_code == 200, answer.text
    assert house.read_table(2)["currentGuestId"] == kim


def test_a_party_sits_in_one_place_that_is_large_enough(desk: Desk) -> None:
    tables = [desk.table(1), desk.table(2)]
    pair, guest = desk.combination(tables), desk.guest(size=9)
    path = f"/guests/{guest}/seat"
    both = desk.act("POST", path, {"table_id": tables[0], "combination_id": pair})
    assert (both.status_code, list(both.json["error"]["details"]["fields"])) == (422, ["combinationId"])
    large = desk.act("POST", path, {"combination_id": pair})
    assert (large.status_code, large.json["error"]["code"]) == (409, "over_capacity")
    assert desk.act("POST", path, {"combination_id": pair, "override": True}).status_code == 200
    assert desk.act("POST", path, {}).status_code == 200  # it sits already
    assert desk.act("POST", f"/guests/{desk.guest()}/seat", {}).status_code == 422


def test_tables_that_were_put_to_a_party_are_taken_away_again_by_a_move_to_its_own(house: House, pair: str) -> None:
    guest = house.guest(size=4)
    house.seat(guest, 2)
    house.api.act("PUT", f"/tables/{house.tables[2]}/stage", {"stage": "mains"})
    before = house.read_table(2)
    house.api.act("POST", f"/guests/{guest}/move", {"combination_id": pair})
    with house.verify(changes=1):
        house.api.act("POST", f"/guests/{guest}/move", {"table_id": house.tables[2]})
    assert joined(house)[1] == {"status": "available"} | ALONE
    after = house.read_table(2)
    assert {name for name in before if before[name] != after[name]} == {"version", "lastUpdated"}
    with house.verify(changes=0):
        house.api.act("POST", f"/guests/{guest}/move", {"table_id": house.tables[2]})
    house.api.act("PATCH", f"/guests/{guest}", {"partySize": 6})
    house.api.act("POST", f"/guests/{guest}/move", {"combination_id": pair})
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("POST", f"/guests/{guest}/move", {"table_id": house.tables[2]})
    assert refused.value.error["code"] == "over_capacity"
