"""When a restaurant is open: for each weekday the hours that begin on it, some of them past midnight. Pure."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
DAY_MINUTES, MOST_A_DAY = 24 * 60, 4

Hours = dict[str, list[dict[str, str]]]


def read_hours(value: Any) -> Hours:
    """Return {weekday: [{open, close}, …]} with every weekday, each day's hours in order.

    Times are the restaurant's own clock, HH:MM; hours that close at or before they open end on the next day. A day
    that isn't named is closed. Raises ValueError or TypeError, worded for who typed it.
    """
    if not isinstance(value, Mapping):
        raise TypeError('Send an object like {"friday": [{"open": "18:00", "close": "01:00"}]}.')
    days = {str(name).lower(): listed for name, listed in value.items()}
    if unknown := sorted(days.keys() - set(WEEKDAYS)):
        raise ValueError(f"{unknown[0][:20]} isn't a weekday; they are {', '.join(WEEKDAYS)}.")
    hours = {day: _read_day(day, days.get(day) or []) for day in WEEKDAYS}
    _refuse_overlaps(hours)
    return hours


def _read_day(day: str, listed: Any) -> list[dict[str, str]]:
    if not isinstance(listed, list) or len(listed) > MOST_A_DAY:
        raise ValueError(f"{day} has a list of at most {MOST_A_DAY} hours.")
    for one in listed:
        if not isinstance(one, Mapping) or not all(_is_time(one.get(name)) for name in ("open", "close")):
            raise ValueError(f'On {day}: hours look like {{"open": "18:00", "close": "01:00"}}.')
        if one["open"] == one["close"]:
            raise ValueError(f"On {day}: it can't close as it opens, at {one['open']}.")
    return sorted(({"open": one["open"], "close": one["close"]} for one in listed), key=lambda one: one["open"])


def _is_time(text: Any) -> bool:
    return isinstance(text, str) and TIME.fullmatch(text) is not None


def _refuse_overlaps(hours: Hours) -> None:
    """Lay the week out in minutes, its first hours once more behind it: Sunday's night ends on Monday."""
    laid = [
        (number * DAY_MINUTES + _minutes(one["open"]), _length(one), f"{day} {one['open']}")
        for number, day in enumerate(WEEKDAYS)
        for one in hours[day]
    ]
    around = laid + [(start + 7 * DAY_MINUTES, length, said) for start, length, said in laid[:1]]
    for (start, length, said), (following, _, next_said) in pairwise(around):
        if start + length > following:
            raise ValueError(f"The hours from {said} run into those from {next_said}.")


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _length(one: Mapping[str, str]) -> int:
    return (_minutes(one["close"]) - _minutes(one["open"])) % DAY_MINUTES
