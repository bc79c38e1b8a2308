"""The devices that listen all evening: four that stay, and two that are cut off again and again."""

import copy
import random
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import socketio.exceptions
from websockets.exceptions import WebSocketException

from bench.clients.api import Api
from bench.clients.listener import PATIENCE, Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from bench.evening.wifi import WiFi

LOST = (socketio.exceptions.SocketIOError, WebSocketException, OSError)
STAYS_SECONDS = (0.1, 1.5)
AWAY_SECONDS = (0.02, 1.0)
# A connection that is cut while it opens gets 2⁶ to 2¹⁵ bytes: handshake, acknowledgement, or first messages.
FIRST_BYTES_LOG2 = (6, 15)
LOOK_SECONDS = 0.05


class Moving(Listener, ABC):
    """A device whose connection is lost now and then; waiting for an answer ends with the connection."""

    @abstractmethod
    def gone(self) -> bool:
        """Tell whether the connection is lost."""

    def wait_for(self, met: Callable[[], Any], patience: float = PATIENCE) -> bool:
        """Wait until `met()`. Raises ConnectionError as soon as the connection is lost."""
        for _ in range(int(patience / LOOK_SECONDS)):
            if super().wait_for(met, LOOK_SECONDS):
                return True
            if self.gone():
                raise ConnectionError(f"{self.name} was cut off")
        return False

    @abstractmethod
    def come_back(self) -> None:
        """Connect anew and resume. Raises one of LOST, or AssertionError when a live server doesn't answer."""


class MovingSocketIO(Moving, SocketIOListener):
    """A Socket.IO app on the move."""

    def gone(self) -> bool:
        """Tell whether the connection is lost; the library forgets one that was lost while it connected."""
        return not self.sio.connected or self.sio.eio.state != "connected"

    def come_back(self) -> None:
        """Connect anew with a client of its own and resume at the cursor."""
        self.sio.disconnect()
        self.sio = self._client()
        self.open()


class MovingPlain(Moving, PlainListener):
    """An app on a plain WebSocket on the move."""

    def gone(self) -> bool:
        """Tell whether the connection is lost."""
        return self.thread is None or not self.thread.is_alive()

    def come_back(self) -> None:
        """Connect anew and resume at the cursor."""
        self.close()
        if self.thread is not None:
            self.thread.join()
        self.open()


class Restless(threading.Thread):
    """Takes a device in and out of the Wi-Fi until told to stay; `complaints` are answers that never came."""

    def __init__(self, device: Moving, wifi: WiFi, rng: random.Random) -> None:
        super().__init__(name=device.name, daemon=True)
        self.device, self.wifi, self.rng = device, wifi, rng
        self.complaints: list[str] = []
        self._stay = threading.Event()

    def run(self) -> None:
        """Be connected for a while, lose the line, be away for a while, come back; in the end stay."""
        while not self._stay.wait(self.rng.uniform(*STAYS_SECONDS)):
            self.wifi.cut()
            self._stay.wait(self.rng.uniform(*AWAY_SECONDS))
            for _ in range(self.rng.randrange(3)):
                self._try(int(2 ** self.rng.uniform(*FIRST_BYTES_LOG2)))
            if self.device.gone():
                self._come_back()
        self.wifi.cut()
        self._come_back()

    def settle(self) -> None:
        """Let it come back for good."""
        self._stay.set()
        self.join()

    def _come_back(self) -> None:
        for _ in range(5):
            if self._try(None):
                return
        self.complaints.append("could not connect to stay, five times in a row")

    def _try(self, allowance: int | None) -> bool:
        self.wifi.cut_next_after(allowance)
        try:
            self.device.come_back()
        except LOST:
            return False
        except AssertionError as silence:
            self.complaints.append(str(silence))
            return False
        return True


class Devices:
    """All of them. `restless` are those that are cut off, `all` in the order of the report."""

    def __init__(self, api: Api, rng: random.Random) -> None:
        self.staying: list[SocketIOListener | PlainListener] = [
            SocketIOListener(api, "Socket.IO"),
            SocketIOListener(api, "browser-like", transports=("polling", "websocket")),
            PlainListener(api, "/realtime"),
            PlainListener(api, "/ws/restaurant/sync"),
        ]
        self.wifis = [WiFi(api.url, _dice(rng)) for _ in range(2)]
        moving = [MovingSocketIO(_through(api, self.wifis[0])), MovingPlain(_through(api, self.wifis[1]), "/realtime")]
        for device in moving:
            device.name += ", cut off"
        self.restless = [Restless(*pair, _dice(rng)) for pair in zip(moving, self.wifis, strict=True)]
        self.all: list[Listener] = [*self.staying, *moving]

    def open(self) -> None:
        """Connect them all, and begin to cut."""
        for device in self.staying:
            device.open()
        for restless in self.restless:
            restless.device.come_back()
            restless.start()

    def ping(self) -> None:
        """Show the server that the plain ones are alive; it closes who is silent for minutes."""
        for device in self.staying:
            if isinstance(device, PlainListener):
                with suppress(*LOST):
                    device.say({"type": "ping"})

    def settle(self) -> None:
        """Bring back those that are away."""
        for restless in self.restless:
            restless.settle()

    def close(self) -> None:
        """Disconnect them all."""
        for wifi in self.wifis:
            wifi.close()
        for device in self.staying:
            device.close()


def _through(api: Api, wifi: WiFi) -> Api:
    """Return the same login for a device whose live connections go through `wifi`."""
    through = copy.copy(api)
    through.url = wifi.url
    return through


def _dice(rng: random.Random) -> random.Random:
    """Return dice for one thread, so that the order of threads doesn't change what the others throw."""
    return random.Random(rng.random())  # noqa: S311 - repeatable by seed, no secret
