"""What is noted of each request, transaction and live connection: a line of the log, a count."""

import logging
import re
import time
from collections.abc import Sequence
from functools import cache
from typing import Any

from flask import Flask, Response, g, request, request_finished, request_started

from qtable import metrics
from qtable.changes.models import CommittedChange
from qtable.extensions import committed, gone
from qtable.realtime.clients import Client

log = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Asked every few seconds by who watches; nobody wants to read of that.
QUIET = ("/health", "/health/live", "/health/ready", "/metrics")


def init_app(app: Flask) -> None:
    """Note every request, transaction and live connection of `app`."""
    request_started.connect(_begin, sender=app)
    request_finished.connect(_note_request, sender=app)
    committed.connect(_count_transactions, sender=app)
    gone.connect(_note_end, sender=app.extensions["qtable.clients"])


def _begin(_app: Flask, **_: Any) -> None:
    g.begun = time.perf_counter()


def _note_request(_app: Flask, response: Response, **_: Any) -> None:
    """Count a request and log it: by its route, never its URL, which may hold tokens and what people search for."""
    seconds = time.perf_counter() - g.begun
    route = _template(request.url_rule.rule) if request.url_rule else "none"
    method = request.method if request.method in METHODS else "other"
    metrics.requests.labels(method, route, f"{response.status_code // 100}xx").observe(seconds)
    level = logging.DEBUG if route in QUIET and response.status_code < 400 else logging.INFO
    if not log.isEnabledFor(level):
        return
    who = g.get("actor") or g.get("identity")
    fields = {
        "request_id": g.get("request_id"),
        "method": method,
        "route": route,
        "status": response.status_code,
        "duration_ms": round(seconds * 1000, 1),
        "restaurant": who and who.restaurant_id,
        "user": who and who.user_id,
    }
    log.log(level, "request", extra={"fields": fields})


@cache
def _template(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _count_transactions(_app: Flask, changes: Sequence[CommittedChange]) -> None:
    for change in changes:
        metrics.transactions.labels(change.kind).inc()


def _note_end(_clients: object, client: Client) -> None:
    """Count and log the end of a live connection; `code` is that of our close."""
    metrics.closes.labels("gone" if client.code is None else str(client.code)).inc()
    fields = {
        "transport": client.transport,
        "seconds": round(time.monotonic() - client.since, 1),
        "code": client.code,
        "messages": client.sent,
        "restaurant": client.restaurant_id,
        "user": client.identity and client.identity.user_id,
    }
    log.info("live connection ended", extra={"fields": fields})
