"""How soon a change is on the other devices, at a fixed rate, on every transport."""

from bench.numbers.crowd import TRANSPORTS, Crowd
from bench.numbers.figures import Figure, counted, times
from bench.numbers.load import at_rate
from bench.numbers.stage import Stage

AFTER_ANSWER_MS, END_TO_END_MS = 50, 200


async def measure(stage: Stage) -> list[Figure]:
    """Measure from the request and from its answer to the last message of the change, at each device."""
    house, sizes = stage.house, stage.sizes
    crowd = await Crowd.of(TRANSPORTS, sizes.of_each * len(TRANSPORTS), house.caller, house.restaurant_id).open()
    load = await at_rate(house.parties, sizes.rate, sizes.rate_seconds, stage.show)
    await crowd.settle(load.last)
    missed = crowd.missed(load.answers)
    await crowd.close()
    what = f"{sizes.rate:g} changes/s, {sizes.of_each} devices of each transport"
    groups = crowd.by_transport()
    after = {name: load.after_answer(some) for name, some in groups.items()}
    whole = {name: load.end_to_end(some) for name, some in groups.items()}
    return [
        *(times(f"after the answer, {name}", seconds, AFTER_ANSWER_MS) for name, seconds in after.items()),
        *(times(f"end to end, {name}", seconds, END_TO_END_MS) for name, seconds in whole.items()),
        times(f"answers meanwhile, {what}", [answer.seconds for answer in load.answers.values()]),
        times("the load generator's own delay of a request", load.late),
        counted("messages lost", missed.lost),
        counted("messages out of order", missed.disordered),
        counted("changes refused", load.refused),
    ]
