"""Devices that come back by themselves, as the apps do: with their cursor, and with a renewed login."""

import copy
import random
import socket
import threading
from contextlib import suppress
from typing import Any

import httpx

from bench.clients.api import Refused
from bench.clients.listener import Listener
from bench.evening.devices import LOST, Moving, MovingPlain, MovingSocketIO
from tests.faults.people import Person

AGAIN_SECONDS = 0.2
NOT_NOW = (*LOST, httpx.TransportError, Refused, AssertionError)


class Careful(Listener):
    """A device that drops its connection where it is refused or can't fetch what it misses, and begins again."""

    def hear(self, message: dict[str, Any]) -> None:
        """Take one message in."""
        try:
            super().hear(message)
            if message["type"] == "error":
                self.hang_up()
        except NOT_NOW:
            self.hang_up()

    def hang_up(self) -> None:
        """Lose the connection."""


class Plain(Careful, MovingPlain):
    """An app on a plain WebSocket."""

    def hang_up(self) -> None:
        """Lose the connection."""
        if self.ws is not None:
            with suppress(OSError):
                self.ws.socket.shutdown(socket.SHUT_RDWR)


class SocketIO(Careful, MovingSocketIO):
    """An app on Socket.IO."""

    def hang_up(self) -> None:
        """Lose the connection."""
        self.sio.eio.disconnect(abort=True)


class Steady(threading.Thread):
    """Keeps one device connected: when the connection is lost it connects again and resumes."""

    def __init__(self, device: Plain | SocketIO, person: Person) -> None:
        super().__init__(name=device.name, daemon=True)
        self.device, self.person = device, person
        self.mine = device.api
        self.is_open = threading.Event()
        self._enough = threading.Event()

    def run(self) -> None:
        """Watch over it until the end."""
        while not self._enough.wait(AGAIN_SECONDS if self.is_open.is_set() else 0):
            if not self.is_open.is_set() or self.device.gone():
                self._come_back()

    def let_go(self) -> None:
        """Stop watching; `end` waits for it."""
        self._enough.set()

    def end(self) -> None:
        """Disconnect it for good."""
        self.let_go()
        self.join()
        with suppress(*NOT_NOW):
            self.device.close()

    def _come_back(self) -> None:
        token = self.mine.token = self.person.token
        try:
            self.device.come_back()
            self.is_open.set()
        except NOT_NOW:
            self.person.renew_if_ended(token)
            self._enough.wait(AGAIN_SECONDS)


def crowd(person: Person, polling: bool, count: int, dice: random.Random) -> list[Steady]:
    """Return so many devices of all transports; where a restaurant has several workers, none that polls."""
    kinds = ["websocket", "/realtime", "/ws/restaurant/sync", *(["polling", "upgraded"] if polling else [])]
    names = [kinds[number % len(kinds)] for number in range(count)]
    dice.shuffle(names)
    return [Steady(_device(copy.copy(person), kind, f"{kind} {number}"), person) for number, kind in enumerate(names)]


def _device(person: Person, kind: str, name: str) -> Any:
    transports = {"websocket": ("websocket",), "polling": ("polling",), "upgraded": ("polling", "websocket")}
    device: Moving = SocketIO(person, name, transports[kind]) if kind in transports else Plain(person, kind)
    device.name = name
    return device
