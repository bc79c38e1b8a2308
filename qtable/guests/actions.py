"""What happens to a party: added, changed, seated, moved, unseated, finished, undone, deleted."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, IllegalTransition, Invalid
from qtable.guests.lifecycle import EXPECTED, GuestStatus, Verb, verb_for
from qtable.guests.models import Guest, Source
from qtable.tables.actions import set_table_status
from qtable.tables.models import Stage, Table, TableStatus

MADE_BY_SEATING = ("table_id", "seated_time", "finished_time")


@dataclass(frozen=True)
class StatusChange:
    """What a change of status did."""

    guest: Guest
    old: GuestStatus
    new: GuestStatus
    table_cleared: bool = False


def create_guest(tx: Transaction, fields: dict[str, Any]) -> Guest:
    """Add a party at the door. Raises Invalid for one that would already sit or be gone."""
    if fields.get("status") not in EXPECTED or any(fields.pop(name, None) is not None for name in MADE_BY_SEATING):
        raise Invalid("Create the guest first, then seat it.", fields={"status": ["A new guest waits."]})
    _settle_name(fields)
    if not fields.get("name"):
        raise Invalid("Give the guest a name.", fields={"name": ["Missing."]})
    _settle_source(fields)
    arrival = fields.pop("arrival_time", tx.now)
    guest = Guest(id=fields.pop("id", None) or str(uuid.uuid4()), arrival_time=arrival, **fields)
    tx.add(guest)
    return guest


def update_guest(tx: Transaction, guest: Guest, fields: dict[str, Any]) -> Guest:
    """Change a party's own fields, and its status or table by the action of the same name.

    Raises Invalid for another quoted wait: what was promised stays beside what it became.
    """
    status, override = fields.pop("status", None), fields.pop("override", False)
    table_given, table_id = "table_id" in fields, fields.pop("table_id", None)
    _settle_name(fields, guest.first_name, guest.last_name)
    changed = {name: value for name, value in fields.items() if getattr(guest, name) != value}
    if "quoted_wait" in changed and guest.quoted_wait is not None:
        raise Invalid("The quoted wait stays as it was promised.", fields={"quotedWait": ["Already quoted."]})
    if status is None and table_given and table_id != guest.table_id:
        status = _status_at(table_id)
    if status is not None:
        change_status(tx, guest, status, table_id, override=override)
    for name, value in changed.items():
        setattr(guest, name, value)
    if changed:
        tx.record(guest)
    return guest


def change_status(
    tx: Transaction,
    guest: Guest,
    new: GuestStatus,
    table_id: str | None = None,
    *,
    override: bool = False,
    only: Collection[Verb] = frozenset(Verb),
) -> StatusChange:
    """Lead a party to a status, with everything that goes with it; the same status again changes nothing.

    `only` narrows which verbs may lead there. Raises IllegalTransition, Invalid (no table named) or
    Conflict (table taken, not ready, or too small without `override`).
    """
    old = GuestStatus(guest.status)
    verb = verb_for(old, new)
    if old == new and (verb is None or table_id in (None, guest.table_id)):
        return StatusChange(guest, old, new)
    if verb is None or verb not in only:
        raise _illegal(guest, new, only)
    tx.kind = tx.kind if tx.kind == "batch" else verb
    had_table = guest.table_id is not None
    if new == GuestStatus.SEATED:
        _sit(tx, guest, verb, table_id, override)
    elif verb == Verb.REOPEN:
        _reopen(tx, guest, new)
    else:
        _leave(tx, guest, new)
    return StatusChange(guest, old, new, table_cleared=had_table and guest.table_id is None)


def delete_guest(tx: Transaction, guest: Guest) -> None:
    """Remove a party and all it said; its table becomes free."""
    _give_back(tx, guest, Table.vacate)
    guest.table_id = None
    tx.remove(guest)


def clear_table(tx: Transaction, table: Table) -> Table:
    """Make a table ready again: whoever sits there has left, and it is clean. A reserved or closed one stays so."""
    if table.current_guest_id is not None:
        change_status(tx, tx.find(Guest, table.current_guest_id), GuestStatus.FINISHED)
    if table.status == TableStatus.NEEDS_CLEANING:
        table.bus()
        tx.record(table, "cleared")
    return table


def change_table_status(
    tx: Transaction, table: Table, status: TableStatus, guest_id: str | None = None, *, override: bool = False
) -> Table:
    """Lead a table to a status as older apps ask for it: occupied by a party, or free of one.

    Raises Conflict where a party sits and the status says nothing of its leaving.
    """
    if status == TableStatus.OCCUPIED and guest_id is not None:
        change_status(tx, tx.find(Guest, guest_id), GuestStatus.SEATED, table.id, override=override)
        return table
    if status == TableStatus.OCCUPIED and table.status == TableStatus.OCCUPIED:
        return table
    if status in (TableStatus.AVAILABLE, TableStatus.NEEDS_CLEANING) and table.current_guest_id is not None:
        change_status(tx, tx.find(Guest, table.current_guest_id), GuestStatus.FINISHED)
    return set_table_status(tx, table, status)


def _status_at(table_id: str | None) -> GuestStatus:
    if table_id is None:
        raise Invalid("Say what the party does: send its status too.", fields={"status": ["Missing."]})
    return GuestStatus.SEATED


def _sit(tx: Transaction, guest: Guest, verb: Verb, table_id: str | None, override: bool) -> None:
    if verb == Verb.RESEAT:
        _refuse_yesterday(tx, guest)
        table_id = table_id or guest.last_table_id
    if table_id is None:
        raise Invalid("Say at which table.", fields={"tableId": ["Missing."]})
    table = tx.find(Table, table_id)
    _refuse_taken(tx, table)
    if guest.party_size > table.max_party_size and not override:
        raise Conflict(
            f"Table {table.label} seats {table.max_party_size}; {guest} needs more. Send override to seat them anyway.",
            "over_capacity",
            current=show(table),
        )
    stage = tx.find(Table, guest.table_id).stage if guest.table_id else None
    _give_back(tx, guest, Table.vacate)
    tx.session.flush()
    table.occupy(guest.id, stage or Stage.SEATED)
    guest.status, guest.table_id, guest.last_table_id = GuestStatus.SEATED, table.id, table.id
    guest.seated_time = guest.seated_time or tx.now
    guest.finished_time = None
    tx.record(guest, "seated")
    tx.record(table, "assigned")


def _leave(tx: Transaction, guest: Guest, new: GuestStatus) -> None:
    """Give the table back, if there is one, and take the new status."""
    dirty = tx.restaurant.policy("clean_after_finish")
    left = new == GuestStatus.FINISHED
    _give_back(tx, guest, (lambda table: table.vacate(needs_cleaning=dirty)) if left else Table.undo_seating)
    guest.status, guest.table_id = new, None
    if guest.gone:
        guest.finished_time = tx.now
    else:
        guest.seated_time = None
    tx.record(guest, "status_changed")


def _reopen(tx: Transaction, guest: Guest, new: GuestStatus) -> None:
    _refuse_yesterday(tx, guest)
    guest.status, guest.finished_time, guest.seated_time = new, None, None
    tx.record(guest, "status_changed")


def _give_back(tx: Transaction, guest: Guest, how: Callable[[Table], None]) -> None:
    """Take the party's table back, if it has one."""
    if guest.table_id is not None:
        table = tx.find(Table, guest.table_id)
        how(table)
        tx.record(table, "cleared")


