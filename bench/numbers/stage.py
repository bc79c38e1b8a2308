"""What every measurement is given: the house, its neighbours, how much to do, and where to show how far it is."""

from dataclasses import dataclass

from bench.clients.server_process import ServerProcess
from bench.numbers.crowd import Crowd
from bench.numbers.house import House
from bench.numbers.load import Shown


@dataclass(frozen=True)
class Sizes:
    """How much is done. Durations are seconds of load, rates are acts a second."""

    hosts: int = 3
    rounds: int = 150
    transactions: int = 1000
    rate: float = 20
    rate_seconds: float = 20
    of_each: int = 10
    connections: int = 120
    connections_seconds: float = 8
    listeners: int = 50
    writers: int = 8
    flat_out_seconds: float = 15
    bare_seconds: float = 4
    hostile: int = 1000
    hostile_seconds: float = 10
    hostile_kinds: int = 8
    past_guests: int = 1_000_000
    past_rounds: int = 20
    delivery_rounds: int = 2
    delivery_seconds: float = 3
    idle: int = 1000


FULL = Sizes()
QUICK = Sizes(
    rounds=25,
    transactions=150,
    rate_seconds=4,
    connections_seconds=1.5,
    flat_out_seconds=3,
    bare_seconds=1,
    hostile=200,
    hostile_seconds=3,
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
