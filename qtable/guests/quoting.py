"""How long a party will wait and a table stay taken, from the restaurant's own log. Pure; all in minutes.

A quote is the queue-length predictor of Ibrahim and Whitt, "Real-Time Delay Estimation Based on Delay History"
(Manufacturing & Service Operations Management 11(3), 2009): who has Q before them waits for Q + 1 to be seated, each
taking as long as it lately took. Here it is the median of what it took: a party that was forgotten spoils no quote.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from statistics import median

ENOUGH = 30  # observations from which on the log is believed
EDGES = (0.2, 0.8)  # of what it took: the ends of a range
CONFIGURED_EDGES = (0.75, 1.25)  # of a value that somebody set: there is no spread to read
STEP = 5  # what hosts say: "fifteen to twenty-five minutes"
LONG = 0.8


class Basis(StrEnum):
    """Where the numbers come from."""

    LOG = "log"
    CONFIGURED = "configured"


@dataclass(frozen=True)
class Visit:
    """What the log says of one party; `seated` and `left` are None where it didn't, or hasn't yet.

    `lined_up` is false of who had a booking, and so stood in no line; `walked_in` true of who found a table free.
    """

    party_size: int
    arrived: datetime
    seated: datetime | None
    left: datetime | None
    lined_up: bool = True
    walked_in: bool = False


@dataclass
class Observed:
    """What was observed of one size class, shortest first: minutes per waiting party, and minutes at table."""

    paces: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Quote:
    """Whole minutes to say, the range around them, and where they come from; `ahead` is who waits before."""

    minutes: int
    low: int
    high: int
    ahead: int
    basis: Basis
    observations: int


def size_class(party_size: int, bounds: Sequence[int]) -> int:
    """Return the class of a party: the first whose upper bound holds it, or the open one behind the last bound."""
    return bisect_left(bounds, party_size)


def class_range(number: int, bounds: Sequence[int]) -> tuple[int, int | None]:
    """Return the smallest and the largest party of a class; the last class has no largest."""
    return (bounds[number - 1] + 1 if number else 1), (bounds[number] if number < len(bounds) else None)


def of_class(values: Sequence[int], number: int) -> int:
    """Return what was set for a class; the last value holds for all that follow."""
    return values[min(number, len(values) - 1)]


def observed(visits: Iterable[Visit], bounds: Sequence[int]) -> list[Observed]:
    """Return what the visits show of each size class.

    A wait counts with who of the same class stood in line before. Who found a table free waited for nobody, and says
    nothing of how fast the line moves.
    """
    lines: list[list[Visit]] = [[] for _ in range(len(bounds) + 1)]
    seen = [Observed() for _ in lines]
    for visit in visits:
        number = size_class(visit.party_size, bounds)
        if visit.lined_up:
            lines[number].append(visit)
        if visit.seated is not None and visit.left is not None:
            seen[number].turns.append(_minutes(visit.seated, visit.left))
    for one, line in zip(seen, lines, strict=True):
        one.paces = sorted(_paces(line))
        one.turns.sort()
    return seen


def quote(paces: Sequence[float], configured: int, ahead: int, *, free_now: bool) -> Quote:
    """Return what to say to a party with `ahead` of its class before it; `paces` are sorted.

    0 where a table that fits is free now and nobody waits for it; else the typical pace times those to be seated, at
    least 1. `configured` is the pace until there are ENOUGH observations.
    """
    known = len(paces) >= ENOUGH
    typical = median(paces) if known else configured
    low, high = (percentile(paces, share) if known else configured * share for share in _edges(known))
    basis = Basis.LOG if known else Basis.CONFIGURED
    if free_now and ahead == 0:
        return Quote(0, 0, STEP, 0, basis, len(paces))
    to_seat = ahead + 1
    least = STEP * math.floor(low * to_seat / STEP)
    most = max(STEP * math.ceil(high * to_seat / STEP), least + STEP)
    return Quote(max(1, round(typical * to_seat)), least, most, ahead, basis, len(paces))


def usual_turn(turns: Sequence[float], configured: int) -> int:
    """Return how long a party stays: the median of `turns` (sorted), or what was set until there are ENOUGH."""
    return round(median(turns)) if len(turns) >= ENOUGH else configured


def long_turn(turns: Sequence[float], configured: int) -> int:
    """Return the 80th percentile of `turns` (sorted), or what was set until there are ENOUGH."""
    return round(percentile(turns, LONG)) if len(turns) >= ENOUGH else configured


def remaining(turns: Sequence[float], configured: int, elapsed: float) -> int:
    """Return for how long a party stays that has sat for `elapsed` minutes; 0 where none of `turns` was longer.

    The median of those turns that were longer, less what has passed: who orders dessert is none of the quick ones.
    """
    if len(turns) < ENOUGH:
        return max(0, round(configured - elapsed))
    longer = turns[bisect_right(turns, elapsed) :]
    return round(median(longer) - elapsed) if longer else 0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of sorted `values` that at least `share` of them don't exceed (nearest rank)."""
    return values[max(0, math.ceil(share * len(values)) - 1)]


def _edges(known: bool) -> tuple[float, float]:
    return EDGES if known else CONFIGURED_EDGES


def _paces(line: list[Visit]) -> Iterable[float]:
    """Yield of each party that was seated how long it waited for each that was to be seated, itself included."""
    line.sort(key=lambda visit: visit.arrived)
    gone = sorted(end for visit in line if (end := visit.seated or visit.left))
    for came, visit in enumerate(line):
        if visit.seated is not None and not visit.walked_in:
            ahead = max(0, came - bisect_right(gone, visit.arrived))
            yield _minutes(visit.arrived, visit.seated) / (ahead + 1)


def _minutes(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds() / 60)
