"""Servers on duty, and the tables that they serve."""

from typing import Any

from tests.support.desk import Desk


def server(desk: Desk, name: str = "Ana", **more: Any) -> str:
    """Put a server on duty and return the id."""
    return desk.act("POST", "/servers", {"name": name, "onDuty": True, **more}).json["id"]


def served_by(desk: Desk) -> dict[str, str | None]:
    """Return who serves each table, by its label."""
    return {table["tableNumber"]: table["serverId"] for table in desk.full()["tables"]}


def refusal(answer: Any) -> tuple[int, str]:
    """Return a refusal's status and code."""
    return answer.status_code, answer.json["error"]["code"]
