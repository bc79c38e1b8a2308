"""What a delivery costs the server: CPU time for each message on each device, beside that of a bare `send`."""

import asyncio
import json
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

from bench.clients.redis_server import RedisServer
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
RATE = 50
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


Kind = type[_Remembering]
KINDS: tuple[Kind, ...] = (_SocketIO, _RestaurantSync)


class _Costs:
    """CPU seconds and how many changes or messages they were spent on by a server, added up over the rounds."""

    def __init__(self, server: ServerProcess) -> None:
        self.server = server
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.counts: Counter[str] = Counter()
        self.missed, self.refused = Missed(0, 0), 0

    def add(self, name: str, seconds: float, count: int) -> None:
        """Add a round."""
        self.seconds[name] += seconds
        self.counts[name] += count

    def spent(self) -> float:
        """Return the CPU seconds of the server so far."""
        return cpu_seconds(self.server.process)

    def each(self, name: str) -> float:
        """Return microseconds for one."""
        return self.seconds[name] / max(self.counts[name], 1) * 1e6

    def added(self, kind: Kind, how: str, devices: int) -> float:
        """Return the microseconds that each device adds to a change."""
        return (self.each(f"{kind.transport_name}, {how}") - self.each(f"nobody, {how}")) / devices


async def measure(stage: Stage) -> list[Figure]:
    """Measure with nobody, then with devices of each kind, in turn: what they add is what deliveries cost.

    All is committed at one server and heard at another one, which does nothing else: answering a request takes many
    times what telling fifty devices of it does, and would drown it. Redis brings one change after the other; without
    it there is a burst, of all that has been committed within a second.
    """
    with ExitStack() as doors:
        redis = RedisServer().start()
        doors.callback(redis.kill)
        folder = Path(doors.enter_context(TemporaryDirectory(prefix="qtable-")))
        here, there = (ServerProcess(folder, ALLOW_REGISTRATION="true", REDIS_URL=redis.url) for _ in range(2))
        for server in (here.prepare(), there):
            doors.callback(server.start().stop)
        costs = _Costs(here)
        house = await House.new(there.url, "Delivered", tables=1, waiting=0)
        listener, sender = Caller(here.url, house.caller.token), doors.enter_context(bare_sender())
        floor = Caller(await _line_of(sender), "none")
        for caller in (house.caller, listener, floor):
            doors.callback(caller.close)
        for how in PROMISED:
            for _ in range(stage.sizes.delivery_rounds):
                for kind, count in ((KINDS[0], 0), *((kind, stage.sizes.listeners) for kind in KINDS)):
                    crowd = Crowd.of([kind], count, listener, house.restaurant_id)
                    await _round(stage, house, crowd, how, costs)
                for kind in KINDS:
                    await _floor(stage, sender, floor, kind, costs)
            redis.kill()
    return [
        *(_figure(costs, kind, how, stage.sizes.listeners) for how in PROMISED for kind in KINDS),
        counted("messages lost", costs.missed.lost),
        counted("messages out of order", costs.missed.disordered),
        counted("changes refused", costs.refused),
    ]


async def _round(stage: Stage, house: House, crowd: Crowd, how: str, costs: _Costs) -> None:
    """Let one host act, after a while in which nobody does: what that costs is the connections' price.

    It is over before devices are asked for a sign of life.
    """
    seconds, name = stage.sizes.delivery_seconds, next(iter(crowd.by_transport()), "nobody")
    await crowd.open()
    begin, before = time.perf_counter(), costs.spent()
    await asyncio.sleep(seconds)
    idle = (costs.spent() - before) / (time.perf_counter() - begin)
    begin, before = time.perf_counter(), costs.spent()
    if how == "calm":
        load = await at_rate(house.parties, RATE, seconds, stage.show)
    else:
        load = await flat_out(house.parties, seconds, stage.show)
    await crowd.settle(load.last)
    spent = costs.spent() - before - idle * (time.perf_counter() - begin)
    costs.add(f"{name}, {how}", spent, len(load.answers))
    costs.missed += crowd.missed(load.answers)
    costs.refused += load.refused
    await crowd.close()


async def _floor(stage: Stage, sender: Popen[str], caller: Caller, kind: Kind, costs: _Costs) -> None:
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


def _figure(costs: _Costs, kind: Kind, how: str, devices: int) -> Figure:
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
