"""What was done by mistake is taken back: the party is what it was before, not only back where it was."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from qtable import clock
from qtable.changes.open_transaction import Transaction
from qtable.guests import seating
from qtable.guests.lifecycle import EXPECTED, GuestStatus, Verb
from qtable.guests.models import Guest
from qtable.guests.seating import NOWHERE, Place, StatusChange
from qtable.tables.models import Combination, Table

ANY = frozenset(Verb)


def change_status(
    tx: Transaction,
    guest: Guest,
    new: GuestStatus,
    at: Place = NOWHERE,
    *,
    override: bool = False,
    only: Collection[Verb] = ANY,
) -> StatusChange:
    """Lead a party back to where it was, as it was; what isn't known of that is as after any change of status.

    At the door it is called, late or here as before. At its table it sits since it first did, as far with its meal.
    Raises what any change of status raises.
    """
    if new in EXPECTED and guest.status not in EXPECTED:
        return back_at_the_door(tx, guest, only=only)
    if new == GuestStatus.SEATED:
        return _seat_again(tx, guest, at, override, only)
    return seating.change_status(tx, guest, new, at, override=override, only=only)


def back_at_the_door(
    tx: Transaction, guest: Guest, new: GuestStatus | None = None, *, only: Collection[Verb] = ANY
) -> StatusChange:
    """Let a party wait that sat or was gone, called as it was, and what it was unless `new` says what it is to be."""
    called, at_the_table = (guest.notified_time, guest.held_until), guest.at_the_table
    done = seating.change_status(tx, guest, new or GuestStatus.WAITING, only=only)
    if done.old in EXPECTED:
        return done
    guest.notified_time, guest.held_until = called
    guest.at_the_table = at_the_table
    guest.status = new or guest.status_before or guest.status
    tx.record(guest, "status_changed")
    return StatusChange(guest, done.old, GuestStatus(guest.status), done.table_cleared)


def _seat_again(tx: Transaction, guest: Guest, at: Place, override: bool, only: Collection[Verb]) -> StatusChange:
    """Seat a party; one that was put back on the list from there sits since it first did. Another one sits down now."""
    before = _sat_at(tx, guest, at)
    if before is not None:
        guest.seated_time, guest.server_id = _moment(before["seated_time"]), before["server_id"]
        guest.notified_time, guest.held_until = _moment(before["notified_time"]), _moment(before["held_until"])
        guest.last_table_id = before["table_id"]  # its server stays where it was there last
    done = seating.change_status(tx, guest, GuestStatus.SEATED, at, override=override, only=only)
    if before is not None:
        guest.status_before = before["status_before"]
        table = tx.find(Table, before["table_id"])
        table.stage = before["stage"]
        tx.record(guest, "seated")
        tx.record(table, "assigned")
    return done


def _sat_at(tx: Transaction, guest: Guest, at: Place) -> dict[str, Any] | None:
    """Return what a waiting party was there before it was put back on the list; None of one that wasn't."""
    before = guest.at_the_table
    if before is None or guest.status not in EXPECTED:
        return None
    together = tx.find_or_none(Combination, at.combination_id or "")
    first = together.table_ids[0] if together else at.table_id
    return before if before["table_id"] == first else None


def _moment(text: str | None) -> datetime | None:
    return None if text is None else clock.parse(text)
