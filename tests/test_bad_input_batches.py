"""Ids of another restaurant inside batches: every id that an operation may hold answers like one that nobody has."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from qtable import wire
from qtable.batch.plan import EntityType
from qtable.batch.schemas import BODIES
from tests.support.house import House
from tests.support.refusals import Caller

UNKNOWN = "00000000-0000-4000-8000-000000000000"
LISTS = {EntityType.GUEST: "guests", EntityType.TABLE: "tables", EntityType.RESERVATION: "reservations"}
MEANING = {"current_guest_id": "guest_id", "assigned_table_id": "table_id"}
# What makes an id mean something, where the status has to say so.
BESIDE: dict[tuple[EntityType, str], dict[str, Any]] = {
    (EntityType.GUEST, "table_id"): {"status": "seated"},
    (EntityType.TABLE, "current_guest_id"): {"status": "occupied"},
}
NEW: dict[EntityType, dict[str, Any]] = {
    EntityType.GUEST: {"name": "New", "partySize": 2},
    EntityType.TABLE: {"number": 77, "capacity": 4},
    EntityType.RESERVATION: {"guestName": "New", "partySize": 2, "reservationTime": "2030-07-14T19:00:00Z"},
}


@pytest.fixture
def mine(house: House) -> Iterator[dict[str, str]]:
    with Caller(house) as caller:
        yield caller.ids


def operations(mine: dict[str, str]) -> Iterator[tuple[str, EntityType, str, str, dict[str, Any]]]:
    """Yield (which id it holds, kind, id, operation, data) with PLACE where the id belongs."""
    for kind, (create, update) in BODIES.items():
        own = mine[f"{kind}_id"]
        for operation in ("update", "delete"):
            yield f"{kind}_id", kind, "PLACE", operation, {"notes": "x"} if operation == "update" else {}
        for body, operation, good in ((create, "create", NEW[kind]), (update, "update", {})):
            for name, field in body.load_fields.items():
                holds = isinstance(field, wire.Id) and name != "id"
                if holds and not (operation == "create" and kind == EntityType.GUEST):  # a new guest takes no table
                    beside = BESIDE.get((kind, name), {})
                    entity_id = own if operation == "update" else "made-here"
                    yield MEANING.get(name, name), kind, entity_id, operation, good | beside | {name: "PLACE"}


def placed(value: Any, id_: str) -> Any:
    """Return data with an id in its place."""
    if isinstance(value, dict):
        return {name: placed(inner, id_) for name, inner in value.items()}
    return id_ if value == "PLACE" else value


def requests(operation: tuple[str, EntityType, str, str, dict[str, Any]], id_: str) -> Iterator[tuple[str, Any]]:
    """Yield each path that takes an operation, with its body."""
    _, kind, entity_id, act, data = operation
    entity_id, data = placed(entity_id, id_), placed(data, id_)
    yield "/transactions/atomic", {LISTS[kind]: [{"id": entity_id, "operation": act, "data": data}]}
    yield "/api/sync/batch", {"updates": [{"entity_type": kind, "entity_id": entity_id, "data": data, "action": act}]}
    if act == "update" and kind != EntityType.RESERVATION:
        yield "/api/batch-update", {LISTS[kind]: [{"id": entity_id} | data]}


def bare(answer: httpx.Response, id_: str) -> tuple[int, Any]:
    """Return an answer without what differs between any two requests: ids, moments, places in the log."""
    body = {name: value for name, value in answer.json().items() if name not in VARYING}
    request_id = answer.headers["X-Request-Id"]
    return answer.status_code, wire.loads(wire.dumps(body).replace(id_, "ID").replace(request_id, "REQUEST"))


VARYING = ("transaction_id", "processed_at", "timestamp", "cursor")


def test_a_foreign_id_in_a_batch_answers_like_an_unknown_one_and_nothing_is_done_or_told(
    house: House, other: House, mine: dict[str, str], theirs: dict[str, str]
) -> None:
    asked = 0
    with house.verify(changes=0), other.verify(changes=0):
        for operation in operations(mine):
            foreign = theirs[operation[0]]
            pairs = zip(requests(operation, foreign), requests(operation, UNKNOWN), strict=True)
            for (path, one), (_, two) in pairs:
                answers = [house.api.send("POST", path, json=body) for body in (one, two)]
                asked += 1
                assert bare(answers[0], foreign) == bare(answers[1], UNKNOWN), (path, one)
                code = answers[0].json()["error" if path != "/api/sync/batch" else "errors"]
                code = code[0]["error"] if isinstance(code, list) else code
                assert code["code"] == "not_found", (path, one)
    assert asked >= 25
