"""Where tries are counted: in Redis by all workers together, and in a worker's own memory while Redis is away."""

import time
from collections.abc import Callable
from typing import Any

from limits.storage import MemoryStorage, RedisStorage
from redis import RedisError

SECONDS_UNTIL_THE_NEXT_LOOK = 1


class SharedCounts(RedisStorage):
    """Flask-Limiter's storage behind `shared://`; whoever finds Redis away spares the others a second of waiting.

    Flask-Limiter's own fall-back would stay in memory for up to half a minute after Redis is back.
    """

    STORAGE_SCHEME = ["shared"]  # noqa: RUF012 - limits declares it so

    def __init__(self, _uri: str, **options: Any) -> None:
        super().__init__("redis://", **options)
        self._own = MemoryStorage()
        self._away_until = 0.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count `amount` more of a key that is forgotten after `expiry` seconds; return the new count."""
        return self._try(super().incr, self._own.incr, key, expiry, amount)

    def get(self, key: str) -> int:
        """Return a count."""
        return self._try(super().get, self._own.get, key)

    def get_expiry(self, key: str) -> float:
        """Return when a count is forgotten, in seconds of the clock."""
        return self._try(super().get_expiry, self._own.get_expiry, key)

    def _try(self, shared: Callable[..., Any], own: Callable[..., Any], *arguments: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return shared(*arguments)
            except (RedisError, OSError):
                self._away_until = time.monotonic() + SECONDS_UNTIL_THE_NEXT_LOOK
        return own(*arguments)
