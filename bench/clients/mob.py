"""Hostile clients of one kind in a process of their own: python -m bench.clients.mob KIND COUNT SECONDS URL LOGIN.

Whoever's connection the server has ended comes back at once, for so many seconds.
"""

import asyncio
import json
import sys
from contextlib import suppress

from bench.clients import hostile
from bench.clients.api import Api
from bench.clients.bare_peer import Place

# Of one address there may be so many who haven't said who they are.
OF_ONE_ADDRESS = 400


async def play(kind: hostile.Kind, count: int, seconds: float, place: Place) -> None:
    """Let `count` of them play, each again and again."""
    places = [place.seen_from(f"127.0.1.{1 + number // OF_ONE_ADDRESS}") for number in range(count)]
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(_again_and_again(kind, one) for one in places))


async def _again_and_again(kind: hostile.Kind, place: Place) -> None:
    while True:
        with suppress(OSError, AssertionError):
            await kind(place)


def main() -> None:
    """Play as the arguments say."""
    kind, count, seconds, url, login = sys.argv[1:]
    place = Place(int(url.rpartition(":")[2]), Api(url, json.loads(login)), lambda: "")
    asyncio.run(play(getattr(hostile, kind), int(count), float(seconds), place))


if __name__ == "__main__":
    main()
