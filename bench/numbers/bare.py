"""A server that does nothing: it answers each request at once and sends each WebSocket one message about it.

Measured with the same devices, it shows what the load generator, the loopback and asyncio cost by themselves.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

import orjson

from bench.numbers.caller import END, LENGTH

GREETING = b'{"type": "connection_established"}'
WEIGHT = "x" * 900  # about what the message of one guest weighs


class Bare(asyncio.Protocol):
    """One connection, of either kind."""

    listeners: ClassVar[list[asyncio.Transport]] = []
    seq: ClassVar[int] = 0
    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, bytearray()

    def data_received(self, data: bytes) -> None:
        """Answer a whole request, or greet a WebSocket; what a WebSocket says is passed over."""
        self.buffer += data
        end = self.buffer.find(END)
        if self.transport in self.listeners or end < 0:
            return
        if b"Upgrade: websocket" in self.buffer:
            self.listeners.append(self.transport)
            self.transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + _frame(GREETING))
            return
        length = LENGTH.search(self.buffer, 0, end + 2)
        if length and len(self.buffer) >= end + len(END) + int(length[1]):
            self.buffer.clear()
            self._answer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a listener."""
        del exc
        if self.transport in self.listeners:
            self.listeners.remove(self.transport)

    def _answer(self) -> None:
        Bare.seq += 1
        message = _frame(orjson.dumps({"type": "delta_update", "seq": self.seq, "weight": WEIGHT}))
        for listener in self.listeners:
            listener.write(message)
        body = orjson.dumps({"seq": self.seq})
        self.transport.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


@asynccontextmanager
async def bare_server() -> AsyncIterator[str]:
    """Run the server in a process of its own as long as the block lasts; gives its URL."""
    words = (sys.executable, "-m", "bench.numbers.bare")
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


def _frame(payload: bytes) -> bytes:
    size = len(payload)
    return bytes([0x81, size] if size < 126 else [0x81, 126, *size.to_bytes(2, "big")]) + payload


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(f"http://{host}:{port}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
