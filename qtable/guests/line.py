"""Who came and who is here, read from the database: what quotes are made of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.guests.models import WHO_IS_HERE, Guest
from qtable.guests.observing import Visit
from qtable.restaurants.models import Restaurant

LONGEST_WAIT = timedelta(hours=3)  # of who came before a business day began, and hasn't been forgotten since
NEWEST = 500  # visits of the log: some evenings, in which the house was what it is now

OF_PARTY: list[Any] = [Guest.id, Guest.party_size, Guest.status, Guest.arrival_time, Guest.seated_time]
OF_PARTY += [Guest.table_id, Guest.reservation_id]
OF_THOSE_HERE: list[Any] = [*OF_PARTY, Guest.notified_time, Guest.held_until]
OF_LOG: list[Any] = [*OF_PARTY, Guest.name, Guest.finished_time, Guest.quoted_wait]
OF_LOG += [Guest.expected_wait, Guest.expected_low, Guest.expected_high, Guest.expected_ahead]


def newest_visits(session: Session, restaurant: Restaurant, now: datetime) -> Sequence[Row[Any]]:
    """Return the NEWEST parties that came, the latest first, also those who are here or left without a table."""
    mine = select(*OF_LOG).where(Guest.restaurant_id == restaurant.id, Guest.arrival_time <= now)
    return session.execute(mine.order_by(Guest.arrival_time.desc(), Guest.id.desc()).limit(NEWEST)).all()


def visits(restaurant: Restaurant, rows: Sequence[Row[Any]]) -> list[Visit]:
    """Return what the log's rows, the latest first, say that quotes are fitted to."""
    found, day = list[Visit](), None
    for row in rows:
        if day is None or row.arrival_time < day:
            day = restaurant.day_start(row.arrival_time)
        visit = Visit(row.party_size, row.arrival_time, row.seated_time, row.finished_time, day)
        found.append(replace(visit, lined_up=row.reservation_id is None, walked_in=row.expected_wait == 0))
    return found


def ahead(session: Session, restaurant: Restaurant, smallest: int, largest: int | None, now: datetime) -> int:
    """Return how many parties of these sizes stand in line."""
    sizes = [Guest.party_size >= smallest, *([] if largest is None else [Guest.party_size <= largest])]
    line = (WHO_IS_HERE, Guest.status.in_(EXPECTED), Guest.reservation_id.is_(None), is_remembered(restaurant, now))
    counted = select(func.count()).select_from(Guest).where(Guest.restaurant_id == restaurant.id, *line, *sizes)
    return session.scalars(counted).one()


def line_start(restaurant: Restaurant, now: datetime) -> datetime:
    """Return since when who waits stands in line: this business day, and at its beginning who came shortly before.

    Who came earlier was forgotten.
    """
    return min(restaurant.day_start(now), now - LONGEST_WAIT)


def is_remembered(restaurant: Restaurant, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a party, if it waits, hasn't been forgotten on an earlier day."""
    return Guest.arrival_time >= line_start(restaurant, now)


def here(session: Session, restaurant: Restaurant, now: datetime) -> Sequence[Row[Any]]:
    """Return who sits, and who waits and hasn't been forgotten, the first to come on top."""
    mine = select(*OF_THOSE_HERE).where(Guest.restaurant_id == restaurant.id, WHO_IS_HERE)
    mine = mine.where(or_(Guest.status == GuestStatus.SEATED, is_remembered(restaurant, now)))
    return session.execute(mine.order_by(Guest.arrival_time, Guest.id)).all()


def lined_up(party: Row[Any]) -> bool:
    """Tell whether a party that is here stands in line: it waits, and has no booking that holds it a table."""
    return party.status in EXPECTED and party.reservation_id is None


def is_held(party: Row[Any], now: datetime) -> bool:
    """Tell whether a party that is here was called, and its table is still kept for it."""
    return party.notified_time is not None and (party.held_until is None or party.held_until > now)


def sits(party: Row[Any]) -> bool:
    """Tell whether a party that is here has its table."""
    return party.status == GuestStatus.SEATED
