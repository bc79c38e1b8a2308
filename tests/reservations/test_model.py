"""Random bookings and visits: no table is held twice, a booking is where its party is, and the log adds up."""

from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bench.clients.store import Store
from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.reservations.lifecycle import ACTIVE, AT_THE_DOOR, BOOKED, OF_GUEST, ReservationStatus
from tests.support.desk import Desk, new_desk

SEVEN = datetime.fromisoformat("2030-06-14T19:00:00+00:00")
TABLES = (1, 2)
NOTHING_ELSE = (200, 201, 404, 409, 422)


class Book(RuleBasedStateMachine):
    """Hosts who book, seat and undo in any order; whatever is accepted, what must hold must hold."""

    app: Flask
    bookings = Bundle("bookings")

    @initialize()
    def open_the_house(self) -> None:
        self.desk: Desk = new_desk(self.app)
        self.start = Store()
        self.start.load(self.desk.full())
        self.tables = {number: self.desk.table(number) for number in TABLES}
        self.made = 0

    @rule(
        target=bookings,
        table=st.sampled_from([None, *TABLES]),
        start=st.integers(0, 2),
        minutes=st.sampled_from([30, 60, 90]),
    )
    def book(self, table: int | None, start: int, minutes: int) -> str:
        self.made += 1
        when = {"reservationTime": (SEVEN + timedelta(minutes=30 * start)).isoformat(), "durationMinutes": minutes}
        body = {"id": f"r{self.made}", "guestName": f"Party {self.made}", "partySize": 2} | when
        self.ask("POST", "/reservations", body | {"tableId": self.tables.get(table)})
        return f"r{self.made}"

    @rule(booking=bookings, status=st.sampled_from(ReservationStatus), table=st.sampled_from([None, *TABLES]))
    def lead_the_booking(self, booking: str, status: ReservationStatus, table: int | None) -> None:
        body = {"status": status} | ({"tableId": self.tables[table]} if table else {})
        self.ask("PUT", f"/reservations/{booking}", body)

    @rule(booking=bookings, table=st.sampled_from(TABLES))
    def seat(self, booking: str, table: int) -> None:
        self.ask("POST", f"/reservations/{booking}/seat", {"table_id": self.tables[table]})

    @rule(booking=bookings)
    def undo_the_arrival(self, booking: str) -> None:
        self.ask("POST", f"/reservations/{booking}/arrive")
        self.ask("PUT", f"/reservations/{booking}", {"status": "confirmed"})

    @rule(booking=bookings, start=st.integers(0, 2))
    def move_the_booking(self, booking: str, start: int) -> None:
        self.ask("PUT", f"/reservations/{booking}", {"startTime": (SEVEN + timedelta(minutes=30 * start)).isoformat()})

    @rule(booking=bookings, status=st.sampled_from(GuestStatus), table=st.sampled_from([None, *TABLES]))
    def lead_the_party(self, booking: str, status: GuestStatus, table: int | None) -> None:
        guest_id = self.known().get(booking, {}).get("guestId")
        if guest_id:
            body = {"status": status, "table_id": self.tables.get(table)}
            self.ask("PUT", f"/guests/{guest_id}/status/atomic", body)

    @rule(booking=bookings, whom=st.sampled_from(["guest", "booking"]))
    def delete(self, booking: str, whom: str) -> None:
        guest_id = self.known().get(booking, {}).get("guestId")
        if whom == "booking":
            self.ask("DELETE", f"/reservations/{booking}")
        elif guest_id:
            self.ask("DELETE", f"/guests/{guest_id}")

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> None:
        answer = self.desk.act(method, path, body)
        assert answer.status_code in NOTHING_ELSE, answer.json

    def known(self) -> dict[str, dict[str, Any]]:
        return {one["id"]: one for one in self.desk.full()["reservations"]}

    @invariant()
    def what_must_hold_holds(self) -> None:
        full = self.desk.full()
        self.no_table_is_held_twice_at_a_time(full)
        self.each_booking_is_where_its_party_is(full)

    def no_table_is_held_twice_at_a_time(self, full: dict[str, Any]) -> None:
        active = [one for one in full["reservations"] if one["status"] in ACTIVE and one["assignedTableId"]]
        for one, two in combinations(active, 2):
            same = one["assignedTableId"] == two["assignedTableId"]
            apart = one["endTime"] <= two["reservationTime"] or two["endTime"] <= one["reservationTime"]
            assert apart or not same, (one, two)

    def each_booking_is_where_its_party_is(self, full: dict[str, Any]) -> None:
        guests = {guest["id"]: guest for guest in full["guests"]}
        for one in full["reservations"]:
            guest = guests.get(one["guestId"])
            assert (guest is None) == (one["guestId"] is None)
            if guest is None:
                assert one["status"] not in (*AT_THE_DOOR, "seated")
                continue
            assert guest["reservationId"] == one["id"]
            assert one["status"] not in BOOKED
            at_the_door = guest["status"] in EXPECTED and one["status"] in AT_THE_DOOR
            assert at_the_door or one["status"] == OF_GUEST[GuestStatus(guest["status"])]
            assert one["assignedTableId"] in (guest["tableId"], None) or guest["tableId"] is None

    def teardown(self) -> None:
        """Check at the end of each run that the log adds up to the book."""
        delta = self.desk.read("/api/sync/delta", cursor=self.start.cursor, limit=1000)
        folded = Store()
        folded.entities = dict(self.start.entities)
        folded.put(delta["changes"])
        assert folded.differences(self.desk.full()) == []


@pytest.fixture
def book(app: Flask) -> type[Book]:
    return type("BookHere", (Book,), {"app": app})


def test_random_bookings_never_overlap_and_follow_their_parties(book: type[Book], engine: str) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    count = 20 if engine == "sqlite" else 5
    chosen = settings(max_examples=count, stateful_step_count=30, deadline=None, suppress_health_check=quiet)
    run_state_machine_as_test(book, settings=chosen)
