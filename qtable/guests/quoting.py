"""How long a party will wait and a table stay taken, from the restaurant's own log. Pure; all in minutes.

A quote is the queue-length predictor of Ibrahim and Whitt, "Real-Time Delay Estimation Based on Delay History"
(Manufacturing & Service Operations Management 11(3), 2009): who has Q before them waits for Q + 1 to be seated, each
taking as long as it lately took. Here it is the median of what it took: a party that was forgotten spoils no quote.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from qtable.guests.observing import Observed

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
class Quote:
    """Whole minutes to say, the range around them, and where they come from; `ahead` is who waits before."""

    minutes: int
    low: int
    high: int
    ahead: int
    basis: Basis
    observations: int


@dataclass(frozen=True)
class SizeClass:
    """Parties that wait for the same tables: their sizes (the last class has no largest), and what is known of them.

    `pace` and `turn` are what was set, in minutes, until there are ENOUGH observations.
    """

    number: int
    smallest: int
    largest: int | None
    pace: int
    turn: int
    seen: Observed

    @property
    def size(self) -> int:
        """Return the party that a table for the class must seat: its largest, of the open class the smallest."""
        return self.largest or self.smallest

    @property
    def pace_basis(self) -> Basis:
        """Tell where quotes come from."""
        return _basis(self.seen.paces)

    @property
    def turn_basis(self) -> Basis:
        """Tell where turns come from."""
        return _basis(self.seen.turns)

    @property
    def usual_pace(self) -> float:
        """Return the minutes that each party in line takes to be seated: the median, or what was set."""
        return median(self.seen.paces) if self.pace_basis == Basis.LOG else self.pace

    @property
    def usual_turn(self) -> int:
        """Return how long a party stays: the median, or what was set."""
        return round(median(self.seen.turns)) if self.turn_basis == Basis.LOG else self.turn

    @property
    def long_turn(self) -> int:
        """Return the 80th percentile of how long parties stay, or what was set."""
        return round(percentile(self.seen.turns, LONG)) if self.turn_basis == Basis.LOG else self.turn

    def quote(self, ahead: int, *, free_now: bool) -> Quote:
        """Return what to say to a party with `ahead` of its class before it.

        0 where a table that fits is free now and nobody waits for it; else the usual pace times those to be seated, at
        least 1.
        """
        observations, to_seat = len(self.seen.paces), ahead + 1
        if free_now and ahead == 0:
            return Quote(0, 0, STEP, 0, self.pace_basis, observations)
        low, high = self._pace_range()
        least = STEP * math.floor(low * to_seat / STEP)
        most = max(STEP * math.ceil(high * to_seat / STEP), least + STEP)
        return Quote(max(1, round(self.usual_pace * to_seat)), least, most, ahead, self.pace_basis, observations)

    def remaining(self, elapsed: float) -> int:
        """Return for how long a party stays that has sat for `elapsed` minutes; 0 where no turn was longer.

        The median of those turns that were longer, less what has passed: who orders dessert is none of the quick ones.
        """
        if self.turn_basis == Basis.CONFIGURED:
            return max(0, round(self.turn - elapsed))
        longer = self.seen.turns[bisect_right(self.seen.turns, elapsed) :]
        return round(median(longer) - elapsed) if longer else 0

    def _pace_range(self) -> tuple[float, float]:
        if self.pace_basis == Basis.CONFIGURED:
            return self.pace * CONFIGURED_EDGES[0], self.pace * CONFIGURED_EDGES[1]
        return percentile(self.seen.paces, EDGES[0]), percentile(self.seen.paces, EDGES[1])


def size_classes(seen: Sequence[Observed], bounds: Sequence[int], paces: Sequence[int], turn: int) -> list[SizeClass]:
    """Return every class, with what was observed of it; the last of `paces` that are set holds for all that follow."""
    edges = [(low + 1, high) for low, high in pairwise([0, *bounds])]
    return [
        SizeClass(number, smallest, largest, paces[min(number, len(paces) - 1)], turn, seen[number])
        for number, (smallest, largest) in enumerate([*edges, (bounds[-1] + 1, None)])
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of sorted `values` that at least `share` of them don't exceed (nearest rank)."""
    return values[max(0, math.ceil(share * len(values)) - 1)]


def _basis(observations: Sequence[float]) -> Basis:
    return Basis.LOG if len(observations) >= ENOUGH else Basis.CONFIGURED
