"""A hundred devices and more in one restaurant, of all transports: each must hear everything, in order."""

from bench.numbers.crowd import TRANSPORTS, Crowd
from bench.numbers.figures import Figure, counted, times
from bench.numbers.load import at_rate
from bench.numbers.stage import Stage

PROMISED, END_TO_END_MS, RATE = 100, 200, 10


async def measure(stage: Stage) -> list[Figure]:
    """Count who is connected at the end, and what anyone missed."""
    house, sizes = stage.house, stage.sizes
    crowd = await Crowd.of(TRANSPORTS, sizes.connections, house.caller, house.restaurant_id).open()
    load = await at_rate(house.parties, RATE, sizes.connections_seconds, stage.show)
    await crowd.settle(load.last)
    alive, missed = crowd.alive(), crowd.missed(load.answers)
    await crowd.close()
    shown = f"{alive} of {sizes.connections}, {len(load.answers)} changes each"
    wrong = "" if alive == sizes.connections else f"{sizes.connections - alive} connections ended"
    numbers = {"alive": alive, "opened": sizes.connections, "changes": len(load.answers)}
    return [
        Figure("live connections in one restaurant", shown, f"≥ {PROMISED}", alive >= PROMISED, wrong, numbers),
        counted("messages lost", missed.lost),
        counted("messages out of order", missed.disordered),
        counted("changes refused", load.refused),
        times(f"end to end at {RATE} changes/s", load.end_to_end(crowd), END_TO_END_MS),
    ]
