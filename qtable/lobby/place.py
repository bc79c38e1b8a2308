"""Where a party is, as its own page and the lobby's screen say it. Pure."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.restaurants.models import DisplayNames

MORE_TIME = timedelta(minutes=5)
MOST_OFTEN = 2
# "Almost" is a promise: first in line, and the range begins within so many minutes.
ALMOST_MINUTES = 5
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O, which are read as digits


class State(StrEnum):
    """What a party's page shows."""

    WAITING = "waiting"
    ALMOST = "almost"
    READY = "ready"
    SEATED = "seated"
    LEFT = "left"
    REMOVED = "removed"


def state_of(status: str, *, called: bool, number: int | None, low: int) -> State:
    """Return the state of a party; `number` is its place in line, `low` the lower end of its range in minutes."""
    if status in EXPECTED:
        if called:
            return State.READY
        return State.ALMOST if number == 1 and low <= ALMOST_MINUTES else State.WAITING
    return {GuestStatus.SEATED: State.SEATED, GuestStatus.FINISHED: State.LEFT}.get(GuestStatus(status), State.REMOVED)


def hold_end(notified: datetime, held_until: datetime | None, hold_minutes: int) -> datetime:
    """Return until when a called party's table is held; `held_until` is None of who was called before it was kept."""
    return held_until or notified + timedelta(minutes=hold_minutes)


def more_time(notified: datetime, held: datetime, hold_minutes: int, now: datetime) -> datetime | None:
    """Return until when the table is held if the party asks for MORE_TIME, or None where it can't ask (again).

    It can MOST_OFTEN times, counted by how far the hold already goes beyond `hold_minutes` from the call.
    """
    until = held + MORE_TIME
    last = notified + timedelta(minutes=hold_minutes) + MOST_OFTEN * MORE_TIME
    return until if now < until <= last else None


def minutes_left(held: datetime, now: datetime) -> int:
    """Return whole minutes until the hold ends, the begun one included; 0 once it is over."""
    return max(0, -((now - held) // timedelta(minutes=1)))


def code_of(guest_id: str) -> str:
    """Return the short code of a party, like K427: the same wherever it is shown, and no part of its name."""
    digest = hashlib.sha256(guest_id.encode()).digest()
    return f"{LETTERS[digest[0] % len(LETTERS)]}{int.from_bytes(digest[1:5], 'big') % 1000:03}"


def names_allowed(told: str | None, policy: str) -> DisplayNames:
    """Return what may be shown of a party's name: what the policy allows, and no more than the guest was told."""
    chosen = {DisplayNames(policy), DisplayNames(told or policy)}
    return next(how for how in DisplayNames if how in chosen)


def shown_as(guest_id: str, name: str, how: str) -> str:
    """Return what the lobby's screen calls a party: its code, its initials, or its first name."""
    words = name.split()
    if how == DisplayNames.INITIALS:
        return " ".join(f"{word[0].upper()}." for word in (words[0], *words[1:][-1:]))
    return words[0] if how == DisplayNames.FIRST_NAME else code_of(guest_id)
