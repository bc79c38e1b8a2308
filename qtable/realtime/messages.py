"""What a committed transaction sounds like on each stream. Pure."""

from enum import StrEnum
from typing import Any

from qtable import clock, wire
from qtable.changes.models import BATCH, CommittedChange
from qtable.errors import Malformed

TYPED = ("guest", "table", "reservation")
PAST = {"create": "created", "update": "updated", "delete": "deleted"}
Message = dict[str, Any]


class Stream(StrEnum):
    """Which messages a client gets of each transaction. THIN is an anonymous connection's; nobody chooses it."""

    DELTA = "delta"
    ENTITIES = "entities"
    BOTH = "both"
    HINT = "hint"
    THIN = "thin"


OFFERED = tuple(stream for stream in Stream if stream != Stream.THIN)


def offered(name: object, default: Stream) -> Stream:
    """Return the stream that a client asks for, `default` where it asks for none. Raises Malformed."""
    if not name:
        return default
    found = next((stream for stream in OFFERED if stream == name), None)
    if found is None:
        raise Malformed(f"There is no such stream; choose one of {', '.join(OFFERED)}.")
    return found


def messages(change: CommittedChange, stream: Stream) -> list[Message]:
    """Return a transaction's messages on a stream, in order."""
    return Telling(change).on(stream)


class Telling:
    """A transaction that is told: its row of the log is read once, for all streams."""

    def __init__(self, change: CommittedChange) -> None:
        self.change = change
        self._entries: list[Message] = wire.loads(change.body)
        self._head = {
            "restaurant_id": change.restaurant_id,
            "timestamp": clock.rfc3339(clock.from_ms(change.at_ms)),
            "seq": change.seq,
            "cursor": change.cursor,
        }

    def on(self, stream: Stream) -> list[Message]:
        """Return its messages on a stream, in order.

        All carry type, restaurant_id, timestamp, seq and cursor; several also `part: [n, of]`.
        """
        bodies = _bodies(self.change, self._entries, stream)
        if len(bodies) == 1:
            return [bodies[0] | self._head]
        return [body | self._head | {"part": [number, len(bodies)]} for number, body in enumerate(bodies, 1)]


def _bodies(change: CommittedChange, entries: list[Message], stream: Stream) -> list[Message]:
    batch = [_batch_complete(entries, change)] if change.kind == BATCH else []
    if stream == Stream.HINT:
        return [{"type": "data_change"}]
    if stream == Stream.DELTA:
        return [_delta(entries), *batch]
    if stream == Stream.THIN:
        return [*_thin(entries), *batch, {"type": "data_change"}]
    whole = [_delta(entries)] if stream == Stream.BOTH and len(entries) > 1 else []
    return [*whole, *_typed(entries), *batch]


def _delta(entries: list[Message]) -> Message:
    fields = ("entity_type", "entity_id", "action", "version", "data")
    return {"type": "delta_update", "changes": [{field: entry[field] for field in fields} for entry in entries]}


def _typed(entries: list[Message]) -> list[Message]:
    typed = [_entity(entry) for entry in entries if entry["entity_type"] in TYPED]
    untyped = any(entry["entity_type"] not in TYPED for entry in entries)
    return typed + ([{"type": "data_change"}] if untyped else [])


def _thin(entries: list[Message]) -> list[Message]:
    """Name what changed and say nothing of it."""
    typed = [_entity(entry) for entry in entries if entry["entity_type"] in TYPED]
    return [{name: value for name, value in message.items() if name != "data"} for message in typed]


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
