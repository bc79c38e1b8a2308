"""One Engine.IO session: by polling a queue that is counted, on a WebSocket that one's outlet."""

import math
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from engineio.exceptions import QueueEmpty, UnknownPacketError
from engineio.packet import NOOP, PING, PONG, UPGRADE, Packet
from engineio.socket import Socket

from qtable import clock
from qtable.errors import TooManyRequests
from qtable.realtime.bucket import Bucket
from qtable.realtime.clients import LONGEST_WAIT_SECONDS, MOST_WAITING_BYTES, MOST_WAITING_FRAMES
from qtable.realtime.frames import frame
from qtable.realtime.outlet import Outlet
from qtable.realtime.words import Words

if TYPE_CHECKING:  # it names eventlet, which commands and tests do without
    from qtable.realtime.websocket import Connection

PACKET = re.compile(r"[0-6]", re.ASCII)
# Clients of the same library drop their connection when an answer holds more.
MOST_POLLED = 16


class Session(Socket):
    """A session whose WebSocket needs one task, where the stock one has three: to hear, to say, and to ask for life.

    `ask_at` is when to ask (monotonic). `connection` and its `outlet` are None on polling, and until an upgrade is
    over.
    """

    connected: bool
    last_ping: float | None
    address = ""
    bucket: Bucket | None = None
    connection: "Connection | None" = None
    outlet: Outlet | None = None
    end_flood: Callable[[], None]
    ask_at = math.inf

    def deliver(self, words: Words) -> None:
        """Send messages."""
        if self.outlet is not None:
            self.outlet.put(words.events)
        elif not self.closed:
            for packet in words.packets:
                self.queue.put(packet)

    def send(self, pkt: Packet) -> None:
        """Send a packet. Raises SocketIsClosedError after the end."""
        if self.connection is None:
            super().send(pkt)
        elif self.check_ping_timeout():
            _say(self.connection, pkt)

    def poll(self) -> list[Packet]:
        """Return what waits, for one answer of long polling: no more than any client takes, none at the end."""
        queue, empty = self.queue, self.server.get_queue_empty_exception()
        found: list[Any] = []
        try:
            while len(found) < MOST_POLLED and None not in found:
                seconds = 0 if found else self.server.ping_interval + self.server.ping_timeout
                found.append(queue.get(block=not found, timeout=seconds))
                queue.task_done()
        except empty as error:
            if not found:
                raise QueueEmpty from error
        if None in found[1:]:
            queue.put(None)  # the end comes with the next poll
        return [packet for packet in found if packet is not None]

    def schedule_ping(self) -> None:
        """Note when to ask for the next sign of life."""
        if self.last_ping:
            self.last_ping = None
            self.ask_at = time.monotonic() + self.server.ping_interval

    def ask(self) -> None:
        """Ask for a sign of life."""
        self.ask_at, self.last_ping = math.inf, clock.now().timestamp()
        self.send(Packet(PING))

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Close behind what waits; a WebSocket's peer that doesn't take that is cut off after a second."""
        super().close(wait=wait and self.connection is None, abort=abort, reason=reason)
        if self.connection is not None:
            self.connection.close()

    def flush(self) -> None:
        """Wait until the last words of a closed session have been taken."""
        if self.connection is None:
            self.queue.join()
        else:
            self.connection.outlet.flush()

    @property
    def waiting(self) -> int:
        """Return how much waits."""
        return self.queue.qsize() if self.connection is None else len(self.connection.outlet)

    def is_behind(self) -> bool:
        """Tell whether more waits, or longer, than a reader may leave unread."""
        return self.queue.is_behind() if self.connection is None else self.connection.outlet.is_behind()

    def drop(self) -> None:
        """Drop what waits."""
        (self.queue if self.connection is None else self.connection.outlet).drop()

    def _websocket_handler(self, connection: "Connection") -> list[Any]:
        """Serve the session on a WebSocket: a new one, or one that leaves polling for it."""
        try:
            if not self.connected or self._is_upgrade(connection):
                self._move_to(connection)
                self._listen(connection)
        except TooManyRequests:
            self.end_flood()
        except Exception:
            self.server.logger.exception("a session failed")
        if self.connection is connection:
            self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
        connection.finish()
        return []

    def _is_upgrade(self, connection: "Connection") -> bool:
        """Go through the handshake of an upgrade, as the stock one does; meanwhile all that is said waits."""
        self.upgrading = True
        try:
            probe = _next_packet(connection)
            if probe is None or (probe.packet_type, probe.data) != (PING, "probe"):
                return False
            _say(connection, Packet(PONG, "probe"))
            self.queue.put(Packet(NOOP))  # ends the poll
            last = _next_packet(connection)
            return last is not None and last.packet_type == UPGRADE and self.connection is None
        finally:
            self.upgrading = False

    def _move_to(self, connection: "Connection") -> None:
        """Let the WebSocket say what waits, and all that follows; polls that wait yet get nothing more."""
        while self.queue.qsize():
            packet = self.queue.get()
            self.queue.task_done()
            if packet is not None:
                _say(connection, packet)
        for _ in range(self.queue.getting()):
            self.queue.put(Packet(NOOP))
        self.connection, self.outlet = connection, connection.outlet
        self.connected = self.upgraded = True
        if self.closed:
            connection.close()

    def _listen(self, connection: "Connection") -> None:
        while (packet := _next_packet(connection)) is not None:
            if not connection.closing:
                with suppress(UnknownPacketError):
                    self.receive(packet)


class CountedQueue:
    """What Engine.IO's queue needs to know what waits in it for the next poll."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.waiting_bytes = 0
        self.since: deque[float] = deque()

    def is_behind(self) -> bool:
        """Tell whether more waits, or longer, than a reader may leave unread."""
        late = bool(self.since) and time.monotonic() - self.since[0] > LONGEST_WAIT_SECONDS
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


def _say(connection: "Connection", packet: Packet) -> None:
    connection.outlet.put_frame(frame(packet.encode().encode()))


def _next_packet(connection: "Connection") -> Packet | None:
    """Return what the peer says next; what is no packet ends the session like a close."""
    said = connection.receive()
    if said is None or (isinstance(said, str) and not PACKET.match(said)):
        return None
    return Packet(encoded_packet=said)


def _size(packet: Any) -> int:
    return len(packet.data) if packet is not None and isinstance(packet.data, str | bytes) else 0
