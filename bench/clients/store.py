"""What a device knows: a full sync, folded on with every change, and a record of what went wrong."""

from collections.abc import Iterable
from typing import Any

PLURALS = {
    "guest": "guests",
    "table": "tables",
    "reservation": "reservations",
    "section": "sections",
    "combination": "combinations",
    "server": "servers",
    "restaurant": "restaurants",
}
# A reading of the moment for parties that wait: two snapshots of one state may differ in it.
READINGS = ("waitTime",)


def seq_of(cursor: str) -> int:
    """Return the seq inside a cursor of version 1."""
    return int(cursor.split(".")[2])


class Store:
    """Entities by type and id, the place in the log, and counts of events, gaps and duplicates.

    `caught_up` counts transactions that came in a delta instead of live. `skipped` and `repeated` are witnesses
    that know nothing of seq: an entity's version grows by one with each transaction that touches it.
    """

    def __init__(self) -> None:
        self.entities: dict[tuple[str, str], dict[str, Any]] = {}
        self.seq = -1
        self.cursor: str | None = None
        self.events = 0
        self.gaps = 0
        self.duplicates = 0
        self.caught_up = 0
        self.skipped = 0
        self.repeated = 0

    def load(self, full: dict[str, Any]) -> None:
        """Start anew from a full sync."""
        self.entities = {(kind, entity["id"]): entity for kind, plural in PLURALS.items() for entity in full[plural]}
        self.seq, self.cursor = seq_of(full["cursor"]), full["cursor"]

    def fold(self, seq: int, cursor: str, changes: Iterable[dict[str, Any]]) -> bool:
        """Apply one transaction in its turn; return False, changing nothing, for a duplicate or a gap."""
        if seq <= self.seq:
            self.duplicates += 1
            return False
        if seq > self.seq + 1:
            self.gaps += 1
            return False
        self.put(changes)
        self.seq, self.cursor = seq, cursor
        self.events += 1
        return True

    def fold_delta(self, changes: list[dict[str, Any]], cursor: str) -> None:
        """Apply a delta's changes, which may span several transactions; what is known already is passed over."""
        fresh = [change for change in changes if change["seq"] > self.seq]
        self.caught_up += len({change["seq"] for change in fresh})
        self.put(fresh)
        if seq_of(cursor) > self.seq:
            self.seq, self.cursor = seq_of(cursor), cursor

    def put(self, changes: Iterable[dict[str, Any]]) -> None:
        """Set or remove each entity."""
        for change in changes:
            place = (change["entity_type"], change["entity_id"])
            if change["action"] == "delete":
                self.entities.pop(place, None)
            else:
                self._compare_versions(self.entities.get(place), change["data"])
                self.entities[place] = change["data"]

    def differences(self, full: dict[str, Any]) -> list[str]:
        """Return a line for each entity that differs from a full sync."""
        fresh = Store()
        fresh.load(full)
        places = sorted(self.entities.keys() | fresh.entities.keys())
        return [
            f"{kind} {entity_id}: {_bare(mine)} here, {_bare(theirs)} there"
            for kind, entity_id in places
            if _bare(mine := self.entities.get((kind, entity_id)))
            != _bare(theirs := fresh.entities.get((kind, entity_id)))
        ]

    def _compare_versions(self, known: dict[str, Any] | None, new: dict[str, Any]) -> None:
        step = new["version"] - known["version"] if known else 1
        self.skipped += step > 1
        self.repeated += step < 1


def _bare(entity: dict[str, Any] | None) -> dict[str, Any] | None:
    return entity and {name: value for name, value in entity.items() if name not in READINGS}
