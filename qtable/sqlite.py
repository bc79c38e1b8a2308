"""SQLite: its pragmas, and its one writer at a time."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache, partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from qtable.group_commit import MakeDurable, Tell, Writers, Writing
from qtable.statements import Command, spoken_by

DIALECT = SQLiteDialect_pysqlite()
WRITE_WAIT_SECONDS = 2.0
RETRY_SECONDS = 0.005
MOST_CONNECTIONS = 15
# An update writes about 17 pages. Whose commit moves what is in the WAL into the file takes twice as long as others.
CHECKPOINT_PAGES = 4000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=0",
    f"wal_autocheckpoint={CHECKPOINT_PAGES}",
)

# One writer of a file at a time in this process; green under eventlet, so that waiting costs nobody else.
_writers: WeakKeyDictionary[Engine, Writers] = WeakKeyDictionary()


def engine_options(url: str) -> dict[str, Any]:
    """Return SQLAlchemy's engine options for a file; makes its folder. Errors never show what people typed."""
    file = make_url(url).database
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    rules = {"connect_args": {"check_same_thread": False, "isolation_level": None}, "hide_parameters": True}
    return rules | ({"pool_size": MOST_CONNECTIONS, "max_overflow": 0} if file else {})


def unhurried_engine(url: str) -> Engine:
    """Return an engine for what may take its time."""
    engine = create_engine(url, **engine_options(url))
    install(engine)
    return engine


def install(engine: Engine) -> None:
    """Give the engine SQLite's rules."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def turn(engine: Engine, _restaurant_id: str | None) -> threading.Semaphore:
    """Return what a writer of this process holds while it writes: the file has one writer, whoever's rows they are."""
    return _writers.setdefault(engine, Writers()).turn


def writing(
    engine: Engine, _restaurant_id: str | None, make_durable: MakeDurable, tell: Tell
) -> AbstractContextManager[Writing]:
    """Let the holder of the turn write, and share a commit with who writes at the same time. Gives the turn back."""
    return _writers[engine].writing(partial(_begin_writing, engine), make_durable, tell)


def run(connection: Connection, *commands: Command) -> list[list[Any]]:
    """Run statements one after the other; return the rows of each. Raises what SQLAlchemy would."""
    driver: Any = connection.connection.dbapi_connection
    spoken = [(spoken_by(DIALECT, one), one.values) for one in commands]
    try:
        return [driver.execute(said.text, said.bound(values)).fetchall() for said, values in spoken]
    except sqlite3.Error as error:
        raise DBAPIError.instance("", None, error, sqlite3.Error, hide_parameters=True) from error


def store(written: Writing, *commands: Command) -> None:
    """Run a writer's statements at once: who writes next, in the same group, builds on them."""
    run(written.connection, *commands)


def _begin_writing(engine: Engine) -> Connection:
    """Return a connection that writes; where another process does, try again without blocking this one."""
    connection = _writer_of(engine).connect()
    try:
        _patiently(connection.begin, OperationalError)
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _writer_of(engine: Engine) -> Engine:
    return engine.execution_options(writes=True)


def _set_pragmas(connection, _record) -> None:
    for pragma in PRAGMAS:  # switching a new file to WAL needs it for a moment alone
        _patiently(partial(connection.execute, f"PRAGMA {pragma}"), connection.OperationalError)


def _patiently(act: Callable[[], object], busy: type[Exception]) -> object:
    deadline = time.monotonic() + WRITE_WAIT_SECONDS
    while True:
        try:
            return act()
        except busy:
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)


def _begin(connection) -> None:
    writes = connection.get_execution_options().get("writes")
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    try:
        connection.connection.dbapi_connection.execute(
            begin
        )  # SQLAlchemy's own way to a statement takes ten times as long
    except sqlite3.Error as error:
        raise OperationalError(begin, None, error) from error
