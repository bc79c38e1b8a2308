"""A trial: devices listen in some restaurants of a server while hosts act there, and what came of it."""

import asyncio
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.numbers import machine
from bench.numbers.cpu import GENERATOR, Meter
from bench.numbers.crowd import Crowd, Missed
from bench.numbers.devices import Device
from bench.numbers.figures import Figure, counted
from bench.numbers.house import House
from bench.numbers.load import Load

SERVER = "server"
Act = Callable[[House], Awaitable[Load]]


@dataclass(frozen=True)
class Target:
    """Restaurants of one server, and the programs whose CPU time is looked at: SERVER and what it relies on."""

    houses: Sequence[House]
    programs: Mapping[str, subprocess.Popen[Any] | None]


@dataclass(frozen=True)
class Trial:
    """What was sent in each restaurant and who listened there.

    `seconds` last until the last device has heard the last change; `spent` is the CPU time of each program in them.
    `alive` is how many devices were still connected then.
    """

    parts: Sequence[tuple[Load, Crowd]]
    seconds: float
    spent: Mapping[str, float]
    alive: int

    @property
    def changes(self) -> int:
        """Return how many were accepted."""
        return sum(len(load.answers) for load, _ in self.parts)

    @property
    def per_second(self) -> float:
        """Return accepted changes a second."""
        return self.changes / self.seconds

    @property
    def messages(self) -> int:
        """Return how many messages about changes all devices heard."""
        return sum(crowd.messages() for _, crowd in self.parts)

    @property
    def missed(self) -> Missed:
        """Return what all devices missed."""
        return sum((crowd.missed(load.answers) for load, crowd in self.parts), Missed(0, 0))

    def answers(self) -> list[float]:
        """Return the seconds of each accepted request to its answer."""
        return [answer.seconds for load, _ in self.parts for answer in load.answers.values()]

    def late(self) -> list[float]:
        """Return by how many seconds each act of a fixed rate left after its moment."""
        return [seconds for load, _ in self.parts for seconds in load.late]

    def end_to_end(self) -> list[float]:
        """Return the seconds from each request to its change at each device."""
        return [seconds for load, crowd in self.parts for seconds in load.end_to_end(crowd)]

    @property
    def all_cpu_ms(self) -> float:
        """Return the milliseconds of CPU time that one change cost everybody, the load generator too."""
        return sum(self.cpu_ms().values())

    def share(self, program: str) -> float:
        """Return a program's share of one core, in percent."""
        return self.spent[program] / self.seconds * 100

    def cpu_ms(self) -> dict[str, float]:
        """Return the milliseconds of CPU time that each program spent on one change."""
        return {name: seconds / max(self.changes, 1) * 1000 for name, seconds in self.spent.items()}


async def trial(target: Target, kinds: Sequence[type[Device]], devices: int, act: Act) -> Trial:
    """Connect so many devices to each restaurant, let `act` go on in all of them at once, and wait for the last word.

    Raises OSError or TimeoutError when somebody can't connect.
    """
    crowds = [Crowd.of(kinds, devices, house.caller, house.restaurant_id) for house in target.houses]
    for crowd in crowds:
        await crowd.open()
    meter, begin = Meter(target.programs), time.perf_counter()
    loads = await asyncio.gather(*(act(house) for house in target.houses))
    for load, crowd in zip(loads, crowds, strict=True):
        await crowd.settle(load.last)
    seconds, spent = time.perf_counter() - begin, meter.spent()
    alive = sum(crowd.alive() for crowd in crowds)
    for crowd in crowds:
        await crowd.close()
    return Trial(list(zip(loads, crowds, strict=True)), seconds, spent, alive)


def losses(*trials: Trial) -> list[Figure]:
    """Return what must never happen, of one trial or of several together."""
    missed = sum((one.missed for one in trials), Missed(0, 0))
    return [
        counted("messages lost", missed.lost),
        counted("messages out of order", missed.disordered),
        counted("changes refused", sum(load.refused for one in trials for load, _ in one.parts)),
    ]


def rate(name: str, one: Trial) -> Figure:
    """Return changes a second, and how much of the machine was busy with them: at all of it no more can come."""
    cores = machine.cores()
    taken = sum(one.spent.values()) / one.seconds
    shown = f"{one.per_second:.0f}/s with {taken:.2f} of {cores} cores"
    numbers = {"per_second": one.per_second, "cores_taken": taken, "cores": cores, "messages": one.messages}
    return Figure(name, shown, numbers=numbers)


def cost(name: str, one: Trial) -> Figure:
    """Return what one change cost each program, and the load generator's share of a core."""
    spent = one.cpu_ms()
    shown = " · ".join(f"{program} {value:.2f} ms" for program, value in spent.items() if program != GENERATOR)
    shares = {f"{program}_percent": round(one.share(program), 1) for program in spent}
    numbers = {f"{program}_ms": round(value, 3) for program, value in spent.items()} | shares
    return Figure(name, f"{shown}; the load generator took {one.share(GENERATOR):.0f} % of a core", numbers=numbers)
