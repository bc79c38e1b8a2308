"""The evening's clock, as many times faster than life as asked."""

import time


class Clock:
    """Starts at the evening's first minute when it is made."""

    def __init__(self, first_minute: int, speed: float) -> None:
        self.first_minute = first_minute
        self.speed = speed
        self.started = time.monotonic()

    def wait_until(self, minute: int) -> None:
        """Wait for a minute of the evening; return at once when it is past."""
        due = self.started + (minute - self.first_minute) * 60 / self.speed
        time.sleep(max(0.0, due - time.monotonic()))

    def minute(self) -> int:
        """Return the minute of the evening that it is now."""
        return self.first_minute + int((time.monotonic() - self.started) * self.speed / 60)


def shown(minute: int) -> str:
    """Return a minute of the day as 19:42."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
