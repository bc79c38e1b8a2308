"""What the load generator costs by itself: the same devices and requests against a server that does nothing."""

import time

from bench.numbers.bare import bare_server
from bench.numbers.caller import Caller
from bench.numbers.crowd import Crowd
from bench.numbers.devices import Realtime
from bench.numbers.figures import Figure, counted, times
from bench.numbers.house import Party
from bench.numbers.load import at_rate, flat_out
from bench.numbers.stage import Stage


async def measure(stage: Stage) -> list[Figure]:
    """Measure what would be left of each time if QTable took none."""
    sizes = stage.sizes
    async with bare_server() as url:
        caller = Caller(url, "none")
        parties = [Party(caller, {"id": str(number)}, "none") for number in range(sizes.writers)]
        crowd = await Crowd.of([Realtime], sizes.listeners, caller, "none").open()
        calm = await at_rate(parties, sizes.rate, sizes.bare_seconds, stage.show)
        begin = time.perf_counter()
        busy = await flat_out(parties, sizes.bare_seconds, stage.show)
        await crowd.settle(busy.last)
        seconds = time.perf_counter() - begin
        await crowd.close()
        caller.close()
    rate, who = len(busy.answers) / seconds, f"{sizes.listeners} devices"
    return [
        times(f"a request's answer, {sizes.rate:g}/s", [answer.seconds for answer in calm.answers.values()]),
        times(f"end to end, {sizes.rate:g}/s to {who}", calm.end_to_end(crowd)),
        counted("messages lost", crowd.missed(calm.answers | busy.answers).lost),
        Figure(f"changes, {sizes.writers} writers, {who}", f"{rate:.0f}/s", numbers={"per_second": rate}),
    ]
