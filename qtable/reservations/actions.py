"""What happens to a booking: made, changed, its party come, seated, gone, or never seen."""

import uuid
from collections.abc import Collection
from typing import Any

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, IllegalTransition, Invalid
from qtable.guests import slips
from qtable.guests.actions import create_guest, delete_guest, update_guest
from qtable.guests.lifecycle import EXPECTED, GuestStatus, Verb
from qtable.guests.models import Guest, Source, name_parts
from qtable.guests.seating import NOWHERE, Place
from qtable.guests.seating import change_status as change_visit
from qtable.reservations.lifecycle import AT_THE_DOOR, BOOKED, GUEST_OF, OVER, VERBS, ReservationStatus, may_follow
from qtable.reservations.models import Reservation
from qtable.reservations.placing import booked, check_place, named, put_together
from qtable.reservations.times import when
from qtable.reservations.visit import in_the_book, still_there
from qtable.tables.models import Table

# What a booking knows of its party, and the party's visit too.
COPIED = ("party_size", "phone_number", "email", "notes", "tags", "reservation_time")


def create_reservation(tx: Transaction, fields: dict[str, Any]) -> Reservation:
    """Write a booking into the book. Raises Invalid, or Conflict where another holds the table."""
    status = fields.pop("status", ReservationStatus.CONFIRMED)
    if status not in BOOKED:
        raise Invalid("Make the booking first, then say what became of it.", fields={"status": ["A new one waits."]})
    if not fields.get("guest_name"):
        raise Invalid("Give the booking a name.", fields={"guestName": ["Missing."]})
    override = fields.pop("override", False)
    put_together(tx, fields)
    start, minutes = when(tx.restaurant, fields)
    reservation = Reservation(id=fields.pop("id", None) or str(uuid.uuid4()), status=status, **fields)
    reservation.restaurant_id = tx.restaurant.id
    reservation.set_time(start, minutes)
    check_place(tx, reservation, override)
    tx.add(reservation)
    return reservation


def update_reservation(tx: Transaction, reservation: Reservation, fields: dict[str, Any]) -> Reservation:
    """Change a booking's fields, and its status by the act of that name; records nothing when all stay as they are.

    Of a party that sits, the table or combination named is where to sit. What is known of a party that is here changes
    with it.
    """
    status, override = fields.pop("status", None), fields.pop("override", False)
    as_it_was = fields.pop("as_it_was", False)
    put_together(tx, fields, reservation)
    if status is None and _moves(reservation, fields):
        status = ReservationStatus.SEATED
    seat_at = named(reservation, fields) if status == ReservationStatus.SEATED else NOWHERE
    start, minutes = when(tx.restaurant, fields, reservation)
    fields |= {"reservation_time": start, "duration_minutes": minutes}
    changed = {name: value for name, value in fields.items() if getattr(reservation, name) != value}
    for name, value in changed.items():
        setattr(reservation, name, value)
    reservation.set_time(start, minutes)
    if changed.keys() & {"reservation_time", "duration_minutes", "assigned_table_id", "combination_id", "party_size"}:
        if not changed.keys() & {"assigned_table_id", "combination_id"}:
            still_there(tx, reservation)
        check_place(tx, reservation, override)
    if changed:
        tx.record(reservation)
        _tell_visit(tx, reservation, changed)
    if status is not None:
        change_status(tx, reservation, status, seat_at, override=override, as_it_was=as_it_was)
    return reservation


def change_status(
    tx: Transaction,
    reservation: Reservation,
    new: ReservationStatus,
    at: Place = NOWHERE,
    *,
    override: bool = False,
    as_it_was: bool = False,
    origins: Collection[ReservationStatus] = frozenset(ReservationStatus),
) -> Reservation:
    """Lead a booking to a status, and its party's visit with it; the same status again changes nothing.

    From the arrival on there is a visit, and whatever happens to it happens to the booking. `at` is where the party is
    to sit, if not at the assigned table; `as_it_was` takes back what was a slip: the party at the door is what it was;
    `origins` narrows from where it may be led. Raises IllegalTransition, or what the visit's own act raises.
    """
    old = ReservationStatus(reservation.status)
    guest = tx.find(Guest, reservation.guest_id) if reservation.guest_id else None
    if old == new and (guest is None or at in (NOWHERE, Place(guest.table_id))):
        return reservation
    if old != new and (not may_follow(old, new) or old not in origins):
        raise _illegal(reservation, new)
    if old in OVER and reservation.end_time < tx.restaurant.day_start(tx.happened()):
        told = f"The booking of {reservation} was for an earlier business day; that can't be undone. Book anew."
        raise IllegalTransition(told, current=show(reservation))
    if new in BOOKED:
        _back_to_the_book(tx, reservation, guest, new)
    elif guest is None and new in OVER:
        reservation.finished_time = tx.happened()
        _take(tx, reservation, new)
    else:
        guest = guest or _arrive(tx, reservation)
        place = booked(reservation) if at == NOWHERE else at
        _lead(tx, reservation, guest, new, place=place, override=override, as_it_was=as_it_was)
    return reservation


