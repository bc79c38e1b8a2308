"""Whether the server is well: /health, /health/live, /health/ready."""

import os
from typing import Any

from flask.typing import ResponseReturnValue
from marshmallow import Schema, fields
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from qtable import clock, gauges, metrics, wire
from qtable.bodies import Blueprint
from qtable.extensions import db
from qtable.realtime import news
from qtable.realtime.clients import clients
from qtable.realtime.feed import feeds

# A feed looks at the log once a second; so much later, something keeps it from that.
MOST_SECONDS_BEHIND = 3

blp = Blueprint("health", __name__, description="Whether the server is well")


class DatabaseShape(Schema):
    """Which engine, whether it answers, and how many connections this worker may have and uses."""

    kind = fields.String()
    ok = fields.Boolean()
    pool_size = fields.Integer(metadata={"example": 15})
    in_use = fields.Integer(metadata={"example": 1})


class FeedShape(Schema):
    """How far this worker's feeds are behind the log: transactions at the last look, and seconds."""

    ok = fields.Boolean()
    behind_transactions = fields.Integer(metadata={"example": 0})
    behind_seconds = fields.Float(metadata={"example": 0.4})


class QueueShape(Schema):
    """What carries news between workers: redis, or none without a REDIS_URL; how much waits to be sent."""

    kind = fields.String(metadata={"enum": ["redis", "none"]})
    ok = fields.Boolean()
    waiting = fields.Integer(metadata={"example": 0})


class WorkerShape(Schema):
    """The process that answers."""

    pid = fields.Integer()


class LiveShape(Schema):
    """`status` is ok, degraded (what other workers do is heard late), or down."""

    status = fields.String(metadata={"enum": ["ok", "degraded", "down"]})
    timestamp = wire.Timestamp()


class HealthShape(LiveShape):
    """The same with what it depends on; `connections` are this worker's live ones, of every transport."""

    database = fields.Nested(DatabaseShape)
    queue = fields.Nested(QueueShape)
    feed = fields.Nested(FeedShape)
    worker = fields.Nested(WorkerShape)
    connections = fields.Integer()
    writers_waiting = fields.Integer(metadata={"example": 0})


@blp.get("/health")
@blp.get("/health/ready")
@blp.response(200, HealthShape)
@blp.alt_response(503, schema=HealthShape)
def health() -> ResponseReturnValue:
    """Tell the state of database, queue, feed and worker, and how many connections are live; 503 without a database."""
    well, queue, feed = _database_answers(), _queue(), _feed()
    size, in_use = gauges.pool()
    state: dict[str, Any] = {
        "status": ("ok" if queue["ok"] and feed["ok"] else "degraded") if well else "down",
        "database": {"kind": db.engine.dialect.name, "ok": well, "pool_size": size, "in_use": in_use},
        "queue": queue,
        "feed": feed,
        "worker": {"pid": os.getpid()},
        "connections": len(clients()),
        "writers_waiting": int(metrics.here(metrics.writers_waiting)),
        "timestamp": clock.now(),
    }
    return state, 200 if well else 503


@blp.get("/health/live")
@blp.response(200, LiveShape)
def live() -> ResponseReturnValue:
    """Tell that the process answers."""
    return {"status": "ok", "timestamp": clock.now()}


def _queue() -> dict[str, Any]:
    queue = news.queue()
    if queue is None:
        return {"kind": "none", "ok": True, "waiting": 0}
    return {"kind": "redis", "ok": queue.ok, "waiting": queue.waiting}


def _feed() -> dict[str, Any]:
    behind, seconds = feeds().behind, round(feeds().seconds_behind, 1)
    return {"ok": seconds < MOST_SECONDS_BEHIND, "behind_transactions": behind, "behind_seconds": seconds}


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return True
