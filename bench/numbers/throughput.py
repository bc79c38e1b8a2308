"""How much goes through: hosts that never pause, while others listen and nothing may be lost."""

import time

from bench.numbers.crowd import WEBSOCKETS, Crowd
from bench.numbers.figures import Figure, counted, times
from bench.numbers.load import flat_out
from bench.numbers.machine import cpu_seconds
from bench.numbers.stage import Stage

PROMISED, TRANSACTION_MS, END_TO_END_MS = 100, 100, 200


async def measure(stage: Stage) -> list[Figure]:
    """Measure changes and deliveries a second, and what both ends spend on them."""
    house, sizes = stage.house, stage.sizes
    crowd = await Crowd.of(WEBSOCKETS, sizes.listeners, house.caller, house.restaurant_id).open()
    served, spent, begin = cpu_seconds(stage.server.process), time.process_time(), time.perf_counter()
    load = await flat_out(house.parties[: sizes.writers], sizes.flat_out_seconds, stage.show)
    await crowd.settle(load.last)
    seconds = time.perf_counter() - begin
    shares = _share(cpu_seconds(stage.server.process) - served, seconds), _share(time.process_time() - spent, seconds)
    missed = crowd.missed(load.answers)
    await crowd.close()
    groups = crowd.by_transport()
    who = f"{sizes.writers} writers, {sizes.listeners} devices"
    return [
        _rate(f"changes, {who}", len(load.answers) / seconds),
        _rate("messages delivered", crowd.messages() / seconds),
        counted("messages lost", missed.lost),
        counted("messages out of order", missed.disordered),
        counted("changes refused", load.refused),
        times("answers meanwhile", [answer.seconds for answer in load.answers.values()], TRANSACTION_MS),
        *(
            times(f"end to end meanwhile, {name}", load.end_to_end(some), END_TO_END_MS)
            for name, some in groups.items()
        ),
        Figure("the server's share of one core", f"{shares[0]:.0f} %", numbers={"percent": shares[0]}),
        Figure("the load generator's share of one core", f"{shares[1]:.0f} %", numbers={"percent": shares[1]}),
    ]


def _rate(name: str, each_second: float) -> Figure:
    numbers = {"per_second": each_second}
    return Figure(name, f"{each_second:.0f}/s", f"≥ {PROMISED}/s", each_second >= PROMISED, numbers=numbers)


def _share(cpu: float, seconds: float) -> float:
    return round(cpu / seconds * 100, 1)
