"""What two servers' turns under the same load yield: ratios of each round, their median and their range."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from bench.numbers.figures import Figure, percentile
from bench.numbers.table import Result

KEPT_RATE = 0.95
PROMISED_RATE = 200
MEGABYTE = 1_048_576
NOTHING = float("nan")


@dataclass(frozen=True)
class Case:
    """A load: its listeners, its updates a second (0 for writers who never pause), and whether each has a key."""

    name: str
    listeners: int = 0
    rate: float = 0
    keyed: bool = False


@dataclass(frozen=True)
class Turn:
    """What one load did to one server.

    `seconds` last until the last update was heard; `answers` are seconds to an update's answer, `messages` to each
    listener's message; `cpu` is the server's CPU seconds, `own_share` what the load generator took of a core.
    """

    updates: int
    seconds: float
    answers: list[float]
    messages: list[float]
    cpu: float
    own_share: float

    @property
    def rate(self) -> float:
        """Return updates a second."""
        return self.updates / self.seconds

    @property
    def cpu_of_each(self) -> float:
        """Return the server's microseconds of CPU for one update with all its messages, NaN without updates."""
        return self.cpu / self.updates * 1e6 if self.updates else NOTHING


Pair = tuple[Turn, Turn]  # ours, the yardstick's
Measured = Callable[[Turn], float]


def flat_out(case: Case, pairs: Sequence[Pair]) -> Result:
    """Return how much went through, how long it took, and what it cost."""
    return Result(
        case.name,
        [
            ratio("updates", pairs, lambda turn: turn.rate, "/s", least=1),
            *_percentiles("answer", pairs, lambda turn: turn.answers),
            ratio("the server's CPU for an update", pairs, lambda turn: turn.cpu_of_each, " µs"),
            _own_share(pairs),
        ],
    )


def at_rate(case: Case, pairs: Sequence[Pair]) -> Result:
    """Return how soon everyone heard, and whether the rate was kept."""
    most = 1 if case.rate >= PROMISED_RATE else None
    return Result(
        case.name,
        [
            _kept(case, pairs),
            *_percentiles("answer", pairs, lambda turn: turn.answers),
            *_percentiles("request to message", pairs, lambda turn: turn.messages, most),
            ratio("the server's CPU for an update", pairs, lambda turn: turn.cpu_of_each, " µs"),
            _own_share(pairs),
        ],
    )


def legend(rounds: int) -> Result:
    """Return the row that says how the others are read."""
    said = f"median of {rounds} rounds' ratios (least to most): median of QTable / median of the yardstick"
    return Result("Beside a yardstick", [Figure("each row", said)])


def per_delivery(alone: Sequence[Pair], heard: Sequence[Pair], listeners: int) -> Figure:
    """Return what one message to one listener costs: what an update costs more with all of them, divided."""

    def cost(turn: Turn, before: Turn) -> float:
        return (turn.cpu_of_each - before.cpu_of_each) / listeners

    costs = [tuple(map(cost, with_them, without)) for with_them, without in zip(heard, alone, strict=True)]
    return _figure("the server's CPU for a delivery", [(ours, theirs) for ours, theirs in costs], " µs")


def memory(listeners: int, ours: int, theirs: int) -> Figure:
    """Return what the processes hold after the load with listeners."""
    return _figure(f"memory with {listeners} listeners", [(ours / MEGABYTE, theirs / MEGABYTE)], " MiB")


def ratio(
    name: str,
    pairs: Sequence[Pair],
    measured: Measured,
    unit: str,
    *,
    least: float | None = None,
    most: float | None = None,
) -> Figure:
    """Return the figure of one measure of both, with its aim."""
    values = [(measured(ours), measured(theirs)) for ours, theirs in pairs]
    return _figure(name, values, unit, least, most)


def _percentiles(
    name: str, pairs: Sequence[Pair], of: Callable[[Turn], list[float]], most: float | None = None
) -> list[Figure]:
    def milliseconds(turn: Turn, percent: int) -> float:
        return percentile(of(turn), percent) * 1000 if of(turn) else NOTHING

    return [
        ratio(f"{name}, p{percent}", pairs, partial(milliseconds, percent=percent), " ms", most=aim)
        for percent, aim in ((50, None), (95, None), (99, most))
    ]


def _kept(case: Case, pairs: Sequence[Pair]) -> Figure:
    """Return the rate itself. Who is slower than it is has not been measured at it."""
    found = ratio("updates", pairs, lambda turn: turn.rate, "/s")
    rates = {"QTable": found.numbers["ours"], "the yardstick": found.numbers["theirs"]}
    slow = [name for name, rate in rates.items() if rate < case.rate * KEPT_RATE]
    said = "".join(f"; {name} can't keep {case.rate:g}/s" for name in slow)
    return Figure(found.name, found.shown + said, numbers=found.numbers | {"slow": slow})


def _own_share(pairs: Sequence[Pair]) -> Figure:
    shares = [median(turn.own_share * 100 for turn in turns) for turns in zip(*pairs, strict=True)]
    shown = f"{shares[0]:.0f} % at QTable, {shares[1]:.0f} % at the yardstick"
    return Figure("the load generator's share of one core", shown, numbers={"ours": shares[0], "theirs": shares[1]})


def _figure(
    name: str,
    values: Sequence[tuple[float, float]],
    unit: str,
    least: float | None = None,
    most: float | None = None,
) -> Figure:
    found = [ours / theirs if theirs else NOTHING for ours, theirs in values]
    ours, theirs = (median(side) for side in zip(*values, strict=True))
    middle, low, high = median(found), min(found), max(found)
    shown = f"{middle:.2f} ({low:.2f} to {high:.2f}): {_written(ours)} / {_written(theirs)}{unit}"
    numbers = {"ratio": middle, "least": low, "most": high, "ours": ours, "theirs": theirs}
    if least is not None:
        return Figure(name, shown, f"≥ {least:.1f}", middle >= least, numbers=numbers)
    if most is not None:
        return Figure(name, shown, f"≤ {most:.1f}", middle <= most, numbers=numbers)
    return Figure(name, shown, numbers=numbers)


def _written(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"
