"""A device that listens, whatever its transport: a store, everything it heard, and how it waits."""

import threading
from collections.abc import Callable
from typing import Any

from bench.clients.api import Api
from bench.clients.store import Store

PATIENCE = 20.0


class Listener:
    """A device: its store and everything it heard. `progress` wakes whoever waits for it."""

    def __init__(self, api: Api, name: str) -> None:
        self.api = api
        self.name = name
        self.store = Store()
        self.heard: list[dict[str, Any]] = []
        self.resyncs = 0
        self.connects = 0
        self.progress = threading.Condition(threading.RLock())

    def wait_for(self, met: Callable[[], Any], patience: float = PATIENCE) -> bool:
        """Wait until `met()`, looking anew whenever something was heard."""
        with self.progress:
            return bool(self.progress.wait_for(met, patience))

    def wait_for_seq(self, seq: int, patience: float = PATIENCE) -> bool:
        """Wait until the store has come to `seq`."""
        return self.wait_for(lambda: self.store.seq >= seq, patience)

    def hear(self, message: dict[str, Any]) -> None:
        """Take one message in."""
        with self.progress:
            self.heard.append(message)
            self.take(message)
            self.progress.notify_all()

    def take(self, message: dict[str, Any]) -> None:
        """Fold a message of the `delta` stream; fetch what is missing when there is a gap."""
        if message["type"] != "delta_update":
            return
        known = self.store.gaps
        self.store.fold(message["seq"], message["cursor"], message["changes"])
        if self.store.gaps > known:
            self.fetch_delta()

    def fetch_delta(self) -> None:
        """Page the delta until there is no more."""
        more = True
        while more:
            page = self.api.get("/api/sync/delta", restaurant_id=self.api.restaurant_id, cursor=self.store.cursor)
            self.store.fold_delta(page["changes"], page["cursor"])
            more = page["has_more"]

    def start_anew(self) -> None:
        """Load a full sync."""
        with self.progress:
            self.store.load(self.api.full())

    def heard_last(self, kind: str) -> dict[str, Any]:
        """Return the last message of a type."""
        return [message for message in self.heard if message["type"] == kind][-1]

    def types(self) -> list[str]:
        """Return the types heard, in order."""
        return [message["type"] for message in list(self.heard)]
