"""What quotes and suggestions are made of: the log's newest visits, who is here, and the floor with its bookings."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.guests.models import WHO_IS_HERE, Guest
from qtable.guests.quoting import Visit
from qtable.reservations.lifecycle import ACTIVE, ReservationStatus
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant
from qtable.tables.fit import Booking, Place
from qtable.tables.models import Section, Table

NEWEST = 500  # visits of the log: some evenings, in which the house was what it is now
AHEAD = timedelta(hours=12)  # as far as bookings are looked for
LONGEST = timedelta(days=1)  # that a booking lasts

OF_PARTY: list[Any] = [Guest.id, Guest.party_size, Guest.status, Guest.arrival_time, Guest.seated_time]
OF_PARTY += [Guest.table_id, Guest.reservation_id]
OF_LOG: list[Any] = [*OF_PARTY, Guest.name, Guest.finished_time, Guest.quoted_wait]


def newest_visits(session: Session, restaurant: Restaurant, now: datetime) -> Sequence[Row[Any]]:
    """Return the NEWEST parties that came, the latest first, also those who are here or left without a table."""
    mine = select(*OF_LOG).where(Guest.restaurant_id == restaurant.id, Guest.arrival_time <= now)
    return session.execute(mine.order_by(Guest.arrival_time.desc(), Guest.id.desc()).limit(NEWEST)).all()


def visits(rows: Sequence[Row[Any]]) -> list[Visit]:
    """Return what the log's rows say that quotes are fitted to."""
    return [
        Visit(row.party_size, row.arrival_time, row.seated_time, row.finished_time, row.reservation_id is None)
        for row in rows
    ]


def here(session: Session, restaurant: Restaurant) -> Sequence[Row[Any]]:
    """Return who is here, the first to come on top."""
    mine = select(*OF_PARTY).where(Guest.restaurant_id == restaurant.id, WHO_IS_HERE)
    return session.execute(mine.order_by(Guest.arrival_time, Guest.id)).all()


def lined_up(party: Row[Any]) -> bool:
    """Tell whether a party that is here stands in line: it waits, and has no booking that holds it a table."""
    return party.status in EXPECTED and party.reservation_id is None


def sits(party: Row[Any]) -> bool:
    """Tell whether a party that is here has its table."""
    return party.status == GuestStatus.SEATED


def places(session: Session, restaurant: Restaurant, now: datetime, free_at: Mapping[str, datetime]) -> list[Place]:
    """Return the floor with the bookings of the next hours; `free_at` is when tables will be free, by their id."""
    held = _bookings(session, restaurant, now)
    columns: list[Any] = [Table.id, Table.label, Table.min_party_size, Table.max_party_size, Table.status, Section.name]
    named = (Section.restaurant_id == Table.restaurant_id) & (Section.id == Table.section_id)
    floor = select(*columns).join(Section, named, isouter=True).where(Table.restaurant_id == restaurant.id)
    return [
        Place(id_, label, least, most, status, section, free_at.get(id_), tuple(held.get(id_, ())))
        for id_, label, least, most, status, section in session.execute(floor.order_by(Table.number, Table.id))
    ]


def _bookings(session: Session, restaurant: Restaurant, now: datetime) -> dict[str, list[Booking]]:
    """Return what is booked from now on, by table; a party that sits already is on the floor, and not here."""
    to_come = [status for status in ACTIVE if status != ReservationStatus.SEATED]
    columns = [Reservation.id, Reservation.reservation_time, Reservation.end_time]
    query = select(Reservation.assigned_table_id, *columns).where(
        Reservation.restaurant_id == restaurant.id,
        Reservation.reservation_time > now - LONGEST,
        Reservation.reservation_time < now + AHEAD,
        Reservation.end_time > now,
        Reservation.status.in_(to_come),
        Reservation.assigned_table_id.is_not(None),
    )
    found: dict[str, list[Booking]] = {}
    for row in session.execute(query):
        found.setdefault(row.assigned_table_id, []).append(Booking(row.id, row.reservation_time, row.end_time))
    return found
