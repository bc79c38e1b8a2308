"""What was found out about people's rights, kept for some seconds: most requests come from who asked a moment ago."""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import Flask, current_app

from qtable.extensions import logins_ended

Found = TypeVar("Found")

# What ended elsewhere without a word (no Redis, or it is down) is found out after this long at the latest.
SECONDS = 10
MOST = 10_000


class Remembered:
    """Answers by what was asked. An ended login, or a role that changed, makes it forget all of them at once."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, seconds: float = SECONDS) -> None:
        self._monotonic, self._seconds = monotonic, seconds
        self._answers: dict[Hashable, tuple[float, Any]] = {}
        self._forgotten = 0

    def recall(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """Return the answer to `asked`, from `find` where it isn't known; None, or what `find` raises, isn't kept."""
        now = self._monotonic()
        until, answer = self._answers.get(asked, (now, None))
        if now < until:
            return answer
        forgotten = self._forgotten
        found = find()
        if found is not None and forgotten == self._forgotten:  # else it may be older than what made us forget
            if len(self._answers) >= MOST:
                self._answers.clear()
            self._answers[asked] = (now + self._seconds, found)
        return found

    def forget(self) -> None:
        """Look everything up anew from now on."""
        self._answers.clear()
        self._forgotten += 1


def init_app(app: Flask) -> None:
    """Give `app` its memory; whatever ends a login or changes a role empties it."""
    app.extensions["qtable.remembered"] = memory = Remembered()
    logins_ended.connect(lambda _app: memory.forget(), sender=app, weak=False)


def remembered() -> Remembered:
    """Return the current app's memory."""
    return current_app.extensions["qtable.remembered"]
