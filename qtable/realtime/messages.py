"""What a committed transaction sounds like on each stream. Pure."""

from enum import StrEnum
from typing import Any

from qtable import clock, wire
from qtable.changes.models import CommittedChange

TYPED = ("guest", "table", "reservation")
PAST = {"create": "created", "update": "updated", "delete": "deleted"}
Message = dict[str, Any]


class Stream(StrEnum):
    """Which messages a client wants of each transaction."""

    DELTA = "delta"
    ENTITIES = "entities"
    BOTH = "both"
    HINT = "hint"


def messages(change: CommittedChange, stream: Stream) -> list[Message]:
    """Return a transaction's messages on a stream, in order.

    All carry type, restaurant_id, timestamp, seq and cursor; several also `part: [n, of]`.
    """
    entries = wire.loads(change.body)
    head = {
        "restaurant_id": change.restaurant_id,
        "timestamp": clock.rfc3339(clock.from_ms(change.at_ms)),
        "seq": change.seq,
        "cursor": change.cursor,
    }
    bodies = _bodies(change, entries, stream)
    if len(bodies) == 1:
        return [bodies[0] | head]
    return [body | head | {"part": [number, len(bodies)]} for number, body in enumerate(bodies, 1)]


def _bodies(change: CommittedChange, entries: list[Message], stream: Stream) -> list[Message]:
    batch = [_batch_complete(entries, change)] if change.kind == "batch" else []
    if stream == Stream.HINT:
        return [{"type": "data_change"}]
    if stream == Stream.DELTA:
        return [_delta(entries), *batch]
    whole = [_delta(entries)] if stream == Stream.BOTH and len(entries) > 1 else []
    return [*whole, *_typed(entries), *batch]


def _delta(entries: list[Message]) -> Message:
    fields = ("entity_type", "entity_id", "action", "version", "data")
    return {"type": "delta_update", "changes": [{field: entry[field] for field in fields} for entry in entries]}


def _typed(entries: list[Message]) -> list[Message]:
    typed = [_entity(entry) for entry in entries if entry["entity_type"] in TYPED]
    untyped = any(entry["entity_type"] not in TYPED for entry in entries)
    return typed + ([{"type": "data_change"}] if untyped else [])


def _entity(entry: Message) -> Message:
    kind = entry["entity_type"]
    return {
        "type": f"{kind}_{PAST[entry['action']]}",
        f"{kind}_id": entry["entity_id"],
        "action": entry["event"],
        "data": entry["data"],
    }


def _batch_complete(entries: list[Message], change: CommittedChange) -> Message:
    return {
        "type": "atomic_transaction_complete",
        "transaction_id": change.op_key or change.cursor,
        "affected_entities": [entry["entity_id"] for entry in entries],
    }
