"""Tries that are sent all at once: no more of them are looked at than of tries one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
import time_machine
from flask import Flask

from qtable import clock
from qtable.accounts import passwords
from qtable.lobby import pages
from qtable.setup import actions as setup
from tests.support.desk import new_desk

PASSWORD = "a-password-for-tests"
PLACE = {"name": "Casa María"}
OWNER = {"first_name": "Maria", "email": "maria@example.com", "password": PASSWORD}
FORM = {"party_size": "2", "name": "Dana Lee", "consent": "yes"}
EVENING = clock.parse("2026-06-12T19:30:00Z")
Post = Callable[[int], Any]


def at_once(count: int, post: Post, held: Any, name: str, patch: pytest.MonkeyPatch) -> list[int]:
    """Send `count` tries, none of which gets past `held.name` before one is refused; return their statuses, sorted."""
    goes_on, refused = getattr(held, name), Event()

    def wait(*args: Any) -> Any:
        assert refused.wait(10)
        return goes_on(*args)

    def send(number: int) -> int:
        status = post(number).status_code
        if status == 429:
            refused.set()
        return status

    patch.setattr(held, name, wait)
    with ThreadPoolExecutor(count) as threads:
        return sorted(threads.map(send, range(count)))


def test_passwords_guessed_at_once(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"email": "nobody@example.com", "password": "a guess"}
    answers = at_once(
        33, lambda _: limited.test_client().post("/auth/login", json=body), passwords, "matches", monkeypatch
    )
    assert answers == [401] * 30 + [429] * 3


def test_ones_own_password_guessed_at_once(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = {"Authorization": f"Bearer {new_desk(limited).token}"}
    body = {"current_password": "a guess", "new_password": PASSWORD}

    def guess(_: int) -> Any:
        return limited.test_client().post("/auth/password", json=body, headers=headers)

    assert at_once(13, guess, passwords, "matches", monkeypatch) == [422] * 10 + [429] * 3


def test_setup_codes_guessed_at_once(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"code": "AAAA-AAAA", "owner": OWNER, "restaurant": PLACE}
    answers = at_once(
        13, lambda _: limited.test_client().post("/setup", json=body), setup, "insist_on_setup_code", monkeypatch
    )
    assert answers == [403] * 10 + [429] * 3


def test_parties_put_on_the_waitlist_at_once(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    new_desk(limited).set_policies(online_waitlist=True)

    def join(number: int) -> Any:
        return limited.test_client().post("/w/test-bistro", data=FORM | {"key": f"{number:022}"})

    assert at_once(33, join, pages, "read_form", monkeypatch) == [303] * 30 + [429] * 3


def test_pins_guessed_at_once(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(limited)
    token = desk.act("POST", "/devices", {"name": "Door"}).json["token"]
    headers, body = {"Authorization": f"Bearer {token}"}, {"user_id": desk.user_id, "pin": "1379"}
    answers = at_once(
        8,
        lambda _: limited.test_client().post("/auth/pin", json=body, headers=headers),
        passwords,
        "matches",
        monkeypatch,
    )
    assert answers == [422] * 5 + [429] * 3


def test_a_form_that_is_refused_takes_nobodys_place_away(limited: Flask) -> None:
    new_desk(limited).set_policies(online_waitlist=True)
    http = limited.test_client()
    assert {http.post("/w/test-bistro", data={"name": "Dana"}).status_code for _ in range(40)} == {422}
    assert http.post("/w/test-bistro", data=FORM).status_code == 303


def test_a_good_login_that_began_before_the_window_gives_no_guess_away(
    limited: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(EVENING, tick=False) as time:
        email = new_desk(limited).send("GET", "/auth/me").json["email"]

        def log_in(password: str) -> int:
            body = {"email": email, "password": password}
            return limited.test_client().post("/auth/login", json=body).status_code

        def meanwhile(_stored: str, typed: str) -> bool:
            if typed != PASSWORD:
                return False
            time.shift(timedelta(minutes=16))
            with ThreadPoolExecutor(1) as another:
                assert another.submit(log_in, "a guess").result() == 401
            return True

        monkeypatch.setattr(passwords, "matches", meanwhile)
        assert log_in(PASSWORD) == 200
        assert [log_in("a guess") for _ in range(30)] == [401] * 29 + [429]


def test_one_who_was_refused_is_answered_when_the_window_is_over(limited: Flask) -> None:
    with time_machine.travel(EVENING, tick=False) as time:
        desk = new_desk(limited)
        email = desk.send("GET", "/auth/me").json["email"]
        body = {"email": email, "password": "a guess"}
        answers = [desk.http.post("/auth/login", json=body) for _ in range(40)]
        assert [one.status_code for one in answers] == [401] * 30 + [429] * 10
        assert {one.headers["Retry-After"] for one in answers[30:]} <= {"900", "901"}
        time.shift(timedelta(seconds=902))
        assert desk.http.post("/auth/login", json=body | {"password": PASSWORD}).status_code == 200
