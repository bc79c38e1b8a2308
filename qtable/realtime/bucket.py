"""How much one connection may say. Pure; the clock is given."""

from collections.abc import Callable

EVENTS_PER_SECOND = 20
BURST = 40
FLOODING = f"You send more than {EVENTS_PER_SECOND} messages a second. Slow down before you connect again."


class Bucket:
    """A token bucket: `burst` at once, then `rate` a second. `clock` tells seconds that never run back."""

    def __init__(self, clock: Callable[[], float], rate: float = EVENTS_PER_SECOND, burst: float = BURST) -> None:
        self.clock, self.rate, self.burst = clock, rate, burst
        self._left, self._at = burst, clock()

    def take(self, count: int = 1) -> bool:
        """Take `count` at once, or none and return False when there are fewer."""
        now = self.clock()
        self._left, self._at = min(self.burst, self._left + (now - self._at) * self.rate), now
        if count > self._left:
            return False
        self._left -= count
        return True
