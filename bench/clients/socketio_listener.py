"""An app or a browser on Socket.IO."""

import socket
from typing import Any

from bench.clients.api import Api
from bench.clients.in_order import InOrderClient
from bench.clients.listener import Listener


class SocketIOListener(Listener):
    """An app on Socket.IO that subscribes with its cursor and resumes with it after every reconnect."""

    def __init__(
        self, api: Api, name: str = "Socket.IO", transports: tuple[str, ...] = ("websocket",), subscribe: bool = True
    ) -> None:
        super().__init__(api, name)
        self.transports = list(transports)
        self.subscribes = subscribe
        self.sio = self._client()

    def _client(self) -> InOrderClient:
        sio = InOrderClient(reconnection=False, handle_sigint=False)
        sio.on("*", lambda event, *args: self.hear(args[0] if args else {"type": event}))
        return sio

    def open(self) -> None:
        """Connect and subscribe."""
        self.sio.connect(
            self.api.url,
            auth={"token": self.api.token, "restaurant_id": self.api.restaurant_id},
            transports=self.transports,
        )
        self.connects += 1
        if self.subscribes:
            self.subscribe()

    def subscribe(self) -> str:
        """Subscribe at the store's cursor, by whatever way the acknowledgement says; return the first mode.

        Raises ConnectionError, disconnected, where the server refuses: it may be ending this very connection.
        """
        if self.store.cursor is None:
            self.start_anew()
        asked = {"restaurant_id": self.api.restaurant_id, "cursor": self.store.cursor}
        acks: list[dict[str, Any]] = []
        self.sio.emit("sync:subscribe", asked, callback=lambda ack: self._acknowledged(ack, acks))
        assert self.wait_for(lambda: acks), f"{self.name}: no acknowledgement"
        if "mode" not in acks[0]:
            self.sio.disconnect()
            raise ConnectionError(f"{self.name} may not subscribe: {acks[0]}")
        if acks[0]["mode"] != "live":
            self.subscribe()
        return acks[0]["mode"]

    def _acknowledged(self, ack: dict[str, Any], acks: list[dict[str, Any]]) -> None:
        """Follow an acknowledgement before the next message is read: what follows it builds on it."""
        with self.progress:
            acks.append(ack)
            if ack.get("mode") == "live":
                self.store.fold_delta(ack["changes"], ack["cursor"])
            elif ack.get("mode") == "catchup":
                self.fetch_delta()
            elif ack.get("mode") == "resync":
                self.resyncs += 1
                self.start_anew()
            self.progress.notify_all()

    def barrier(self) -> None:
        """Wait until everything sent to this client before now has been heard."""
        pongs = self.types().count("pong")
        self.sio.emit("ping", {})
        assert self.wait_for(lambda: self.types().count("pong") > pongs), f"{self.name}: no pong"

    def cut(self) -> None:
        """Lose the connection without a word, as when the Wi-Fi drops."""
        transport = self.sio.eio.ws
        wire = None if transport is None else transport.sock
        if wire is not None:
            wire.shutdown(socket.SHUT_RDWR)
        self.sio.disconnect()
        if wire is not None:
            wire.close()  # a client that finds it broken while it says goodbye leaves it open
        self.sio = self._client()

    def close(self) -> None:
        """Leave."""
        self.sio.disconnect()
