"""How much goes through: hosts that never pause, while others listen and nothing may be lost."""

from bench.numbers.cpu import GENERATOR
from bench.numbers.crowd import WEBSOCKETS
from bench.numbers.figures import Figure, share, times
from bench.numbers.load import flat_out
from bench.numbers.progress import Shown
from bench.numbers.stage import Stage
from bench.numbers.trial import SERVER, Target, Trial, losses, trial

PROMISED, TRANSACTION_MS, END_TO_END_MS = 100, 100, 200


async def measure(stage: Stage) -> list[Figure]:
    """Measure changes and deliveries a second, and what both ends spend on them."""
    sizes = stage.sizes
    rush = await never_pausing(stage.target, sizes.writers, sizes.listeners, sizes.flat_out_seconds, stage.show)
    ((load, crowd),) = rush.parts
    whole, cpu_ms = {name: load.end_to_end(some) for name, some in crowd.by_transport().items()}, rush.cpu_ms()[SERVER]
    return [
        _rate(f"changes, {sizes.writers} writers, {sizes.listeners} devices", rush.per_second),
        _rate("messages delivered", rush.messages / rush.seconds),
        *losses(rush),
        times("answers meanwhile", rush.answers(), TRANSACTION_MS),
        *(times(f"end to end meanwhile, {name}", some, END_TO_END_MS) for name, some in whole.items()),
        Figure("the server's CPU time for each change", f"{cpu_ms:.2f} ms", numbers={"milliseconds": cpu_ms}),
        share("the server's share of one core", rush.share(SERVER)),
        share("the load generator's share of one core", rush.share(GENERATOR)),
    ]


async def never_pausing(target: Target, writers: int, devices: int, seconds: float, show: Shown) -> Trial:
    """Let so many writers of each restaurant act again as soon as they are answered, while so many devices listen."""
    return await trial(target, WEBSOCKETS, devices, lambda house: flat_out(house.parties[:writers], seconds, show))


def _rate(name: str, each_second: float) -> Figure:
    numbers = {"per_second": each_second}
    return Figure(name, f"{each_second:.0f}/s", f"≥ {PROMISED}/s", each_second >= PROMISED, numbers=numbers)
