"""The rule's own record: what it knows, and its last quotes beside what really happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from qtable.guests import line
from qtable.guests.observing import observed
from qtable.guests.outlook import classes_of
from qtable.guests.quoting import ENOUGH
from qtable.restaurants.models import Restaurant

LAST = 20


@dataclass(frozen=True)
class Outcome:
    """What the rule said of a wait, its range, and what it was, in whole minutes."""

    expected: int
    low: int
    high: int
    waited: int


@dataclass(frozen=True)
class Accuracy:
    """How good the rule was: how many waits were within their range, and the median of how far it was off."""

    counted: int
    within_range: int
    median_error: float | None


def quotes(session: Session, restaurant: Restaurant, now: datetime) -> dict[str, Any]:
    """Return the rule's state, and the last quotes with what really happened."""
    rows = line.newest_visits(session, restaurant, now)
    known = [row for row in rows if row.expected_wait is not None and row.seated_time is not None][:LAST]
    last = [_outcome(row) for row in known]
    seen = observed(line.visits(restaurant, rows), restaurant.policy("size_classes"))
    said = [Outcome(one["expected"], one["low"], one["high"], one["waited"]) for one in last]
    return {
        "enough": ENOUGH,
        "size_classes": classes_of(restaurant, seen),
        "accuracy": accuracy(said),
        "last": last,
    }


def accuracy(outcomes: Sequence[Outcome]) -> Accuracy:
    """Return how good the rule was; the median is None where nothing has come out yet."""
    within = sum(one.low <= one.waited <= one.high for one in outcomes)
    errors = [abs(one.waited - one.expected) for one in outcomes]
    return Accuracy(len(outcomes), within, median(errors) if errors else None)


def _outcome(row: Row[Any]) -> dict[str, Any]:
    waited = max(0, int((row.seated_time - row.arrival_time).total_seconds() // 60))
    return {
        "guest_id": row.id,
        "name": row.name,
        "party_size": row.party_size,
        "arrival_time": row.arrival_time,
        "ahead": row.expected_ahead,
        "expected": row.expected_wait,
        "low": row.expected_low,
        "high": row.expected_high,
        "quoted": row.quoted_wait,
        "waited": waited,
        "difference": None if row.quoted_wait is None else waited - row.quoted_wait,
    }
