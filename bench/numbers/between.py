"""How soon a change made at one worker is on the devices of another one, with Redis and without it."""

from contextlib import ExitStack

from bench.numbers.backends import start_at_once
from bench.numbers.caller import Caller
from bench.numbers.crowd import WEBSOCKETS, Crowd
from bench.numbers.figures import Figure, counted, percentile
from bench.numbers.house import House
from bench.numbers.load import Load, at_rate
from bench.numbers.stage import Stage

RATE = 10
WITH_REDIS_MS, WITHOUT_MS = 150, 1200


async def measure(stage: Stage) -> list[Figure]:
    """Measure from the answer at one process to each device at another one, both on PostgreSQL."""
    with ExitStack() as doors:
        behind = await stage.behind()
        here, there = behind.server(), behind.server()
        await start_at_once(doors, here, there)
        house = await House.new(here.url, "Of two workers")
        doors.callback(house.caller.close)
        caller = Caller(there.url, house.caller.token)
        doors.callback(caller.close)
        crowd = await Crowd.of(WEBSOCKETS, 2 * len(WEBSOCKETS), caller, house.restaurant_id).open()
        fast = await _load(stage, house, crowd)
        behind.redis.kill()
        doors.callback(behind.redis.start)
        slow = await _load(stage, house, crowd)
        await crowd.close()
    missed = crowd.missed([*fast.answers, *slow.answers])
    return [
        _figure("to another worker's devices, with Redis", fast, crowd, WITH_REDIS_MS),
        _figure("to another worker's devices, Redis killed", slow, crowd, WITHOUT_MS),
        counted("messages lost", missed.lost),
        counted("messages out of order", missed.disordered),
        counted("changes refused", fast.refused + slow.refused),
    ]


async def _load(stage: Stage, house: House, crowd: Crowd) -> Load:
    load = await at_rate(house.parties, RATE, stage.sizes.between_seconds, stage.show)
    await crowd.settle(load.last)
    return load


def _figure(name: str, load: Load, crowd: Crowd, promised_ms: float) -> Figure:
    """Return the figure of a promise about the 95th percentile."""
    seconds = load.after_answer(crowd)
    numbers = {f"p{percent}": percentile(seconds, percent) * 1000 for percent in (50, 95, 99)}
    numbers |= {"most": max(seconds) * 1000, "count": len(seconds)}
    shown = f"p50 {numbers['p50']:.1f} · p95 {numbers['p95']:.1f} · most {numbers['most']:.1f} ms of {len(seconds)}"
    promise = f"p95 < {promised_ms} ms"
    return Figure(f"after the answer, {name}", shown, promise, numbers["p95"] < promised_ms, numbers=numbers)
