"""Servers: who serves which tables, on every device; and whose turn is next, from what was seated."""

from datetime import timedelta
from typing import Any

import pytest

from bench.clients.api import Refused
from qtable import clock
from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague, new_desk
from tests.support.house import House
from tests.support.spoken import spoken


def server(desk: Desk, name: str = "Ana", **more: Any) -> str:
    """Put a server on duty and return the id."""
    return desk.act("POST", "/servers", {"name": name, "onDuty": True, **more}).json["id"]


def served_by(desk: Desk) -> dict[str, str | None]:
    """Return who serves each table, by its label."""
    return {table["tableNumber"]: table["serverId"] for table in desk.full()["tables"]}


def refusal(answer: Any) -> tuple[int, str]:
    """Return a refusal's status and code."""
    return answer.status_code, answer.json["error"]["code"]


def test_a_server_shows_every_documented_field(desk: Desk) -> None:
    made = desk.act("POST", "/servers", {"name": "Ana Ruiz", "userId": desk.user_id}).json
    expected = {"name": "Ana Ruiz", "initials": "AR", "colour": "red", "userId": desk.user_id}
    assert {name: made[name] for name in expected} == expected
    assert (made["onDuty"], made["paused"], made["version"]) == (False, False, 1)
    assert desk.full()["servers"] == desk.read("/api/servers") == [made]
    assert desk.act("POST", "/servers", {"name": "Ben", "colour": "Teal", "initials": "BX"}).json["colour"] == "teal"


def test_initials_follow_a_new_name_unless_they_were_chosen(desk: Desk) -> None:
    ana, ben = server(desk, "Ana Ruiz"), server(desk, "Ben", initials="BX")
    assert desk.act("PATCH", f"/servers/{ana}", {"name": "Ana Soto"}).json["initials"] == "AS"
    assert desk.act("PATCH", f"/servers/{ben}", {"name": "Bob"}).json["initials"] == "BX"


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


def test_who_is_off_duty_serves_no_table(desk: Desk) -> None:
    ana, table = server(desk), desk.table(1)
    desk.act("POST", f"/servers/{ana}/off-duty")
    assert refusal(desk.act("POST", f"/servers/{ana}/assign", {"table_ids": [table]})) == (409, "off_duty")
    assert refusal(desk.act("PUT", f"/tables/{table}", {"serverId": ana})) == (409, "off_duty")
    assert refusal(desk.act("POST", f"/servers/{ana}/pause")) == (409, "off_duty")
    assert served_by(desk) == {"1": None}
    desk.act("POST", f"/servers/{ana}/on-duty")
    assert desk.act("PUT", f"/tables/{table}", {"serverId": ana}).json["serverId"] == ana


def test_who_went_off_duty_in_a_pause_comes_back_without_it(desk: Desk) -> None:
    ana = server(desk)
    shown = [desk.act("POST", f"/servers/{ana}/{what}").json for what in ("pause", "off-duty", "on-duty")]
    assert [(one["onDuty"], one["paused"]) for one in shown] == [(True, True), (False, False), (True, False)]


def test_what_was_decided_on_an_older_server_is_refused(desk: Desk) -> None:
    ana, old, table = server(desk), {"base_version": 1}, desk.table(1)
    desk.act("PATCH", f"/servers/{ana}", {"colour": "teal"})
    for method, path, body in (
        ("PATCH", "", {"name": "Eve"}),
        ("POST", "/pause", {}),
        ("POST", "/off-duty", {}),
        ("POST", "/assign", {"table_ids": [table]}),
        ("DELETE", "", {}),
    ):
        assert refusal(desk.act(method, f"/servers/{ana}{path}", body | old)) == (409, "version_conflict"), path
    assert served_by(desk) == {"1": None}


def test_what_changes_nothing_is_no_change(desk: Desk) -> None:
    ana, tables = server(desk), [desk.table(1), desk.table(2)]
    assert len(desk.act("POST", f"/servers/{ana}/assign", {"table_ids": tables}).json["tables"]) == 2
    before = desk.full()["cursor"]
    assert desk.act("POST", f"/servers/{ana}/assign", {"table_ids": tables}).json["tables"] == []
    for what in ("on-duty", "resume"):
        desk.act("POST", f"/servers/{ana}/{what}")
    desk.act("PATCH", f"/servers/{ana}", {"name": "Ana", "initials": "A"})
    assert desk.full()["cursor"] == before


def test_next_doors_servers_are_neither_listed_nor_wear_a_colour_here(desk: Desk) -> None:
    other = new_desk(desk.app, "Next Door")
    server(other)
    assert desk.read("/api/servers") == []
    ana = server(desk)
    assert [(one["id"], one["colour"]) for one in desk.read("/api/servers")] == [(ana, "red")]


def test_a_host_hands_tables_over_and_pauses_and_a_manager_makes_and_removes(desk: Desk) -> None:
    ana, table = server(desk), desk.table(1)
    viewer, host, manager = (colleague(desk, role) for role in (Role.VIEWER, Role.HOST, Role.MANAGER))
    for path, body in (
        (f"/servers/{ana}/assign", {"table_ids": [table]}),
        (f"/servers/{ana}/pause", {}),
        (f"/servers/{ana}/resume", {}),
        (f"/servers/{ana}/off-duty", {}),
        (f"/servers/{ana}/on-duty", {}),
    ):
        assert refusal(viewer.act("POST", path, body)) == (403, "forbidden")
        assert host.act("POST", path, body).status_code == 200, path
    assert host.act("PUT", f"/tables/{table}", {"serverId": ana}).status_code == 200
    for method, path, body in (
        ("POST", "/servers", {"name": "Ben"}),
        ("PUT", f"/servers/{ana}", {"name": "Ben"}),
        ("DELETE", f"/servers/{ana}", {}),
    ):
        assert refusal(host.act(method, path, body)) == (403, "forbidden")
        assert manager.act(method, path, body).status_code in (200, 201), path


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


