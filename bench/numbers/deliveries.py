"""What a delivery costs the server: CPU time for each message on each device, beside that of a bare `send`."""

import asyncio
import json
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

from bench.clients.server_process import ServerProcess
from bench.numbers.bare_send import bare_sender
from bench.numbers.caller import Caller
from bench.numbers.crowd import Crowd, Missed
from bench.numbers.devices import RestaurantSync, WebSocketDevice
from bench.numbers.figures import Figure, counted
from bench.numbers.house import House
from bench.numbers.load import at_rate, flat_out
from bench.numbers.machine import cpu_seconds
from bench.numbers.socketio_devices import SocketIO
from bench.numbers.stage import Stage

# How it comes: what that is called, and how many times a bare send it may cost.
PROMISED = {"calm": ("a delivery", 1.15), "burst": ("a delivery in a burst", 1.0)}
RATE = 30
LOOK_SECONDS = 1.1  # in which a server has looked at the log
GREETINGS = {
    "Socket.IO": '42["connection_established",{"type":"connection_established"}]',
    "/ws/restaurant/sync": '{"type":"full_sync"}',
}


class _Remembering(WebSocketDevice):
    """A device that keeps the last change as it came, for the bare sender to send."""

    last = b""

    def read(self, at: float, payload: bytes) -> None:
        """Read one text frame."""
        if b'"delta_update"' in payload:
            type(self).last = payload
        super().read(at, payload)


class _SocketIO(_Remembering, SocketIO):
    """An app on the delta stream: one message for each change."""

    stream = "delta"


class _RestaurantSync(_Remembering, RestaurantSync):
    """An older app, which hears one message for each change too."""


KINDS: tuple[type[_Remembering], ...] = (_SocketIO, _RestaurantSync)


class _Costs:
    """CPU seconds and how many changes or messages they were spent on, added up over the rounds."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.counts: Counter[str] = Counter()
        self.missed, self.refused = Missed(0, 0), 0

    def add(self, name: str, seconds: float, count: int) -> None:
        """Add a round."""
        self.seconds[name] += seconds
        self.counts[name] += count

    def each(self, name: str) -> float:
        """Return microseconds for one."""
        return self.seconds[name] / max(self.counts[name], 1) * 1e6

    def added(self, kind: type[_Remembering], how: str, devices: int) -> float:
        """Return the microseconds that each device adds to a change."""
        return (self.each(f"{kind.transport_name}, {how}") - self.each(f"nobody, {how}")) / devices


async def measure(stage: Stage) -> list[Figure]:
    """Measure with nobody, then with devices of each kind, in turn: what they add is what deliveries cost.

    `here` serves the devices. A burst is what a second server on the same database has committed within a second.
    """
    costs = _Costs()
    with ExitStack() as doors:
        folder = Path(doors.enter_context(TemporaryDirectory(prefix="qtable-")))
        here, there = (ServerProcess(folder, ALLOW_REGISTRATION="true") for _ in range(2))
        for server in (here.prepare(), there):
            doors.callback(server.start().stop)
        house = await House.new(here.url, "Delivered", tables=2, waiting=0)
        doors.callback(house.caller.close)
        house.parties[1].caller = Caller(there.url, house.caller.token)
        doors.callback(house.parties[1].caller.close)
        sender = doors.enter_context(bare_sender())
        bare = Caller(await _line_of(sender), "none")
        for _ in range(stage.sizes.delivery_rounds):
            for kind in (None, *KINDS):
                await _round(stage, here, house, kind, costs)
            for kind in KINDS:
                await _floor(stage, sender, bare, kind, costs)
    return [
        *(_figure(costs, kind, how, stage.sizes.listeners) for how in PROMISED for kind in KINDS),
        counted("messages lost", costs.missed.lost),
        counted("messages out of order", costs.missed.disordered),
        counted("changes refused", costs.refused),
    ]


async def _round(
    stage: Stage, here: ServerProcess, house: House, kind: type[_Remembering] | None, costs: _Costs
) -> None:
    """Let one host act at a moderate pace here, then another one flat out elsewhere.

    It is over before the server asks the devices for a sign of life, which is no delivery's price.
    """
    count, seconds = stage.sizes.listeners if kind else 0, stage.sizes.delivery_seconds
    crowd = await Crowd.of([kind] if kind else [], count, house.caller, house.restaurant_id).open()
    for how, party in zip(PROMISED, house.parties, strict=True):
        before = cpu_seconds(here.process)
        if how == "calm":
            load = await at_rate([party], RATE, seconds, stage.show)
        else:
            load = await flat_out([party], seconds, stage.show)
        await crowd.settle(load.last)
        if how == "burst":
            await asyncio.sleep(LOOK_SECONDS)
        name = kind.transport_name if kind else "nobody"
        costs.add(f"{name}, {how}", cpu_seconds(here.process) - before, len(load.answers))
        costs.missed += crowd.missed(load.answers)
        costs.refused += load.refused
    await crowd.close()


async def _floor(stage: Stage, sender: Popen[str], caller: Caller, kind: type[_Remembering], costs: _Costs) -> None:
    """Let devices of the same kind hear the same bytes from the bare sender, at the same pace."""
    count = max(round(RATE * stage.sizes.delivery_seconds), 1)
    asked = {
        "greeting": GREETINGS[kind.transport_name],
        "payload": kind.last.decode(),
        "count": count,
        "rate": RATE,
        "sockets": stage.sizes.listeners,
    }
    assert sender.stdin is not None
    sender.stdin.write(json.dumps(asked) + "\n")
    sender.stdin.flush()
    crowd = await Crowd.of([kind], stage.sizes.listeners, caller, "none").open()
    spent = float(await _line_of(sender))
    await crowd.close()
    costs.add(f"bare, {kind.transport_name}", spent, count * stage.sizes.listeners)


async def _line_of(sender: Popen[str]) -> str:
    assert sender.stdout is not None
    return (await asyncio.to_thread(sender.stdout.readline)).strip()


def _figure(costs: _Costs, kind: type[_Remembering], how: str, devices: int) -> Figure:
    name, most = PROMISED[how]
    cost, bare = costs.added(kind, how, devices), costs.each(f"bare, {kind.transport_name}")
    shown = f"{cost:.2f} µs, {cost / bare:.2f} × a bare send of {len(kind.last)} bytes ({bare:.2f} µs)"
    numbers = {"microseconds": cost, "bare": bare, "ratio": cost / bare, "bytes": len(kind.last)}
    return Figure(
        f"{name}, {kind.transport_name}, {devices} devices",
        shown,
        f"≤ {most:g} × a bare send",
        cost <= most * bare,
        numbers=numbers,
    )
