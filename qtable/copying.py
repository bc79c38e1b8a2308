"""A whole database moved to another one, of the same or the other engine: every row, compared before it counts."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, Row, Select, Table, exists, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from qtable import database
from qtable.changes import reading
from qtable.errors import Conflict, Invalid
from qtable.extensions import db
from qtable.restaurants.models import Restaurant

ROWS_AT_ONCE = 500
READINGS = ("server_time", "timestamp")  # of a full sync: they tell when it was read


def copy_database(source_url: str, target_url: str, say: Callable[[str], None]) -> None:
    """Copy all restaurants, people and logs into an empty database, in one transaction; nobody writes meanwhile.

    Epochs and seqs stay, so that devices carry on with their cursors. `say` is told how far it is.
    Raises Invalid (a database that isn't prepared) or Conflict (target not empty; copy not equal).
    """
    with _open(source_url) as source, _open(target_url) as target:
        if target.scalar(select(exists(select(Restaurant.id)))):
            raise Conflict("The target has restaurants already. Copy into a database that was only prepared.")
        ids = list(source.scalars(select(Restaurant.id).order_by(Restaurant.id)))
        for table in db.metadata.sorted_tables:
            copied = sum(_copy(source, target, query, table) for query in _parts(source, target, table, ids))
            say(f"{table.name}: {copied} rows")
        _check_references(target)
        for restaurant_id in ids:
            name = _compare(source, target, restaurant_id)
            say(f"{name}: the full syncs and the logs' heads are equal")


@contextmanager
def _open(url: str) -> Iterator[Connection]:
    """Open a prepared database for one transaction that keeps writers out."""
    engine = database.unhurried_engine(url)
    shown = engine.url.render_as_string(hide_password=True)
    head = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config()).get_current_head()
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not inspect(connection).has_table("alembic_version") or _revision(connection) != head:
                raise Invalid(
                    f"{shown} isn't prepared for this version. Run: DATABASE_URL=… flask --app qtable db upgrade"
                )
            database.keep_still(connection)
            yield connection
    except SQLAlchemyError as error:
        raise Invalid(f"{shown} can't be used, and nothing was copied: {error}") from error
    finally:
        engine.dispose()


def _revision(connection: Connection) -> str | None:
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def _parts(source: Connection, target: Connection, table: Table, ids: list[str]) -> Iterator[Select[Any]]:
    """Yield what to read of a table: the rows of one restaurant after the other, which both databases then show."""
    if "restaurant_id" not in table.c:
        yield select(table)
        return
    for restaurant_id in ids:
        for connection in (source, target):
            database.show_rows(connection, restaurant_id)
        yield select(table).where(table.c.restaurant_id == restaurant_id)


def _copy(source: Connection, target: Connection, query: Select[Any], table: Table) -> int:
    """Copy what a query reads, then read it in both; return how many rows it is. Raises Conflict."""
    rows = source.execute(query.execution_options(yield_per=ROWS_AT_ONCE)).mappings()
    for some in rows.partitions():
        target.execute(table.insert(), [dict(row) for row in some])
    count, checksum = _sum(source, query)
    if (count, checksum) != _sum(target, query):
        raise Conflict(f"The copy of {table.name} isn't equal to what it was copied from; nothing was kept.")
    return count


def _sum(connection: Connection, query: Select[Any]) -> tuple[int, int]:
    """Return how many rows a query reads, and a checksum of them, whatever their order."""
    count, checksum = 0, 0
    for row in connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE)):
        count += 1
        checksum ^= int.from_bytes(hashlib.sha256(_text(row).encode()).digest())
    return count, checksum


def _text(row: Row[Any]) -> str:
    return repr([value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in row])


def _check_references(target: Connection) -> None:
    """Let what is checked at the commit be checked now, before the databases are compared."""
    if target.dialect.name == "postgresql":
        target.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def _compare(source: Connection, target: Connection, restaurant_id: str) -> str:
    """Hold two full syncs and heads against each other; return the restaurant's name. Raises Conflict."""
    one, two = _shown(source, restaurant_id), _shown(target, restaurant_id)
    if one != two:
        raise Conflict(f"The full syncs of restaurant {restaurant_id} differ; nothing was kept.")
    return one[-1]


def _shown(connection: Connection, restaurant_id: str) -> tuple[Any, ...]:
    database.show_rows(connection, restaurant_id)
    with Session(connection) as session:
        restaurant = reading.restaurant_row(session, restaurant_id)
        body = reading.snapshot(session, restaurant_id).body
        last = reading.after(session, restaurant, restaurant.change_seq - 1, 2)
    kept = {name: value for name, value in body.items() if name not in READINGS}
    kept["guests"] = [{name: value for name, value in guest.items() if name != "waitTime"} for guest in body["guests"]]
    return kept, last, restaurant.name
