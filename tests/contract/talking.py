"""A device that an example talks through: says what it is told to, and hears one message after the other."""

import json
import queue
from contextlib import ExitStack
from typing import Any

from websockets.sync.client import connect

from bench.clients.in_order import InOrderClient
from tests.contract.stage import Stage

PATIENCE = 10
# What the clock says, whenever it is time.
BY_THE_CLOCK = ("sync:head", "heartbeat")


class PlainTalk:
    """A plain WebSocket at an address like /realtime?restaurant_id=1."""

    def __init__(self, doors: ExitStack, stage: Stage, address: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {stage.api.token}"} if token == "as bearer" else None
        url = stage.api.url.replace("http", "ws", 1) + address
        self.ws = doors.enter_context(connect(url, additional_headers=headers, max_size=None))

    def say(self, message: dict[str, Any]) -> None:
        """Send a message."""
        self.ws.send(json.dumps(message))

    def send(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        self.ws.send(frame)

    def hear(self) -> dict[str, Any]:
        """Return the next message."""
        while (message := json.loads(self.ws.recv(PATIENCE)))["type"] in BY_THE_CLOCK:
            pass
        return message


class SocketIOTalk:
    """A Socket.IO client; a message's type is its event."""

    def __init__(self, doors: ExitStack, stage: Stage) -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.sio = InOrderClient(reconnection=False, handle_sigint=False)
        self.sio.on("*", lambda _event, message: self.heard.put(message))
        self.sio.connect(stage.api.url, auth={"token": stage.api.token}, transports=["websocket"])
        doors.callback(self.sio.disconnect)

    def say(self, message: dict[str, Any]) -> None:
        """Emit an event."""
        self.sio.emit(message["type"], {name: value for name, value in message.items() if name != "type"})

    def hear(self) -> dict[str, Any]:
        """Return the next event's message."""
        while (message := self.heard.get(timeout=PATIENCE))["type"] in BY_THE_CLOCK:
            pass
        return message


def talk(doors: ExitStack, stage: Stage, address: str, token: str) -> Any:
    """Return a device at a door."""
    if address == "socket.io":
        return SocketIOTalk(doors, stage)
    return PlainTalk(doors, stage, address, token)
