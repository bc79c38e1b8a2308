"""The measurements in their order, on one server."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack

from bench.clients.server_process import ServerProcess
from bench.numbers import (
    answers,
    batch,
    between,
    connections,
    deliveries,
    disk,
    history,
    hostile,
    isolation,
    latency,
    memory,
    own_cost,
    rates,
    startup,
    throughput,
    transactions,
    workers,
)
from bench.numbers.crowd import TRANSPORTS, Crowd
from bench.numbers.figures import Figure
from bench.numbers.house import House
from bench.numbers.progress import Progress, uncollected
from bench.numbers.stage import Sizes, Stage
from bench.numbers.table import Result

Measure = Callable[[Stage], Awaitable[list[Figure]]]

MEASUREMENTS: dict[str, tuple[str, Measure]] = {
    "answers": ("API answers", answers.measure),
    "transactions": ("Transactions", transactions.measure),
    "latency": ("Live messages", latency.measure),
    "rates": ("Live messages at fixed rates", rates.measure),
    "connections": ("Connections", connections.measure),
    "batch": ("The largest atomic batch", batch.measure),
    "startup": ("Start", startup.measure),
    "workers": ("Workers on PostgreSQL and Redis", workers.measure),
    "between": ("Two workers on PostgreSQL", between.measure),
    "throughput": ("Throughput", throughput.measure),
    "deliveries": ("What a delivery costs", deliveries.measure),
    "memory": ("Memory per connection", memory.measure),
    "hostile": ("Hostile clients beside a restaurant at work", hostile.measure),
    "isolation": ("Other restaurants, connected all the while", isolation.measure),
    "history": ("Reads with a long history", history.measure),
    "disk": ("The disk alone", disk.measure),
    "own_cost": ("The load generator alone, against a server that does nothing", own_cost.measure),
}


async def run(server: ServerProcess, sizes: Sizes, chosen: Sequence[str], progress: Progress) -> list[Result]:
    """Run the chosen measurements. Raises Refused, OSError, TimeoutError or RuntimeError when one can't be run."""
    async with AsyncExitStack() as doors:
        stage = await _stage(server, sizes, progress, doors)
        results = []
        for name in chosen:
            title, measure = MEASUREMENTS[name]
            progress.begin(title)
            stage.neighbours.show_life()
            with uncollected():
                results.append(Result(title, await measure(stage)))
            progress.end()
        return results


async def _stage(server: ServerProcess, sizes: Sizes, progress: Progress, doors: AsyncExitStack) -> Stage:
    progress.begin("Furnishing two restaurants")
    house = await House.new(server.url, "Measured")
    doors.callback(house.caller.close)
    other = await House.new(server.url, "Next door", tables=1, waiting=0)
    doors.callback(other.caller.close)
    neighbours = await Crowd.of(TRANSPORTS, len(TRANSPORTS) * 2, other.caller, other.restaurant_id).open()
    doors.push_async_callback(neighbours.close)
    progress.end()
    stage = Stage(server, house, other, neighbours, sizes, progress.show)
    doors.enter_context(stage.doors)
    return stage
