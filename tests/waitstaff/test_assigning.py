"""Tables that are handed over to servers, and the visits that keep who served them."""

from typing import Any

import pytest

from bench.clients.api import Refused
from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague, new_desk
from tests.support.house import House
from tests.waitstaff.on_duty import refusal, served_by, server


def test_a_section_and_single_tables_are_handed_over_at_once_on_every_device(house: House) -> None:
    terrace = house.api.act("POST", "/sections", {"name": "Terrace"})["id"]
    for number in (1, 2):
        house.api.act("PUT", f"/tables/{house.tables[number]}", {"sectionId": terrace})
    with house.verify(changes=2):
        ana, ben = (house.api.act("POST", "/servers", {"name": name, "onDuty": True})["id"] for name in ("Ana", "Ben"))
    with house.verify(changes=1):
        given = {"section_ids": [terrace], "table_ids": [house.tables[3]]}
        answer = house.api.act("POST", f"/servers/{ana}/assign", given)
    assert [table["number"] for table in answer["tables"]] == [1, 2, 3]
    with house.verify(changes=1):
        house.api.act("POST", f"/servers/{ben}/assign", {"table_ids": [house.tables[2]]})
    assert [house.read_table(number)["serverId"] for number in (1, 2, 3, 4)] == [ana, ben, ana, None]
    with house.verify(changes=0):
        house.api.act("POST", f"/servers/{ben}/assign", {"table_ids": [house.tables[2]]})
    with house.verify(changes=1):
        house.api.act("PUT", f"/tables/{house.tables[2]}", {"serverId": None})
    with house.verify(changes=1):
        house.api.act("POST", f"/servers/{ana}/off-duty")
    with house.verify(changes=1):
        house.api.act("DELETE", f"/servers/{ben}")
    assert [house.read_table(number)["serverId"] for number in (1, 2, 3, 4)] == [None] * 4
    assert [one["onDuty"] for one in house.api.full()["servers"]] == [False]


def test_a_removed_server_leaves_the_tables_to_nobody_in_one_transaction(house: House) -> None:
    ana = house.api.act("POST", "/servers", {"name": "Ana", "onDuty": True})["id"]
    house.api.act("POST", f"/servers/{ana}/assign", {"table_ids": [house.tables[1], house.tables[2]]})
    guest = house.guest()
    house.seat(guest, 1)
    with house.verify(changes=1):
        house.api.act("DELETE", f"/servers/{ana}")
    assert [house.read_table(number)["serverId"] for number in (1, 2)] == [None, None]
    assert house.read_guest(guest)["serverId"] == ana


def test_nothing_is_handed_over_where_one_of_it_is_unknown(house: House) -> None:
    ana = house.api.act("POST", "/servers", {"name": "Ana", "onDuty": True})["id"]
    for wrong in ({"section_ids": ["nowhere"]}, {"table_ids": [house.tables[1], "nowhere"]}, {"table_ids": "all"}):
        with house.verify(changes=0), pytest.raises(Refused):
            house.api.act("POST", f"/servers/{ana}/assign", wrong)


def test_another_restaurants_ids_answer_like_unknown_ones_in_lists_too(desk: Desk) -> None:
    other = new_desk(desk.app, "Next Door")
    ana, theirs = server(desk), server(other, "Theirs")
    section = other.act("POST", "/sections", {"name": "Bar"}).json["id"]
    table, person = other.table(1), other.user_id
    for body in ({"section_ids": [section]}, {"table_ids": [table]}):
        assert refusal(desk.act("POST", f"/servers/{ana}/assign", body)) == (404, "not_found")
    assert refusal(desk.act("POST", "/servers", {"name": "X", "userId": person})) == (404, "not_found")
    assert refusal(desk.act("PUT", f"/tables/{desk.table(1)}", {"serverId": theirs})) == (404, "not_found")
    assert served_by(other) == {"1": None}


def test_a_visit_keeps_who_served_it_and_an_unseated_one_was_served_by_nobody(desk: Desk) -> None:
    ana, ben = server(desk, "Ana"), server(desk, "Ben")
    first, second, bare = (desk.table(number) for number in (1, 2, 3))
    desk.act("PUT", f"/tables/{first}", {"serverId": ana})
    desk.act("PUT", f"/tables/{second}", {"serverId": ben})
    guest = desk.guest()

    def now(path: str, **body: Any) -> str | None:
        return desk.act("POST", f"/guests/{guest}/{path}", body).json["serverId"]

    assert now("seat", table_id=first) == ana
    assert now("move", table_id=second) == ben
    assert now("unseat") is None
    assert now("seat", table_id=bare) is None
    assert now("move", table_id=first) == ana
    desk.act("PUT", f"/tables/{first}", {"serverId": ben})
    assert now("finish") == ana
    assert desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting"}).status_code == 200
    assert desk.read(f"/api/guests/{guest}")["serverId"] is None


def test_a_table_is_handed_over_in_a_batch_too(desk: Desk) -> None:
    ana, tables = server(desk), [desk.table(number) for number in (1, 2)]
    batch = {"tables": [{"id": table, "data": {"serverId": ana}} for table in tables]}
    host = colleague(desk, Role.HOST)
    assert host.send("POST", "/api/v1/atomic/batch", json=batch).status_code == 200
    assert served_by(desk) == {"1": ana, "2": ana}


def test_a_visit_keeps_who_served_it_where_more_tables_come_to_it_or_it_had_not_ended(desk: Desk) -> None:
    tables, ana, ben = [desk.table(1), desk.table(2)], server(desk), server(desk, "Ben")
    pair, guest = desk.combination(tables), desk.guest(size=4)

    def done(verb: str, **body: Any) -> str | None:
        answer = desk.act("POST", f"/guests/{guest}/{verb}", body)
        assert answer.status_code == 200, answer.json
        return answer.json["serverId"]

    desk.act("POST", f"/servers/{ana}/assign", {"table_ids": tables[:1]})
    assert done("seat", table_id=tables[0]) == ana
    desk.act("POST", f"/servers/{ben}/assign", {"table_ids": tables})
    assert done("move", combination_id=pair) == ana
    assert done("finish") == ana
    assert done("seat", combination_id=pair) == ana
    assert done("move", table_id=tables[1]) == ben
    assert done("unseat") is None
    assert done("seat", table_id=tables[1]) == ben
