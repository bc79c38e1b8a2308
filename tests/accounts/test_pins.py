"""Switching people by PIN on a paired device: who may, how long it lasts, and how it ends."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from qtable import clock
from qtable.accounts import actions, devices, passwords
from qtable.accounts.models import Device, Membership, User
from qtable.accounts.pins import weakness
from qtable.accounts.roles import Role
from qtable.extensions import db
from tests.conftest import app_on
from tests.support.desk import Desk, colleague, new_desk

PASSWORD = "a-password-for-tests"
PIN, OTHER_PIN = "2580", "1379"
MIDNIGHT = clock.parse("2026-06-12T22:30:00Z")


class Tablet:
    """A device paired by a manager."""

    def __init__(self, desk: Desk, name: str = "Door") -> None:
        self.http = desk.app.test_client()
        self.app = desk.app
        made = desk.act("POST", "/devices", {"name": name})
        assert made.status_code == 201, made.json
        self.id, self.token = made.json["id"], made.json["token"]

    def ask(self, method: str, path: str, body: Any = None, token: str | None = None):
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return self.http.open(path, method=method, json=body, headers=headers)

    def people(self) -> list[dict[str, Any]]:
        answer = self.ask("GET", "/auth/pin/people")
        assert answer.status_code == 200, answer.json
        return answer.json

    def log_in(self, user_id: str, pin: str = PIN, field: str = "user_id"):
        return self.ask("POST", "/auth/pin", {field: user_id, "pin": pin})

    def desk(self, user_id: str, pin: str = PIN) -> Desk:
        return Desk(self.app, self.log_in(user_id, pin).json)


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def log_in_by_password(desk: Desk) -> dict[str, Any]:
    with desk.app.app_context():
        email = db.session.get_one(User, desk.user_id).email
    return desk.http.post("/auth/login", json={"email": email, "password": PASSWORD}).json


def named(desk: Desk, first: str | None, last: str | None = None) -> Desk:
    assert desk.send("PUT", "/auth/me", json={"first_name": first, "last_name": last}).status_code == 200
    return desk


def set_own(desk: Desk, pin: str | None = PIN, password: str = PASSWORD):
    return desk.send("PUT", "/auth/pin", json={"current_password": password, "pin": pin})


@pytest.fixture
def host(desk: Desk) -> Desk:
    """A host with a PIN."""
    host = named(colleague(desk, Role.HOST), "Ana", "Lee")
    assert set_own(host).json == {"success": True}
    return host


@pytest.fixture
def tablet(desk: Desk) -> Tablet:
    return Tablet(desk)


def test_a_pin_opens_a_login_whose_acts_bear_its_persons_name(tablet: Tablet, host: Desk, desk: Desk) -> None:
    answer = tablet.log_in(host.user_id)
    assert answer.status_code == 200
    assert answer.json.keys() == log_in_by_password(desk).keys()
    assert (answer.json["user"]["first_name"], answer.json["user"]["role"]) == ("Ana", "host")
    Desk(tablet.app, answer.json).guest("Lee")
    assert desk.read("/api/activity")[0]["actor"] == {"id": host.user_id, "name": "Ana Lee"}


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


@pytest.mark.parametrize(
    "pin",
    ["0000", "777777", "1234", "4321", "7890", "0987", "123456", "90123", "123", "1234567", "12a4", "", "２58０"],
)
def test_a_pin_that_is_guessed_first_is_refused(desk: Desk, pin: str) -> None:
    answer = set_own(desk, pin)
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, ["pin"])
    assert desk.act("PUT", f"/users/{desk.user_id}/pin", {"pin": pin}).status_code == 422
    assert desk.read("/api/users")[0]["has_pin"] is False


@given(st.text("0123456789", min_size=4, max_size=6))
def test_every_other_pin_is_taken(pin: str) -> None:
    digits = [int(digit) for digit in pin]
    lines = [[(digits[0] + step * place) % 10 for place in range(len(digits))] for step in (0, 1, -1)]
    assert (weakness(pin) is None) == (digits not in lines)


@pytest.fixture
def limited(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An app that counts, with a check that costs nothing: many are made."""
    monkeypatch.setattr(passwords, "hash_password", lambda text: f"hash of {text}")
    monkeypatch.setattr(passwords, "matches", lambda stored, typed: stored == f"hash of {typed}")
    shutil.copyfile(empty_database, tmp_path / "limited.db")
    app = app_on(tmp_path / "limited.db", RATELIMIT_ENABLED=True)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def wait_of(answer) -> int:
    assert code(answer) == (429, "too_many_requests")
    return int(answer.headers["Retry-After"])


def test_who_mistypes_waits_each_time_longer_on_that_device_and_for_that_person_alone(limited: Flask) -> None:
    with time_machine.travel(MIDNIGHT, tick=False) as time:
        desk = new_desk(limited)
        host = colleague(desk, Role.HOST)
        tablet, other = Tablet(desk), Tablet(desk, "Bar")
        for one in (desk, host):
            assert set_own(one).status_code == 200
        waits = []
        while len(waits) < 3:
            answer = tablet.log_in(host.user_id, OTHER_PIN, ("user_id", "userId")[len(waits) % 2])
            if answer.status_code == 422:
                continue
            waits.append(wait_of(answer))
            assert wait_of(tablet.log_in(host.user_id)) == waits[-1]
            assert tablet.log_in(desk.user_id).status_code == other.log_in(host.user_id).status_code == 200
            time.shift(timedelta(seconds=waits[-1] + 1))
        assert 0 < waits[0] <= 61 < max(waits) <= 15 * 60 + 1
        assert tablet.log_in(host.user_id).status_code == 200


def test_who_tries_all_the_people_of_a_device_is_stopped(limited: Flask) -> None:
    desk = new_desk(limited)
    tablet = Tablet(desk)
    answers = [tablet.log_in(f"person-{number}").status_code for number in range(21)]
    assert answers == [422] * 20 + [429]
    assert Tablet(desk, "Bar").log_in("person-0").status_code == 422


def test_who_goes_from_device_to_device_for_one_person_is_stopped(limited: Flask) -> None:
    desk = new_desk(limited)
    set_own(desk)
    tablets = [Tablet(desk, f"Tablet {number}") for number in range(13)]
    answers = [tablet.log_in(desk.user_id, OTHER_PIN).status_code for tablet in tablets for _ in range(5)]
    assert answers == [422] * 60 + [429] * 5


def test_guesses_from_next_door_keep_nobody_out_who_works_there_too(limited: Flask) -> None:
    desk, next_door = new_desk(limited), new_desk(limited, "Next Door")
    set_own(desk)
    strangers = [Tablet(next_door, f"Tablet {number}") for number in range(13)]
    guessed = [one.log_in(desk.user_id, OTHER_PIN).status_code for one in strangers for _ in range(5)]
    assert guessed[-1] == 429
    assert Tablet(desk).log_in(desk.user_id).status_code == 200


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
