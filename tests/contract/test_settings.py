"""The settings as the documents write them, on a server of their own; and what they must not start."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import config
from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.contract.playing import load

SETTINGS = load("settings")
LOGIN = {"email": SETTINGS["overview"]["ADMIN_EMAIL"], "password": SETTINGS["overview"]["ADMIN_PASSWORD"]}
STRONG = {"SECRET_KEY": "k" * 32, "ENVIRONMENT": "production"}


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that was started with the documents' settings."""
    server = ServerProcess(tmp_path_factory.mktemp("documented"), **SETTINGS["of a server"]).prepare().start()
    yield server
    assert server.stop() == 0, server.log()


def test_the_quick_start_is_read(tmp_path: Path) -> None:
    settings = config.load(SETTINGS["quick start"], tmp_path)
    assert settings["DATABASE_URL"] == f"sqlite:///{Path.cwd() / 'qtable.db'}"


def test_the_production_block_is_read_once_its_secret_is_changed(tmp_path: Path) -> None:
    settings = config.load(SETTINGS["production"] | STRONG, tmp_path)
    assert (settings["WS_HEARTBEAT_INTERVAL"], settings["WS_CONNECTION_TIMEOUT"], settings["PORT"]) == (30, 300, 8000)
    with pytest.raises(config.ConfigurationError, match="SECRET_KEY"):
        config.load(SETTINGS["production"], tmp_path)


def test_the_documented_password_starts_no_production(tmp_path: Path) -> None:
    assert config.load(SETTINGS["overview"], tmp_path)["ADMIN_EMAIL"] == "test@restaurant.com"
    with pytest.raises(config.ConfigurationError, match="ADMIN_PASSWORD"):
        config.load(SETTINGS["overview"] | STRONG, tmp_path)


def test_the_first_admin_and_restaurant_are_those_of_the_settings(documented: ServerProcess) -> None:
    api = Api.log_in(documented.url, **LOGIN)
    assert api.login["expires_in"] == 45 * 60
    assert api.get("/auth/me")["restaurant_name"] == "Document Five"
    api.close()


def test_registration_is_closed_by_default_once_there_is_a_user(documented: ServerProcess) -> None:
    body = {"restaurant_name": "Second", "email": "second@restaurant.com", "password": "password123"}
    answer = httpx.post(f"{documented.url}/auth/register", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "registration_closed")


@pytest.mark.parametrize(("origin", "allowed"), [("https://stand.example", True), ("https://evil.example", False)])
def test_only_the_listed_origins_may_call(documented: ServerProcess, origin: str, allowed: bool) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = httpx.options(f"{documented.url}/api/guests/", headers=asked)
    assert (answer.headers.get("Access-Control-Allow-Origin") == origin) is allowed


def test_too_many_wrong_passwords_are_429_with_when_to_come_back(documented: ServerProcess) -> None:
    body: dict[str, Any] = {"email": "nobody@restaurant.com", "password": "guess"}
    answers = [httpx.post(f"{documented.url}/auth/login", json=body) for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {401}
    assert (answers[30].status_code, answers[30].json()["error"]["code"]) == (429, "too_many_requests")
    assert int(answers[30].headers["Retry-After"]) > 0
