"""WebSockets as eventlet gives them, made safe: the only file of the live room that names eventlet.

A plain WebSocket is a Connection; Engine.IO's own sockets get the same bounds by `init`.
"""

import logging
import re
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import eventlet
from engineio.async_drivers.eventlet import WebSocketWSGI as EngineWebSocketWSGI
from engineio.exceptions import QueueEmpty
from eventlet.event import Event
from eventlet.websocket import ConnectionClosedError, FailedConnectionError, RFC6455WebSocket, WebSocketWSGI
from flask_socketio import SocketIO

from qtable.realtime.clients import MOST_WAITING_FRAMES

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 65_536
UNACKNOWLEDGED_MS = 15_000
MOST_WAITING_BYTES = 1_048_576
LONGEST_SEND_SECONDS = 15
PARTING_SECONDS = 1
ENGINE_PACKET = re.compile(r"[0-6]", re.ASCII)


def answer(
    environ: dict[str, Any], start_response: Callable[..., Any], serve: Callable[["Connection"], None]
) -> Iterable[bytes]:
    """Shake hands, and let `serve` have the connection until it returns."""
    handshake = WebSocketWSGI(lambda ws: _serve(ws, serve), max_frame_length=LONGEST_MESSAGE)
    handshake.support_legacy_versions = False
    return handshake(environ, start_response)


class Connection:
    """One plain WebSocket. What it sends waits in a queue of its own, so that no reader holds others up."""

    def __init__(self, ws: RFC6455WebSocket) -> None:
        self.ws = ws
        self.frames: deque[str] = deque()
        self.waiting_bytes = 0
        self.sending_since: float | None = None
        self.parting: tuple[int, str] | None = None
        self._more = Event()
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # on Linux; elsewhere a dead peer takes the system's own time-out
            ws.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
        self._writer = eventlet.spawn(self._write)

    def receive(self, seconds: float) -> str | bytes | None:
        """Return the next message, or None when the peer has gone. Raises TimeoutError after silence."""
        try:
            with eventlet.Timeout(seconds):
                return self.ws.wait()
        except eventlet.Timeout as silence:  # raised as it is: an Exception inside wait() would close with 1011
            raise TimeoutError from silence
        except ConnectionClosedError:
            return None

    def put(self, frame: str) -> None:
        """Queue a frame; after the parting words nothing is queued any more."""
        if self.parting is None:
            self.frames.append(frame)
            self.waiting_bytes += len(frame)
            self._wake()

    def is_behind(self) -> bool:
        """Tell whether more waits, or one frame longer, than a reader may leave unread."""
        stuck = self.sending_since is not None and time.monotonic() - self.sending_since > LONGEST_SEND_SECONDS
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
            self.ws.send(frame)
            self.sending_since = None
        if self.parting is not None:
            self.ws.close(close_data=self.parting)
        return self.parting is None

    def _cut(self) -> None:
        try:
            self.ws.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("the socket was gone already")


class BoundedMessage(RFC6455WebSocket.Message):
    """A message being put together; eventlet bounds each frame of it, but neither their sum nor their text."""

    size = 0

    def push(self, data: bytes, final: bool = False) -> None:
        """Add what came. Raises FailedConnectionError when it is too much."""
        self.size += len(data)
        if self.size > self.max_frame_length:
            raise FailedConnectionError(1009, f"A message may have {self.max_frame_length} bytes.")
        super().push(data, final)

    def getvalue(self) -> str | bytes:
        """Return the whole message. Raises FailedConnectionError for text that isn't UTF-8."""
        try:
            return super().getvalue()
        except UnicodeDecodeError as error:
            raise FailedConnectionError(1007, "Text must be UTF-8.") from error


class EngineSocket(EngineWebSocketWSGI):
    """Engine.IO's WebSocket; a frame that is no Engine.IO packet ends it like a close, where the stock one raises."""

    def __init__(self, handler: Callable[[RFC6455WebSocket], Any], server: Any) -> None:
        super().__init__(lambda ws: handler(_heard(ws)), server)
        transport = handler.__self__  # type: ignore[attr-defined]
        transport.poll = lambda: _next_packet(transport)
        self.support_legacy_versions = False


def init(socketio: SocketIO) -> None:
    """Let the server of this process read its frames this way."""
    RFC6455WebSocket.Message = BoundedMessage
    engine = socketio.server.eio
    engine._async = engine._async | {"websocket": EngineSocket}  # noqa: SLF001 - there is no other door


def _serve(ws: RFC6455WebSocket, serve: Callable[[Connection], None]) -> None:
    connection = Connection(ws)
    try:
        serve(connection)
    finally:
        connection.finish()


def _next_packet(transport: Any) -> list[Any]:
    """Return the next packet to send, none at the end. The stock way takes all that waits, where nobody counts it."""
    try:
        packet = transport.queue.get(timeout=transport.server.ping_interval + transport.server.ping_timeout)
    except transport.server.get_queue_empty_exception() as error:
        raise QueueEmpty from error
    transport.queue.task_done()
    return [] if packet is None else [packet]


def _heard(ws: RFC6455WebSocket) -> RFC6455WebSocket:
    ws.iterator = _packets(ws.iterator)
    return ws


def _packets(frames: Iterator[str | bytes]) -> Iterator[str | bytes]:
    for frame in frames:
        if isinstance(frame, str) and not ENGINE_PACKET.match(frame):
            return
        yield frame
