"""Standard error as the log writes to it."""

import atexit
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from qtable import metrics

MOST_WAITING = 10_000
# What a pipe takes in one piece, so that the lines of several workers don't mix; less a line.
PIECE = 4096 - 512


class Lines:
    """Where lines go. Once a thread writes them, whoever logs never waits for whoever reads."""

    def __init__(self) -> None:
        self._lines: Any = None
        self._thread: Any = None
        self._closing = False

    def write_aside(self, lines: Any, new_thread: Callable[..., Any]) -> None:
        """Let a thread write from now on; `lines` is its queue. Both must be the system's own, not green."""
        self._lines, self._thread = lines, new_thread(target=self._write_all, daemon=True)
        self._thread.start()
        atexit.register(self._finish)

    def write(self, line: str) -> None:
        """Write a line, now or soon; drop it, and count that, where far too many wait."""
        if self._lines is None or self._closing:
            sys.stderr.write(line)
        elif self._lines.qsize() < MOST_WAITING:
            self._lines.put(line)
        else:
            metrics.dropped_lines.inc()

    def flush(self) -> None:
        """Leave it to the thread, where there is one."""
        if self._lines is None:
            sys.stderr.flush()

    def _write_all(self) -> None:
        while not (self._closing and self._lines.empty()):
            piece = self._lines.get()
            while len(piece) < PIECE and not self._lines.empty():
                piece += self._lines.get()
            with suppress(OSError):  # nobody reads any more
                sys.stderr.write(piece)
                sys.stderr.flush()

    def _finish(self) -> None:
        """Write what waits, for a second at the most."""
        self._closing = True
        self._lines.put("")
        self._thread.join(1)
