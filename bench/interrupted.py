"""How often one worker, and each of two, is interrupted under load: python -m bench.interrupted [WORKERS ...].

Four restaurants on one PostgreSQL and one Redis, four writers who never pause and one device in each, as the workers'
measurement of `make bench` has it. Printed: changes a second, the CPU time of all programs for each, and how often a
second the kernel took the processor from a worker that would have gone on (`nonvoluntary_ctxt_switches` of Linux).
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from bench.clients.postgresql import free_port
from bench.numbers.backends import Backends, backends
from bench.numbers.throughput import never_pausing
from bench.numbers.trial import SERVER, Target
from bench.numbers.workers import WRITERS_OF_EACH, furnished

SECONDS, WARM_SECONDS = 8.0, 1.0


async def main(counts: Sequence[int]) -> None:
    """Load one number of workers after another, each on databases of its own."""
    for count in counts:
        with backends() as behind:
            print(await _loaded(behind, count), flush=True)


async def _loaded(behind: Backends, count: int) -> str:
    server = behind.server(count, free_port())
    await asyncio.to_thread(server.start)
    try:
        assert server.process is not None
        houses = await furnished(server.url)
        target = Target(houses, {SERVER: server.process} | behind.programs)
        await never_pausing(target, WRITERS_OF_EACH, 1, WARM_SECONDS, _unseen)
        workers = [child.pid for child in psutil.Process(server.process.pid).children()]
        before, begin = [_interruptions(pid) for pid in workers], time.monotonic()
        one = await never_pausing(target, WRITERS_OF_EACH, 1, SECONDS, _unseen)
        seconds = time.monotonic() - begin
        each = [round((_interruptions(pid) - was) / seconds) for pid, was in zip(workers, before, strict=True)]
        for house in houses:
            house.caller.close()
    finally:
        await asyncio.to_thread(server.stop)
    return f"{count}: {one.per_second:.0f} changes/s, {one.all_cpu_ms:.2f} ms of CPU each, interrupted {each} times/s"


def _interruptions(pid: int) -> int:
    return next(
        int(line.split()[1])
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("nonvoluntary_ctxt_switches")
    )


def _unseen(_: float) -> None:
    """Show nothing: it takes some seconds."""


if __name__ == "__main__":
    asyncio.run(main([int(count) for count in sys.argv[1:]] or (1, 2)))
