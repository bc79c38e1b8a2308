"""A crowd of devices of one restaurant: they connect, and at the end it is counted what each of them missed."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from bench.numbers.caller import Caller
from bench.numbers.devices import Device, Heard, Plain, Realtime, RestaurantSync
from bench.numbers.socketio_devices import Polling, SocketIO

WEBSOCKETS: tuple[type[Device], ...] = (SocketIO, Realtime, RestaurantSync)
TRANSPORTS: tuple[type[Device], ...] = (*WEBSOCKETS, Polling)
PATIENCE = 10
LOOK_SECONDS = 0.02
AT_ONCE = 20


@dataclass(frozen=True)
class Missed:
    """What a device missed: transactions of which it did not hear every part, and messages not after their elders."""

    lost: int
    disordered: int

    def __add__(self, other: Self) -> "Missed":
        return Missed(self.lost + other.lost, self.disordered + other.disordered)


class Crowd:
    """Devices of one login, open together."""

    def __init__(self, devices: Sequence[Device]) -> None:
        self.devices = devices

    @classmethod
    def of(cls, kinds: Sequence[type[Device]], count: int, caller: Caller, restaurant_id: str) -> Self:
        """Return `count` devices, the kinds in turn."""
        return cls([kinds[number % len(kinds)](caller, restaurant_id) for number in range(count)])

    async def open(self) -> Self:
        """Connect all, some at once. Raises OSError or TimeoutError."""
        for some in (self.devices[at : at + AT_ONCE] for at in range(0, len(self.devices), AT_ONCE)):
            await asyncio.gather(*(device.open() for device in some))
        return self

    def show_life(self) -> None:
        """Let everyone on a plain WebSocket say something."""
        for device in self.devices:
            if isinstance(device, Plain):
                device.show_life()

    async def settle(self, seq: int) -> None:
        """Wait until everyone still connected has heard of `seq`; whoever has not after ten seconds has lost it."""
        tries = int(PATIENCE / LOOK_SECONDS)
        while tries and any(device.ended is None and not device.has_heard(seq) for device in self.devices):
            await asyncio.sleep(LOOK_SECONDS)
            tries -= 1

    def missed(self, seqs: Iterable[int]) -> Missed:
        """Return what all devices together missed of the transactions `seqs`."""
        expected = set(seqs)
        return sum((missed(device.heard, expected) for device in self.devices), Missed(0, 0))

    def by_transport(self) -> "dict[str, Crowd]":
        """Return the devices of each transport, by its name."""
        names = dict.fromkeys(device.transport_name for device in self.devices)
        return {name: Crowd([one for one in self.devices if one.transport_name == name]) for name in names}

    def alive(self) -> int:
        """Return how many are still connected."""
        return sum(device.ended is None for device in self.devices)

    def messages(self) -> int:
        """Return how many messages about changes all of them heard."""
        return sum(len(device.heard) for device in self.devices)

    async def close(self) -> None:
        """Let everyone leave."""
        await asyncio.gather(*(device.close() for device in self.devices))


def missed(heard: Sequence[Heard], expected: set[int]) -> Missed:
    """Return what one device missed: the whole is every part of every expected transaction, each after the last."""
    parts = Counter(seq for seq, _ in {(one.seq, one.part) for one in heard})
    whole = {one.seq for one in heard if parts[one.seq] == one.of}
    overtaken = sum((b.seq, b.part) <= (a.seq, a.part) for a, b in itertools.pairwise(heard))
    return Missed(len(expected - whole), overtaken)
