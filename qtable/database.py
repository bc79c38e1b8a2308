"""Sessions: reading the present, holding the write lock, and for which restaurant. Each engine has its own rules."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from qtable import metrics, postgresql, sqlite
from qtable.errors import Busy
from qtable.extensions import db
from qtable.group_commit import MakeDurable, Tell, Writing
from qtable.statements import Command
from qtable.tenant import name_restaurant

log = logging.getLogger(__name__)
RULES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def engine_options(url: str) -> dict[str, Any]:
    """Return SQLAlchemy's engine options for a database address."""
    return RULES[make_url(url).get_backend_name()].engine_options(url)


def init_app(app: Flask) -> None:
    """Install its engine's rules on the engine of `app`."""
    with app.app_context():
        _rules().install(db.engine)


def unhurried_engine(url: str) -> Engine:
    """Return an engine of its own for what may take its time: migrations, copying."""
    return RULES[make_url(url).get_backend_name()].unhurried_engine(url)


def keep_still(connection: Connection) -> None:
    """Keep writers out until the end of a transaction that was begun with the option `writes`."""
    if connection.dialect.name == "postgresql":  # SQLite has only one, and this is it
        postgresql.keep_still(connection)


def check(app: Flask) -> None:
    """Look at the database once, before anybody is served. Raises ConfigurationError for one that is unsafe to use."""
    with app.app_context():
        if db.engine.dialect.name == "postgresql" and not postgresql.check(db.engine):
            log.warning("the database can't be reached; until it can, requests are answered 503")


@contextmanager
def writing(restaurant_id: str | None, make_durable: MakeDurable, tell: Tell) -> Iterator[Writing]:
    """Hold the write lock on a connection that has begun; leaving the block commits, anything raised undoes it.

    It shows no rows yet on PostgreSQL: `tenant.showing` does.

    `make_durable` commits a connection's changes, those of several writers perhaps; then `tell` is given the news of
    all of them. The lock is for one restaurant's rows, or (None) for those of none: people, logins, a new restaurant.
    Nothing inside may yield to other greenlets on SQLite. Raises Busy when the lock can't be had within seconds.
    """
    db.session.rollback()  # who waits holds no connection, or a crowd of writers would keep readers out
    turn = _rules().turn(db.engine, restaurant_id)
    with metrics.writers_waiting.track_inprogress():
        in_turn = turn.acquire(timeout=_rules().WRITE_WAIT_SECONDS)
    if not in_turn:
        metrics.busy.labels("turn").inc()
        raise Busy("Too many changes at once; this one was not made. Try again in a moment.")
    with _rules().writing(db.engine, restaurant_id, make_durable, tell) as written:
        db.session().expunge_all()  # what was read before is older than what is written now
        yield written


def run(connection: Connection, *commands: Command) -> list[list[Any]]:
    """Run statements of the hot path one after the other; return the rows of each, tuples of text and numbers.

    Together they are one round trip where the engine is elsewhere. Raises what SQLAlchemy would, of the first that
    fails; those behind it aren't run.
    """
    return RULES[connection.dialect.name].run(connection, *commands)


def store(written: Writing, *commands: Command) -> None:
    """Run the statements that a writer ends with, now or with its commit; what `run` raises is raised here or there."""
    RULES[written.connection.dialect.name].store(written, *commands)


def fresh_session(restaurant_id: str | None = None) -> Session:
    """Return this context's session with nothing read yet, so that the next read sees the present.

    It is for `restaurant_id`'s rows, or (None) for those of whom it was for before.
    """
    session = db.session()
    session.expunge_all()
    session.rollback()
    if restaurant_id is not None:
        name_restaurant(session, restaurant_id)
    return session


def _rules() -> ModuleType:
    return RULES[db.engine.dialect.name]
