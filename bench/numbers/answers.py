"""How long HTTP takes to answer: the routes of a host's minute, by a few hosts at once who never pause."""

import asyncio
from collections import defaultdict
from typing import Any

from bench.numbers.caller import Answer
from bench.numbers.figures import Figure, counted, times
from bench.numbers.stage import Stage

PROMISE_MS = 200
WARM_UP_ROUNDS = 3
Times = dict[str, list[float]]


async def measure(stage: Stage) -> list[Figure]:
    """Measure each route, and all of them together."""
    refused_before = len(stage.house.caller.refused)
    await _work(stage, WARM_UP_ROUNDS, defaultdict(list))
    seconds: Times = defaultdict(list)
    await _work(stage, stage.sizes.rounds, seconds)
    together = [value for values in seconds.values() for value in values]
    routes = [times(route, values, PROMISE_MS) for route, values in seconds.items()]
    refused = counted("requests refused", len(stage.house.caller.refused) - refused_before)
    return [times(f"all routes, {stage.sizes.hosts} hosts at once", together, PROMISE_MS), *routes, refused]


async def _work(stage: Stage, rounds: int, seconds: Times) -> None:
    await asyncio.gather(*(_host(stage, number, rounds, seconds) for number in range(stage.sizes.hosts)))


async def _host(stage: Stage, number: int, rounds: int, seconds: Times) -> None:
    """Take parties in, seat them, let them go, and look at everything in between."""
    house = stage.house
    cursor = (await house.caller.call("GET", "/api/sync/full")).json()["cursor"]

    async def call(name: str, method: str, path: str, body: Any = None) -> Answer:
        answer = await house.caller.call(method, path, body)
        seconds[name].append(answer.seconds)
        return answer

    for turn in range(rounds):
        created = await call("create guest", "POST", "/api/guests", {"name": f"Host {number}", "partySize": 2})
        if not created.fine:
            continue
        guest = f"/api/guests/{created.json()['id']}"
        await call("seat", "POST", f"{guest}/seat", {"table_id": house.tables[number]})
        await call("guest list", "GET", "/api/guests?active=true")
        await call("delta", "GET", f"/api/sync/delta?cursor={cursor}")
        await call("finish", "POST", f"{guest}/finish", {})
        full = await call("full sync", "GET", "/api/sync/full")
        cursor = full.json()["cursor"] if full.fine else cursor
        stage.show(turn / rounds)
