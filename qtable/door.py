"""The door: how connections come in, and how long each may take to say what it wants."""

import errno
import logging
import socket
import time
from contextlib import suppress
from io import BufferedReader, RawIOBase
from typing import Any

import eventlet
from eventlet.event import Event
from eventlet.greenio import GreenSocket
from eventlet.hubs import IOClosed, trampoline
from eventlet.wsgi import HttpProtocol

from qtable import head

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


class Incoming(RawIOBase):
    """What comes in by a connection. Raises TimeoutError where it has to wait beyond its time, however much has come.

    `waited`: since this was last set to False.
    """

    waited = False

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.within(HEAD_SECONDS)

    def within(self, seconds: float) -> None:
        """Let all that is read from now on take so long."""
        self._end = time.monotonic() + seconds

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there, wait where nothing is; who has gone says nothing more."""
        try:
            while True:
                try:
                    return self.connection.fd.recv_into(buffer)
                except BlockingIOError:
                    pass
                self.waited = True
                left = max(self._end - time.monotonic(), 0)
                trampoline(self.connection, read=True, timeout=left, timeout_exc=_too_slow())
        except (ConnectionError, IOClosed):
            return 0


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

    requestline = ""  # what eventlet says of a request that failed; it may hold tokens
    _answered = False

    def setup(self) -> None:
        """Prepare to read and to write."""
        super().setup()
        self.incoming = Incoming(self.connection)
        self.rfile, self.wfile = BufferedReader(self.incoming, HEAD_BYTES), Unbuffered(self.connection)
        # The app's headers are written as they should be, and it notes its requests itself.
        self.capitalize_response_headers = self.server.log_output = False

    def handle_one_request(self) -> None:
        """Read one request and answer it."""
        if self._answered:
            self._await_next()
        self._answered = True
        self.incoming.within(HEAD_SECONDS)
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Read the headers; drop a request whose headers break off."""
        self.close_connection = True
        try:
            self.command, self.path, self.request_version = head.read_request_line(self.raw_requestline)
            self.headers = head.read_fields(self.rfile.readline)
        except head.Refused as refusal:
            self.wfile.write(f"HTTP/1.1 {refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
            return False
        except EOFError:
            return False
        self.close_connection = False  # unless the answer says so: eventlet looks at the version and the wish there
        return True

    def get_environ(self) -> dict[str, Any]:
        """Return the environment of a request whose headers have come; its body has a time of its own."""
        self.incoming.within(BODY_SECONDS)
        environ = super().get_environ()
        if environ["eventlet.input"].chunked_input:
            environ["wsgi.input_terminated"] = True  # eventlet sees to it but doesn't say so, and Flask reads none
        return environ

    def _await_next(self) -> None:
        """Wait for the first byte of the next request, as long as an idle connection is kept.

        Where it is there already all others have a turn first: a busy connection would keep them waiting.
        """
        self.incoming.waited = False
        self.incoming.within(int(self.server.keepalive))
        self.rfile.peek(1)
        if not self.incoming.waited:
            eventlet.sleep(0)


def _too_slow() -> TimeoutError:
    return TimeoutError("this part of a request took too long")
