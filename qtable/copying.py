"""A whole database moved to another one, of the same or the other engine: every row, compared before it counts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, Select, Table, exists, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from qtable import database
from qtable.comparing import ROWS_AT_ONCE, compare, sum_of
from qtable.errors import Conflict, Invalid
from qtable.extensions import db
from qtable.restaurants.models import Restaurant
from qtable.tenant import show_rows


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
            name = compare(source, target, restaurant_id)
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
            show_rows(connection, restaurant_id)
        yield select(table).where(table.c.restaurant_id == restaurant_id)


def _copy(source: Connection, target: Connection, query: Select[Any], table: Table) -> int:
    """Copy what a query reads, then read it in both; return how many rows it is. Raises Conflict."""
    rows = source.execute(query.execution_options(yield_per=ROWS_AT_ONCE)).mappings()
    for some in rows.partitions():
        target.execute(table.insert(), [dict(row) for row in some])
    count, checksum = sum_of(source, query)
    if (count, checksum) != sum_of(target, query):
        raise Conflict(f"The copy of {table.name} isn't equal to what it was copied from; nothing was kept.")
    return count


def _check_references(target: Connection) -> None:
    """Let what is checked at the commit be checked now, before the databases are compared."""
    if target.dialect.name == "postgresql":
        target.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