def unseat(tx: Transaction, reservation: Reservation) -> Reservation:
    """Take a seating back that was a slip: booking, tables and party are what they were before.

    A party that had not come until then is expected again, and no guest. Raises IllegalTransition unless it sits.
    """
    if reservation.status != ReservationStatus.SEATED or reservation.guest_id is None:
        said = f"The party of {reservation} doesn't sit: its booking is {reservation.status.replace('_', ' ')}."
        raise IllegalTransition(said, current=show(reservation))
    guest = tx.find(Guest, reservation.guest_id)
    if in_the_book(reservation):
        tx.named(Verb.UNSEAT)
        delete_guest(tx, guest, Table.undo_seating)
    else:
        slips.back_at_the_door(tx, guest, only={Verb.UNSEAT})
    return reservation


def delete_reservation(tx: Transaction, reservation: Reservation) -> None:
    """Take a booking out of the book; a party that has come stays as a guest like any other."""
    guest = tx.find(Guest, reservation.guest_id) if reservation.guest_id else None
    tx.remove(reservation)
    if guest is not None:
        guest.reservation_id = None
        tx.record(guest)


def _moves(reservation: Reservation, fields: dict[str, Any]) -> bool:
    """Tell whether another table is named for a party that sits. Raises Conflict where it would have none."""
    asked = fields.get("assigned_table_id", reservation.assigned_table_id)
    together = fields.get("combination_id", reservation.combination_id)
    same = (asked, together) == (reservation.assigned_table_id, reservation.combination_id)
    if reservation.status != ReservationStatus.SEATED or same:
        return False
    if asked is None:
        raise Conflict(f"{reservation} sits at that table. Unseat or finish them first.", current=show(reservation))
    return True


def _tell_visit(tx: Transaction, reservation: Reservation, changed: dict[str, Any]) -> None:
    """Change what is known of a party that is here as it was changed in its booking."""
    told = {name: changed[name] for name in COPIED if name in changed}
    if "guest_name" in changed:
        told |= {"name": reservation.guest_name} | name_parts(reservation.guest_name)
    if reservation.guest_id is not None and reservation.active and told:
        update_guest(tx, tx.find(Guest, reservation.guest_id), told)


def _arrive(tx: Transaction, reservation: Reservation) -> Guest:
    """Make the party's visit: it waits at the door."""
    fields = {name: getattr(reservation, name) for name in COPIED} | {"name": reservation.guest_name}
    fields |= name_parts(reservation.guest_name)
    fields |= {"source": Source.RESERVATION, "reservation_id": reservation.id, "status": GuestStatus.WAITING}
    guest = create_guest(tx, fields)
    reservation.guest_id, reservation.check_in_time = guest.id, guest.arrival_time
    reservation.seated_time, reservation.finished_time = None, None
    return guest


def _lead(
    tx: Transaction,
    reservation: Reservation,
    guest: Guest,
    new: ReservationStatus,
    *,
    place: Place,
    override: bool,
    as_it_was: bool,
) -> None:
    """Lead the visit; its booking follows. A party at the door may be there in part or whole."""
    if new not in AT_THE_DOOR:
        at = place if new == ReservationStatus.SEATED else NOWHERE
        change_visit(tx, guest, GUEST_OF[new], at, override=override)
        return
    if guest.status not in EXPECTED:
        (slips.change_status if as_it_was else change_visit)(tx, guest, GuestStatus.WAITING)
    if reservation.status != new:
        _take(tx, reservation, new)


def _back_to_the_book(tx: Transaction, reservation: Reservation, guest: Guest | None, new: ReservationStatus) -> None:
    """Undo an arrival, a cancelling or a no-show: the party is expected again."""
    reservation.guest_id, reservation.check_in_time = None, None
    reservation.seated_time, reservation.finished_time = None, None
    if guest is not None and reservation.status in AT_THE_DOOR:
        delete_guest(tx, guest)
    elif guest is not None:
        guest.reservation_id = None
        tx.record(guest)
    _take(tx, reservation, new)


def _take(tx: Transaction, reservation: Reservation, new: ReservationStatus) -> None:
    """Take a status; one that is active again needs its tables again, as far as they are still there."""
    was_active = reservation.active
    reservation.status = new
    if not was_active:
        still_there(tx, reservation)
        check_place(tx, reservation, override=True)
    tx.named(VERBS[new])
    tx.record(reservation, "status_changed")


def _illegal(reservation: Reservation, new: ReservationStatus) -> IllegalTransition:
    was, asked = reservation.status.replace("_", " "), new.replace("_", " ")
    return IllegalTransition(
        f"The booking of {reservation} is {was} and can't become {asked}.", current=show(reservation)
    )
