"""What the load generator costs by itself: the same devices and requests against a server that does nothing."""

from bench.numbers.bare import bare_server
from bench.numbers.cpu import GENERATOR
from bench.numbers.devices import Realtime
from bench.numbers.figures import Figure, counted, share, times
from bench.numbers.house import House, Party
from bench.numbers.load import at_rate, flat_out
from bench.numbers.stage import Stage
from bench.numbers.trial import Target, trial


async def measure(stage: Stage) -> list[Figure]:
    """Measure what would be left of each time if QTable took none, and how much the generator can take in."""
    sizes, seconds, kinds = stage.sizes, stage.sizes.bare_seconds, [Realtime]
    async with bare_server() as url:
        house = House(url, "none", "none")
        house.parties = [Party(house.caller, {"id": str(number)}, "none") for number in range(sizes.writers)]
        target = Target([house], {})
        calm = await trial(
            target, kinds, sizes.listeners, lambda house: at_rate(house.parties, sizes.rate, seconds, stage.show)
        )
        busy = await trial(target, kinds, sizes.listeners, lambda house: flat_out(house.parties, seconds, stage.show))
        house.caller.close()
    messages = busy.messages / busy.seconds
    numbers = {"per_second": busy.per_second, "messages_per_second": messages}
    shown = f"{busy.per_second:.0f}/s, {messages:.0f} messages/s"
    return [
        times(f"a request's answer, {sizes.rate:g}/s", calm.answers()),
        times(f"end to end, {sizes.rate:g}/s to {sizes.listeners} devices", calm.end_to_end()),
        counted("messages lost", (calm.missed + busy.missed).lost),
        Figure(f"changes, {sizes.writers} writers, {sizes.listeners} devices", shown, numbers=numbers),
        share("the load generator's share of one core then", busy.share(GENERATOR)),
    ]
