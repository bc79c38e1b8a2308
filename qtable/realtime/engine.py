"""Engine.IO's sessions, which carry Socket.IO, within the same bounds as plain WebSockets.

Each gets a bucket for what it says, a queue that counts what it leaves unread, and a few seconds to say who it is.
"""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from engineio.exceptions import QueueEmpty
from flask import Flask

from qtable.extensions import socketio
from qtable.realtime.bucket import Bucket
from qtable.realtime.clients import LONGEST_WAIT_SECONDS, MOST_WAITING_BYTES, MOST_WAITING_FRAMES, PARTING_SECONDS
from qtable.realtime.strangers import strangers

PACKET = re.compile(r"[0-6]", re.ASCII)
# Clients of the same library drop their connection when an answer holds more.
MOST_POLLED = 16


def init(app: Flask, end_flood: Callable[[Any], None]) -> None:
    """Bound every session of this process from its first moment; `end_flood` is given the one that says too much."""
    engine = socketio.server.eio
    counted = type("CountedQueue", (_Counted, engine._async["queue"]), {})  # noqa: SLF001 - there is no other door
    engine._async = engine._async | {"queue": counted}  # noqa: SLF001
    connect, disconnect = engine.handlers["connect"], engine.handlers["disconnect"]

    def enter(sid: str, environ: dict[str, Any]) -> Any:
        transport = engine.sockets[sid]
        transport.address = environ["REMOTE_ADDR"]
        transport.bucket = Bucket(time.monotonic) if app.config["RATELIMIT_ENABLED"] else None
        transport.end_flood = lambda: end_flood(transport)
        transport.poll = lambda: polled_packets(transport)
        with app.app_context():
            strangers().enter(sid, transport.address)
        return connect(sid, environ)

    def leave(sid: str, reason: str) -> None:
        try:
            disconnect(sid, reason)
        finally:
            with app.app_context():
                strangers().leave(sid)

    engine.on("connect", enter)
    engine.on("disconnect", leave)


def transport_of(client_id: str) -> Any:
    """Return the session of a Socket.IO connection, None when it has gone."""
    return socketio.server.eio.sockets.get(socketio.server.manager.eio_sid_from_sid(client_id, "/"))


def may_say(transport: Any, packets: int) -> bool:
    """Take so many packets from the session's bucket; the session ends where that has fewer."""
    if transport.bucket is None or transport.bucket.take(packets):
        return True
    transport.end_flood()
    return False


def is_behind(transport: Any) -> bool:
    """Tell whether more waits, or longer, than a reader may leave unread."""
    return transport.queue.is_behind()


def end(transport: Any) -> None:
    """Close a session after its last words; a peer that doesn't take them is cut off after a second."""
    transport.close(wait=False)
    if hasattr(transport, "cut"):
        socketio.start_background_task(_cut, transport)


def end_late_strangers() -> None:
    """End the sessions that never said who they are; plain WebSockets look after that themselves."""
    for sid in strangers().late():
        transport = socketio.server.eio.sockets.get(sid)
        if transport is not None and sid in strangers():
            end(transport)
            socketio.sleep(0)  # a thousand of them at once would keep everybody else waiting


def next_packet(transport: Any) -> list[Any]:
    """Return the next packet to send, none at the end. The stock way takes all that waits, where nobody counts it."""
    queue = transport.queue
    queue.sending_since = None
    try:
        packet = queue.get(timeout=transport.server.ping_interval + transport.server.ping_timeout)
    except transport.server.get_queue_empty_exception() as error:
        raise QueueEmpty from error
    queue.sending_since = time.monotonic()
    queue.task_done()
    return [] if packet is None else [packet]


def polled_packets(transport: Any) -> list[Any]:
    """Return what waits, for one answer of long polling: no more than any client takes in one, and none at the end."""
    queue, empty = transport.queue, transport.server.get_queue_empty_exception()
    found: list[Any] = []
    try:
        while len(found) < MOST_POLLED and None not in found:
            seconds = 0 if found else transport.server.ping_interval + transport.server.ping_timeout
            found.append(queue.get(block=not found, timeout=seconds))
            queue.task_done()
    except empty as error:
        if not found:
            raise QueueEmpty from error
    if None in found[1:]:
        queue.put(None)  # the end comes with the next poll
    return [packet for packet in found if packet is not None]


def packets(frames: Iterator[str | bytes]) -> Iterator[str | bytes]:
    """Yield what a WebSocket brings, up to a frame that is no Engine.IO packet: it ends the session like a close."""
    for frame in frames:
        if isinstance(frame, str) and not PACKET.match(frame):
            return
        yield frame


class _Counted:
    """What Engine.IO's queue needs to know what waits in it. `sending_since` is None while nothing is on its way."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.waiting_bytes = 0
        self.since: deque[float] = deque()
        self.sending_since: float | None = None

    def is_behind(self) -> bool:
        oldest = self.sending_since or (self.since[0] if self.since else None)
        late = oldest is not None and time.monotonic() - oldest > LONGEST_WAIT_SECONDS
        return late or len(self.since) > MOST_WAITING_FRAMES or self.waiting_bytes > MOST_WAITING_BYTES

    def drop(self) -> None:
        """Drop all that waits."""
        while self.since:
            self._get()
            self.task_done()  # type: ignore[attr-defined]

    def _put(self, packet: Any) -> None:
        super()._put(packet)  # type: ignore[misc]
        self.waiting_bytes += _size(packet)
        self.since.append(time.monotonic())

    def _get(self) -> Any:
        packet = super()._get()  # type: ignore[misc]
        self.waiting_bytes -= _size(packet)
        self.since.popleft()
        return packet


def _cut(transport: Any) -> None:
    socketio.sleep(PARTING_SECONDS)
    transport.cut()


def _size(packet: Any) -> int:
    return len(packet.data) if packet is not None and isinstance(packet.data, str | bytes) else 0
