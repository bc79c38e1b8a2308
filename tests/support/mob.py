"""A mob: hostile clients of many kinds at once, in a thread of its own, beside devices that only do their work."""

import asyncio
import threading
from collections.abc import Sequence

from bench.clients.bare_peer import Place
from bench.clients.hostile import Kind


class Mob(threading.Thread):
    """So many of each kind, each from its place. `heard` is what each heard last, by kind, once it has ended.

    `failed` names those whose connection the server did not end.
    """

    def __init__(self, *parts: tuple[Kind, int, Place]) -> None:
        super().__init__()
        self.parts: Sequence[tuple[Kind, int, Place]] = parts
        self.heard: dict[str, list[bytes]] = {}
        self.failed: list[str] = []

    def run(self) -> None:
        """Play all of them to their ends."""
        asyncio.run(self._play())

    async def _play(self) -> None:
        names = [kind.__name__ for kind, count, _ in self.parts for _ in range(count)]
        plays = [kind(place) for kind, count, place in self.parts for _ in range(count)]
        for name, end in zip(names, await asyncio.gather(*plays, return_exceptions=True), strict=True):
            if isinstance(end, BaseException):
                self.failed.append(f"{name}: {end!r}")
            else:
                self.heard.setdefault(name, []).append(end)
