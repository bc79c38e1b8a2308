"""Servers: what they show, on duty and off, and who may change them."""

from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague, new_desk
from tests.waitstaff.on_duty import refusal, served_by, server


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
