"""How connections behave: SQLite's pragmas and locks, and the one way to hold the write lock."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from qtable.errors import Busy
from qtable.extensions import db

WRITE_WAIT_SECONDS = 2.0
RETRY_SECONDS = 0.005
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=0")

# One writer at a time in this process; green under eventlet, so that waiting costs nobody else.
_writer = threading.Semaphore()


def engine_options(url: str) -> dict:
    """Return SQLAlchemy's engine options for a database address; makes SQLite's folder."""
    file = make_url(url).database
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    return {"connect_args": {"check_same_thread": False, "isolation_level": None}}


def init_app(app: Flask) -> None:
    """Install SQLite's rules on the engine of `app`."""
    with app.app_context():
        event.listen(db.engine, "connect", _set_pragmas)
        event.listen(db.engine, "begin", _begin)


@contextmanager
def writing() -> Iterator[Session]:
    """Hold the write lock on a fresh session; the caller commits, anything raised rolls back.

    Nothing inside may yield to other greenlets. Raises Busy when the lock can't be had within 2 s.
    """
    db.session.rollback()  # who waits holds no connection, or a crowd of writers would keep readers out
    if not _writer.acquire(timeout=WRITE_WAIT_SECONDS):
        raise Busy("Too many changes at once; this one was not made. Try again in a moment.")
    try:
        session = fresh_session()
        _lock(session)
        yield session
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writer.release()


def fresh_session() -> Session:
    """Return this context's session with nothing read yet, so that the next read sees the present."""
    session = db.session()
    session.expunge_all()
    session.rollback()
    return session


def _lock(session: Session) -> None:
    """Begin the write transaction; where another process writes, try again without blocking this one."""
    deadline = time.monotonic() + WRITE_WAIT_SECONDS
    while True:
        try:
            session.connection(execution_options={"writes": True})
            return
        except OperationalError:
            session.rollback()
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)


def _set_pragmas(connection, _record) -> None:
    for pragma in PRAGMAS:
        _patiently(connection, f"PRAGMA {pragma}")


def _patiently(connection, statement: str) -> None:
    """Run a pragma; switching a new file to WAL needs it for a moment alone."""
    deadline = time.monotonic() + WRITE_WAIT_SECONDS
    while True:
        try:
            connection.execute(statement)
            return
        except connection.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)


def _begin(connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
