"""The draft of a floor, as an editor reads, stores and publishes it."""

from typing import Any

from tests.support.desk import Desk

LISTS = ("sections", "tables", "combinations")
DRAFT = "/floor/draft"


def drafted(desk: Desk) -> dict[str, Any]:
    """Return the draft."""
    return desk.read(f"/restaurants/{desk.restaurant_id}{DRAFT}")


def stored(desk: Desk, draft: dict[str, Any], status: int = 200, **more: Any) -> Any:
    """Store a draft as an editor sends it back; return the answer."""
    answer = desk.act("PUT", DRAFT, {name: draft[name] for name in (*LISTS, "base")} | more)
    assert answer.status_code == status, answer.json
    return answer.json


def numbered(draft: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the table of a number."""
    return next(table for table in draft["tables"] if table["number"] == number)


def publish(desk: Desk, status: int = 200, **body: Any) -> Any:
    """Publish; return the answer."""
    answer = desk.act("POST", f"{DRAFT}/publish", body)
    assert answer.status_code == status, answer.json
    return answer.json


def bare(draft: dict[str, Any]) -> list[Any]:
    """Return what a draft draws, in no order."""
    return [sorted(map(str, draft[name])) for name in LISTS]
