"""QTable beside a yardstick server: the same load on both in turn, round by round."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.clients.server_process import ServerProcess
from bench.numbers import ratios
from bench.numbers.contenders import Contender, qtable, yardstick
from bench.numbers.figures import Figure, counted
from bench.numbers.load import at_rate, flat_out
from bench.numbers.machine import cpu_seconds, resident_bytes
from bench.numbers.progress import Progress, uncollected
from bench.numbers.ratios import Case, Pair, Turn
from bench.numbers.table import Result
from bench.numbers.yardstick import Yardstick


@dataclass(frozen=True)
class Plan:
    """How much is done: `seconds` of each case on each server in each round, rates are updates a second."""

    rounds: int = 5
    seconds: float = 3
    warm_up_seconds: float = 1
    writers: int = 8
    listeners: int = 50
    more_listeners: int = 100
    rates: tuple[float, ...] = (50, 200)
    parties: int = 100
    past: int = 1000


FULL = Plan()
QUICK = Plan(rounds=3, seconds=1, warm_up_seconds=0.5)


async def compare(ours: ServerProcess, theirs: Yardstick, plan: Plan, progress: Progress) -> list[Result]:
    """Measure each case on both. Raises Refused, OSError, TimeoutError or RuntimeError when one can't be."""
    progress.begin("Furnishing both")
    both = (await qtable(ours, plan.parties, plan.past), yardstick(theirs))
    progress.end()
    alone = Case(f"{plan.writers} writers, nobody listening")
    keyed = Case(f"{alone.name}, each update under an Idempotency-Key", keyed=True)
    heard = Case(f"{plan.writers} writers, {plan.listeners} listeners", plan.listeners)
    pairs = {case: await _rounds(case, both, plan, progress) for case in (alone, keyed, heard)}
    results = [ratios.flat_out(case, turns) for case, turns in pairs.items()]
    delivery = ratios.per_delivery(pairs[alone], pairs[heard], plan.listeners)
    memory = ratios.memory(plan.listeners, *(resident_bytes(contender.process) for contender in both))
    for rate in plan.rates:
        case = Case(f"{rate:g} updates/s, {plan.more_listeners} listeners", plan.more_listeners, rate)
        results.append(ratios.at_rate(case, await _rounds(case, both, plan, progress)))
    for contender in both:
        await contender.leave()
    return [ratios.legend(plan.rounds), *results, Result("Cost", [delivery, memory]), Result("Wrong", _wrongs(both))]


async def _rounds(case: Case, both: Sequence[Contender], plan: Plan, progress: Progress) -> list[Pair]:
    """Load one server after the other, and the other way round in the next round."""
    progress.begin(case.name)
    for contender in both:
        await contender.heard_by(case.listeners)
        await _turn(contender, case, plan.writers, plan.warm_up_seconds)
    pairs = []
    for number in range(plan.rounds):
        progress.show(number / plan.rounds)
        first, second = both if number % 2 == 0 else reversed(both)
        with uncollected():
            turns = [await _turn(contender, case, plan.writers, plan.seconds) for contender in (first, second)]
        pairs.append((turns[0], turns[1]) if first is both[0] else (turns[1], turns[0]))
    progress.end()
    return pairs


async def _turn(contender: Contender, case: Case, writers: int, seconds: float) -> Turn:
    contender.visits[0].caller.keyed = case.keyed
    cpu, own, begin = cpu_seconds(contender.process), time.process_time(), time.perf_counter()
    if case.rate:
        load = await at_rate(contender.visits, case.rate, seconds, _show_nothing, leave_out=True)
    else:
        load = await flat_out(contender.visits[:writers], seconds, _show_nothing)
    own_share = (time.process_time() - own) / load.seconds
    told = await contender.audience.told(load)
    contender.missed += told.missed
    contender.refused += load.refused
    return Turn(
        updates=len(load.answers),
        seconds=max(load.seconds, told.last - begin),
        answers=[answer.seconds for answer in load.answers.values()],
        messages=told.seconds,
        cpu=cpu_seconds(contender.process) - cpu,
        own_share=own_share,
    )


def _show_nothing(_: float) -> None:
    """Leave the line as it is: it shows the rounds."""


def _wrongs(both: Sequence[Contender]) -> list[Figure]:
    return [
        counted(f"{what}, {contender.name}", count)
        for contender in both
        for what, count in (
            ("messages lost", contender.missed.lost),
            ("messages out of order, twice or about nothing", contender.missed.disordered),
            ("updates refused", contender.refused),
        )
    ]
