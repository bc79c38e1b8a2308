"""Rows by their key, read and stored by statements that are compiled once."""

from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, Table, Update, bindparam, inspect, select, update
from sqlalchemy.orm import Mapper

from qtable.statements import Command

KEY = "key_of_"
# Which fields change together is up to who asks: of fourteen there are sixteen thousand sets.
MOST_SETS_OF_FIELDS = 500


@cache
def by_key(mapper: Mapper[Any]) -> Select[Any]:
    """Return the query for a model's row by its whole key, given under the key's own names."""
    wanted = select(mapper).where(*(column == bindparam(column.name) for column in mapper.primary_key))
    return wanted.execution_options(autoflush=False)


def saving(row: Any) -> list[Command]:
    """Return what stores the changes of a row that was read in this transaction: one UPDATE, or none.

    The row counts as stored from here on. A session's flush would do the same for any mix of rows, at five times the
    price.
    """
    state = inspect(row)
    changed = tuple(name for name in state.committed_state if name in state.mapper.column_attrs)
    key = {KEY + column.name: getattr(row, column.name) for column in state.mapper.primary_key}
    now = {name: getattr(row, name) for name in changed}
    state._commit_all(state.dict, state.session and state.session.identity_map)  # noqa: SLF001 - the flush's own last step, public nowhere
    return [Command(_setting(state.mapper.local_table, changed), key | now)] if changed else []


@lru_cache(MOST_SETS_OF_FIELDS)
def _setting(table: Table, names: tuple[str, ...]) -> Update:
    mine = (column == bindparam(KEY + column.name) for column in table.primary_key)
    return update(table).where(*mine).values({name: bindparam(name) for name in names})
