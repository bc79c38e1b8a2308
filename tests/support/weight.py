"""How much text the app fetches from its database, and by what statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from flask import Flask
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader
from sqlalchemy import event

from qtable.extensions import db


@dataclass
class Weight:
    """Bytes of text fetched, and each statement with its values."""

    fetched: int = 0
    statements: list[tuple[str, Any]] = field(default_factory=list)

    def take(self, text: bytes) -> str:
        """Count a value on its way from the database."""
        self.fetched += len(text)
        return text.decode()


@contextmanager
def weighing(app: Flask) -> Iterator[Weight]:
    """Count what `app` fetches inside the block."""
    weight = Weight()

    class Weighed(Loader):
        """Reads a text as PostgreSQL sends it."""

        def load(self, data: Any) -> str:
            return weight.take(bytes(data))

    def attach(connection: Any, *_: Any) -> None:
        if isinstance(connection, psycopg.Connection):
            connection.adapters.register_loader("text", Weighed)
        else:
            connection.text_factory = weight.take

    def detach(connection: Any, *_: Any) -> None:
        if isinstance(connection, psycopg.Connection):
            connection.adapters.register_loader("text", TextLoader)
        else:
            connection.text_factory = str

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        weight.statements.append((statement, values))

    with app.app_context():
        db.session.remove()
        engine = db.engine
    listeners = (("checkout", attach), ("checkin", detach), ("before_cursor_execute", note))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield weight
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)
