"""Which status of a booking may follow which, and which status its party's visit gives it."""

from collections.abc import Mapping
from enum import StrEnum

from qtable.guests.lifecycle import GuestStatus


class ReservationStatus(StrEnum):
    """Where a booking is, from the call to the bill."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    PARTIALLY_ARRIVED = "partially_arrived"
    ARRIVED = "arrived"
    SEATED = "seated"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


BOOKED = (ReservationStatus.PENDING, ReservationStatus.CONFIRMED)
AT_THE_DOOR = (ReservationStatus.PARTIALLY_ARRIVED, ReservationStatus.ARRIVED)
OVER = (ReservationStatus.FINISHED, ReservationStatus.CANCELLED, ReservationStatus.NO_SHOW)
# What keeps a table from being booked by others.
ACTIVE = (*BOOKED, *AT_THE_DOOR, ReservationStatus.SEATED)

_FROM_THE_BOOK = frozenset({*ACTIVE, ReservationStatus.CANCELLED, ReservationStatus.NO_SHOW})
_FROM_THE_DOOR = frozenset(ReservationStatus) - {ReservationStatus.FINISHED}
_BACK_TO_THE_BOOK = frozenset({*BOOKED, *AT_THE_DOOR})

TRANSITIONS: Mapping[ReservationStatus, frozenset[ReservationStatus]] = {
    **dict.fromkeys(BOOKED, _FROM_THE_BOOK),
    **dict.fromkeys(AT_THE_DOOR, _FROM_THE_DOOR),
    ReservationStatus.SEATED: frozenset({ReservationStatus.ARRIVED, ReservationStatus.FINISHED}),
    ReservationStatus.FINISHED: frozenset({ReservationStatus.ARRIVED, ReservationStatus.SEATED}),
    ReservationStatus.CANCELLED: _BACK_TO_THE_BOOK,
    ReservationStatus.NO_SHOW: _BACK_TO_THE_BOOK,
}

# What a booking becomes when its party's visit takes a status; a party at the door has arrived, in part or whole.
OF_GUEST: Mapping[GuestStatus, ReservationStatus] = {
    GuestStatus.WAITING: ReservationStatus.ARRIVED,
    GuestStatus.ARRIVED: ReservationStatus.ARRIVED,
    GuestStatus.RUNNING_LATE: ReservationStatus.ARRIVED,
    GuestStatus.SEATED: ReservationStatus.SEATED,
    GuestStatus.FINISHED: ReservationStatus.FINISHED,
    GuestStatus.CANCELLED: ReservationStatus.CANCELLED,
    GuestStatus.NO_SHOW: ReservationStatus.NO_SHOW,
}
# And the other way round: the status of the visit that leads its booking there.
GUEST_OF: Mapping[ReservationStatus, GuestStatus] = {
    ReservationStatus.ARRIVED: GuestStatus.WAITING,
    ReservationStatus.SEATED: GuestStatus.SEATED,
    ReservationStatus.FINISHED: GuestStatus.FINISHED,
    ReservationStatus.CANCELLED: GuestStatus.CANCELLED,
    ReservationStatus.NO_SHOW: GuestStatus.NO_SHOW,
}

# What the log calls a change that is the booking's own; the other ones are the visit's.
VERBS: Mapping[ReservationStatus, str] = {
    ReservationStatus.PENDING: "unconfirm",
    ReservationStatus.CONFIRMED: "confirm",
    ReservationStatus.PARTIALLY_ARRIVED: "arrive",
    ReservationStatus.ARRIVED: "arrive",
    ReservationStatus.CANCELLED: "cancel",
    ReservationStatus.NO_SHOW: "no_show",
}


def may_follow(old: ReservationStatus, new: ReservationStatus) -> bool:
    """Tell whether a booking may go from `old` to `new`."""
    return new in TRANSITIONS[old]
