"""What each stream says of one transaction, from its typed messages. Pure, and written from the contract alone."""

from typing import Any

from tests.contract.shapes import Shape

PRESENT = {"created": "create", "updated": "update", "deleted": "delete"}
BATCH_END = "=atomic_transaction_complete"


def expected(messages: dict[str, list[Shape]], restaurant_id: str, seq: int) -> dict[str, list[Shape]]:
    """Return the shapes of what is heard on each stream of a transaction.

    `messages` holds the typed ones under `entities`, and under `delta` or `both` what doesn't follow from them.
    """
    typed = messages["entities"]
    delta = messages["delta"] if "delta" in messages else _delta(typed)
    batch = [message for message in typed if message["type"] == BATCH_END]
    several = len(delta[0].get("changes", [])) > 1 if delta else False
    both = messages.get("both", [*delta[:1], *typed] if several else typed)
    whole = {"entities": typed, "delta": [*delta, *batch] if "delta" not in messages else delta, "both": both}
    return {stream: _stamped(said, restaurant_id, seq) for stream, said in whole.items()}


def _delta(typed: list[Shape]) -> list[Shape]:
    changes = [_change(message) for message in typed if message["type"] != BATCH_END]
    return [{"type": "=delta_update", "changes": changes}] if changes else []


def _change(message: dict[str, Shape]) -> Shape:
    kind, past = message["type"].removeprefix("=").rsplit("_", 1)
    return {
        "entity_type": f"={kind}",
        "entity_id": message[f"{kind}_id"],
        "action": f"={PRESENT[past]}",
        "version": "integer",
        "data": message.get("data", "any"),
    }


def _stamped(messages: list[Shape], restaurant_id: str, seq: int) -> list[Shape]:
    head: dict[str, Any] = {
        "restaurant_id": f"={restaurant_id}",
        "timestamp": "datetime",
        "seq": seq,
        "cursor": "cursor",
    }
    if len(messages) < 2:
        return [message | head for message in messages]
    return [message | head | {"part": [number, len(messages)]} for number, message in enumerate(messages, 1)]
