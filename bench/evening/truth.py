"""The truth at the end: a fresh full sync, and the log from the evening's start, read anew and folded."""

from dataclasses import dataclass
from typing import Any

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.store import Store, seq_of

PATIENCE_SECONDS = 20.0


@dataclass
class Truth:
    """Where the evening started and ended in the log. `log` are the seqs of all its transactions, as read."""

    start: int
    head: int
    full: dict[str, Any]
    log: list[int]
    folded: Store

    def wrong(self) -> list[str]:
        """Return what is wrong with the log itself."""
        found = []
        if self.log != list(range(self.start + 1, self.head + 1)):
            found.append(f"the log isn't {self.start + 1}–{self.head} without a gap: {_holes(self)}")
        differences = self.folded.differences(self.full)
        if differences:
            found.append(f"start + log differs from a full sync: {differences[0]}")
        return found


def wait_for_the_head(api: Api, devices: list[Listener]) -> dict[str, Any]:
    """Wait until every device has come to the head of the log, or out of patience, and return a full sync of it."""
    while True:
        full = api.full()
        head = seq_of(full["cursor"])
        for device in devices:
            _wait(device, head)
        if all(device.store.seq <= head for device in devices):
            return full


def read_truth(api: Api, start: dict[str, Any], full: dict[str, Any]) -> Truth:
    """Page the delta from the evening's first full sync to its last, folding it."""
    head = seq_of(full["cursor"])
    folded = Store()
    folded.load(start)
    log: list[int] = []
    while folded.seq < head:
        page = api.get("/api/sync/delta", restaurant_id=api.restaurant_id, cursor=folded.cursor, limit=100)
        log += sorted({change["seq"] for change in page["changes"]})
        folded.fold_delta(page["changes"], page["cursor"])
        if not page["has_more"]:
            break
    return Truth(seq_of(start["cursor"]), head, full, log, folded)


def _wait(device: Listener, head: int) -> None:
    try:
        device.wait_for_seq(head, PATIENCE_SECONDS)
    except ConnectionError:
        return


def _holes(truth: Truth) -> str:
    expected = set(range(truth.start + 1, truth.head + 1))
    return f"missing {sorted(expected - set(truth.log))[:10]}, unexpected {sorted(set(truth.log) - expected)[:10]}"
