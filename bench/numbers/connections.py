"""A hundred devices and more in one restaurant, of all transports: each must hear everything, in order."""

from bench.numbers.crowd import TRANSPORTS
from bench.numbers.figures import Figure, times
from bench.numbers.load import at_rate
from bench.numbers.stage import Stage
from bench.numbers.trial import losses, trial

PROMISED, END_TO_END_MS, RATE = 100, 200, 10


async def measure(stage: Stage) -> list[Figure]:
    """Count who is connected at the end, and what anyone missed."""
    opened, seconds = stage.sizes.connections, stage.sizes.connections_seconds
    one = await trial(stage.target, TRANSPORTS, opened, lambda house: at_rate(house.parties, RATE, seconds, stage.show))
    shown = f"{one.alive} of {opened}, {one.changes} changes each"
    wrong = "" if one.alive == opened else f"{opened - one.alive} connections ended"
    numbers = {"alive": one.alive, "opened": opened, "changes": one.changes}
    return [
        Figure("live connections in one restaurant", shown, f"≥ {PROMISED}", one.alive >= PROMISED, wrong, numbers),
        *losses(one),
        times(f"end to end at {RATE} changes/s", one.end_to_end(), END_TO_END_MS),
    ]
