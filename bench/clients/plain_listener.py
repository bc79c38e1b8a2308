"""An app on a plain WebSocket, /realtime or /ws/restaurant/sync."""

import json
import socket
import threading
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.clients.api import Api
from bench.clients.listener import PATIENCE, Listener


class PlainListener(Listener):
    """An app on a plain WebSocket; resumes with `sync:subscribe` when it has a cursor."""

    def __init__(self, api: Api, path: str = "/realtime", query: str = "") -> None:
        super().__init__(api, path)
        self.path = path
        self.query = query
        self.ws: ClientConnection | None = None
        self.doors = ExitStack()
        self.thread: threading.Thread | None = None

    def open(self) -> None:
        """Connect, greet and start hearing; a store that was loaded before resumes at its cursor."""
        if self.store.cursor is None and self.path == "/realtime":
            self.start_anew()
        resuming = self.store.cursor is not None
        url = self.api.url.replace("http", "ws", 1) + f"{self.path}?restaurant_id={self.api.restaurant_id}{self.query}"
        headers = {"Authorization": f"Bearer {self.api.token}"}
        self.doors = ExitStack()
        self.ws = self.doors.enter_context(connect(url, additional_headers=headers, max_size=None, compression=None))
        self.connects += 1
        self.thread = threading.Thread(target=self._read, args=(self.ws,), daemon=True)
        self.thread.start()
        if resuming:
            self._resume()
        assert self.wait_for(lambda: self.store.cursor is not None), f"{self.name}: no full sync"

    def take(self, message: dict[str, Any]) -> None:
        """Fold a message of any stream of this transport."""
        kind = message["type"]
        if kind == "full_sync" and self.store.cursor is None:
            self.store.load(message)
        elif kind == "sync:subscribed":
            self._subscribed(message)
        elif kind == "delta_update":
            super().take(message)
        elif kind == "data_change" and message["seq"] > self.store.seq:
            self._fetch_one(message)
        elif message.get("data", self) is not self and "seq" in message and self.store.cursor is not None:
            self._take_entity(message)

    def say(self, message: Any) -> None:
        """Send one frame."""
        assert self.ws is not None
        self.ws.send(json.dumps(message))

    def barrier(self) -> None:
        """Wait until everything sent to this client before now has been heard."""
        pongs = self.types().count("pong")
        self.say({"type": "ping"})
        assert self.wait_for(lambda: self.types().count("pong") > pongs), f"{self.name}: no pong"

    def cut(self) -> None:
        """Lose the connection without a word, as when the Wi-Fi drops."""
        assert self.ws is not None
        assert self.thread is not None
        self.ws.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join(PATIENCE)
        self.doors.close()

    def close(self) -> None:
        """Leave."""
        self.doors.close()

    def _resume(self) -> None:
        before = self.types().count("sync:subscribed")
        stream = "both" if self.path == "/realtime" else "delta"
        self.say(
            {
                "type": "sync:subscribe",
                "restaurant_id": self.api.restaurant_id,
                "cursor": self.store.cursor,
                "stream": stream,
            }
        )
        assert self.wait_for(lambda: self.types().count("sync:subscribed") > before), f"{self.name}: no answer"

    def _subscribed(self, ack: dict[str, Any]) -> None:
        if ack["mode"] == "live":
            self.store.fold_delta(ack["changes"], ack["cursor"])
            return
        if ack["mode"] == "catchup":
            self.fetch_delta()
        else:
            self.resyncs += 1
            self.start_anew()
        self.say({"type": "sync:subscribe", "cursor": self.store.cursor, "stream": "both"})

    def _fetch_one(self, message: dict[str, Any]) -> None:
        """Fetch the transaction that was told without its data, and no later one: those are still to come."""
        page = self.api.get("/api/sync/delta", restaurant_id=self.api.restaurant_id, cursor=self.store.cursor)
        mine = [change for change in page["changes"] if change["seq"] == message["seq"]]
        self.store.fold(message["seq"], message["cursor"], mine)

    def _take_entity(self, message: dict[str, Any]) -> None:
        """Fold a typed message; parts of a transaction that its delta_update brought already change nothing."""
        if message["seq"] == self.store.seq and "part" in message:
            return
        kind, verb = message["type"].rsplit("_", 1)
        change = {"entity_type": kind, "entity_id": message[f"{kind}_id"], "data": message["data"]}
        known = self.store.gaps
        self.store.fold(message["seq"], message["cursor"], [change | {"action": verb.removesuffix("d")}])
        if self.store.gaps > known:
            self.fetch_delta()

    def _read(self, ws: ClientConnection) -> None:
        try:
            for frame in ws:
                self.hear(json.loads(frame))
        except (ConnectionClosed, OSError):
            return
