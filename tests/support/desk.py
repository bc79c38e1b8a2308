"""A host's desk inside the test process: the app's own test client with a login."""

import secrets
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from qtable.accounts import actions
from qtable.accounts.roles import Role
from qtable.changes.transaction import unlogged_transaction


class Desk:
    """One login at one restaurant; calls answer with werkzeug's test responses."""

    def __init__(self, app: Flask, login: dict[str, Any]) -> None:
        self.app = app
        self.http: FlaskClient = app.test_client()
        self.token = login["access_token"]
        self.refresh_token = login["refresh_token"]
        self.user_id = login["user_id"]
        self.restaurant_id = login["restaurant_id"]

    def send(self, method: str, path: str, **more: Any) -> Any:
        """Send a request with the token."""
        headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        return self.http.open(path, method=method, headers=headers, **more)

    def act(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a mutation to the restaurant; `headers` are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send(method, f"/restaurants/{self.restaurant_id}{path}", json=body or {}, headers=named)

    def read(self, path: str, **query: Any) -> Any:
        """Return the JSON of a GET."""
        answer = self.send("GET", path, query_string=query)
        assert answer.status_code == 200, answer.json
        return answer.json

    def full(self) -> dict[str, Any]:
        """Return a full sync."""
        return self.read("/api/sync/full")

    def guest(self, name: str = "Lee", size: int = 2, **more: Any) -> str:
        """Add a party and return its id."""
        return self.act("POST", "/guests", {"name": name, "partySize": size, **more}).json["id"]

    def set_policies(self, **policies: Any) -> None:
        """Set the restaurant's policies."""
        answer = self.act("PUT", "/policies", policies)
        assert answer.status_code == 200, answer.json

    def table(self, number: int = 1, capacity: int = 4, **more: Any) -> str:
        """Add a table and return its id."""
        return self.act("POST", "/tables", {"number": number, "capacity": capacity, **more}).json["id"]

    def combination(self, table_ids: list[str], **more: Any) -> str:
        """Say that tables can be put together and return the combination's id."""
        return self.act("POST", "/combinations", {"tableIds": table_ids, **more}).json["id"]


def new_desk(app: Flask, name: str = "Test Bistro") -> Desk:
    """Return the admin's desk of a new restaurant."""
    email = f"{secrets.token_hex(6)}@example.com"
    with app.app_context():
        return Desk(app, actions.register(True, name, email, "a-password-for-tests"))


def colleague(desk: Desk, role: Role) -> Desk:
    """Return the desk of a new member of the same restaurant."""
    email = f"{secrets.token_hex(6)}@example.com"
    with desk.app.app_context():
        with unlogged_transaction() as session:
            user = actions.create_user(session, email, "a-password-for-tests")
            actions.join(session, user.id, desk.restaurant_id, role)
        return Desk(desk.app, actions.log_in(email, "a-password-for-tests"))
