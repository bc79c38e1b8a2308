"""Whether the server is well: /health, /health/live, /health/ready."""

import os
from typing import Any

from flask.typing import ResponseReturnValue
from marshmallow import Schema, fields
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from qtable import clock, wire
from qtable.bodies import Blueprint
from qtable.extensions import db
from qtable.realtime import news
from qtable.realtime.clients import clients

blp = Blueprint("health", __name__, description="Whether the server is well")


class DatabaseShape(Schema):
    """Which engine, and whether it answers."""

    kind = fields.String()
    ok = fields.Boolean()


class QueueShape(Schema):
    """What carries news between workers: redis, or none where there is no REDIS_URL."""

    kind = fields.String(metadata={"enum": ["redis", "none"]})
    ok = fields.Boolean()


class WorkerShape(Schema):
    """The process that answers."""

    pid = fields.Integer()


class LiveShape(Schema):
    """`status` is ok, degraded (news of other workers come a second late), or down."""

    status = fields.String(metadata={"enum": ["ok", "degraded", "down"]})
    timestamp = wire.Timestamp()


class HealthShape(LiveShape):
    """The same with what it depends on; `connections` are this worker's live ones, of every transport."""

    database = fields.Nested(DatabaseShape)
    queue = fields.Nested(QueueShape)
    worker = fields.Nested(WorkerShape)
    connections = fields.Integer()


@blp.get("/health")
@blp.get("/health/ready")
@blp.response(200, HealthShape)
@blp.alt_response(503, schema=HealthShape)
def health() -> ResponseReturnValue:
    """Tell the state of database, queue and worker, and how many connections are live; 503 without a database."""
    well, queue = _database_answers(), news.queue()
    heard = queue is None or queue.ok
    state: dict[str, Any] = {
        "status": ("ok" if heard else "degraded") if well else "down",
        "database": {"kind": db.engine.dialect.name, "ok": well},
        "queue": {"kind": "none" if queue is None else "redis", "ok": heard},
        "worker": {"pid": os.getpid()},
        "connections": len(clients()),
        "timestamp": clock.now(),
    }
    return state, 200 if well else 503


@blp.get("/health/live")
@blp.response(200, LiveShape)
def live() -> ResponseReturnValue:
    """Tell that the process answers."""
    return {"status": "ok", "timestamp": clock.now()}


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return True
