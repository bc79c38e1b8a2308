"""How often one may knock: a full house never meets a limit, a guesser does."""

import re
import secrets
from pathlib import Path

import pytest
from flask import Flask

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from qtable.accounts import passwords
from tests.support.desk import Desk, new_desk

PASSWORD = "a-password-for-tests"
TABLETS = 20
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def limited(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An app that counts, with a password check that costs nothing: many are made."""
    monkeypatch.setattr(passwords, "matches", lambda stored, password: bool(stored) and password == PASSWORD)
    return limited


@pytest.fixture
def desk(limited: Flask) -> Desk:
    return new_desk(limited)


def log_in(desk: Desk, email: str, password: str, address: str = "192.0.2.1"):
    body = {"email": email, "password": password}
    return desk.http.post("/auth/login", json=body, environ_overrides={"REMOTE_ADDR": address})


def email_of(desk: Desk) -> str:
    return desk.send("GET", "/auth/me").json["email"]


def tries_until_refused(attempt) -> int:
    """Return how many times `attempt()` was answered before the limit; check the refusal."""
    for number in range(1_000):
        answer = attempt()
        if answer.status_code == 429:
            error = answer.json["error"]
            assert error["code"] == "too_many_requests"
            assert answer.json["detail"] == error["message"]
            assert 0 < int(answer.headers["Retry-After"]) == error["details"]["retry_after"] <= 3_601
            return number
    raise AssertionError("there is no limit")


def test_twenty_tablets_with_one_login_that_all_mistype_once_get_in(desk: Desk) -> None:
    email = email_of(desk)
    for _ in range(TABLETS):
        assert log_in(desk, email, "mistyped-password").status_code == 401
        login = log_in(desk, email, PASSWORD)
        assert login.status_code == 200
        for _ in range(10):
            refreshed = desk.http.post("/auth/refresh", json={"refresh_token": login.json["refresh_token"]})
            assert refreshed.status_code == 200


def test_twenty_people_who_mistype_four_times_each_get_in(desk: Desk) -> None:
    people = [f"{secrets.token_hex(6)}@example.com" for _ in range(TABLETS)]
    for email in people:
        assert desk.act("POST", "/users", {"email": email, "role": "host", "password": PASSWORD}).status_code == 201
    for email in people:
        assert {log_in(desk, email, "mistyped-password").status_code for _ in range(4)} == {401}
        assert log_in(desk, email, PASSWORD).status_code == 200


def test_who_guesses_at_one_email_is_stopped_wherever_they_come_from_and_however_they_spell_it(desk: Desk) -> None:
    email, number = email_of(desk), iter(range(1, 400))
    spellings = (email, email.upper(), f"  {email} ")

    def guess():
        count = next(number)
        return log_in(desk, spellings[count % 3], f"guess-{count}", f"198.51.{count // 100}.{count % 100}")

    assert tries_until_refused(guess) == 300
    assert log_in(desk, email, PASSWORD).status_code == 429
    assert desk.send("GET", "/auth/me").status_code == 200
    assert desk.http.post("/auth/refresh", json={"refresh_token": desk.refresh_token}).status_code == 200


def test_who_guesses_from_one_address_locks_nobody_out_who_comes_from_another(desk: Desk) -> None:
    email, number = email_of(desk), iter(range(1, 100))
    spellings = (email, email.upper(), f"  {email} ")
    assert tries_until_refused(lambda: log_in(desk, spellings[next(number) % 3], "guess", "198.51.100.1")) == 30
    assert log_in(desk, email, PASSWORD, "198.51.100.1").status_code == 429
    assert log_in(desk, email, PASSWORD, "198.51.100.2").status_code == 200


def test_an_address_given_as_the_email_counts_for_nobody_who_comes_from_there(desk: Desk) -> None:
    number = iter(range(1, 400))

    def guess():
        count = next(number)
        return log_in(desk, "192.0.2.9", "guess", f"198.51.{count // 100}.{count % 100}")

    assert tries_until_refused(guess) == 300
    assert log_in(desk, email_of(desk), PASSWORD, "192.0.2.9").status_code == 200


def test_what_is_written_down_about_a_guesser_names_nobody(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        assert tries_until_refused(lambda: log_in(desk, "nobody@example.com", "guess")) == 30
    assert "nobody@example.com" not in caplog.text


def test_an_email_without_a_login_is_counted_like_one_that_has_one(desk: Desk) -> None:
    assert tries_until_refused(lambda: log_in(desk, "nobody@example.com", "guess")) == 30


def test_who_guesses_at_many_emails_from_one_address_is_stopped_and_nobody_else(desk: Desk) -> None:
    def guess():
        return log_in(desk, f"{secrets.token_hex(6)}@example.com", "guess")

    assert tries_until_refused(guess) == 100
    assert log_in(desk, email_of(desk), PASSWORD).status_code == 429
    assert log_in(desk, email_of(desk), PASSWORD, "192.0.2.2").status_code == 200


def test_logging_in_for_ever_has_an_end_too(desk: Desk) -> None:
    email = email_of(desk)
    assert tries_until_refused(lambda: log_in(desk, email, PASSWORD)) == 300


def test_what_cannot_be_read_is_not_counted(desk: Desk) -> None:
    for _ in range(40):
        assert desk.http.post("/auth/login", json={"email": email_of(desk)}).status_code == 422
    assert tries_until_refused(lambda: log_in(desk, email_of(desk), "guess")) == 30


def test_signing_up_and_refreshing_are_limited_by_address(desk: Desk) -> None:
    body = {"restaurant_name": "Chez Nous", "email": email_of(desk), "password": PASSWORD}
    assert tries_until_refused(lambda: desk.http.post("/auth/register", json=body)) == 20
    renewal = {"refresh_token": "x"}
    assert tries_until_refused(lambda: desk.http.post("/auth/refresh", json=renewal)) == 600


def test_who_guesses_at_the_password_of_a_tablet_left_alone_is_stopped(desk: Desk) -> None:
    bystander = new_desk(desk.app, "Next Door")

    def change(who: Desk, current: str):
        body = {"current_password": current, "new_password": PASSWORD}
        return who.send("POST", "/auth/password", json=body)

    assert {change(desk, PASSWORD).status_code for _ in range(15)} == {200}
    assert tries_until_refused(lambda: change(desk, "guess")) == 10
    assert change(desk, PASSWORD).status_code == 429
    assert change(bystander, PASSWORD).status_code == 200
    pin = {"current_password": "guess", "pin": "2580"}
    assert tries_until_refused(lambda: desk.send("PUT", "/auth/pin", json=pin)) == 10


def test_the_documented_numbers_are_the_ones_that_count() -> None:
    table = (ROOT / "docs/api.md").read_text().split("\n## Limits\n")[1].split("\n## ")[0]
    source = (ROOT / "qtable/accounts/limits.py").read_text()
    assert re.findall(r"(\d+) times", table) == re.findall(r'_limit\("(\d+) per', source)


def test_without_the_setting_nothing_is_counted(app: Flask) -> None:
    client = app.test_client()
    answers = {client.post("/auth/refresh", json={"refresh_token": "x"}).status_code for _ in range(650)}
    assert answers == {401}


def test_counting_on_the_real_server_starts_no_threads(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, RATELIMIT_ENABLED="true").prepare().start()
    assert server.process is not None
    tasks = Path(f"/proc/{server.process.pid}/task")
    api = Api.log_in(server.url, server.email, server.password)
    before = len(list(tasks.iterdir()))
    seen = set()
    for _ in range(40):
        answer = api.send("POST", "/auth/login", json={"email": "nobody@example.com", "password": "guess"})
        seen.add((answer.status_code, len(list(tasks.iterdir()))))
    assert seen == {(401, before), (429, before)}
    api.close()
    assert server.stop() == 0
    assert server.complaints() == []
