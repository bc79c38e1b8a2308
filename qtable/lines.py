"""Standard error as the log writes to it."""

import atexit
import sys
from collections import deque
from contextlib import suppress
from types import ModuleType
from typing import Any

from qtable import metrics

MOST_WAITING = 10_000
# Between two looks at what waits. A thread that were woken for each line would stop the one that logs each time.
SECONDS = 0.1
# What a pipe takes in one piece, so that the lines of several workers don't mix; less a line.
PIECE = 4096 - 512


class Lines:
    """Where lines go. Once a thread writes them, whoever logs never waits for whoever reads."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._thread: Any = None
        self._closing: Any = None

    def write_aside(self, threading: ModuleType) -> None:
        """Let a thread write from now on; `threading` is the system's own, not a green one."""
        self._closing, self._thread = threading.Event(), threading.Thread(target=self._write_all, daemon=True)
        self._thread.start()
        atexit.register(self._finish)

    def write(self, line: str) -> None:
        """Write a line, now or soon; drop it, and count that, where far too many wait."""
        if self._thread is None or self._closing.is_set():
            sys.stderr.write(line)
        elif len(self._waiting) < MOST_WAITING:
            self._waiting.append(line)
        else:
            metrics.dropped_lines.inc()

    def flush(self) -> None:
        """Leave it to the thread, where there is one."""
        if self._thread is None:
            sys.stderr.flush()

    def _write_all(self) -> None:
        while not self._closing.wait(SECONDS):
            self._write_waiting()
        self._write_waiting()

    def _write_waiting(self) -> None:
        while self._waiting:
            piece = self._waiting.popleft()
            while self._waiting and len(piece) < PIECE:
                piece += self._waiting.popleft()
            with suppress(OSError):  # nobody reads any more
                sys.stderr.write(piece)
                sys.stderr.flush()

    def _finish(self) -> None:
        """Write what waits, for a second at the most."""
        self._closing.set()
        self._thread.join(1)
