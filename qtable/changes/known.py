"""What this process knows of a restaurant's rows: what its own transactions stored, less what others have changed."""

from collections.abc import Callable, Container, Mapping
from functools import cache
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, make_transient_to_detached

from qtable.changes.cursor import Cursor

Row = TypeVar("Row")
Values = dict[str, Any]
# By the row's kind and id; None is a row that isn't known. Values are replaced, never changed.
Rows = dict[tuple[str, str], Values | None]
Places = Container[tuple[str, str]]

MOST_ROWS = 1_000
MOST_MISSED = 100
MOST_RESTAURANTS = 200


class Known:
    """Rows as they were stored, each restaurant's with its place in the log."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Cursor, Rows]] = {}
        self._shared: set[str] = set()

    def rows(self, restaurant_id: str, head: Cursor, touched: Callable[[Cursor], Places | None]) -> Rows:
        """Return the rows that are known at the log's head, read under the lock.

        `touched(place)` is asked where others have written: the rows that the log names behind a place, None where that
        can't be told. It is then as if none were known.
        """
        place, rows = self._kept.get(restaurant_id, (None, {}))
        if place is None or place == head:
            self._shared.discard(restaurant_id)
            return rows
        self._shared.add(restaurant_id)
        if place.epoch != head.epoch or not 0 < head.seq - place.seq <= MOST_MISSED:
            return {}
        gone = touched(place)
        return {} if gone is None else {one: values for one, values in rows.items() if one not in gone}

    def doubted(self, restaurant_id: str) -> Cursor | None:
        """Return the place behind which others are likely to have written, since they had before the last transaction.

        None where they hadn't.
        """
        place, _ = self._kept.get(restaurant_id, (None, {}))
        return place if restaurant_id in self._shared else None

    def keep(self, restaurant_id: str, head: Cursor, rows: Rows) -> None:
        """Take the rows that are known at the log's head, still under the lock; a failed commit makes it forget."""
        if len(self._kept) >= MOST_RESTAURANTS:
            self._kept.clear()
            self._shared.clear()
        self._kept[restaurant_id] = (head, rows if len(rows) <= MOST_ROWS else {})

    def forget(self) -> None:
        """Know nothing any more."""
        self._kept.clear()


def values_of(row: Any) -> Values | None:
    """Return what is stored of a row, and of what it names; None where the session hasn't read all of it."""
    columns, others = _parts(inspect(type(row)))
    here = vars(row)
    if not here.keys() >= columns | others.keys():
        return None
    named = {name: here[name] and values_of(here[name]) for name in others}
    return {name: here[name] for name in columns} | named


def row_of(model: type[Row], values: Mapping[str, Any], named: Mapping[str, Any]) -> Row:
    """Return a row as a session would that had just read it and then let go of it; `named` are the rows it names."""
    row: Row = inspect(model).class_manager.new_instance()
    vars(row).update(values, **named)
    make_transient_to_detached(row)
    return row


def named_by(model: type[Any]) -> Mapping[str, type[Any]]:
    """Return the models of the rows that a row names, by those names."""
    return _parts(inspect(model))[1]


@cache
def _parts(mapper: Mapper[Any]) -> tuple[frozenset[str], dict[str, type[Any]]]:
    """Return the names of a model's columns, and those under which it names rows of other models."""
    return frozenset(mapper.column_attrs.keys()), {one.key: one.mapper.class_ for one in mapper.relationships}


def init_app(app: Flask) -> None:
    """Give `app` what it knows: nothing yet."""
    app.extensions["qtable.known"] = Known()


def known() -> Known:
    """Return what the current app knows."""
    return current_app.extensions["qtable.known"]
