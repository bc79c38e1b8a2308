"""What happens to a demo service: loaded into a restaurant that has none of its own today, and erased without a trace.

Erased is what was made since it was loaded: parties, bookings, the answers kept for replays, and the trail. A device
that is here is told in ordinary deltas; to one that wasn't, the log says that it begins after them.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from qtable import clock
from qtable.changes.models import Change, IdempotencyKey
from qtable.changes.open_transaction import Transaction
from qtable.changes.reading import restaurant_row
from qtable.changes.transaction import transaction
from qtable.database import fresh_session
from qtable.demo.evening import play
from qtable.errors import Conflict
from qtable.extensions import db
from qtable.guests.actions import delete_guest
from qtable.guests.lifecycle import HERE
from qtable.guests.models import Guest
from qtable.reservations.actions import delete_reservation
from qtable.reservations.lifecycle import ACTIVE
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant
from qtable.tables.actions import set_table_status
from qtable.tables.models import Table, TableStatus

# What one transaction and the message of it hold with ease; a longer demo is erased in several.
ERASED_AT_ONCE = 400
Rows = list[tuple[Any, Callable[[Transaction, Any], None]]]
OF_A_SERVICE: tuple[tuple[Any, Callable[[Transaction, Any], None]], ...] = (
    (Reservation, delete_reservation),
    (Guest, delete_guest),
)


def load_demo(tx: Transaction) -> Restaurant:
    """Let an evening be under way on the floor that is there.

    Raises Conflict where a demo is loaded already, there is no table, or this business day has parties or bookings.
    """
    restaurant = tx.restaurant
    if restaurant.is_demo:
        raise Conflict("The demo service is loaded already. Erase it first to load it anew.", "demo_loaded")
    if not tx.session.scalar(select(exists().where(Table.restaurant_id == restaurant.id))):
        raise Conflict("There are no tables yet. Lay out the floor first.", "no_tables")
    _refuse_a_real_service(tx)
    restaurant.is_demo, restaurant.demo_since = True, tx.now
    tx.record(restaurant)
    play(tx)
    return restaurant


def erase_demo(tx: Transaction) -> Restaurant:
    """Erase what is left of the demo service; floor, settings and staff stay. Raises Conflict where none is loaded."""
    restaurant, since = tx.restaurant, tx.restaurant.demo_since
    if not restaurant.is_demo or since is None:
        raise Conflict("There is no demo service here to erase.", "no_demo")
    _remove(tx, _rows(tx.session, restaurant))
    for table in tx.session.scalars(select(Table).where(_mine(tx, Table), Table.status == TableStatus.NEEDS_CLEANING)):
        set_table_status(tx, table, TableStatus.AVAILABLE)
    restaurant.is_demo, restaurant.demo_since, restaurant.min_seq = False, None, restaurant.change_seq
    tx.record(restaurant)
    trail = (_mine(tx, Change), Change.at_ms >= clock.to_ms(since), Change.seq < restaurant.change_seq)
    tx.session.execute(delete(Change).where(*trail))
    tx.session.execute(delete(IdempotencyKey).where(_mine(tx, IdempotencyKey), IdempotencyKey.at >= since))
    return restaurant


def shorten_demo(restaurant_id: str, actor: str) -> None:
    """Erase so much of a long demo service that one transaction holds the rest."""
    while len(_rows(fresh_session(restaurant_id), restaurant_row(db.session(), restaurant_id))) > ERASED_AT_ONCE:
        with transaction(restaurant_id, actor, "erase_demo") as tx:
            _remove(tx, _rows(tx.session, tx.restaurant)[:ERASED_AT_ONCE])


def _refuse_a_real_service(tx: Transaction) -> None:
    today = tx.restaurant.day_start(tx.now)
    parties = exists().where(_mine(tx, Guest), or_(Guest.updated_at >= today, Guest.status.in_(HERE)))
    held = (Reservation.end_time > today, Reservation.reservation_time < tx.restaurant.day_end(tx.now))
    bookings = exists().where(_mine(tx, Reservation), Reservation.status.in_(ACTIVE), *held)
    if tx.session.scalar(select(or_(parties, bookings))):
        raise Conflict(
            "Today has parties or bookings of its own; a demo service beside them would mix them up. Load it on "
            "another day.",
            "service_under_way",
        )


def _remove(tx: Transaction, rows: Rows) -> None:
    """Remove rows one by one: a party that loses its booking is stored as it sits, before it goes itself."""
    for row, remove in rows:
        remove(tx, row)
        tx.flush()


def _rows(session: Session, restaurant: Restaurant) -> Rows:
    """Return what was made since the demo was loaded, each with the act that removes it: bookings before parties."""
    since = restaurant.demo_since
    if since is None:
        return []
    return [
        (row, remove)
        for model, remove in OF_A_SERVICE
        for row in session.scalars(
            select(model)
            .where(model.restaurant_id == restaurant.id, model.updated_at >= since, model.created_at >= since)
            .order_by(model.id)
        )
    ]


def _mine(tx: Transaction, model: Any) -> ColumnElement[bool]:
    return model.restaurant_id == tx.restaurant.id
