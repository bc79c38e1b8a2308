"""How soon a change is on the other devices, at a fixed rate, on every transport."""

from bench.numbers.crowd import TRANSPORTS
from bench.numbers.figures import Figure, times
from bench.numbers.load import at_rate
from bench.numbers.stage import Stage
from bench.numbers.trial import losses, trial

AFTER_ANSWER_MS, END_TO_END_MS = 50, 200


async def measure(stage: Stage) -> list[Figure]:
    """Measure from the request and from its answer to the last message of the change, at each device."""
    sizes = stage.sizes
    calm = await trial(
        stage.target,
        TRANSPORTS,
        sizes.of_each * len(TRANSPORTS),
        lambda house: at_rate(house.parties, sizes.rate, sizes.rate_seconds, stage.show),
    )
    what = f"{sizes.rate:g} changes/s, {sizes.of_each} devices of each transport"
    ((load, crowd),) = calm.parts
    groups = crowd.by_transport()
    after = {name: load.after_answer(some) for name, some in groups.items()}
    whole = {name: load.end_to_end(some) for name, some in groups.items()}
    return [
        *(times(f"after the answer, {name}", seconds, AFTER_ANSWER_MS) for name, seconds in after.items()),
        *(times(f"end to end, {name}", seconds, END_TO_END_MS) for name, seconds in whole.items()),
        times(f"answers meanwhile, {what}", calm.answers()),
        times("the load generator's own delay of a request", calm.late()),
        *losses(calm),
    ]
