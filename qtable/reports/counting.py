"""A service in numbers, from its visits and bookings. Pure; what each number means is said in docs/api.md."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from statistics import median
from typing import Any, TypeVar

from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Source
from qtable.reports.period import Days
from qtable.reports.visits import Booking, Visit
from qtable.reservations.lifecycle import ReservationStatus

SIZE_CLASSES = {"1-2": range(1, 3), "3-4": range(3, 5), "5-6": range(5, 7), "7+": range(7, 100)}
Numbers = dict[str, Any]
Row = TypeVar("Row")
Key = TypeVar("Key")


def report(
    days: Days, visits: Sequence[Visit], bookings: Sequence[Booking], tables: int, names: Mapping[str, str]
) -> Numbers:
    """Return the numbers of all days together, of each, by size class and by server.

    `names` are those of the servers; `tables` is how many there are.
    """
    by_day = _grouped(visits, lambda visit: visit.day)
    booked = _grouped(bookings, lambda booking: booking.day)
    return {
        "total": numbers(days, visits, bookings, tables, len(days.dates)),
        "days": [
            {"date": day} | numbers(days, by_day.get(place, []), booked.get(place, []), tables)
            for place, day in enumerate(days.dates)
        ],
        "sizes": [_size(name, [one for one in visits if one.party_size in of]) for name, of in SIZE_CLASSES.items()],
        "servers": _servers(visits, names),
    }


def numbers(days: Days, visits: Sequence[Visit], bookings: Sequence[Booking], tables: int, nights: int = 1) -> Numbers:
    """Return the numbers of some business days (`nights` of them)."""
    seated = [visit for visit in visits if visit.seated]
    return {
        "parties": len(visits),
        "seated": len(seated),
        "covers": _covers(seated),
        "cancelled": sum(visit.status == GuestStatus.CANCELLED for visit in visits),
        "no_shows": sum(visit.status == GuestStatus.NO_SHOW for visit in visits),
        "turns_per_table": round(len(seated) / tables / nights, 2) if tables else None,
        "waits": spread(visit.wait for visit in seated),
        "quotes": _quotes(seated),
        "sources": _sources(seated),
        "bookings": _bookings(bookings),
        "hours": _hours(days, visits),
    }


def spread(minutes: Iterable[float | None]) -> Numbers:
    """Return how many there are, their median and their 90th percentile (the nearest rank), to a tenth of a minute."""
    known = sorted(one for one in minutes if one is not None)
    if not known:
        return {"count": 0, "median": None, "p90": None}
    return {"count": len(known), "median": round(median(known), 1), "p90": round(known[ceil(0.9 * len(known)) - 1], 1)}


def _quotes(seated: Iterable[Visit]) -> Numbers:
    """Return how the waits that were quoted compare with what they became; the error is real less quoted."""
    errors = [one.wait - one.quoted_wait for one in seated if one.wait is not None and one.quoted_wait is not None]
    kept = sum(error <= 0 for error in errors)
    return {
        "count": len(errors),
        "kept": kept,
        "kept_share": _share(kept, len(errors)),
        "median_error": round(median(errors), 1) if errors else None,
    }


def _sources(seated: Sequence[Visit]) -> list[Numbers]:
    by_source = {source: [visit for visit in seated if visit.source == source] for source in Source}
    return [
        {"source": source, **_count(theirs), "share": _share(len(theirs), len(seated))}
        for source, theirs in by_source.items()
    ]


def _bookings(bookings: Sequence[Booking]) -> Numbers:
    lost = {
        name: sum(booking.status == status for booking in bookings)
        for name, status in (("cancelled", ReservationStatus.CANCELLED), ("no_shows", ReservationStatus.NO_SHOW))
    }
    expected = len(bookings) - lost["cancelled"]
    return {
        "parties": len(bookings),
        "covers": sum(booking.party_size for booking in bookings),
        **lost,
        "no_show_share": _share(lost["no_shows"], expected),
    }


def _hours(days: Days, visits: Iterable[Visit]) -> list[Numbers]:
    """Return each hour in which a party arrived, in the order of the business day."""
    by_hour = _grouped(visits, lambda visit: visit.hour)
    in_order = sorted(by_hour, key=lambda hour: (hour - days.cutoff) % 24)
    return [{"hour": hour, **_count(by_hour[hour])} for hour in in_order]


def _size(name: str, theirs: Sequence[Visit]) -> Numbers:
    return {
        "size": name,
        **_count([one for one in theirs if one.seated]),
        "waits": spread(one.wait for one in theirs),
        "dining": spread(one.dining for one in theirs),
        "turns": spread(one.turn for one in theirs),
    }


def _servers(visits: Iterable[Visit], names: Mapping[str, str]) -> list[Numbers]:
    """Return who served how many, the most covers first; of whom nobody served, the id is null."""
    by_server = _grouped((one for one in visits if one.seated), lambda visit: visit.server_id)
    found = [
        {"server_id": server_id, "name": names.get(server_id or ""), **_count(theirs)}
        | {"dining": spread(one.dining for one in theirs)}
        for server_id, theirs in by_server.items()
    ]
    return sorted(
        found, key=lambda one: (one["server_id"] is None, -one["covers"], one["name"] or "", one["server_id"])
    )


def _count(visits: Sequence[Visit]) -> Numbers:
    return {"parties": len(visits), "covers": _covers(visits)}


def _covers(visits: Iterable[Visit]) -> int:
    return sum(visit.party_size for visit in visits if visit.seated)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
