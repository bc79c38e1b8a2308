"""What each server on duty carries, read from the tables and today's guests: seating writes nothing for it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from qtable.guests.models import Guest
from qtable.restaurants.models import Restaurant
from qtable.tables.models import Table, TableStatus
from qtable.waitstaff.models import Server
from qtable.waitstaff.rotation import Load

LONGEST_STAY = timedelta(days=1)  # who arrived earlier than this before the day began doesn't sit down in it


def on_duty(session: Session, restaurant: Restaurant) -> Sequence[Server]:
    """Return who is on duty, by name."""
    here = (Server.restaurant_id == restaurant.id, Server.on_duty.is_(True))
    return session.scalars(select(Server).where(*here).order_by(Server.name, Server.id)).all()


def loads(session: Session, restaurant: Restaurant, servers: Sequence[Server], now: datetime) -> list[Load]:
    """Return what each of the servers carries."""
    tables, seatings = _tables(session, restaurant.id), _seatings(session, restaurant, now)
    recently = now - timedelta(minutes=restaurant.policy("rotation_minutes"))
    return [_load(server, tables, seatings, recently) for server in servers]


def _load(server: Server, tables: Sequence[Any], seatings: Sequence[Any], recently: datetime) -> Load:
    mine = [table for table in tables if table.server_id == server.id]
    seated = [party for party in seatings if party.server_id == server.id]
    return Load(
        server.id,
        server.name,
        paused=server.paused,
        tables=len(mine),
        free_tables=sum(table.status == TableStatus.AVAILABLE for table in mine),
        covers=sum(table.party_size or 0 for table in mine),
        recent_covers=sum(party.party_size for party in seated if party.seated_time > recently),
        last_seated=max((party.seated_time for party in seated), default=None),
    )


def _tables(session: Session, restaurant_id: str) -> Sequence[Any]:
    """Return (server_id, status, party_size) of the tables that anyone serves."""
    sitting = and_(Guest.restaurant_id == Table.restaurant_id, Guest.id == Table.current_guest_id)
    served = (Table.restaurant_id == restaurant_id, Table.server_id.is_not(None))
    return session.execute(
        select(Table.server_id, Table.status, Guest.party_size).outerjoin(Guest, sitting).where(*served)
    ).all()


def _seatings(session: Session, restaurant: Restaurant, now: datetime) -> Sequence[Any]:
    """Return (server_id, party_size, seated_time) of the parties that were seated with a server this business day."""
    start = restaurant.day_start(now)
    today = (Guest.restaurant_id == restaurant.id, Guest.arrival_time >= start - LONGEST_STAY)
    with_a_server = (Guest.seated_time >= start, Guest.server_id.is_not(None))
    return session.execute(
        select(Guest.server_id, Guest.party_size, Guest.seated_time).where(*today, *with_a_server)
    ).all()
