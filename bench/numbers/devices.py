"""Devices that listen on every transport, all in one event loop, and stamp what they hear before they read it."""

import asyncio
import time
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from bench.numbers.caller import Caller
from bench.numbers.frames import CLOSE, PING, PONG, TEXT, frame, frames, handshake

PATIENCE = 20
# What is said to a device without anything having happened in the restaurant.
QUIET = frozenset({"connection_established", "full_sync", "sync:head", "pong", "heartbeat"})
# Of so many messages the bench knows yet what they said: more than are on their way to the devices at any time.
REMEMBERED = 4096


class Said(NamedTuple):
    """What is counted of a message: its type, and if it tells of a change its place (seq, part) among `of`."""

    type: str
    seq: int
    part: int
    of: int
    quiet: bool


class Heard(NamedTuple):
    """One message about a change: its place (seq, part) among `of`, and when its last byte came (perf_counter)."""

    seq: int
    part: int
    of: int
    at: float


class Device(ABC):
    """A device of one person's restaurant. It hears what its transport says by itself, as an older app would.

    `stream` is what one on Socket.IO asks for.
    """

    transport_name = ""
    greeting = "connection_established"
    stream: str | None = None

    def __init__(self, caller: Caller, restaurant_id: str) -> None:
        self.caller, self.restaurant_id = caller, restaurant_id
        self.heard: list[Heard] = []
        self.ended: str | None = None
        self._greeted = asyncio.Event()

    async def open(self) -> None:
        """Connect and wait for the greeting. Raises TimeoutError or OSError."""
        await self._connect()
        async with asyncio.timeout(PATIENCE):
            await self._greeted.wait()
        if self.ended:
            raise ConnectionError(f"{self.transport_name} could not connect: {self.ended}")

    def take(self, at: float, said: Said) -> None:
        """Take one message in; what is no greeting and no heartbeat counts, whatever it says."""
        if said.type == self.greeting:
            self._greeted.set()
        if not said.quiet:
            self.heard.append(Heard(said.seq, said.part, said.of, at))

    def has_heard(self, seq: int) -> bool:
        """Tell whether the last message is that of `seq`, its last part too, or a later one."""
        last = self.heard[-1] if self.heard else Heard(0, 1, 1, 0)
        return (last.seq, last.part) >= (seq, last.of)

    @abstractmethod
    async def close(self) -> None:
        """Leave, in a way that the server notices at once."""

    @abstractmethod
    async def _connect(self) -> None:
        """Shake hands and begin to listen."""


class WebSocketDevice(Device, asyncio.Protocol):
    """A device on a WebSocket; subclasses say what a frame means."""

    path = ""
    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Shake hands."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self._buffer, self._open = transport, bytearray(), False
        transport.write(handshake(self.path, self.caller.host, self.caller.token))

    def data_received(self, data: bytes) -> None:
        """Stamp what came, then read it."""
        now = time.perf_counter()
        self._buffer += data
        if not self._open and not self._shaken():
            return
        for opcode, payload in frames(self._buffer):
            if opcode == TEXT:
                self.read(now, payload)
            elif opcode == PING:
                self.transport.write(frame(payload, PONG))
            elif opcode == CLOSE:
                self.ended = f"closed with {int.from_bytes(payload[:2], 'big')}"

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that it is over; whoever waits for the greeting need not wait on."""
        self.ended = self.ended or f"lost: {exc}"
        self._greeted.set()

    def read(self, at: float, payload: bytes) -> None:
        """Read one text frame: a message as it is."""
        self.take(at, read(payload))

    async def close(self) -> None:
        """Leave."""
        self.transport.close()

    async def _connect(self) -> None:
        host, _, port = self.caller.host.partition(":")
        await asyncio.get_running_loop().create_connection(lambda: self, host, int(port))

    def _shaken(self) -> bool:
        head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        self._open = bool(found) and head.startswith(b"HTTP/1.1 101")
        if self._open:
            self._buffer = bytearray(rest)
        elif found:
            self.ended = f"refused with {head[:60]!r}"
            self.transport.close()
        return self._open


class Plain(WebSocketDevice):
    """An app on a plain WebSocket."""

    def show_life(self) -> None:
        """Say a ping, as an app does: the server ends who says nothing for minutes."""
        self.transport.write(frame(b'{"type": "ping"}'))


class Realtime(Plain):
    """An older app on /realtime."""

    transport_name = path = "/realtime"


class RestaurantSync(Plain):
    """An older app on /ws/restaurant/sync, which sends everything first."""

    transport_name = path = "/ws/restaurant/sync"
    greeting = "full_sync"


@lru_cache(REMEMBERED)
def read(payload: bytes) -> Said:
    """Read a message. A change is told to many devices in the same bytes; these are read once for all of them."""
    return of_message(orjson.loads(payload))


def of_message(message: dict[str, Any]) -> Said:
    """Return what is counted of a message."""
    part, of = message.get("part", (1, 1))
    return Said(message["type"], message.get("seq", 0), part, of, message["type"] in QUIET)
