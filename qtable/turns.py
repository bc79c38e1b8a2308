"""Writers take turns: one at a time, in the order in which they came."""

import threading
from collections import deque


class Turns:
    """A lock that goes to who has waited longest, and that its holder can hand on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for the turn; return whether it came in time."""
        with self._lock:
            if not self._held:
                self._held = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._lock:
            if mine.is_set():  # in this very moment; who handed it on counts on it
                return True
            self._waiting.remove(mine)
            return False

    def hand_on(self) -> bool:
        """Give the turn to who waits longest; where nobody does, return False and keep it."""
        with self._lock:
            if not self._waiting:
                return False
            self._waiting.popleft().set()
            return True

    def give_back(self) -> None:
        """Let go of the turn."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False
