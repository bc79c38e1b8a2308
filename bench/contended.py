"""What it costs that writers of one restaurant are at different workers: python -m bench.contended [ROUNDS].

Eight writers who never pause, at one worker and at two on one PostgreSQL and one Redis, in turn: each of a restaurant
of its own, then all of the same one. Printed: changes a second, and the CPU time of each program for one.
"""

import asyncio
import sys
from dataclasses import replace

from bench.clients.postgresql import free_port
from bench.numbers.backends import Backends, backends
from bench.numbers.throughput import never_pausing
from bench.numbers.trial import SERVER, Target, Trial, cost, rate
from bench.numbers.workers import RESTAURANTS, furnished

ROUNDS, SECONDS, WARM_SECONDS = 2, 6.0, 1.0


async def main(rounds: int) -> None:
    """Load one worker and two in turn, each on databases of its own."""
    for _ in range(rounds):
        for workers in (1, 2):
            with backends() as behind:
                for name, one in (await _loaded(behind, workers)).items():
                    print(f"{workers}, {name}: {rate('', one).shown}; {cost('', one).shown}", flush=True)


async def _loaded(behind: Backends, workers: int) -> dict[str, Trial]:
    server = behind.server(workers, free_port())
    await asyncio.to_thread(server.start)
    try:
        houses = await furnished(server.url)
        each = Target(houses, {SERVER: server.process} | behind.programs)
        same = replace(each, houses=houses[:1])
        await never_pausing(each, 1, 1, WARM_SECONDS, _unseen)
        trials = {
            "each of its own": await never_pausing(each, 1, 1, SECONDS, _unseen),
            "all of the same": await never_pausing(same, RESTAURANTS, RESTAURANTS, SECONDS, _unseen),
        }
        for house in houses:
            house.caller.close()
    finally:
        await asyncio.to_thread(server.stop)
    return trials


def _unseen(_: float) -> None:
    """Show nothing: it takes some seconds."""


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS))
