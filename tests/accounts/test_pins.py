"""Switching people by PIN on a paired device: who may, how long it lasts, and how it ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from qtable.accounts import actions, devices, passwords
from qtable.accounts.roles import Role
from tests.accounts.tablet import MIDNIGHT, OTHER_PIN, PIN, Tablet, code, log_in_by_password, set_own
from tests.support.desk import Desk, colleague, new_desk


def test_a_pin_opens_a_login_whose_acts_bear_its_persons_name(tablet: Tablet, host: Desk, desk: Desk) -> None:
    answer = tablet.log_in(host.user_id)
    assert answer.status_code == 200
    assert answer.json.keys() == log_in_by_password(desk).keys()
    assert (answer.json["user"]["first_name"], answer.json["user"]["role"]) == ("Ana", "host")
    Desk(tablet.app, answer.json).guest("Lee")
    assert desk.read("/api/activity")[0]["actor"] == {"id": host.user_id, "name": "Ana Lee"}


def test_a_wrong_pin_a_person_without_one_and_a_stranger_are_refused_alike(
    tablet: Tablet, host: Desk, desk: Desk
) -> None:
    without, stranger = colleague(desk, Role.HOST), new_desk(desk.app, "Next Door")
    assert set_own(stranger).status_code == 200
    texts = set()
    for user_id, pin in ((host.user_id, "1111"), (without.user_id, PIN), (stranger.user_id, PIN), ("nobody", PIN)):
        answer = tablet.log_in(user_id, pin)
        assert code(answer) == (422, "wrong_pin")
        texts.add(answer.text.replace(answer.headers["X-Request-Id"], "REQUEST"))
    assert len(texts) == 1


def test_a_login_by_pin_may_nothing_that_needs_the_password(tablet: Tablet, desk: Desk) -> None:
    set_own(desk)
    admin = tablet.desk(desk.user_id)
    me = admin.send("GET", "/auth/me").json
    assert (me["by_pin"], desk.send("GET", "/auth/me").json["by_pin"]) == (True, False)
    assert admin.act("POST", "/guests", {"name": "Lee", "partySize": 2}).status_code == 201
    assert admin.act("POST", "/tables", {"number": 1, "capacity": 2}).status_code == 201
    for method, path, body in (
        ("GET", "/users", None),
        ("POST", "/users", {"email": "a@b.example", "role": "admin"}),
        ("PUT", f"/users/{desk.user_id}/pin", {"pin": OTHER_PIN}),
        ("PUT", "", {"name": "Stolen"}),
        ("POST", "/devices", {"name": "Mine"}),
        ("DELETE", f"/devices/{tablet.id}", None),
        ("POST", "/demo", None),
    ):
        assert code(admin.act(method, path, body)) == (403, "password_needed"), path
    assert code(admin.send("PUT", "/auth/me", json={"first_name": "Eve"})) == (403, "password_needed")
    assert code(set_own(admin, OTHER_PIN, "not-the-password")) == (422, "wrong_password")
    change = {"current_password": "not-the-password", "new_password": "another-password"}
    assert code(admin.send("POST", "/auth/password", json=change)) == (422, "wrong_password")
    assert tablet.log_in(desk.user_id).status_code == 200


def test_a_login_by_pin_stays_in_its_restaurant_and_shows_no_other(tablet: Tablet, host: Desk, desk: Desk) -> None:
    neighbour = new_desk(desk.app, "Next Door")
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        actions.join(session, host.user_id, neighbour.restaurant_id, Role.ADMIN)
    here = tablet.desk(host.user_id)
    path = f"/restaurants/{neighbour.restaurant_id}/guests"
    assert host.send("GET", path).status_code == 200
    assert here.send("GET", path).status_code == 404
    assert here.send("GET", "/api/sync/full", query_string={"restaurant_id": "next-door"}).status_code == 404
    assert [one["id"] for one in here.read("/auth/me")["restaurants"]] == [desk.restaurant_id]


def test_a_login_by_pin_ends_with_the_business_day(desk: Desk) -> None:
    with time_machine.travel(MIDNIGHT, tick=False) as time:
        admin = Desk(desk.app, log_in_by_password(desk))
        admin.act("PUT", "", {"timeZone": "Europe/Madrid", "businessDayCutoff": 4})
        set_own(admin)
        tablet = Tablet(admin)
        login = tablet.log_in(desk.user_id).json
        here = Desk(desk.app, login)
        assert login["expires_in"] == 60 * 60
        time.shift(timedelta(hours=3, minutes=29, seconds=50))
        renewed = here.http.post("/auth/refresh", json={"refresh_token": here.refresh_token})
        assert (renewed.status_code, renewed.json["expires_in"]) == (200, 10)
        here.token = renewed.json["access_token"]
        assert here.send("GET", "/auth/me").status_code == 200
        time.shift(timedelta(seconds=11))
        assert here.send("GET", "/auth/me").status_code == 401
        assert here.http.post("/auth/refresh", json={"refresh_token": here.refresh_token}).status_code == 401
        assert tablet.log_in(desk.user_id).status_code == 200


def test_a_new_pin_ends_what_the_old_one_opened_and_none_closes_the_door(tablet: Tablet, host: Desk) -> None:
    here = tablet.desk(host.user_id)
    assert set_own(host, OTHER_PIN).status_code == 200
    assert here.send("GET", "/auth/me").status_code == 401
    assert host.send("GET", "/auth/me").status_code == 200
    assert code(tablet.log_in(host.user_id, PIN)) == (422, "wrong_pin")
    assert tablet.log_in(host.user_id, OTHER_PIN).status_code == 200
    assert set_own(host, None).status_code == 200
    assert tablet.people() == []
    assert code(tablet.log_in(host.user_id, OTHER_PIN)) == (422, "wrong_pin")


def test_a_pin_or_a_device_that_goes_while_the_pin_is_looked_at_opens_nothing(
    tablet: Tablet, host: Desk, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks_at = passwords.matches

    def meanwhile(act: Callable[[], Any]) -> None:
        def look(stored: str | None, typed: str) -> bool:
            monkeypatch.setattr(passwords, "matches", looks_at)
            with ThreadPoolExecutor(1) as another:
                assert another.submit(act).result().status_code == 200
            return looks_at(stored, typed)

        monkeypatch.setattr(passwords, "matches", look)

    meanwhile(lambda: set_own(host, OTHER_PIN))
    assert code(tablet.log_in(host.user_id)) == (422, "wrong_pin")
    meanwhile(lambda: desk.act("DELETE", f"/devices/{tablet.id}"))
    assert code(tablet.log_in(host.user_id, OTHER_PIN)) == (401, "not_paired")


def test_a_new_pin_here_ends_no_login_by_pin_elsewhere(host: Desk, desk: Desk) -> None:
    neighbour = new_desk(desk.app, "Next Door")
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        actions.join(session, host.user_id, neighbour.restaurant_id, Role.HOST)
        session.flush()
        devices.store_pin(session, neighbour.restaurant_id, host.user_id, passwords.hash_password(OTHER_PIN))
    elsewhere = Tablet(neighbour).desk(host.user_id, OTHER_PIN)
    assert set_own(host, "4682").status_code == 200
    assert elsewhere.send("GET", "/auth/me").status_code == 200


def test_an_admin_gives_a_pin_to_who_has_never_worked_elsewhere(tablet: Tablet, desk: Desk) -> None:
    host = colleague(desk, Role.HOST)
    path = f"/users/{host.user_id}/pin"
    assert desk.act("PUT", path, {"pin": PIN}).json["has_pin"] is True
    assert tablet.log_in(host.user_id).status_code == 200
    assert desk.act("PUT", path, {"pin": None}).json["has_pin"] is False
    assert tablet.people() == []
    neighbour = new_desk(desk.app, "Next Door")
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        actions.join(session, host.user_id, neighbour.restaurant_id, Role.HOST)
    assert code(desk.act("PUT", path, {"pin": PIN})) == (409, "works_elsewhere")
    assert code(colleague(desk, Role.MANAGER).act("PUT", path, {"pin": PIN})) == (403, "forbidden")
    assert set_own(host).status_code == 200
    assert [one["id"] for one in tablet.people()] == [host.user_id]


def test_who_leaves_has_no_pin_here_any_more(tablet: Tablet, host: Desk, desk: Desk) -> None:
    here = tablet.desk(host.user_id)
    desk.act("DELETE", f"/users/{host.user_id}")
    assert here.send("GET", "/auth/me").status_code == 401
    assert tablet.people() == []
    assert code(tablet.log_in(host.user_id)) == (422, "wrong_pin")
