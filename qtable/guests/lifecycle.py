"""Which status may follow which: the one table of legal transitions of a party's visit."""

from collections.abc import Mapping
from enum import StrEnum


class GuestStatus(StrEnum):
    """Where a party is in its visit."""

    WAITING = "waiting"
    ARRIVED = "arrived"
    RUNNING_LATE = "running_late"
    SEATED = "seated"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Verb(StrEnum):
    """What a change of status is in the trade's words; the kind of the change in the log."""

    MARK = "mark"
    SEAT = "seat"
    MOVE = "move"
    UNSEAT = "unseat"
    FINISH = "finish"
    CANCEL = "cancel"
    NO_SHOW = "no_show"
    REOPEN = "reopen"
    RESEAT = "reseat"


EXPECTED = (GuestStatus.WAITING, GuestStatus.ARRIVED, GuestStatus.RUNNING_LATE)
HERE = (*EXPECTED, GuestStatus.SEATED)
GONE = (GuestStatus.FINISHED, GuestStatus.CANCELLED, GuestStatus.NO_SHOW)

_FROM_THE_DOOR: Mapping[GuestStatus, Verb] = {
    **dict.fromkeys(EXPECTED, Verb.MARK),
    GuestStatus.SEATED: Verb.SEAT,
    GuestStatus.CANCELLED: Verb.CANCEL,
    GuestStatus.NO_SHOW: Verb.NO_SHOW,
}
_BACK_TO_THE_DOOR: Mapping[GuestStatus, Verb] = {
    GuestStatus.WAITING: Verb.REOPEN,
    GuestStatus.ARRIVED: Verb.REOPEN,
}

TRANSITIONS: Mapping[GuestStatus, Mapping[GuestStatus, Verb]] = {
    **{status: {to: verb for to, verb in _FROM_THE_DOOR.items() if to != status} for status in EXPECTED},
    GuestStatus.SEATED: {
        GuestStatus.SEATED: Verb.MOVE,
        GuestStatus.WAITING: Verb.UNSEAT,
        GuestStatus.ARRIVED: Verb.UNSEAT,
        GuestStatus.FINISHED: Verb.FINISH,
    },
    GuestStatus.FINISHED: {**_BACK_TO_THE_DOOR, GuestStatus.SEATED: Verb.RESEAT},
    GuestStatus.CANCELLED: _BACK_TO_THE_DOOR,
    GuestStatus.NO_SHOW: _BACK_TO_THE_DOOR,
}


def verb_for(old: GuestStatus, new: GuestStatus) -> Verb | None:
    """Return the verb that leads from `old` to `new`, or None where none does."""
    return TRANSITIONS[old].get(new)
