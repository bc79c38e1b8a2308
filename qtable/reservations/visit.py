"""A booking goes along with its party's visit, and keeps its table on the floor."""

from sqlalchemy import and_, or_, select

from qtable.changes.entities import show
from qtable.changes.open_transaction import Recorded, Transaction
from qtable.errors import Conflict
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest
from qtable.reservations.availability import holding, in_the_way, told
from qtable.reservations.lifecycle import ACTIVE, AT_THE_DOOR, OF_GUEST, ReservationStatus
from qtable.reservations.models import Reservation
from qtable.tables.models import Table


def follow(tx: Transaction, recorded: Recorded) -> None:
    """Let a booking go along with its party's visit.

    Raises Conflict for a table that is removed and still booked, and for one that another booking holds right now and
    that is to be put together with others.
    """
    row, gone = recorded.entity, recorded.action == "delete"
    if isinstance(row, Table) and gone:
        _refuse_booked(tx, row)
    if isinstance(row, Table) and recorded.event in ("assigned", "joined"):
        _refuse_held(tx, row)
    if isinstance(row, Guest) and row.reservation_id is not None:
        reservation = tx.find_or_none(Reservation, row.reservation_id)
        if reservation is not None and reservation.guest_id == row.id:
            _forget_visit(tx, reservation) if gone else _follow_visit(tx, reservation, row)


def _follow_visit(tx: Transaction, reservation: Reservation, guest: Guest) -> None:
    new = OF_GUEST[GuestStatus(guest.status)]
    if new == ReservationStatus.ARRIVED and reservation.status == ReservationStatus.PARTIALLY_ARRIVED:
        return
    table_id = _table_of(tx, reservation, guest) if new in ACTIVE else reservation.assigned_table_id
    now = {
        "status": new,
        "assigned_table_id": table_id,
        "seated_time": guest.seated_time,
        "finished_time": guest.finished_time,
    }
    if all(getattr(reservation, name) == value for name, value in now.items()):
        return
    event = "seated" if new == ReservationStatus.SEATED else "status_changed"
    for name, value in now.items():
        setattr(reservation, name, value)
    tx.record(reservation, event)


def _table_of(tx: Transaction, reservation: Reservation, guest: Guest) -> str | None:
    """Return the table that the booking holds from now on: where the party sits, unless another has booked it."""
    table_id = guest.table_id or reservation.assigned_table_id
    if table_id is None or in_the_way(tx.session, reservation, table_id):
        return None
    return table_id


def _forget_visit(tx: Transaction, reservation: Reservation) -> None:
    """Let a booking be as before its party came, unless it is over."""
    reservation.guest_id = None
    if reservation.active:
        reservation.status = ReservationStatus.CONFIRMED
        reservation.check_in_time, reservation.seated_time = None, None
    tx.record(reservation, "status_changed")


def _refuse_held(tx: Transaction, table: Table) -> None:
    """Refuse a table of a combination that another booking holds; a host may seat anyone at one that stands alone."""
    guest_id = table.joined_guest_id or (table.combination_id and table.current_guest_id)
    if not guest_id:
        return
    own = tx.find(Guest, guest_id).reservation_id
    for booked in holding(tx.session, tx.restaurant.id, table.id, tx.now):
        if booked.id != own:
            said = f"Table {table.label} is booked for {told(tx.restaurant, booked)}. Give them another table first."
            raise Conflict(said, "table_booked", current=show(booked))


def _refuse_booked(tx: Transaction, table: Table) -> None:
    mine = (Reservation.restaurant_id == tx.restaurant.id, Reservation.assigned_table_id == table.id)
    here = Reservation.status.in_((*AT_THE_DOOR, ReservationStatus.SEATED))
    to_come = and_(Reservation.status.in_(ACTIVE), Reservation.end_time > tx.now)
    first = select(Reservation).where(*mine, or_(here, to_come)).order_by(Reservation.reservation_time)
    with tx.session.no_autoflush:
        booked = tx.session.scalar(first.limit(1))
    if booked is not None:
        said = f"Table {table.label} is booked for {told(tx.restaurant, booked)}. Give them another table first."
        raise Conflict(said, "table_booked", current=show(booked))
