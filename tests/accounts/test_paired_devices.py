"""Paired devices: what they show and to whom, and how they are removed."""

from sqlalchemy import select

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from qtable.accounts import actions
from qtable.accounts.models import Device, Membership, User
from qtable.accounts.roles import Role
from qtable.extensions import db
from tests.accounts.tablet import OTHER_PIN, PIN, Tablet, code, named, set_own
from tests.support.desk import Desk, colleague, new_desk


def test_a_device_shows_who_has_a_pin_and_nothing_else_of_them(tablet: Tablet, host: Desk, desk: Desk) -> None:
    other = named(colleague(desk, Role.MANAGER), "bo")
    set_own(other, OTHER_PIN)
    colleague(desk, Role.HOST)
    assert tablet.people() == [
        {"id": host.user_id, "first_name": "Ana", "initials": "AL"},
        {"id": other.user_id, "first_name": "bo", "initials": "B"},
    ]
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        session.get_one(User, other.user_id).active = False
    assert [one["first_name"] for one in tablet.people()] == ["Ana"]
    assert code(tablet.log_in(other.user_id, OTHER_PIN)) == (422, "wrong_pin")


def test_a_devices_token_is_no_login_and_a_login_no_device(tablet: Tablet, host: Desk) -> None:
    for path in ("/auth/me", "/api/guests", "/api/sync/full"):
        assert tablet.ask("GET", path).status_code == 401
    for token in (host.token, host.refresh_token, "nothing", tablet.token[:-1]):
        assert code(tablet.ask("GET", "/auth/pin/people", token=token)) == (401, "not_paired")
        assert code(tablet.ask("POST", "/auth/pin", {"user_id": host.user_id, "pin": PIN}, token)) == (
            401,
            "not_paired",
        )


def test_tokens_and_pins_are_kept_as_hashes_and_a_token_is_shown_once(tablet: Tablet, host: Desk, desk: Desk) -> None:
    with desk.app.app_context():
        assert tablet.token not in str(vars(db.session.get_one(Device, tablet.id)))
        kept = db.session.scalar(select(Membership.pin_hash).where(Membership.user_id == host.user_id))
    assert kept.startswith("$argon2id$")
    (shown,) = desk.read("/api/devices")
    assert shown.keys() == {"id", "name", "paired_by", "created_at"}
    assert (shown["name"], shown["paired_by"]) == ("Door", desk.user_id)


def test_a_removed_device_is_refused_and_its_logins_end_and_no_others(tablet: Tablet, host: Desk, desk: Desk) -> None:
    other = Tablet(desk, "Bar")
    here, there = tablet.desk(host.user_id), other.desk(host.user_id)
    assert desk.act("DELETE", f"/devices/{tablet.id}").json == {"success": True, "id": tablet.id}
    assert here.send("GET", "/auth/me").status_code == 401
    assert here.http.post("/auth/refresh", json={"refresh_token": here.refresh_token}).status_code == 401
    assert code(tablet.log_in(host.user_id)) == (401, "not_paired")
    assert code(tablet.ask("GET", "/auth/pin/people")) == (401, "not_paired")
    assert there.send("GET", "/auth/me").status_code == host.send("GET", "/auth/me").status_code == 200
    assert desk.act("DELETE", f"/devices/{tablet.id}").status_code == 404


def test_a_device_of_next_door_is_like_none(tablet: Tablet, desk: Desk, host: Desk) -> None:
    neighbour = new_desk(desk.app, "Next Door")
    theirs = Tablet(neighbour)
    assert desk.act("DELETE", f"/devices/{theirs.id}").status_code == 404
    assert [one["id"] for one in desk.read("/api/devices")] == [tablet.id]
    assert theirs.people() == []
    assert code(theirs.log_in(host.user_id)) == (422, "wrong_pin")


def test_managers_pair_devices_and_hosts_do_not(desk: Desk) -> None:
    Tablet(colleague(desk, Role.MANAGER))
    host = colleague(desk, Role.HOST)
    for method, path in (("POST", "/devices"), ("GET", "/devices"), ("DELETE", "/devices/x")):
        assert code(host.act(method, path, {"name": "Mine"})) == (403, "forbidden")


def test_a_removed_device_loses_its_live_connections(api: Api) -> None:
    assert api.send("PUT", "/auth/pin", json={"current_password": api.login["password"], "pin": PIN}).status_code == 200
    device = api.act("POST", "/devices", {"name": "Door"})
    body = {"user_id": api.login["user_id"], "pin": PIN}
    login = api.send("POST", "/auth/pin", json=body, headers={"Authorization": f"Bearer {device['token']}"}).json()
    here = Api(api.url, login)
    listener = PlainListener(here)
    listener.open()
    api.act("DELETE", f"/devices/{device['id']}")
    assert listener.wait_for(lambda: "sync:bye" in listener.types(), patience=25)
    assert listener.heard_last("sync:bye")["code"] == 4401
    listener.close()
    here.close()