def test_a_turn_ends_when_the_table_is_ready_again(desk: Desk) -> None:
    desk.set_policies(clean_after_finish=True)
    table, guest = desk.table(1), desk.guest()
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert desk.act("POST", f"/guests/{guest}/finish").json["readyTime"] is None
    desk.act("PUT", f"/tables/{table}/clear")
    visit = desk.read(f"/api/guests/{guest}")
    assert visit["readyTime"] > visit["finishedTime"]
    desk.act("PUT", f"/tables/{table}", {"status": "needs_cleaning"})
    desk.act("PUT", f"/tables/{table}/clear")
    assert desk.read(f"/api/guests/{guest}") == visit
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert desk.read(f"/api/guests/{guest}")["readyTime"] is None
    desk.set_policies(clean_after_finish=False)
    left = desk.act("POST", f"/guests/{guest}/finish").json
    assert left["readyTime"] == left["finishedTime"]


def minutes_ago(minutes: int) -> str:
    """Return that moment."""
    return clock.rfc3339(clock.now() - timedelta(minutes=minutes)) or ""


def rotation(desk: Desk) -> dict[str, Any]:
    """Return the rotation, its servers by name."""
    answer = desk.read(f"/restaurants/{desk.restaurant_id}/servers/rotation")
    return answer | {"servers": {one["name"]: one for one in answer["servers"]}}


def test_the_rotation_counts_covers_and_names_who_is_next(desk: Desk) -> None:
    ids = {name: server(desk, name) for name in ("Ana", "Ben", "Cleo")}
    tables = {number: desk.table(number) for number in (1, 2, 3, 4)}
    for name, numbers in (("Ana", (1, 2)), ("Ben", (3,)), ("Cleo", (4,))):
        desk.act("POST", f"/servers/{ids[name]}/assign", {"table_ids": [tables[number] for number in numbers]})
    for number in (1, 2):
        desk.act("POST", f"/guests/{desk.guest(size=4)}/seat", {"table_id": tables[number]})
    shown = rotation(desk)
    assert (shown["next"], shown["rotation_minutes"]) == (ids["Ben"], 60)
    ana = shown["servers"]["Ana"]
    assert {name: ana[name] for name in ("tables", "free_tables", "covers", "recent_covers", "turn")} == {
        "tables": 2, "free_tables": 0, "covers": 8, "recent_covers": 8, "turn": 3,
    }  # fmt: skip
    assert (ana["minutes_since_seated"], shown["servers"]["Ben"]["minutes_since_seated"]) == (0, None)
    desk.act("POST", f"/servers/{ids['Ben']}/pause")
    assert (rotation(desk)["next"], rotation(desk)["servers"]["Ben"]["turn"]) == (ids["Cleo"], None)
    desk.act("POST", f"/servers/{ids['Cleo']}/off-duty")
    assert rotation(desk)["next"] == ids["Ana"]
    assert set(rotation(desk)["servers"]) == {"Ana", "Ben"}


def test_a_party_that_left_counts_for_the_turn_and_one_of_long_ago_does_not(desk: Desk) -> None:
    ana, table, guest = server(desk), desk.table(1), desk.guest(size=3)
    desk.act("PUT", f"/tables/{table}", {"serverId": ana})
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    desk.act("POST", f"/guests/{guest}/finish")
    shown = rotation(desk)["servers"]["Ana"]
    assert (shown["covers"], shown["recent_covers"], shown["free_tables"]) == (0, 3, 1)
    far_from_the_days_end = (clock.now().hour + 12) % 24
    desk.act("PUT", "", {"businessDayCutoff": far_from_the_days_end})
    desk.set_policies(rotation_minutes=20)
    earlier = desk.guest(size=4, arrivalTime=minutes_ago(60))
    desk.act("POST", f"/guests/{earlier}/seat", {"table_id": table})
    desk.act("PUT", f"/guests/{earlier}", {"seatedTime": minutes_ago(30)})
    shown = rotation(desk)["servers"]["Ana"]
    assert (shown["covers"], shown["recent_covers"], shown["minutes_since_seated"]) == (4, 3, 0)
    desk.act("DELETE", f"/guests/{guest}")
    shown = rotation(desk)["servers"]["Ana"]
    assert (shown["recent_covers"], shown["minutes_since_seated"]) == (0, 30)


def test_the_rotation_asks_as_often_however_many_there_are(desk: Desk) -> None:
    def asked() -> list[str]:
        with spoken(desk.app) as said:
            rotation(desk)
        return [one for one in said if one.startswith("SELECT ") and one != "SELECT set_config"]

    table = desk.table(1)
    desk.act("PUT", f"/tables/{table}", {"serverId": server(desk)})
    rotation(desk)
    few = asked()
    assert len(few) == 4, few
    for number in range(2, 12):
        desk.act("PUT", f"/tables/{desk.table(number)}", {"serverId": server(desk, f"Ana {number}")})
    assert asked() == few