def _refuse_taken(tx: Transaction, table: Table) -> None:
    if table.current_guest_id is None:
        return
    sitting = tx.find(Guest, table.current_guest_id)
    raise Conflict(
        f"Table {table.label} is taken by {sitting}.", "table_occupied", current=show(sitting), table=show(table)
    )


def _refuse_yesterday(tx: Transaction, guest: Guest) -> None:
    ended = guest.finished_time
    if ended is not None and ended < tx.restaurant.day_start(tx.now):
        raise IllegalTransition(
            f"{guest} left on an earlier business day; that can't be undone. Add the party anew.", current=show(guest)
        )


def _illegal(guest: Guest, new: GuestStatus, asked: Collection[Verb]) -> IllegalTransition:
    said = f"become {_said(new)}"
    if len(asked) == 1:
        (verb,) = asked
        said = {Verb.MOVE: "be moved; seat them", Verb.UNSEAT: "be unseated; they don't sit"}.get(verb, said)
    return IllegalTransition(f"{guest} is {_said(guest.status)} and can't {said}.", current=show(guest))


def _said(status: str) -> str:
    return status.replace("_", " ")


def _settle_name(fields: dict[str, Any], first: str | None = None, last: str | None = None) -> None:
    """Make the whole name of its parts, the given ones before the present ones."""
    parts = (fields.get("first_name", first), fields.get("last_name", last))
    if "name" not in fields and fields.keys() & {"first_name", "last_name"} and any(parts):
        fields["name"] = " ".join(filter(None, parts))


def _settle_source(fields: dict[str, Any]) -> None:
    walk_in = fields.pop("is_walk_in", None)
    if "source" not in fields and walk_in is not None:
        fields["source"] = Source.WALK_IN if walk_in else Source.RESERVATION
