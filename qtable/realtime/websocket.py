"""WebSockets as eventlet gives them, made safe: the only file of the live room that names eventlet.

A plain WebSocket is a Connection; Engine.IO's own sockets get the same bounds by `init`.
"""

import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

import eventlet
from engineio.async_drivers.eventlet import WebSocketWSGI as EngineWebSocketWSGI
from eventlet.websocket import ConnectionClosedError, FailedConnectionError, RFC6455WebSocket, WebSocketWSGI
from flask_socketio import SocketIO

from qtable.errors import TooManyRequests
from qtable.realtime.bucket import FLOODING, Bucket
from qtable.realtime.clients import PARTING_SECONDS, PING_SECONDS, PONG_SECONDS
from qtable.realtime.frames import PING, PONG, frame
from qtable.realtime.outlet import Outlet
from qtable.realtime.words import Words

LONGEST_MESSAGE = 65_536
MOST_PIECES = 4_096
ASKED = frame(b"", PING)


def init(socketio: SocketIO) -> None:
    """Let the server of this process read its frames this way."""
    RFC6455WebSocket.Message = BoundedMessage
    engine_io = socketio.server.eio
    engine_io._async = engine_io._async | {"websocket": EngineSocket}  # noqa: SLF001 - there is no other door
    RFC6455WebSocket._apply_mask = staticmethod(unmask)  # noqa: SLF001 - the stock one takes 13 ms for 64 kB


def answer(
    environ: dict[str, Any],
    start_response: Callable[..., Any],
    serve: Callable[["Connection"], None],
    bucket: Bucket | None,
) -> Iterable[bytes]:
    """Shake hands, and let `serve` have the connection until it returns. `bucket` bounds what the peer may say."""
    handshake = WebSocketWSGI(lambda ws: _serve(Connection(ws, bucket), serve), max_frame_length=LONGEST_MESSAGE)
    handshake.support_legacy_versions = False
    return handshake(environ, start_response)


class Connection:
    """One WebSocket, a plain one or Engine.IO's. All that it says goes through its outlet, control frames too."""

    def __init__(self, ws: RFC6455WebSocket, bucket: Bucket | None = None) -> None:
        self.ws = ws
        self.address: str = ws.environ["REMOTE_ADDR"]
        self.flooding = self.answers = self.closing = False
        self.heard_at = time.monotonic()
        green = ws.socket
        green.settimeout(None)  # how long it may be silent, and how long a frame may take, is counted here
        writable = partial(green._trampoline, green.fd, write=True)  # noqa: SLF001 - there is no other way to wait for it
        self.outlet = Outlet(green.fd, eventlet.spawn, writable)
        ws._send, ws.close = self.outlet.put_frame, self.close  # noqa: SLF001 - what it says by itself goes there too
        _watch_frames(self, bucket)

    def receive(self, seconds: float | None = None) -> str | bytes | None:
        """Return the next message, or None when the peer has gone.

        Raises TimeoutError after silence, and TooManyRequests when the peer floods.
        """
        try:
            with eventlet.Timeout(seconds):
                message = self.ws.wait()
        except eventlet.Timeout as silence:  # raised as it is: an Exception inside wait() would close with 1011
            raise TimeoutError from silence
        except ConnectionClosedError:
            return None
        if self.flooding:
            raise TooManyRequests(FLOODING, PARTING_SECONDS)
        return message

    def ask(self) -> None:
        """Send a ping."""
        self.outlet.put_frame(ASKED)

    def is_silent(self) -> bool:
        """Tell whether a peer that has answered pings gives no sign of life; older apps may not know pings."""
        return self.answers and time.monotonic() - self.heard_at > PING_SECONDS + PONG_SECONDS

    def hear(self, opcode: int) -> None:
        """Note a sign of life."""
        self.heard_at = time.monotonic()
        self.answers = self.answers or opcode == PONG

    def part(self, last_words: Words, code: int, reason: str) -> None:
        """Send the last words instead of what waits, and close."""
        if not self.closing:
            self.outlet.drop()
            self.outlet.put(last_words.plain)
            self.close((code, reason))

    def close(self, close_data: tuple[int, str] | None = None) -> None:
        """Close behind what waits; a peer that doesn't take that is cut off after a second."""
        if not self.closing:
            self.closing = True
            self.ws._send_closing_frame(True, close_data)  # noqa: SLF001 - eventlet's close() would cut off what waits
            self.outlet.end()
            eventlet.spawn_after(PARTING_SECONDS, self._cut)

    def finish(self) -> None:
        """Close, and wait until the last words are out."""
        self.close()
        self.outlet.flush()
        if self.flooding:
            _drain(self.ws)

    def _cut(self) -> None:
        with suppress(OSError):  # it may be gone already
            self.ws.socket.shutdown(socket.SHUT_RDWR)


class BoundedMessage(RFC6455WebSocket.Message):
    """A message being put together; eventlet bounds each frame of it, but neither their sum nor their text."""

    size = pieces = 0

    def push(self, data: bytes, final: bool = False) -> None:
        """Add what came. Raises FailedConnectionError when it is too much."""
        self.size += len(data)
        self.pieces += 1
        if self.size > self.max_frame_length or self.pieces > MOST_PIECES:
            raise FailedConnectionError(1009, f"A message may have {self.max_frame_length} bytes.")
        super().push(data, final)

    def getvalue(self) -> str | bytes:
        """Return the whole message. Raises FailedConnectionError for text that isn't UTF-8."""
        try:
            return super().getvalue()
        except UnicodeDecodeError as error:
            raise FailedConnectionError(1007, "Text must be UTF-8.") from error


class EngineSocket(EngineWebSocketWSGI):
    """Engine.IO's WebSocket, which says and hears what our bounds let through."""

    def __init__(self, handler: Callable[[Connection], Any], server: Any) -> None:
        session = handler.__self__  # type: ignore[attr-defined]
        super().__init__(lambda ws: handler(Connection(ws, session.bucket)), server)
        self.support_legacy_versions = False


def unmask(data: bytes, mask: Iterable[int], length: int | None = None, offset: int = 0) -> bytes:  # noqa: ARG001 - eventlet's signature
    """Take the mask off a piece of a frame that begins `offset` bytes into it."""
    key = bytes(mask)
    key = key[offset % 4 :] + key[: offset % 4]
    size = len(data)
    whole = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(data, "little") ^ int.from_bytes(whole, "little")).to_bytes(size, "little")


def _watch_frames(connection: Connection, bucket: Bucket | None) -> None:
    """Let a connection hear of each frame, control frames too, and take it from the bucket, to whose end it listens."""
    receive = connection.ws._recv_frame  # noqa: SLF001 - control frames are seen nowhere else

    def watched(message: Any = None) -> Any:
        frame = receive(message=message)
        connection.hear(frame.opcode)
        if bucket is not None and not bucket.take():
            connection.flooding = True
            raise ConnectionClosedError
        return frame

    connection.ws._recv_frame = watched  # noqa: SLF001


def _drain(ws: RFC6455WebSocket) -> None:
    """Take what a flooding peer still says, until the cut: closing on unread bytes would drop our own last words."""
    with suppress(OSError):
        while ws.socket.recv(LONGEST_MESSAGE):
            eventlet.sleep(0.01)


def _serve(connection: Connection, serve: Callable[[Connection], None]) -> None:
    try:
        serve(connection)
    finally:
        connection.finish()
