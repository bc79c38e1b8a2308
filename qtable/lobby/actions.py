"""What a guest does by itself: joins the list, says that it is here, asks for more time, leaves. Its actor is GUEST."""

from typing import Any

from qtable import clock
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, Invalid
from qtable.guests.actions import create_guest
from qtable.guests.lifecycle import EXPECTED, GuestStatus, Verb
from qtable.guests.models import Guest, Source
from qtable.guests.outlook import quote_for
from qtable.guests.seating import change_status
from qtable.lobby.place import hold_end, more_time, names_allowed

GUEST = "guest"


def join(tx: Transaction, fields: dict[str, Any]) -> Guest:
    """Put a party on the waitlist, with the wait that it was told. Raises Conflict (closed) or Invalid (too large)."""
    if not tx.restaurant.policy("online_waitlist"):
        raise Conflict("The waitlist can't be joined online now. Ask the host at the door.")
    if fields["party_size"] > tx.restaurant.policy("online_party_max"):
        raise Invalid("So many can't join online. Ask the host at the door.", fields={"party_size": ["Too many."]})
    quoted = quote_for(tx.session, tx.restaurant, fields["party_size"], tx.now)
    told = {"quoted_wait": quoted.minutes, "status": GuestStatus.WAITING, "source": Source.ONLINE}
    names = names_allowed(fields["display_names"], tx.restaurant.policy("display_names"))
    return create_guest(tx, fields | told | {"display_names": names})


def say_here(tx: Transaction, guest: Guest) -> None:
    """Note that the party has come to the door. Raises IllegalTransition unless it waits."""
    change_status(tx, guest, GuestStatus.ARRIVED, only={Verb.MARK})


def ask_more_time(tx: Transaction, guest: Guest, held: str) -> None:
    """Hold a called party's table for longer; it runs late. `held` is the end that the party saw, as the wire says it.

    Changes nothing where that isn't so any more (sent twice), or it can't ask (again).
    """
    minutes = tx.restaurant.policy("hold_minutes")
    if guest.status not in EXPECTED or guest.notified_time is None:
        return
    present = hold_end(guest.notified_time, guest.held_until, minutes)
    until = more_time(guest.notified_time, present, minutes, tx.now)
    if until is None or held != clock.rfc3339(present):
        return
    change_status(tx, guest, GuestStatus.RUNNING_LATE, only={Verb.MARK})
    guest.held_until = until
    tx.named("more_time")
    tx.record(guest, "status_changed")


def leave(tx: Transaction, guest: Guest) -> None:
    """Take the party off the list. Raises IllegalTransition once it sits."""
    change_status(tx, guest, GuestStatus.CANCELLED)
