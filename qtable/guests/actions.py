"""What happens to a party as such: added, changed, called to the host, deleted. Its status: seating.py."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import IllegalTransition, Invalid
from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.guests.models import Guest, Source
from qtable.guests.outlook import quote_for
from qtable.guests.seating import Place, change_status, give_back
from qtable.tables.models import Table

MADE_BY_SEATING = ("table_id", "seated_time", "finished_time")
# A device that was offline says when it happened.
REPORTED_TIMES = ("seated_time", "finished_time")

# Who is reported later came to another line: what would have been said to them is not known any more.
AS_IT_CAME = timedelta(minutes=5)


def create_guest(tx: Transaction, fields: dict[str, Any]) -> Guest:
    """Add a party at the door. Raises Invalid for one that would already sit or be gone."""
    if fields.get("status") not in EXPECTED or any(fields.pop(name, None) is not None for name in MADE_BY_SEATING):
        raise Invalid("Create the guest first, then seat it.", fields={"status": ["A new guest waits."]})
    _settle_name(fields)
    if not fields.get("name"):
        raise Invalid("Give the guest a name.", fields={"name": ["Missing."]})
    _settle_source(fields)
    arrival = fields.pop("arrival_time", tx.happened())
    guest = Guest(id=fields.pop("id", None) or str(uuid.uuid4()), arrival_time=arrival, **fields)
    _note_expectation(tx, guest)
    tx.add(guest)
    return guest


def update_guest(tx: Transaction, guest: Guest, fields: dict[str, Any]) -> Guest:
    """Change a party's own fields, and its status or table by the action of the same name.

    Raises Invalid for another quoted wait: what was promised stays beside what it became.
    """
    status, override = fields.pop("status", None), fields.pop("override", False)
    table_given, table_id = "table_id" in fields, fields.pop("table_id", None)
    combination_id = fields.pop("combination_id", None)
    reported = {name: fields.pop(name, None) for name in REPORTED_TIMES}
    _settle_name(fields, guest.first_name, guest.last_name)
    changed = {name: value for name, value in fields.items() if getattr(guest, name) != value}
    if "quoted_wait" in changed and guest.quoted_wait is not None:
        raise Invalid("The quoted wait stays as it was promised.", fields={"quotedWait": ["Already quoted."]})
    if status is None and combination_id is not None:
        status = GuestStatus.SEATED
    if status is None and table_given and table_id != guest.table_id:
        status = _status_at(table_id)
    if status is not None:
        change_status(tx, guest, status, Place(table_id, combination_id), override=override)
    changed |= _times(tx, guest, reported)
    for name, value in changed.items():
        setattr(guest, name, value)
    if changed:
        tx.record(guest)
    return guest


def notify_guest(tx: Transaction, guest: Guest) -> Guest:
    """Note that the party was told that its table is ready, and until when it is held.

    Raises IllegalTransition unless it waits.
    """
    if guest.status not in EXPECTED:
        raise IllegalTransition(f"{guest} doesn't wait any more.", current=show(guest))
    guest.notified_time = tx.happened(guest.arrival_time)
    guest.held_until = guest.notified_time + timedelta(minutes=tx.restaurant.policy("hold_minutes"))
    tx.record(guest, "notified")
    return guest


def delete_guest(tx: Transaction, guest: Guest, how: Callable[[Table], None] = Table.vacate) -> None:
    """Remove a party; its table is given back. What it was stays in the trail until the log's retention ends."""
    give_back(tx, guest, how)
    guest.table_id = None
    tx.remove(guest)


def _note_expectation(tx: Transaction, guest: Guest) -> None:
    """Keep what the rule says of the wait, so that it can be held against what it will have been."""
    if guest.reservation_id is not None or tx.now - guest.arrival_time > AS_IT_CAME:
        return
    tx.flush()
    quote = quote_for(tx.session, tx.restaurant, guest.party_size, tx.now)
    guest.expected_wait, guest.expected_ahead = quote.minutes, quote.ahead
    guest.expected_low, guest.expected_high = quote.low, quote.high


def _status_at(table_id: str | None) -> GuestStatus:
    if table_id is None:
        raise Invalid("Say what the party does: send its status too.", fields={"status": ["Missing."]})
    return GuestStatus.SEATED


def _times(tx: Transaction, guest: Guest, reported: dict[str, datetime | None]) -> dict[str, datetime]:
    """Return the reported times that the guest's status has, held between its arrival and now.

    A table that was ready as the party left was so when it really left.
    """
    held = {name: min(max(moment, guest.arrival_time), tx.now) for name, moment in reported.items() if moment}
    if "finished_time" in held and guest.ready_time == guest.finished_time:
        held["ready_time"] = held["finished_time"]
    return {name: moment for name, moment in held.items() if getattr(guest, name) not in (None, moment)}


def _settle_name(fields: dict[str, Any], first: str | None = None, last: str | None = None) -> None:
    """Make the whole name of its parts, the given ones before the present ones."""
    parts = (fields.get("first_name", first), fields.get("last_name", last))
    if "name" not in fields and fields.keys() & {"first_name", "last_name"} and any(parts):
        fields["name"] = " ".join(filter(None, parts))


def _settle_source(fields: dict[str, Any]) -> None:
    walk_in = fields.pop("is_walk_in", None)
    if "source" not in fields and walk_in is not None:
        fields["source"] = Source.WALK_IN if walk_in else Source.RESERVATION
