"""The door: how connections come in, and how long each may take to say what it wants."""

import errno
import logging
import socket
import time
from contextlib import suppress
from typing import Any

import eventlet
from eventlet.event import Event
from eventlet.greenio import GreenSocket
from eventlet.wsgi import HttpProtocol

try:
    import resource
except ImportError:  # Windows has none, and no such limit
    resource = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

# A request's line and headers; a connection that says nothing at all has no longer for its first word.
HEAD_SECONDS = 10
# Read at once of a request, and kept by each connection for as long as it lives; most heads have less.
HEAD_BYTES = 2_048
BODY_SECONDS = 20
# In which a reader of an answer must take some of it.
ANSWER_SECONDS = 30
UNACKNOWLEDGED_MS = 15_000
# Between two connections: without it a burst of them keeps those inside waiting, and of several workers the first one
# awake takes nearly all of it.
TURN_SECONDS = 0.002
LOOKING_UP_SECONDS = 0.2
NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


def make_room() -> None:
    """Let this process have as many connections as the system allows it: where nobody asks, that is often 1,024."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Door:
    """The listening socket. `shared`: other workers of this machine accept from it too."""

    def __init__(self, listener: Any, shared: bool) -> None:
        self.listener = GreenSocket(listener)
        # Connections inherit both. Without the first the second of two messages waits 40 ms for the first's
        # acknowledgement; with the other, which Linux has, a peer that vanished is noticed once it is told something.
        self.listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            self.listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
        self.listener.settimeout(LOOKING_UP_SECONDS)
        self.family, self.getsockname, self.close = listener.family, self.listener.getsockname, self.listener.close
        self.shared = shared
        self._closing = False
        self._emptied = Event()

    def accept(self) -> Any:
        """Return the next connection; wait for ever once the door is closed.

        What fails here would end the whole server: no file descriptor left for one more, or a peer that left early.
        """
        eventlet.sleep(TURN_SECONDS)
        while not self._closing:
            try:
                return self.listener.accept()
            except TimeoutError:
                continue
            except OSError as error:
                if error.errno in NO_ROOM:
                    log.warning("no connection can be let in: %s", error.strerror)
                eventlet.sleep(LOOKING_UP_SECONDS)
        self._emptied.send()
        return Event().wait()

    def close_to_newcomers(self) -> None:
        """Return once nobody is let in any more; where the door is shared, others let them in."""
        self._closing = True
        self._emptied.wait()


class InTime:
    """A file that must have been read within `seconds`. Raises TimeoutError after that."""

    def __init__(self, file: Any, seconds: float) -> None:
        self.file = file
        self.end = time.monotonic() + seconds

    def read(self, size: int = -1) -> bytes:
        """Read so many bytes."""
        return self._within(self.file.read, size)

    def readline(self, size: int = -1) -> bytes:
        """Read a line."""
        return self._within(self.file.readline, size)

    def readlines(self, hint: int = -1) -> list[bytes]:
        """Read lines."""
        return self._within(self.file.readlines, hint)

    def _within(self, read: Any, size: int) -> Any:
        with eventlet.Timeout(max(self.end - time.monotonic(), 0), _too_slow()):
            return read(size)


class Unbuffered:
    """What an answer is written to: the connection itself. The stock one keeps 16 kB for each, idle ones too."""

    closed = False

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def write(self, data: bytes) -> None:
        """Send all of it."""
        self.connection.sendall(memoryview(data))

    def writelines(self, lines: list[bytes]) -> None:
        """Send all of them in one piece."""
        self.write(b"".join(lines))

    def flush(self) -> None:
        """Nothing waits."""

    close = flush


class Protocol(HttpProtocol):
    """HTTP whose every part must come in time; the stock one waits for ever for all but the first byte."""

    rbufsize = HEAD_BYTES
    wbufsize = 0
    _head: eventlet.Timeout | None = None
    _answered = False

    def setup(self) -> None:
        """Prepare to read and to write."""
        super().setup()
        self.wfile = Unbuffered(self.connection)

    def handle_one_request(self) -> None:
        """Read one request and answer it."""
        try:
            super().handle_one_request()
        finally:
            self._end_of_head()
            self._answered = True

    def _read_request_line(self) -> bytes:
        if not self._answered:
            self._head = eventlet.Timeout(HEAD_SECONDS, _too_slow())
        elif not self.rfile.closed:
            self._await_next()
            self._head = eventlet.Timeout(HEAD_SECONDS, _too_slow())
        return super()._read_request_line()

    def parse_request(self) -> bool:
        """Read the headers; drop a request whose headers break off, which the stock one takes for all there are."""
        readline, last = self.rfile.readline, [b"none was read"]

        def noted(size: int = -1) -> bytes:
            last[0] = readline(size)
            return last[0]

        self.rfile.readline = noted
        whole = super().parse_request() and last[0] != b""
        if not whole:
            self.close_connection = True
        return whole

    def get_environ(self) -> dict[str, Any]:
        """Return the environment of a request whose headers have come; its body has a time of its own."""
        self._end_of_head()
        environ = super().get_environ()
        body = environ["eventlet.input"]
        body.rfile = InTime(body.rfile, BODY_SECONDS)
        return environ

    def _await_next(self) -> None:
        """Wait for the first byte of the next request, as long as an idle connection is kept."""
        self.connection.settimeout(int(self.server.keepalive))
        with suppress(ConnectionError):
            self.rfile.peek(1)

    def _end_of_head(self) -> None:
        if self._head is not None:
            self._head.cancel()


def _too_slow() -> TimeoutError:
    return TimeoutError("this part of a request took too long")
