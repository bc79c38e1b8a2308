"""One mutation over HTTP: its key, its precondition, its transaction, its answer."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from flask import Response, request
from marshmallow import ValidationError

from qtable.accounts.access import current_actor
from qtable.bodies import canonical_body
from qtable.changes.cursor import Cursor
from qtable.changes.open_transaction import Answer, Replayed, Request, Transaction
from qtable.changes.transaction import transaction
from qtable.errors import Malformed
from qtable.wire import KEY, Timestamp

ETAG = re.compile(r'(?:W/)?"?(\d{1,15})"?')


def perform(
    kind: str, act: Callable[[Transaction], Any], body: dict[str, Any] | None = None, status: int = 200
) -> Response:
    """Run `act` in one transaction of the caller's restaurant and answer with what it returns.

    `body` may hold `base_version`, which is taken out. A repeated Idempotency-Key gets the first answer.
    """
    base_version = (body or {}).pop("base_version", None)
    key = header_key()
    asked = Request(key, _fingerprint() if key else "", _if_match(), base_version, occurred_at())
    return perform_once(kind, act, asked, status)


def perform_once(kind: str, act: Callable[[Transaction], Any], asked: Request, status: int = 200) -> Response:
    """Run `act` as `perform` does, under a key and preconditions that don't come from the headers."""
    actor = current_actor()
    try:
        with transaction(actor.restaurant_id, actor.user_id, kind, asked) as tx:
            tx.respond(act(tx), status)
    except Replayed as replayed:
        return _response(replayed.answer)
    assert tx.answer is not None
    return _response(tx.answer)


def check_headers() -> None:
    """Refuse a mutation's headers that make no sense, also where the route passes them over. Raises Malformed."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        header_key()
        _if_match()
        occurred_at()


def header_key() -> str | None:
    """Return the request's Idempotency-Key. Raises Malformed for one of the wrong form."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise Malformed("Idempotency-Key must be 16 to 64 of A–Z a–z 0–9 _ -", "bad_idempotency_key")
    return key


def occurred_at() -> datetime | None:
    """Return when the act was done, where the request says so. Raises Malformed for what is no moment."""
    text = request.headers.get("Occurred-At")
    try:
        return None if text is None else Timestamp().deserialize(text)
    except ValidationError as error:
        raise Malformed("Occurred-At must be a time like 2026-11-20T19:30:00Z.") from error


def fingerprint_of(value: Any) -> str:
    """Return a hash of what a key stands for: JSON, whatever the order of its names."""
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status, mimetype="application/json")
    response.headers["X-QTable-Cursor"] = answer.cursor
    response.headers["X-QTable-Seq"] = str(Cursor.parse(answer.cursor).seq)
    if answer.replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def _if_match() -> int | None:
    text = request.headers.get("If-Match")
    if text is None or text == "*":
        return None
    found = ETAG.fullmatch(text)
    if not found:
        raise Malformed('If-Match must be a version as the entity shows it, like "3".', "bad_if_match")
    return int(found[1])


def _fingerprint() -> str:
    """Return a hash of method, path, query and the body with its keys sorted."""
    head = f"{request.method} {request.path}?{request.query_string.decode(errors='replace')}\n"
    return hashlib.sha256(head.encode() + canonical_body()).hexdigest()
