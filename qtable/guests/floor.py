"""What the floor asks of the party at a table: clear it, take it, or a status as older apps ask for one."""

from typing import Any

from qtable.accounts.access import Actor, insist
from qtable.accounts.roles import Capability
from qtable.changes.open_transaction import Transaction
from qtable.errors import Invalid
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest
from qtable.guests.seating import Place, change_status
from qtable.guests.sitting import refuse_joined
from qtable.tables import actions
from qtable.tables.models import SEATABLE, Table, TableStatus


def update_table(tx: Transaction, table: Table, fields: dict[str, Any], actor: Actor) -> Table:
    """Change a table's own fields, and its status or guest by the act of that name.

    Raises Forbidden where the actor may not arrange the floor and a field but the notes would change.
    """
    status, override = _asked_status(table, fields), fields.pop("override", False)
    guest_id = fields.pop("current_guest_id", None)
    if actions.arranges(table, fields):
        insist(actor, Capability.ARRANGE_FLOOR)
    actions.update_table(tx, table, fields)
    if status is not None:
        change_table_status(tx, table, status, guest_id, override=override)
    return table


def clear_table(tx: Transaction, table: Table) -> Table:
    """Make a table ready again: whoever sits there has left, and it is clean. A reserved or closed one stays so.

    Raises Conflict for one that is joined to another one's party.
    """
    refuse_joined(tx, table)
    if table.current_guest_id is not None:
        change_status(tx, tx.find(Guest, table.current_guest_id), GuestStatus.FINISHED)
    if table.status == TableStatus.NEEDS_CLEANING:
        table.bus()
        tx.record(table, "cleared")
    _end_turn(tx, table)
    return table


def change_table_status(
    tx: Transaction, table: Table, status: TableStatus, guest_id: str | None = None, *, override: bool = False
) -> Table:
    """Lead a table to a status as older apps ask for it: occupied by a party, or free of one.

    Raises Conflict where a party sits and the status says nothing of its leaving.
    """
    if status == TableStatus.OCCUPIED and guest_id is not None:
        change_status(tx, tx.find(Guest, guest_id), GuestStatus.SEATED, Place(table.id), override=override)
        return table
    if status == TableStatus.OCCUPIED and table.status == TableStatus.OCCUPIED:
        return table
    refuse_joined(tx, table)
    if status in (TableStatus.AVAILABLE, TableStatus.NEEDS_CLEANING) and table.current_guest_id is not None:
        change_status(tx, tx.find(Guest, table.current_guest_id), GuestStatus.FINISHED)
    actions.set_table_status(tx, table, status)
    _end_turn(tx, table)
    return table


def _end_turn(tx: Transaction, table: Table) -> None:
    """Note on the visit that left a table dirty that it is ready again: there its turn ends."""
    if table.last_guest_id is None or table.status not in SEATABLE:
        return
    guest = tx.find_or_none(Guest, table.last_guest_id)
    table.last_guest_id = None
    if guest is not None and guest.gone:
        guest.ready_time = tx.happened(guest.finished_time)
        tx.record(guest)


def _asked_status(table: Table, fields: dict[str, Any]) -> TableStatus | None:
    """Return the status that a table is to have; a `currentGuestId` that differs asks for one too.

    Apps send the whole table back: what differs from the present counts. Raises Invalid where both differ and disagree.
    """
    status, guest_id = fields.pop("status", None), fields.get("current_guest_id", table.current_guest_id)
    if guest_id == table.current_guest_id:
        return status
    meant = TableStatus.AVAILABLE if guest_id is None else TableStatus.OCCUPIED
    if status in (None, table.status):
        return meant
    if (status == TableStatus.OCCUPIED) != (meant == TableStatus.OCCUPIED):
        raise Invalid("The status and the guest contradict each other.", fields={"status": ["Contradicts the guest."]})
    return status
