"""The line that shows how far the bench is, on the error output: what is printed to the other is the table alone."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LOOK_SECONDS = 0.2
Shown = Callable[[float], None]


class Progress:
    """One line for each measurement: rewritten on a terminal, printed at its end elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._name, self._begin, self._shown = "", 0.0, 0.0

    def begin(self, name: str) -> None:
        """Start a measurement's line."""
        self._name, self._begin, self._shown = name, time.monotonic(), 0.0
        self.show(0)

    def show(self, share: float) -> None:
        """Show how far it is, 0 to 1; cheap enough to be called at every act."""
        now = time.monotonic()
        if self._terminal and now > self._shown + LOOK_SECONDS:
            self._shown = now
            print(f"\r{self._name} … {share:.0%}\x1b[K", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """End the line."""
        start = "\r" if self._terminal else ""
        end = "\x1b[K" if self._terminal else ""
        print(f"{start}{self._name}: {time.monotonic() - self._begin:.1f} s{end}", file=sys.stderr, flush=True)


def within(show: Shown, number: int, of: int) -> Shown:
    """Return what shows the progress of one step, the `number`th from 0, as that of all `of` them."""
    return lambda share: show((number + share) / of)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's garbage collector from the many notes of what was heard: it would stop the generator's clock."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
