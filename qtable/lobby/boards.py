"""What each of the guests' pages shows: nobody's name but, where that was chosen, a part of those of the called."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from qtable import clock
from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.guests.line import is_remembered
from qtable.guests.models import WHO_IS_HERE, Guest
from qtable.lobby.place import State, hold_end, minutes_left, more_time, names_allowed, shown_as, state_of
from qtable.lobby.waits import Line, Wait
from qtable.restaurants.models import Restaurant

# Seconds after which a page asks again; a party whose visit is decided needs no news.
REFRESH = {State.WAITING: 30, State.ALMOST: 20, State.READY: 15}
DISPLAY_SECONDS = 15


@dataclass(frozen=True)
class Hold:
    """A called party's table: held until `until` on the restaurant's clock, `minutes` more, 0 once that is over.

    `stamp` names this hold on the wire; it can be made longer where `can_ask`.
    """

    until: datetime
    minutes: int
    stamp: str | None
    can_ask: bool


@dataclass(frozen=True)
class PartyBoard:
    """One party's page."""

    state: State
    party_size: int
    shown_as: str
    here: bool
    late: bool
    wait: Wait | None
    hold: Hold | None
    now: datetime
    is_open: bool

    @property
    def refresh(self) -> int:
        """Return after how many seconds to ask again, 0 for never."""
        return REFRESH.get(self.state, 0)


@dataclass(frozen=True)
class DoorBoard:
    """The page that joins: what parties wait now, and how many may join online; none while it is closed."""

    is_open: bool
    waits: list[Wait]
    most: int
    hold_minutes: int
    display_names: str


@dataclass(frozen=True)
class LobbyBoard:
    """The lobby's screen: who was called, latest first, each with the party's size; and each class's wait."""

    called: list[tuple[str, int]]
    waits: list[Wait]
    now: datetime


def of_the_door(session: Session, restaurant: Restaurant, now: datetime) -> DoorBoard:
    """Return what stands at the door."""
    policy, is_open = restaurant.policy, restaurant.policy("online_waitlist")
    most = policy("online_party_max")
    waits = Line(session, restaurant, now).of_every_class(most) if is_open else []
    return DoorBoard(is_open, waits, most, policy("hold_minutes"), policy("display_names"))


def of_party(session: Session, restaurant: Restaurant, guest: Guest, now: datetime) -> PartyBoard:
    """Return what a party's own page shows."""
    waits = guest.status in EXPECTED
    hold = _hold(restaurant, guest, now) if waits and guest.notified_time else None
    wait = Line(session, restaurant, now).of_party(guest) if waits and hold is None else None
    number, low = (wait.number, wait.quote.low) if wait else (None, 0)
    state = state_of(guest.status, called=hold is not None, number=number, low=low)
    here, late = guest.status == GuestStatus.ARRIVED, guest.status == GuestStatus.RUNNING_LATE
    is_open = restaurant.policy("online_waitlist")
    called = called_on_screen(restaurant, guest)
    return PartyBoard(state, guest.party_size, called, here, late, wait, hold, restaurant.local(now), is_open)


def of_everybody(session: Session, restaurant: Restaurant, now: datetime) -> LobbyBoard:
    """Return what the lobby's screen shows."""
    columns = (Guest.id, Guest.name, Guest.party_size, Guest.display_names)
    here = (WHO_IS_HERE, Guest.status.in_(EXPECTED), is_remembered(restaurant, now))
    mine = (Guest.restaurant_id == restaurant.id, *here)
    called = select(*columns).where(*mine, Guest.notified_time.is_not(None)).order_by(Guest.notified_time.desc())
    shown = [(called_on_screen(restaurant, party), party.party_size) for party in session.execute(called)]
    return LobbyBoard(shown, Line(session, restaurant, now).of_every_class(), restaurant.local(now))


def called_on_screen(restaurant: Restaurant, party: Guest | Row[str, str, int, str | None]) -> str:
    """Return what the lobby's screen calls a party."""
    how = names_allowed(party.display_names, restaurant.policy("display_names"))
    return shown_as(party.id, party.name, how)


def _hold(restaurant: Restaurant, guest: Guest, now: datetime) -> Hold:
    assert guest.notified_time is not None
    minutes = restaurant.policy("hold_minutes")
    held = hold_end(guest.notified_time, guest.held_until, minutes)
    longer = more_time(guest.notified_time, held, minutes, now)
    return Hold(restaurant.local(held), minutes_left(held, now), clock.rfc3339(held), longer is not None)
