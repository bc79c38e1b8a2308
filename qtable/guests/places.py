"""The floor with its bookings, read from the database: what suggestions are made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from qtable.reservations.lifecycle import ACTIVE, ReservationStatus
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant
from qtable.tables.models import Combination, Section, Table
from qtable.tables.place import Booking, Place, combined

AHEAD = timedelta(hours=12)  # as far as bookings are looked for
LONGEST = timedelta(days=1)  # that a booking lasts
NOTHING: Mapping[str, datetime] = MappingProxyType({})


def read(
    session: Session, restaurant: Restaurant, now: datetime, free_at: Mapping[str, datetime] = NOTHING
) -> list[Place]:
    """Return the tables with the bookings of the next hours, and the combinations that can be made of them.

    `free_at` is when parties will leave, by table.
    """
    combinations = _combinations(session, restaurant)
    held = _bookings(session, restaurant, now, {one.id: one.table_ids for one in combinations})
    columns: list[Any] = [Table.id, Table.label, Table.min_party_size, Table.max_party_size, Table.status]
    columns += [Section.name, Table.joined_to, Table.capacity]
    named = (Section.restaurant_id == Table.restaurant_id) & (Section.id == Table.section_id)
    mine = select(*columns).join(Section, named, isouter=True).where(Table.restaurant_id == restaurant.id)
    floor = mine.order_by(Table.number, Table.id)
    tables = [
        Place(
            id_,
            label,
            least,
            most,
            status,
            section,
            free_at.get(joined_to or id_),
            tuple(held.get(id_, ())),
            chairs=chairs,
        )
        for id_, label, least, most, status, section, joined_to, chairs in session.execute(floor)
    ]
    known = {table.id: table for table in tables}
    return tables + [
        combined(one.id, one.name, (one.min_party_size, one.max_party_size), [known[part] for part in one.table_ids])
        for one in combinations
    ]


def _combinations(session: Session, restaurant: Restaurant) -> Sequence[Row[Any]]:
    columns: list[Any] = [Combination.id, Combination.name, Combination.table_ids]
    columns += [Combination.min_party_size, Combination.max_party_size]
    mine = select(*columns).where(Combination.restaurant_id == restaurant.id)
    return session.execute(mine.order_by(Combination.name)).all()


def _bookings(
    session: Session, restaurant: Restaurant, now: datetime, parts: Mapping[str, list[str]]
) -> dict[str, list[Booking]]:
    """Return what is booked from now on, by table; a party that sits already is on the floor, and not here."""
    to_come = [status for status in ACTIVE if status != ReservationStatus.SEATED]
    columns: list[Any] = [Reservation.assigned_table_id, Reservation.combination_id]
    columns += [Reservation.id, Reservation.reservation_time, Reservation.end_time]
    query = select(*columns).where(
        Reservation.restaurant_id == restaurant.id,
        Reservation.reservation_time > now - LONGEST,
        Reservation.reservation_time < now + AHEAD,
        Reservation.end_time > now,
        Reservation.status.in_(to_come),
        Reservation.assigned_table_id.is_not(None),
    )
    found: dict[str, list[Booking]] = {}
    for row in session.execute(query):
        booking = Booking(row.id, row.reservation_time, row.end_time, row.combination_id)
        for table_id in parts.get(row.combination_id, [row.assigned_table_id]):
            found.setdefault(table_id, []).append(booking)
    return found
