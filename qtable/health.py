"""Whether the server is well: /health, /health/live, /health/ready."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from qtable import clock
from qtable.extensions import db
from qtable.realtime.clients import clients

blp = Blueprint("health", __name__)


@blp.get("/health")
@blp.get("/health/ready")
def health() -> ResponseReturnValue:
    """Tell the state of the database and how many connections are live; 503 without a database."""
    well = _database_answers()
    state: dict[str, Any] = {
        "status": "ok" if well else "down",
        "database": {"kind": db.engine.dialect.name, "ok": well},
        "connections": len(clients()),
        "timestamp": clock.rfc3339(clock.now()),
    }
    return state, 200 if well else 503


@blp.get("/health/live")
def live() -> ResponseReturnValue:
    """Tell that the process answers."""
    return {"status": "ok", "timestamp": clock.rfc3339(clock.now())}


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return True
