"""One connection to a server under attack: bare bytes on a socket, which says what no proper client would."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from bench.clients.api import Api

PATIENCE = 60


@dataclass(frozen=True)
class Place:
    """The server under attack: its port, a login there, what it has printed so far.

    `source` is where the attacker comes from, any address of 127.0.0.0/8.
    """

    port: int
    api: Api
    log: Callable[[], str]
    source: str = "127.0.0.1"

    def seen_from(self, source: str) -> Self:
        """Return the same for an attacker of another address."""
        return replace(self, source=source)


class Peer:
    """One connection. With `window` its kernel takes in no more than about that until it reads."""

    def __init__(self, place: Place, window: int = 0) -> None:
        self.place, self.loop = place, asyncio.get_running_loop()
        self.socket = socket.socket()
        if window:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.socket.bind((place.source, 0))
        self.socket.setblocking(False)

    async def open(self) -> Self:
        """Connect."""
        await self.loop.sock_connect(self.socket, ("127.0.0.1", self.place.port))
        return self

    async def say(self, *said: bytes) -> Self:
        """Send bytes; a server that has hung up meanwhile is no fault."""
        try:
            for some in said:
                await self.loop.sock_sendall(self.socket, some)
        except OSError:
            pass
        return self

    async def drip(self, said: bytes, seconds: float) -> None:
        """Send one byte after the other, as long as anyone listens."""
        for byte in said:
            await asyncio.sleep(seconds)
            if self.socket.fileno() < 0:
                return
            await self.say(bytes([byte]))

    async def hear(self, word: bytes) -> bytes:
        """Read until a word has come."""
        heard = b""
        async with asyncio.timeout(PATIENCE):
            while word not in heard:
                some = await self.loop.sock_recv(self.socket, 65_536)
                assert some, heard
                heard += some
        return heard

    async def until_end(self) -> bytes:
        """Read until the server ends the connection; return the last that it said. Raises TimeoutError."""
        heard = b""
        async with asyncio.timeout(PATIENCE):
            try:
                while some := await self.loop.sock_recv(self.socket, 65_536):
                    heard = (heard + some)[-4_000:]
            except ConnectionResetError:
                heard += b"(reset)"
        self.socket.close()
        return heard


async def says(place: Place, *said: bytes) -> bytes:
    """Say that and no more."""
    return await (await (await Peer(place).open()).say(*said)).until_end()


async def asked(place: Place, method: str, path: str, body: bytes = b"") -> bytes:
    """Send one request; return all of the answer."""
    head = f"{method} {path} HTTP/1.1\r\nHost: box\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return await says(place, head.encode() + body)
