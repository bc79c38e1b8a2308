"""Which business days a report is about. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from qtable.errors import Invalid

MOST_DAYS = 92


@dataclass(frozen=True)
class Days:
    """Business days that follow each other: the `first`, when each begins and the last one ends, on which clock.

    `cutoff` is the hour at which they begin, but for a night in which the clocks skip it.
    """

    first: date
    bounds: Sequence[datetime]
    zone: ZoneInfo
    cutoff: int

    @property
    def start(self) -> datetime:
        """Return when the first one begins."""
        return self.bounds[0]

    @property
    def end(self) -> datetime:
        """Return when the last one ends."""
        return self.bounds[-1]

    @property
    def dates(self) -> list[date]:
        """Return the days."""
        return [self.first + timedelta(days=number) for number in range(len(self.bounds) - 1)]

    def place(self, moment: datetime) -> int:
        """Return which of the days holds a moment between the bounds, from 0."""
        return bisect_right(self.bounds, moment) - 1

    def hour(self, moment: datetime) -> int:
        """Return the hour of a moment on the restaurant's clock."""
        return moment.astimezone(self.zone).hour


def period(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Return the first and the last day asked for, today where none is. Raises Invalid for none, or too many."""
    last = last or max(first or today, today)
    first = first or last
    if first > last:
        raise Invalid("The report would end before it begins.", fields={"to": ["Before from."]})
    if (last - first).days >= MOST_DAYS:
        earliest = last - timedelta(days=MOST_DAYS - 1)
        raise Invalid(f"At most {MOST_DAYS} days at once.", fields={"from": [f"Before {earliest}."]})
    return first, last
