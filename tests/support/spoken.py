"""What is said to the database, each statement by its verb and table: by SQLite's own account and by psycopg's."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import Connection, event

from qtable.extensions import db


@contextmanager
def spoken(app: Flask) -> Iterator[list[str]]:
    """Collect what `app` says meanwhile: `BEGIN`, `UPDATE guests`, …; on SQLite each row of an INSERT by itself."""
    said: list[str] = []
    with app.app_context():
        db.session.remove()
        engine = db.engine
        engine.connect().close()  # so that what a new connection is asked isn't counted
    on_sqlite = engine.dialect.name == "sqlite"

    def attach(connection: Any, *_: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(lambda statement: said.append(_in_short(statement)))

    def begin(connection: Connection) -> None:
        if not _driver(connection).autocommit:  # else we say it
            said.append("BEGIN")

    def commit(connection: Connection) -> None:
        if _driver(connection).info.transaction_status != psycopg.pq.TransactionStatus.IDLE:  # else we have said it
            said.append("COMMIT")

    listeners: list[tuple[str, Any]] = [("checkout", attach)]
    if not on_sqlite:
        listeners = [("begin", begin), ("commit", commit)]
    for name, listener in listeners:
        event.listen(engine, name, listener)
    with _overheard(said):
        yield said
    for name, listener in listeners:
        event.remove(engine, name, listener)
    with app.app_context():
        engine.dispose()


@contextmanager
def _overheard(said: list[str]) -> Iterator[None]:
    """Note what any connection of psycopg's is told, by SQLAlchemy or by us."""
    methods: tuple[tuple[Any, str], ...] = (
        (psycopg.Cursor, "execute"),
        (psycopg.Cursor, "executemany"),
        (psycopg.ServerCursor, "execute"),
    )
    heard = {one: getattr(*one) for one in methods}

    def noting(real: Any) -> Any:
        def told(cursor: Any, query: Any, *values: Any, **options: Any) -> Any:
            said.append(_in_short(str(query)))
            return real(cursor, query, *values, **options)

        return told

    for (kind, name), real in heard.items():
        setattr(kind, name, noting(real))
    try:
        yield
    finally:
        for (kind, name), real in heard.items():
            setattr(kind, name, real)


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _in_short(statement: str) -> str:
    verb, rest = statement.split(None, 1) if " " in statement else (statement, "")
    if verb not in ("SELECT", "INSERT", "UPDATE", "DELETE"):
        return verb
    found = re.search(r"\bFROM\s+(\w+)", rest) if verb in ("SELECT", "DELETE") else re.match(r"(?:INTO )?(\w+)", rest)
    return f"{verb} {found[1] if found else rest.split('(')[0]}"
