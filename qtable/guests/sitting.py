"""Who sits at a table, and what is refused because of that."""

from qtable.changes.entities import show
from qtable.changes.open_transaction import Recorded, Transaction
from qtable.errors import Conflict
from qtable.guests.models import Guest
from qtable.tables.models import Table


def refuse_taken(tx: Transaction, table: Table, but_for: Guest) -> None:
    """Raise Conflict for a table at which another party sits than the one named, or that is joined to one."""
    if table.current_guest_id not in (None, but_for.id):
        sitting = tx.find(Guest, table.current_guest_id)
        raise Conflict(
            f"Table {table.label} is taken by {sitting}.", "table_occupied", current=show(sitting), table=show(table)
        )
    if table.joined_guest_id != but_for.id:
        refuse_joined(tx, table)


def refuse_joined(tx: Transaction, table: Table) -> None:
    """Raise Conflict for a table that is joined to another one's party."""
    if table.joined_to is None or table.joined_guest_id is None:
        return
    first, sitting = tx.find(Table, table.joined_to), tx.find(Guest, table.joined_guest_id)
    said = f"Table {table.label} is joined to table {first.label}, where {sitting} sits. Finish or move them first."
    raise Conflict(said, "table_joined", current=show(sitting), table=show(first))


def follow(tx: Transaction, recorded: Recorded) -> None:
    """Raise Conflict for a table that is removed while a party sits at it."""
    table = recorded.entity
    if not isinstance(table, Table) or recorded.action != "delete":
        return
    refuse_joined(tx, table)
    if table.current_guest_id is not None:
        sitting = tx.find(Guest, table.current_guest_id)
        said = f"{sitting} sits at table {table.label}. Finish or move them first."
        stays = show(table) | {"version": table.version - 1}  # its removal, which isn't to be, has counted already
        raise Conflict(said, "table_occupied", current=stays, guest=show(sitting))
