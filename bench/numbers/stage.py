"""What every measurement is given: the house, its neighbours, how much to do, and where to show how far it is."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench.clients.server_process import ServerProcess
from bench.numbers.backends import Backends, backends
from bench.numbers.crowd import Crowd
from bench.numbers.house import House
from bench.numbers.progress import Shown
from bench.numbers.trial import SERVER, Target


@dataclass(frozen=True)
class Sizes:
    """How much is done. Durations are seconds of load, rates are acts a second."""

    hosts: int = 3
    rounds: int = 120
    transactions: int = 1000
    rate: float = 20
    rate_seconds: float = 15
    of_each: int = 10
    fixed_rates: tuple[float, ...] = (50, 200)
    fixed_devices: int = 100
    fixed_seconds: float = 6
    workers: tuple[int, ...] = (1, 2, 4)
    workers_seconds: float = 6
    starts: int = 3
    batches: int = 4
    batch_devices: int = 30
    between_seconds: float = 15
    connections: int = 120
    connections_seconds: float = 8
    listeners: int = 50
    writers: int = 8
    flat_out_seconds: float = 15
    bare_seconds: float = 4
    hostile: int = 1000
    hostile_seconds: float = 8
    hostile_kinds: int = 8
    past_guests: int = 1_000_000
    past_rounds: int = 20
    delivery_rounds: int = 2
    delivery_seconds: float = 3
    idle: int = 1000


FULL = Sizes()
QUICK = Sizes(
    rounds=8,
    transactions=100,
    rate_seconds=1.5,
    fixed_devices=30,
    fixed_seconds=0.8,
    workers=(2,),
    workers_seconds=0.8,
    starts=1,
    batches=1,
    batch_devices=6,
    between_seconds=1.2,
    connections_seconds=0.8,
    flat_out_seconds=1.5,
    bare_seconds=0.4,
    hostile_kinds=1,
    hostile=200,
    hostile_seconds=0.8,
    past_guests=50_000,
    past_rounds=15,
    delivery_rounds=1,
    delivery_seconds=2,
    idle=200,
)


@dataclass
class Stage:
    """A running server with two restaurants: `house` is measured, `neighbours` listen in the other one throughout."""

    server: ServerProcess
    house: House
    other_house: House
    neighbours: Crowd
    sizes: Sizes
    show: Shown
    doors: ExitStack = field(default_factory=ExitStack)
    _behind: Backends | None = None

    async def behind(self) -> Backends:
        """Return what stands behind several workers, started when first asked for and ended with `doors`."""
        if self._behind is None:
            self._behind = await asyncio.to_thread(self.doors.enter_context, backends())
        return self._behind

    @property
    def target(self) -> Target:
        """Return the house that is measured, as a trial takes it."""
        return Target([self.house], {SERVER: self.server.process})
