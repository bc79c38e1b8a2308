"""Where a party is in its visit, and the table that goes with it: seated, moved, unseated, gone, back again."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, IllegalTransition, Invalid
from qtable.guests.lifecycle import GuestStatus, Verb, verb_for
from qtable.guests.models import Guest
from qtable.tables.models import Table
from qtable.tables.stages import Stage


@dataclass(frozen=True)
class StatusChange:
    """What a change of status did."""

    guest: Guest
    old: GuestStatus
    new: GuestStatus
    table_cleared: bool = False


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
    tx.named(verb)
    had_table = guest.table_id is not None
    if new == GuestStatus.SEATED:
        _sit(tx, guest, verb, table_id, override)
    elif verb == Verb.REOPEN:
        _reopen(tx, guest, new)
    else:
        _leave(tx, guest, new)
    return StatusChange(guest, old, new, table_cleared=had_table and guest.table_id is None)


def give_back(tx: Transaction, guest: Guest, how: Callable[[Table], None]) -> None:
    """Take the party's table back, if it has one."""
    if guest.table_id is not None:
        table = tx.find(Table, guest.table_id)
        how(table)
        tx.record(table, "cleared")


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
    if guest.table_id is not None:
        give_back(tx, guest, Table.vacate)
        tx.flush()
    table.occupy(guest.id, stage or Stage.SEATED)
    guest.status, guest.table_id, guest.last_table_id = GuestStatus.SEATED, table.id, table.id
    guest.seated_time = guest.seated_time or tx.now
    guest.server_id, guest.finished_time, guest.ready_time = table.server_id, None, None
    tx.record(guest, "seated")
    tx.record(table, "assigned")


def _leave(tx: Transaction, guest: Guest, new: GuestStatus) -> None:
    """Give the table back, if there is one, and take the new status."""
    dirty = tx.restaurant.policy("clean_after_finish")
    left = new == GuestStatus.FINISHED
    give_back(tx, guest, (lambda table: table.vacate(needs_cleaning=dirty)) if left else Table.undo_seating)
    guest.status, guest.table_id = new, None
    if guest.gone:
        guest.finished_time = tx.now
        guest.ready_time = tx.now if left and not dirty else None
    else:
        guest.seated_time, guest.server_id = None, None
    tx.record(guest, "status_changed")


def _reopen(tx: Transaction, guest: Guest, new: GuestStatus) -> None:
    _refuse_yesterday(tx, guest)
    guest.status, guest.finished_time, guest.seated_time = new, None, None
    guest.notified_time = guest.held_until = None
    guest.server_id, guest.ready_time = None, None
    tx.record(guest, "status_changed")


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
