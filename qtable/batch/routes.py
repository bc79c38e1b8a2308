"""Batches over HTTP: all or nothing, and one after the other for devices that were away."""

import hashlib
import uuid
from typing import Any

from flask import g, request

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.batch import actions, schemas
from qtable.batch.actions import BatchRefused
from qtable.batch.plan import EntityType
from qtable.bodies import Blueprint
from qtable.changes import reading
from qtable.changes.models import BATCH
from qtable.changes.open_transaction import Request
from qtable.changes.perform import fingerprint_of, header_key, occurred_at, perform_once
from qtable.changes.schemas import SyncHealthShape
from qtable.database import fresh_session
from qtable.errors import Malformed
from qtable.wire import Asked

blp = Blueprint("batch", __name__, description="Several acts at once")
blp.url_value_preprocessor(take_restaurant_from_path)
atomic_blp = Blueprint("atomic", __name__, description="Several acts at once")
atomic_blp.url_value_preprocessor(take_restaurant_from_path)
OPERATIONS = ("guests", "tables", "reservations")


@blp.post("/batch-update")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.BatchUpdateBody)
@blp.response(200, schemas.BatchUpdateAnswer)
def batch_update(operations):
    """Change several guests and tables in one transaction and one message; all or none."""
    _without_if_match()
    of_kind = [operation.entity_type for operation in operations]
    counts = {"updated_guests": of_kind.count(EntityType.GUEST), "updated_tables": of_kind.count(EntityType.TABLE)}

    def act(tx):
        actions.apply_all(tx, operations, current_actor())
        done: dict[str, Any] = {"success": True, **counts, "timestamp": clock.rfc3339(tx.now), "errors": []}
        return done | {"seq": tx.place.seq, "cursor": str(tx.place)}

    try:
        return perform_once(BATCH, act, _asked(header_key(), schemas.BatchUpdateBody))
    except BatchRefused as refused:
        failed = [result for result in refused.results if result["error"]]
        refused.beside = dict.fromkeys(counts, 0) | {"errors": failed, "timestamp": clock.rfc3339(clock.now())}
        raise


@atomic_blp.post("/api/v1/atomic/batch")
@atomic_blp.post("/api/atomic/batch")
@atomic_blp.post("/transactions/atomic")
@needs(Capability.HOST_GUESTS)
@atomic_blp.arguments(schemas.AtomicBatchBody)
@atomic_blp.response(200, schemas.AtomicBatchAnswer)
def atomic_batch(body):
    """Create, change and delete guests, tables and bookings in one transaction and one message; all or none.

    `transaction_id` is its idempotency key: the same batch again gets the first answer.
    """
    _without_if_match()
    transaction_id = body["transaction_id"] or header_key() or str(uuid.uuid4())

    def act(tx):
        results = actions.apply_all(tx, body["operations"], current_actor())
        done = {"success": True, "transaction_id": transaction_id, "processed_at": clock.rfc3339(tx.now)}
        place = {"seq": tx.place.seq, "cursor": str(tx.place)}
        return done | {"results": results, "error": None, "rolled_back": False} | place

    try:
        return perform_once(BATCH, act, _asked(transaction_id, schemas.AtomicBatchBody))
    except BatchRefused as refused:
        stamp = {"transaction_id": transaction_id, "processed_at": clock.rfc3339(clock.now())}
        refused.beside = stamp | {"results": refused.results, "rolled_back": True}
        raise


@atomic_blp.get("/api/v1/atomic/health")
@atomic_blp.get("/api/atomic/health")
@atomic_blp.response(200, SyncHealthShape)
def atomic_health():
    """Tell that batches are taken."""
    return {"status": "ok", "timestamp": clock.now()}


@atomic_blp.post("/api/sync/batch")
@needs(Capability.HOST_GUESTS)
@atomic_blp.arguments(schemas.SyncBatchBody)
@atomic_blp.response(200, schemas.SyncBatchAnswer)
def sync_batch(body):
    """Apply what a device did while it was away, each in its own transaction under its own key, in order.

    A refused one doesn't stop the rest.
    """
    _without_if_match()
    actor, updates = current_actor(), [schemas.read_update(given) for given in body["updates"]]
    whole, named = header_key(), [names for names, _ in updates]
    keys = [names.get("key") or _nth_key(whole, number) for number, names in enumerate(named)]
    whens = [names.get("occurred_at") or occurred_at() for names in named]
    requests = [
        Request(key, _fingerprint(given), occurred_at=when)
        for key, given, when in zip(keys, body["updates"], whens, strict=True)
    ]
    done = actions.apply_each(actor, [operation for _, operation in updates], requests)
    results = [_names(names) | result for names, result in zip(named, done, strict=True)]
    failed = [result for result in results if result["error"]]
    place = reading.head(reading.restaurant_row(fresh_session(), actor.restaurant_id))
    answer = {
        "success": not failed,
        "processed_count": len(results) - len(failed),
        "failed_count": len(failed),
        "errors": failed,
        "results": results,
        "timestamp": clock.now(),
        "cursor": str(place),
    }
    return answer, 200, {"X-QTable-Seq": str(place.seq), "X-QTable-Cursor": str(place)}


def _without_if_match() -> None:
    """Refuse a header that names the version of one entity, where there are several. Raises Malformed."""
    if request.headers.get("If-Match", "*") != "*":
        raise Malformed("If-Match names one entity; send base_version with each operation instead.", "bad_if_match")


def _asked(key: str | None, form: type[Asked]) -> Request:
    """Return the key and what it stands for: the form and the operations, not when they were sent nor by which path."""
    asked = {name: g.get("body", {}).get(name) for name in OPERATIONS} | {"form": form.__name__}
    return Request(key, fingerprint_of(asked) if key else "", occurred_at=occurred_at())


def _fingerprint(update: dict[str, Any]) -> str:
    """Return what an update's key stands for: all of it but when it was done."""
    return fingerprint_of({name: value for name, value in update.items() if name not in ("occurred_at", "occurredAt")})


def _nth_key(whole: str | None, number: int) -> str | None:
    """Return the key of one update of a request that came under one key for them all."""
    return whole and hashlib.sha256(f"{whole}/{number}".encode()).hexdigest()


def _names(names: dict[str, Any]) -> dict[str, Any]:
    return {name: None if names.get(name) is None else str(names[name]) for name in ("entity_type", "entity_id")}
