"""WebSockets as eventlet gives them, made safe: the only file of the live room that names eventlet.

A plain WebSocket is a Connection; Engine.IO's own sockets get the same bounds by `init`.
"""

import socket
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import eventlet
from engineio.async_drivers.eventlet import WebSocketWSGI as EngineWebSocketWSGI
from eventlet.event import Event
from eventlet.websocket import ConnectionClosedError, FailedConnectionError, RFC6455WebSocket, WebSocketWSGI
from flask_socketio import SocketIO

from qtable.errors import TooManyRequests
from qtable.realtime import engine
from qtable.realtime.bucket import FLOODING, Bucket
from qtable.realtime.clients import (
    LONGEST_WAIT_SECONDS,
    MOST_WAITING_BYTES,
    MOST_WAITING_FRAMES,
    PARTING_SECONDS,
    PING_SECONDS,
    PONG_SECONDS,
)

LONGEST_MESSAGE = 65_536
MOST_PIECES = 4_096
PING, PONG = 0x9, 0xA
ASKED = ""  # stands among the waiting frames for a ping; no message is empty


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
    """One plain WebSocket. What it sends waits in a queue of its own, so that no reader holds others up."""

    def __init__(self, ws: RFC6455WebSocket, bucket: Bucket | None = None) -> None:
        self.ws = ws
        self.address: str = ws.environ["REMOTE_ADDR"]
        self.flooding = self.answers = False
        self.heard_at = time.monotonic()
        self.frames: deque[str] = deque()
        self.waiting_bytes = 0
        self.sending_since: float | None = None
        self.parting: tuple[int, str] | None = None
        self._more = Event()
        ws.socket.settimeout(None)  # how long it may be silent, and how long a frame may take, is counted here
        _watch_frames(ws, self._hear, bucket, self._note_flood)
        self._writer = eventlet.spawn(self._write)

    def receive(self, seconds: float) -> str | bytes | None:
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

    def put(self, frame: str) -> None:
        """Queue a frame; after the parting words nothing is queued any more."""
        if self.parting is None:
            self.frames.append(frame)
            self.waiting_bytes += len(frame)
            self._wake()

    def ask(self) -> None:
        """Queue a ping."""
        self.put(ASKED)

    def is_silent(self) -> bool:
        """Tell whether a peer that has answered pings gives no sign of life; older apps may not know pings."""
        return self.answers and time.monotonic() - self.heard_at > PING_SECONDS + PONG_SECONDS

    def is_behind(self) -> bool:
        """Tell whether more waits, or one frame longer, than a reader may leave unread."""
        stuck = self.sending_since is not None and time.monotonic() - self.sending_since > LONGEST_WAIT_SECONDS
        return stuck or len(self.frames) > MOST_WAITING_FRAMES or self.waiting_bytes > MOST_WAITING_BYTES

    def part(self, last_words: list[str], code: int, reason: str) -> None:
        """Send the last frames and close; a peer that doesn't take them is cut off after a second."""
        self.frames.clear()
        self.frames.extend(last_words)
        self.parting = (code, reason)
        self._wake()
        eventlet.spawn_after(PARTING_SECONDS, self._cut)

    def finish(self) -> None:
        """Wait until the parting words are out, or drop what a peer that has gone left unread."""
        if self.parting is None:
            self._writer.kill()
        else:
            self._writer.wait()
            if self.flooding:
                _drain(self.ws)

    def _hear(self, opcode: int) -> None:
        self.heard_at = time.monotonic()
        self.answers = self.answers or opcode == PONG

    def _note_flood(self) -> None:
        self.flooding = True

    def _wake(self) -> None:
        if not self._more.ready():
            self._more.send()

    def _write(self) -> None:
        try:
            while self._send_waiting():
                self._more.wait()
                self._more = Event()
        except (OSError, ConnectionClosedError):
            self._cut()

    def _send_waiting(self) -> bool:
        """Send all that waits; return False once the connection has parted."""
        while self.frames:
            frame = self.frames.popleft()
            self.waiting_bytes -= len(frame)
            self.sending_since = time.monotonic()
            self.ws.send(frame, **({"control_code": PING} if frame == ASKED else {}))
            self.sending_since = None
        if self.parting is not None:
            self.ws.close(close_data=self.parting)
        return self.parting is None

    def _cut(self) -> None:
        _cut(self.ws)


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

    def __init__(self, handler: Callable[[RFC6455WebSocket], Any], server: Any) -> None:
        transport = handler.__self__  # type: ignore[attr-defined]
        super().__init__(lambda ws: handler(_bounded(ws, transport)), server)
        transport.poll = lambda: engine.next_packet(transport)
        self.support_legacy_versions = False


def unmask(data: bytes, mask: Iterable[int], length: int | None = None, offset: int = 0) -> bytes:  # noqa: ARG001 - eventlet's signature
    """Take the mask off a piece of a frame that begins `offset` bytes into it."""
    key = bytes(mask)
    key = key[offset % 4 :] + key[: offset % 4]
    size = len(data)
    whole = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(data, "little") ^ int.from_bytes(whole, "little")).to_bytes(size, "little")


def _bounded(ws: RFC6455WebSocket, transport: Any) -> RFC6455WebSocket:
    transport.cut = lambda: _cut(ws)

    def end_flood() -> None:
        transport.end_flood()
        _drain(ws)

    _watch_frames(ws, lambda _opcode: None, transport.bucket, end_flood)
    ws.iterator = engine.packets(ws.iterator)
    return ws


def _watch_frames(
    ws: RFC6455WebSocket, hear: Callable[[int], None], bucket: Bucket | None, flooding: Callable[[], None]
) -> None:
    """Call `hear` for each frame, control frames too, and take it from the bucket; call `flooding` at its end."""
    receive = ws._recv_frame  # noqa: SLF001 - control frames are seen nowhere else

    def watched(message: Any = None) -> Any:
        frame = receive(message=message)
        hear(frame.opcode)
        if bucket is not None and not bucket.take():
            ws.close = lambda close_data=None: ws._send_closing_frame(True, close_data)  # noqa: SLF001 - what closes is the cut
            flooding()
            raise ConnectionClosedError
        return frame

    ws._recv_frame = watched  # noqa: SLF001


def _drain(ws: RFC6455WebSocket) -> None:
    """Take what a flooding peer still says, until the cut: closing on unread bytes would drop our own last words."""
    with suppress(OSError):
        while ws.socket.recv(LONGEST_MESSAGE):
            eventlet.sleep(0.01)


def _cut(ws: RFC6455WebSocket) -> None:
    with suppress(OSError):  # it may be gone already
        ws.socket.shutdown(socket.SHUT_RDWR)


def _serve(connection: Connection, serve: Callable[[Connection], None]) -> None:
    try:
        serve(connection)
    finally:
        connection.finish()
