"""HTTP/1.1 for measuring: kept-alive connections on the event loop, each answer with its moments.

A general client spends a millisecond of its own on each request, in the loop that stamps what the devices hear.
"""

import asyncio
import itertools
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

PATIENCE = 30
END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """An answer. `sent` and `answered` are of time.perf_counter: before the first byte left, after the last came."""

    status: int
    body: bytes
    sent: float
    answered: float

    @property
    def seconds(self) -> float:
        """Return how long it took."""
        return self.answered - self.sent

    @property
    def fine(self) -> bool:
        """Tell whether it is a 2xx."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """Return the body's JSON. Raises RuntimeError for a refusal: what builds on its answer can't go on."""
        if not self.fine:
            raise RuntimeError(f"the server answered {self.status} {self.body[:200].decode(errors='replace')}")
        return orjson.loads(self.body)


class HttpConnection(asyncio.Protocol):
    """One kept-alive connection: one request at a time."""

    transport: asyncio.Transport
    open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.open = transport, True
        self._buffer = bytearray()
        self._answer: asyncio.Future[Answer] | None = None
        self._sent = 0.0

    async def send(self, request: bytes) -> Answer:
        """Send a request and wait for its answer. Raises OSError when the server hangs up, or TimeoutError."""
        self._answer = asyncio.get_running_loop().create_future()
        self._sent = time.perf_counter()
        self.transport.write(request)
        async with asyncio.timeout(PATIENCE):
            return await self._answer

    def data_received(self, data: bytes) -> None:
        """Stamp what came, and answer once it is whole."""
        now = time.perf_counter()
        self._buffer += data
        end = self._buffer.find(END)
        if end < 0 or self._answer is None or self._answer.done():
            return
        length = LENGTH.search(self._buffer, 0, end + 2)
        if length is None:
            self._answer.set_exception(ConnectionError("an answer came without its length; this client needs one"))
            return
        size = end + len(END) + int(length[1])
        if len(self._buffer) < size:
            return
        body = bytes(self._buffer[end + len(END) : size])
        status = int(self._buffer[9:12])
        del self._buffer[:size]
        self._answer.set_result(Answer(status, body, self._sent, now))

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail the request that waits."""
        self.open = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("the server hung up"))


class Caller:
    """Someone with a login at a server; calls at once take a connection each, and give it back.

    While `keyed`, each mutation goes under an Idempotency-Key of its own.
    """

    keyed = True

    def __init__(self, url: str, token: str) -> None:
        self.host = urlsplit(url).netloc
        self.token = token
        self.refused: list[str] = []
        self._free: list[HttpConnection] = []
        self._all: list[HttpConnection] = []
        self._keys = (f"bench-{secrets.token_hex(8)}-{number}" for number in itertools.count())

    async def call(self, method: str, path: str, body: Any = None) -> Answer:
        """Send one request. What isn't 2xx is noted in `refused`."""
        key = f"Idempotency-Key: {next(self._keys)}\r\n" if self.keyed and method != "GET" else ""
        kind = "Content-Type: application/json\r\n"
        answer = await self.send(method, path, b"" if body is None else orjson.dumps(body), key + kind)
        if not answer.fine:
            self.refused.append(f"{method} {path}: {answer.status} {answer.body[:200].decode(errors='replace')}")
        return answer

    async def send(self, method: str, path: str, content: bytes, headers: str = "") -> Answer:
        """Send one request as it is."""
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nAuthorization: Bearer {self.token}\r\n{headers}"
        connection = await self._connection()
        answer = await connection.send(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
        self._free.append(connection)
        return answer

    def close(self) -> None:
        """Close all connections."""
        for connection in self._all:
            connection.transport.close()

    async def _connection(self) -> HttpConnection:
        while self._free:
            connection = self._free.pop()
            if connection.open:
                return connection
        host, _, port = self.host.partition(":")
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(HttpConnection, host, int(port))
        self._all.append(connection)
        return connection
