"""The way out of one WebSocket: straight to the operating system, and a queue for what that has no room for."""

import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from qtable.realtime.clients import LONGEST_WAIT_SECONDS, MOST_WAITING_BYTES, MOST_WAITING_FRAMES
from qtable.realtime.frames import Frames

# Linux takes up to 1,024 pieces in one send.
MOST_AT_ONCE = 512
Piece = bytes | memoryview


class Outlet:
    """What is put here leaves in this order, and at once where nothing waits: in one send, which never waits.

    The rest of a short send, and all that is put behind it, waits for a task that lives until all of it is out.
    `sock` is the system's own non-blocking socket; `start` starts a task, on whose `wait()` others may wait, and
    `until_writable` keeps it waiting.
    """

    __slots__ = (
        "_ended",
        "_send",
        "_since",
        "_sock",
        "_start",
        "_task",
        "_until_writable",
        "_waiting",
        "waiting_bytes",
    )

    def __init__(
        self, sock: socket.socket, start: Callable[[Callable[[], None]], Any], until_writable: Callable[[], None]
    ) -> None:
        self._sock, self._send, self._start, self._until_writable = sock, sock.send, start, until_writable
        self._waiting: deque[Piece] = deque()
        self._since: deque[float] = deque()
        self.waiting_bytes = 0
        self._task: Any = None
        self._ended = False

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, frames: Frames) -> None:
        """Send frames, or let them wait where something else does. After the end they are dropped."""
        if self._task is not None:
            self._keep(frames.each)
        elif not self._ended:
            whole = frames.whole
            try:
                sent = self._send(whole)
            except BlockingIOError:
                sent = 0
            except OSError:
                self._lose()
                return
            if sent < len(whole):
                self._keep(_rest(frames.each, sent))
                self._task = self._start(self._drain)

    def put_frame(self, frame: bytes) -> None:
        """Send a single frame."""
        self.put(Frames(frame, [frame]))

    def end(self) -> None:
        """Take nothing more, and shut the way out behind what waits."""
        if not self._ended:
            self._ended = True
            if self._task is None:
                self._shut(socket.SHUT_WR)

    def drop(self) -> None:
        """Drop what waits, but for the rest of a frame that has begun: the peer couldn't read what follows."""
        begun = bool(self._waiting) and isinstance(self._waiting[0], memoryview)
        while len(self._waiting) > begun:
            self.waiting_bytes -= len(self._waiting.pop())
            self._since.pop()

    def flush(self) -> None:
        """Wait until all is out, or can't get out any more."""
        while self._task is not None:
            self._task.wait()

    def is_behind(self) -> bool:
        """Tell whether more waits, or longer, than a reader may leave unread."""
        late = bool(self._since) and time.monotonic() - self._since[0] > LONGEST_WAIT_SECONDS
        return late or len(self._waiting) > MOST_WAITING_FRAMES or self.waiting_bytes > MOST_WAITING_BYTES

    def _keep(self, pieces: Iterable[Piece]) -> None:
        if self._ended:
            return
        now = time.monotonic()
        for piece in pieces:
            self._waiting.append(piece)
            self._since.append(now)
            self.waiting_bytes += len(piece)

    def _drain(self) -> None:
        try:
            while self._waiting:
                try:
                    self._take_off(self._sock.sendmsg(list(islice(self._waiting, MOST_AT_ONCE))))
                except BlockingIOError:
                    self._until_writable()
        except OSError:
            self._lose()
        finally:
            self._task = None
        if self._ended:
            self._shut(socket.SHUT_WR)

    def _take_off(self, sent: int) -> None:
        self.waiting_bytes -= sent
        while self._waiting and sent >= len(self._waiting[0]):
            sent -= len(self._waiting.popleft())
            self._since.popleft()
        if sent:
            self._waiting[0] = memoryview(self._waiting[0])[sent:]

    def _lose(self) -> None:
        """Give up: the peer has gone, and whoever reads from it finds that out."""
        self._ended = True
        self._clear()
        self._shut(socket.SHUT_RDWR)

    def _clear(self) -> None:
        self._waiting.clear()
        self._since.clear()
        self.waiting_bytes = 0

    def _shut(self, how: int) -> None:
        with suppress(OSError):  # it may be gone already
            self._sock.shutdown(how)


def _rest(each: Iterable[bytes], sent: int) -> Iterator[Piece]:
    """Yield what is left of frames of which so many bytes have gone; a frame that has begun is a memoryview."""
    for frame in each:
        if sent >= len(frame):
            sent -= len(frame)
        else:
            yield memoryview(frame)[sent:] if sent else frame
            sent = 0
