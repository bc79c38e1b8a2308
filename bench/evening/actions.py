"""What a host can do to a party or a table: from which state, to which, and by which request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DOOR = ("waiting", "arrived", "running_late")
GONE = ("finished", "cancelled", "no_show")


@dataclass(frozen=True)
class Action:
    """One verb. `before` are the states that it can start from, `after` the one that it leads to."""

    before: tuple[str, ...]
    after: str
    method: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def seats(self) -> bool:
        """Tell whether it names a table to sit at."""
        return self.after == "seated"


def _status(before: tuple[str, ...], after: str) -> Action:
    return Action(before, after, "PUT", "/guests/{guest}/status/atomic", {"status": after})


def _verb(before: tuple[str, ...], after: str, verb: str, **body: Any) -> Action:
    return Action(before, after, "POST", f"/guests/{{guest}}/{verb}", body)


def _table(before: tuple[str, ...], after: str) -> Action:
    return Action(before, after, "PUT", "/tables/{table}", {"status": after})


ADD = Action((), "waiting", "POST", "/guests")
EDIT = Action((*DOOR, "seated", *GONE), "", "PUT", "/guests/{guest}")
DELETE = Action((*DOOR, "seated", *GONE), "deleted", "DELETE", "/guests/{guest}")

PARTY_ACTIONS: Mapping[str, Action] = {
    "add": ADD,
    "edit": EDIT,
    "delete": DELETE,
    "arrive": _status(DOOR, "arrived"),
    "late": _status(DOOR, "running_late"),
    "seat": _verb(DOOR, "seated", "seat"),
    "squeeze": _verb(DOOR, "seated", "seat", override=True),
    "move": _verb(("seated",), "seated", "move"),
    "unseat": _verb(("seated",), "waiting", "unseat"),
    "finish": _status(("seated",), "finished"),
    "reseat": _verb(("finished",), "seated", "seat"),
    "cancel": _verb(DOOR, "cancelled", "cancel"),
    "no_show": _verb(DOOR, "no_show", "no-show"),
    "reopen": _status(GONE, "waiting"),
}
TABLE_ACTIONS: Mapping[str, Action] = {
    "dirty": _table(("available",), "needs_cleaning"),
    "clear": Action(("needs_cleaning",), "available", "POST", "/tables/{table}/clear"),
    "close": _table(("available", "needs_cleaning"), "out_of_service"),
    "open": _table(("out_of_service",), "available"),
}
