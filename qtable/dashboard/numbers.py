"""The evening in numbers, from the rows that a device shows. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import mean
from typing import Any

from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.guests.models import Guest
from qtable.tables.models import Table, TableStatus


def stats(
    guests: Sequence[Guest], tables: Sequence[Table], day_start: datetime, line_start: datetime, now: datetime
) -> dict[str, Any]:
    """Return the numbers of a business day that began at `day_start`.

    `occupancy_rate` is the share of tables that are occupied, 0.0–1.0, those out of service left out. `average_wait`
    is whole minutes from arrival to table of the parties seated this day, None before the first; `longest_wait` the
    minutes of who waits longest now; who came before `line_start` was forgotten, and isn't counted. A cover is one
    person of a party that was seated.
    """
    in_service = [table for table in tables if table.status != TableStatus.OUT_OF_SERVICE]
    seated = [guest for guest in guests if guest.seated_time is not None and guest.seated_time >= day_start]
    waiting = [guest for guest in guests if guest.status in EXPECTED and guest.arrival_time >= line_start]
    sitting = [guest for guest in guests if guest.status == GuestStatus.SEATED]
    occupied = _count(in_service, TableStatus)[TableStatus.OCCUPIED]
    return {
        "total_guests": len(guests),
        "total_tables": len(tables),
        "occupancy_rate": round(occupied / len(in_service), 4) if in_service else 0.0,
        "guests_by_status": _count(guests, GuestStatus),
        "tables_by_status": _count(tables, TableStatus),
        "average_wait": round(mean(guest.wait_minutes(now) for guest in seated)) if seated else None,
        "longest_wait": max((guest.wait_minutes(now) for guest in waiting), default=0),
        "waiting_covers": sum(guest.party_size for guest in waiting),
        "seated_covers": sum(guest.party_size for guest in sitting),
        "covers_today": sum(guest.party_size for guest in seated),
    }


def _count(rows: Iterable[Any], statuses: Iterable[str]) -> dict[str, int]:
    found = Counter(row.status for row in rows)
    return {str(status): found[status] for status in statuses}
