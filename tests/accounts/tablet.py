"""A tablet that a manager paired, and the people who have a PIN there."""

from typing import Any

from qtable import clock
from qtable.accounts.models import User
from qtable.extensions import db
from tests.support.desk import Desk

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
