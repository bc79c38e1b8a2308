"""The demo evening, played on whatever floor there is by the acts of the trade; only its times are set back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from qtable.changes.open_transaction import Transaction
from qtable.demo.service import BOOKINGS, DIRTY_SEATS, VISITS, Booking, Visit, in_line_before
from qtable.errors import Conflict
from qtable.guests.actions import create_guest
from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.guests.models import Guest
from qtable.guests.observing import Observed
from qtable.guests.outlook import class_of, size_classes
from qtable.guests.seating import Place, change_status
from qtable.reservations.actions import change_status as change_booking
from qtable.reservations.actions import create_reservation
from qtable.reservations.lifecycle import OVER, ReservationStatus
from qtable.reservations.models import Reservation
from qtable.tables.actions import set_table_status
from qtable.tables.models import Table, TableStatus
from qtable.tables.stages import Stage

QUARTER = timedelta(minutes=15)


def play(tx: Transaction) -> None:
    """Let the parties come, sit and leave, and the bookings be made; who finds no table waits."""
    evening = _Evening(tx)
    for visit in VISITS:
        evening.visit(visit)
    for booking in BOOKINGS:
        evening.book(booking)
    dirty = evening.free_table(DIRTY_SEATS)
    if dirty is not None:
        set_table_status(tx, dirty, TableStatus.NEEDS_CLEANING)


class _Evening:
    """The evening on one floor. `booked` are the tables that a booking to come holds: one each, so none overlaps."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        mine = select(Table).where(Table.restaurant_id == tx.restaurant.id)
        self.tables = list(tx.session.scalars(mine.order_by(Table.max_party_size, Table.number, Table.id)))
        self.booked: set[str] = set()
        self.classes = size_classes(tx.session, tx.restaurant, tx.now)

    def free_table(self, size: int) -> Table | None:
        """Return the smallest free table for a party, the lowest number first."""
        fitting = (table for table in self.tables if table.max_party_size >= size)
        return next((one for one in fitting if one.status == TableStatus.AVAILABLE and one.id not in self.booked), None)

    def visit(self, plan: Visit) -> None:
        """Let a party come, and whatever followed."""
        came = self._ago(plan.came)
        fields: dict[str, Any] = {"name": plan.name, "first_name": plan.name, "party_size": plan.size}
        fields |= {"quoted_wait": plan.quoted, "tags": list(plan.tags), "notes": plan.notes, "phone_number": plan.phone}
        status = plan.status if plan.status in EXPECTED else GuestStatus.WAITING
        guest = create_guest(self.tx, fields | {"arrival_time": came, "status": status})
        self._expect(guest, plan)
        table = None if plan.waited is None else self.free_table(plan.size)
        if table is not None and plan.waited is not None:
            self._sit(guest, table, came + timedelta(minutes=plan.waited), plan.stage)
            if plan.dined is not None:
                change_status(self.tx, guest, GuestStatus.FINISHED)
                left = self._ago(plan.came - plan.waited - plan.dined)
                self._set(guest, finished_time=left, **({"ready_time": left} if guest.ready_time else {}))
        elif plan.status not in EXPECTED:
            change_status(self.tx, guest, plan.status)
            self._set(guest, finished_time=came + timedelta(minutes=plan.quoted))
        if plan.notified is not None:
            called, hold = self._ago(plan.notified), timedelta(minutes=self.tx.restaurant.policy("hold_minutes"))
            self._set(guest, notified_time=called, held_until=called + hold)

    def book(self, plan: Booking) -> None:
        """Write a booking into the book, and what became of it."""
        table = None if plan.status in OVER else self.free_table(plan.size)
        try:
            reservation = self._write(plan, table)
        except Conflict:  # with a policy of many hours it reaches into tomorrow, where a real booking holds the table
            table = None
            reservation = self._write(plan, table)
        if table is not None:
            self.booked.add(table.id)
        if plan.status == ReservationStatus.SEATED:
            self._seat_booked(reservation, plan, table)
        elif plan.status != ReservationStatus.CONFIRMED:
            change_booking(self.tx, reservation, plan.status)
        self.tx.flush()

    def _write(self, plan: Booking, table: Table | None) -> Reservation:
        fields = {"guest_name": plan.name, "party_size": plan.size, "assigned_table_id": table and table.id}
        fields |= {"tags": list(plan.tags), "notes": plan.notes, "phone_number": plan.phone}
        return create_reservation(self.tx, fields | {"reservation_time": _quarter(self._ago(-plan.at))})

    def _expect(self, guest: Guest, plan: Visit) -> None:
        """Keep what the rule said of the wait: it had seen a pace by which it came to what the party was promised."""
        mine = class_of(plan.size, self.classes)
        ahead = sum(class_of(other.size, self.classes) is mine for other in in_line_before(plan))
        then = replace(mine, pace=plan.quoted // (ahead + 1), seen=Observed())
        quote = then.quote(ahead, free_now=plan.quoted == 0)
        guest.expected_wait, guest.expected_ahead = quote.minutes, quote.ahead
        guest.expected_low, guest.expected_high = quote.low, quote.high

    def _seat_booked(self, reservation: Reservation, plan: Booking, table: Table | None) -> None:
        change_booking(self.tx, reservation, ReservationStatus.ARRIVED)
        guest = self.tx.find(Guest, reservation.guest_id or "")
        came = self._ago((plan.seated or 0) + 2)
        self._set(guest, arrival_time=came)
        if table is not None:
            self._sit(guest, table, self._ago(plan.seated or 0), plan.stage)

    def _sit(self, guest: Guest, table: Table, at: datetime, stage: Stage) -> None:
        change_status(self.tx, guest, GuestStatus.SEATED, Place(table.id))
        if stage in self.tx.restaurant.policy("stages"):
            table.stage = stage
            self.tx.record(table, "assigned")
        self._set(guest, seated_time=at)

    def _set(self, guest: Guest, **times: datetime) -> None:
        for name, moment in times.items():
            setattr(guest, name, moment)
        self.tx.record(guest)
        self.tx.flush()

    def _ago(self, minutes: int) -> datetime:
        return self.tx.now - timedelta(minutes=minutes)


def _quarter(moment: datetime) -> datetime:
    """Return the nearest quarter of an hour: nobody books for 19:43."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + (QUARTER if past * 2 >= QUARTER else timedelta(0))
