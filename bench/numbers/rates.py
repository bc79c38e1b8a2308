"""From sending to receiving at fixed rates, with a hundred devices, whether or not the server keeps up."""

from dataclasses import replace

from bench.numbers.crowd import WEBSOCKETS
from bench.numbers.figures import Figure, times
from bench.numbers.load import at_rate
from bench.numbers.progress import Shown, within
from bench.numbers.stage import Sizes, Stage
from bench.numbers.trial import Target, Trial, cost, losses, trial


async def measure(stage: Stage) -> list[Figure]:
    """Measure each rate."""
    sizes, figures, trials = stage.sizes, [], []
    for number, rate in enumerate(sizes.fixed_rates):
        one = await steady(stage.target, rate, sizes, within(stage.show, number, len(sizes.fixed_rates)))
        trials.append(one)
        what = f"{rate:g} changes/s, {sizes.fixed_devices} devices"
        figures += [
            kept(f"end to end, {what}", rate, one),
            times(f"answers meanwhile, {rate:g}/s", one.answers()),
            cost(f"CPU time for each change, {rate:g}/s", one),
        ]
    return [*figures, *losses(*trials)]


async def steady(target: Target, rate: float, sizes: Sizes, show: Shown) -> Trial:
    """Act so many times a second, leaving out whoever's last act isn't answered yet."""
    return await trial(
        target,
        WEBSOCKETS,
        sizes.fixed_devices,
        lambda house: at_rate(house.parties, rate, sizes.fixed_seconds, show, leave_out=True),
    )


def kept(name: str, rate: float, one: Trial) -> Figure:
    """Return the figure of the times end to end, which begins with how much of the rate was kept if not all."""
    figure, unsent = times(name, one.end_to_end()), sum(load.unsent for load, _ in one.parts)
    reached = one.changes / (one.changes + unsent) * rate if unsent else rate
    shown = f"the server keeps {reached:.0f}/s: {figure.shown}" if unsent else figure.shown
    return replace(figure, shown=shown, numbers=figure.numbers | {"asked_per_second": rate, "unsent": unsent})
