"""A booking goes along with its party's visit, and keeps its tables on the floor."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from qtable import clock
from qtable.changes.entities import show
from qtable.changes.open_transaction import Recorded, Transaction
from qtable.errors import Conflict
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest
from qtable.reservations.availability import for_one_of, holding, in_the_way, told
from qtable.reservations.lifecycle import ACTIVE, AT_THE_DOOR, BOOKED, OF_GUEST, ReservationStatus
from qtable.reservations.models import Reservation
from qtable.tables.models import Combination, Table


def follow(tx: Transaction, recorded: Recorded) -> None:
    """Let a booking go along with its party's visit.

    Raises Conflict for a table or combination that is removed and still booked, for a combination that is made of
    other tables than were booked, and for a table that another booking holds right now and that is to be put together
    with others.
    """
    row, gone = recorded.entity, recorded.action == "delete"
    if isinstance(row, Table) and gone:
        _refuse_booked(tx, row)
    if isinstance(row, Combination) and recorded.action != "create":
        _refuse_unmade(tx, row, gone)
    if isinstance(row, Table) and recorded.event in ("assigned", "joined"):
        _refuse_held(tx, row)
    if isinstance(row, Guest) and row.reservation_id is not None:
        reservation = tx.find_or_none(Reservation, row.reservation_id)
        if reservation is not None and reservation.guest_id == row.id:
            _forget_visit(tx, reservation, row) if gone else _follow_visit(tx, reservation, row)


def still_there(tx: Transaction, reservation: Reservation) -> None:
    """Let a booking be for what is left of its place: a combination as it is now, its table alone, or none."""
    together = tx.find_or_none(Combination, reservation.combination_id or "")
    first = together.table_ids[0] if together else reservation.assigned_table_id or ""
    table = tx.find_or_none(Table, first)
    reservation.combination_id, reservation.assigned_table_id = together and together.id, table and table.id


def in_the_book(reservation: Reservation) -> ReservationStatus | None:
    """Return what a booking was whose party came and sat at once; None of one whose party had come before."""
    status = (reservation.at_the_door or {}).get("status")
    return ReservationStatus(status) if status in BOOKED else None


def _follow_visit(tx: Transaction, reservation: Reservation, guest: Guest) -> None:
    new, at_the_door = OF_GUEST[GuestStatus(guest.status)], reservation.status in (*BOOKED, *AT_THE_DOOR)
    if new == ReservationStatus.ARRIVED and at_the_door:
        return
    if at_the_door:
        _keep(reservation, guest)
    elif new == ReservationStatus.ARRIVED:
        new = _put_back(tx, reservation, guest)
    booked = (reservation.assigned_table_id, reservation.combination_id)
    table_id, combination_id = _place_of(tx, reservation, guest) if new in ACTIVE else booked
    now = {
        "status": new,
        "assigned_table_id": table_id,
        "combination_id": combination_id,
        "seated_time": guest.seated_time,
        "finished_time": guest.finished_time,
    }
    if all(getattr(reservation, name) == value for name, value in now.items()):
        return
    event = "seated" if new == ReservationStatus.SEATED else "status_changed"
    for name, value in now.items():
        setattr(reservation, name, value)
    tx.record(reservation, event)


def _keep(reservation: Reservation, guest: Guest) -> None:
    """Keep what a booking was before its party sat down or left; who sits again as it was, sat down but once."""
    since = clock.rfc3339(guest.seated_time)
    if since is not None and (reservation.at_the_door or {}).get("since") == since:
        return
    place = {"assigned_table_id": reservation.assigned_table_id, "combination_id": reservation.combination_id}
    reservation.at_the_door = {"status": reservation.status, "since": since} | place


def _put_back(tx: Transaction, reservation: Reservation, guest: Guest) -> ReservationStatus:
    """Return the status that a booking had at the door; its place too is as it was, unless it was given another."""
    before = reservation.at_the_door or {}
    if before and reservation.assigned_table_id in (None, guest.last_table_id):
        reservation.assigned_table_id = before["assigned_table_id"]
        reservation.combination_id = before["combination_id"]
    still_there(tx, reservation)
    had_come = "status" in before and in_the_book(reservation) is None
    return ReservationStatus(before["status"]) if had_come else ReservationStatus.ARRIVED


def _place_of(tx: Transaction, reservation: Reservation, guest: Guest) -> tuple[str | None, str | None]:
    """Return the table and combination that the booking holds from now on: where the party sits, or none if booked."""
    table_id, combination_id = reservation.assigned_table_id, reservation.combination_id
    if guest.table_id is not None:
        table_id, combination_id = guest.table_id, guest.last_combination_id
    together = tx.find_or_none(Combination, combination_id) if combination_id else None
    if table_id is None or in_the_way(tx.session, reservation, together.table_ids if together else [table_id]):
        return None, None
    return table_id, together.id if together else None


def _forget_visit(tx: Transaction, reservation: Reservation, guest: Guest) -> None:
    """Let a booking be as before its party came, unless it is over."""
    reservation.guest_id = None
    expected = ReservationStatus.CONFIRMED
    if reservation.status == ReservationStatus.SEATED:
        expected = in_the_book(reservation) or expected
        _put_back(tx, reservation, guest)
        reservation.assigned_table_id, reservation.combination_id = _place_of(tx, reservation, guest)
    if reservation.active:
        reservation.status = expected
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
    for booked in _needed(tx, for_one_of(tx.restaurant.id, [table.id])):
        said = f"Table {table.label} is booked for {told(tx.restaurant, booked)}. Give them another table first."
        raise Conflict(said, "table_booked", current=show(booked))


def _refuse_unmade(tx: Transaction, together: Combination, gone: bool) -> None:
    """Refuse to take apart what is booked, and tables for it that others have booked meanwhile."""
    for booked in _needed(tx, Reservation.combination_id == together.id):
        kept = booked.assigned_table_id == together.table_ids[0]
        if gone or not kept or in_the_way(tx.session, booked, together.table_ids):
            said = f"{together.name} is booked for {told(tx.restaurant, booked)}. Give them another table first."
            raise Conflict(said, "table_booked", current=show(booked))


def _needed(tx: Transaction, which: ColumnElement[bool]) -> Sequence[Reservation]:
    """Return the bookings of parties that are here or to come, by when they begin."""
    here = Reservation.status.in_((*AT_THE_DOOR, ReservationStatus.SEATED))
    to_come = and_(Reservation.status.in_(ACTIVE), Reservation.end_time > tx.now)
    query = select(Reservation).where(Reservation.restaurant_id == tx.restaurant.id, which, or_(here, to_come))
    with tx.session.no_autoflush:
        return tx.session.scalars(query.order_by(Reservation.reservation_time)).all()
