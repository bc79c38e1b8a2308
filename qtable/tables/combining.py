"""Combinations: made, changed and removed, and the tables of one joined for a party and given back."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, Invalid
from qtable.tables.floor_plan import COUNTED, combination_row
from qtable.tables.models import Combination, Table


def create_combination(tx: Transaction, fields: dict[str, Any]) -> Combination:
    """Say that tables can be put together. Raises NotFound, Invalid, or Conflict when the name is taken."""
    tables = [{name: getattr(tx.find(Table, table_id), name) for name in COUNTED} for table_id in fields["table_ids"]]
    row = combination_row(fields, tables)
    combination = Combination(id=fields.get("id") or str(uuid.uuid4()), **row)
    _check(tx, combination)
    tx.add(combination)
    return combination


def update_combination(tx: Transaction, combination: Combination, fields: dict[str, Any]) -> Combination:
    """Change a combination; records nothing when all stays as it is. Its tables stay while a party sits at them."""
    wanted = {name: value for name, value in fields.items() if value is not None}
    changed = {name: value for name, value in wanted.items() if getattr(combination, name) != value}
    if not changed:
        return combination
    if "table_ids" in changed:
        refuse_taken_combination(tx, combination)
    for name, value in changed.items():
        setattr(combination, name, value)
    _check(tx, combination)
    tx.record(combination)
    return combination


def delete_combination(tx: Transaction, combination: Combination) -> None:
    """Remove a combination; its tables stay. Raises Conflict while a party sits at it."""
    refuse_taken_combination(tx, combination)
    tx.remove(combination)


def combinations_of(tx: Transaction, table: Table) -> list[Combination]:
    """Return the combinations that a table is part of."""
    mine = select(Combination).where(Combination.restaurant_id == tx.restaurant.id)
    with tx.session.no_autoflush:
        return [one for one in tx.session.scalars(mine.order_by(Combination.id)) if table.id in one.table_ids]


def tables_of(tx: Transaction, combination: Combination) -> list[Table]:
    """Return the tables of a combination, the one that takes the party first."""
    return [tx.find(Table, table_id) for table_id in combination.table_ids]


def joined_with(tx: Transaction, table: Table) -> list[Table]:
    """Return a table with those that are joined to it; an ordinary one costs nothing to tell."""
    if table.combination_id is None:
        return [table]
    return [table, *tables_of(tx, tx.find(Combination, table.combination_id))[1:]]


def join(tx: Transaction, first: Table, others: Sequence[Table]) -> None:
    """Join tables to the one that its party has just taken. Raises Conflict when one is taken or not ready."""
    for table in others:
        table.join(first)
        tx.record(table, "joined")


def give_back(tx: Transaction, table: Table, how: Callable[[Table], None]) -> None:
    """Take a table back from its party, and all that are joined to it."""
    for one in joined_with(tx, table):
        how(one)
        tx.record(one, "cleared")


def refuse_taken_combination(tx: Transaction, combination: Combination) -> None:
    """Raise Conflict for a combination at which a party sits."""
    first = tx.find(Table, combination.table_ids[0])
    if first.combination_id == combination.id:
        raise Conflict(
            f"A party sits at {combination.name}. Finish or move it first.", "table_occupied", current=show(first)
        )


def _check(tx: Transaction, combination: Combination) -> None:
    if len(set(combination.table_ids)) < len(combination.table_ids):
        raise Invalid("A table stands in it twice.", fields={"tableIds": ["Each table once."]})
    if combination.min_party_size > combination.max_party_size:
        raise Invalid("minPartySize is above maxPartySize.", fields={"minPartySize": ["Above maxPartySize."]})
    mine = (Combination.restaurant_id == tx.restaurant.id, Combination.name == combination.name)
    with tx.session.no_autoflush:
        tables_of(tx, combination)
        if tx.session.scalar(select(Combination.id).where(*mine, Combination.id != combination.id)) is not None:
            raise Conflict(f"There is a combination {combination.name} already.", "name_taken")
