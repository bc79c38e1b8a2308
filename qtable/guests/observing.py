"""What a restaurant's own log shows of each size class: how fast its line moves, how long its parties stay. Pure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LONGEST_TURN = timedelta(hours=8)  # who seems to have sat for longer was forgotten, and has left nobody knows when


@dataclass(frozen=True)
class Visit:
    """What the log says of one party; `seated` and `left` are None where it didn't, or hasn't yet.

    `day` is when the business day began on which it came. `lined_up` is false of who had a booking, and so stood in no
    line; `walked_in` true of who found a table free.
    """

    party_size: int
    arrived: datetime
    seated: datetime | None
    left: datetime | None
    day: datetime | None = None
    lined_up: bool = True
    walked_in: bool = False


@dataclass
class Observed:
    """What was observed of one size class, shortest first: minutes per waiting party, and minutes at table."""

    paces: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)


def size_class(party_size: int, bounds: Sequence[int]) -> int:
    """Return the class of a party: the first whose upper bound holds it, or the open one behind the last bound."""
    return bisect_left(bounds, party_size)


def observed(visits: Iterable[Visit], bounds: Sequence[int]) -> list[Observed]:
    """Return what the visits show of each size class.

    A wait counts with who of the same class stood in line before, on the same day: a line ends with it. Who found a
    table free waited for nobody, and says nothing of how fast the line moves.
    """
    lines = defaultdict[tuple[int, datetime | None], list[Visit]](list)
    seen = [Observed() for _ in range(len(bounds) + 1)]
    for visit in visits:
        number = size_class(visit.party_size, bounds)
        if visit.lined_up:
            lines[number, visit.day].append(visit)
        if visit.seated is not None and visit.left is not None and visit.left - visit.seated <= LONGEST_TURN:
            seen[number].turns.append(_minutes(visit.seated, visit.left))
    for (number, _), line in lines.items():
        seen[number].paces.extend(_paces(line))
    for one in seen:
        one.paces.sort()
        one.turns.sort()
    return seen


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
