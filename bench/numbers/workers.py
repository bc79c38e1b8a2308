"""What more workers bring, on one PostgreSQL and one Redis: one restaurant, several at once, and fixed rates."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bench.clients.postgresql import free_port
from bench.clients.server_process import ServerProcess
from bench.numbers import rates, startup
from bench.numbers.backends import Backends
from bench.numbers.figures import Figure, spread, times
from bench.numbers.house import House
from bench.numbers.progress import Shown, within
from bench.numbers.stage import Sizes, Stage
from bench.numbers.throughput import never_pausing
from bench.numbers.trial import SERVER, Target, Trial, cost, losses, rate

RESTAURANTS, DEVICES_OF_EACH = 8, 12
SEVERAL = f"{RESTAURANTS} restaurants, a writer and {DEVICES_OF_EACH} devices each"
FEW = f"{RESTAURANTS} restaurants, a writer and a device each"
STEPS = 5  # loads with each number of workers
WARM_UP = 0.1  # of the seconds of a load


@dataclass(frozen=True)
class Course:
    """What one number of workers did: `rushes` by what they are called, the trials at a fixed rate by that rate."""

    workers: int
    start: float
    rushes: Mapping[str, Trial]
    steady: Mapping[float, Trial]
    complaints: Sequence[str]

    def figures(self) -> list[Figure]:
        """Return the rows of this number of workers."""
        who = f"{self.workers} worker{'s' if self.workers > 1 else ''}"
        rows = [spread(f"{who}: start, to ready", [self.start])]
        for name, one in self.rushes.items():
            rows += [rate(f"{who}, {name}: changes", one), cost(f"{who}, {name}: CPU time for each", one)]
            rows += [times(f"{who}, {name}: answers", one.answers())]
        rows += [
            rates.kept(f"{who}, {len(one.parts[0][1].devices)} devices: end to end, {each:g} changes/s", each, one)
            for each, one in self.steady.items()
        ]
        return [*rows, *(Figure(f"{who}: the server", text, wrong=text) for text in self.complaints)]


async def measure(stage: Stage) -> list[Figure]:
    """Measure with each number of workers, one after another on the same database and in the same restaurants."""
    counts, courses, houses, port = stage.sizes.workers, list[Course](), list[House](), free_port()
    behind = await stage.behind()
    for number, count in enumerate(counts):
        server, show = behind.server(count, port), within(stage.show, number, len(counts))
        courses.append(await _course(server, behind, houses, stage.sizes, show))
    for house in houses:
        house.caller.close()
    trials = [one for course in courses for one in (*course.rushes.values(), *course.steady.values())]
    rows = [row for course in courses for row in course.figures()]
    grown = [growth(name, courses) for name in courses[0].rushes] if len(courses) > 1 else []
    return [*rows, *grown, *losses(*trials)]


def growth(name: str, courses: Sequence[Course]) -> Figure:
    """Return how changes a second, and what one costs everybody, grow with the workers from the first number on."""
    rushes = {course.workers: course.rushes[name] for course in courses}
    first_count, first = next(iter(rushes.items()))
    grown = {workers: one.per_second / first.per_second for workers, one in rushes.items()}
    dearer = {workers: one.all_cpu_ms / first.all_cpu_ms for workers, one in rushes.items()}
    told = (f"{workers}: ×{grown[workers]:.2f}, each ×{dearer[workers]:.2f} CPU time" for workers in list(rushes)[1:])
    numbers = {"changes_grown": grown, "cpu_grown": dearer}
    return Figure(f"{name}: changes/s by workers", " · ".join([f"{first_count}: 1", *told]), numbers=numbers)


async def _course(server: ServerProcess, behind: Backends, houses: list[House], sizes: Sizes, show: Shown) -> Course:
    """Start the workers and load them; the first ones furnish the restaurants."""
    start = await startup.ready(server)
    try:
        houses += [] if houses else await furnished(server.url)
        target = Target(houses, {SERVER: server.process} | behind.programs)
        rushes, steady = await _rushes(target, sizes, show), await _steady(target, sizes, show)
    finally:
        await asyncio.to_thread(server.stop)
    return Course(server.workers, start, rushes, steady, server.complaints())


async def furnished(url: str) -> list[House]:
    """Furnish one restaurant as the other measurements have it, and others with a table for their writer."""
    others = [await House.new(url, f"Number {number}", 1, 0) for number in range(2, RESTAURANTS + 1)]
    return [await House.new(url, "Number 1"), *others]


async def _rushes(target: Target, sizes: Sizes, show: Shown) -> dict[str, Trial]:
    """Let writers never pause: in one restaurant, in several, and in several with few who listen. Warms up first."""
    seconds, first = sizes.workers_seconds, replace(target, houses=target.houses[:1])
    await never_pausing(target, 1, 1, seconds * WARM_UP, show)
    one = f"1 restaurant, {sizes.writers} writers, {sizes.listeners} devices"
    return {
        one: await never_pausing(first, sizes.writers, sizes.listeners, seconds, within(show, 0, STEPS)),
        SEVERAL: await never_pausing(target, 1, DEVICES_OF_EACH, seconds, within(show, 1, STEPS)),
        FEW: await never_pausing(target, 1, 1, seconds, within(show, 2, STEPS)),
    }


async def _steady(target: Target, sizes: Sizes, show: Shown) -> dict[float, Trial]:
    first, steps = replace(target, houses=target.houses[:1]), enumerate(sizes.fixed_rates, 3)
    return {each: await rates.steady(first, each, sizes, within(show, step, STEPS)) for step, each in steps}
