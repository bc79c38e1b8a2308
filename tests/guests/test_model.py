"""Random evenings against a simple model: what is allowed, what the floor looks like, what the log adds up to."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bench.clients.store import Store
from qtable.guests.lifecycle import GuestStatus, Verb, verb_for
from tests.support.desk import Desk, new_desk

SEATS = {1: 2, 2: 4, 3: 4}


class Evening(RuleBasedStateMachine):
    """A host who tries anything. The model knows each party's status, table and last table, and no more."""

    app: Flask
    guests = Bundle("guests")

    @initialize()
    def open_the_house(self) -> None:
        self.desk: Desk = new_desk(self.app)
        self.start = Store()
        self.start.load(self.desk.full())
        self.tables = {number: self.desk.table(number, seats) for number, seats in SEATS.items()}
        self.model: dict[str, dict[str, Any]] = {}

    @rule(target=guests, size=st.integers(1, 5))
    def arrive(self, size: int) -> str:
        guest_id = self.desk.guest(size=size)
        self.model[guest_id] = {"size": size, "status": "waiting", "table": None, "last": None}
        return guest_id

    @rule(guest_id=guests, status=st.sampled_from(GuestStatus), table=st.sampled_from([None, *SEATS]))
    def change_status(self, guest_id: str, status: GuestStatus, table: int | None) -> None:
        if guest_id not in self.model:
            return
        body = {"status": status, "table_id": self.tables.get(table)}
        answer = self.desk.act("PUT", f"/guests/{guest_id}/status/atomic", body)
        assert answer.status_code == self.expected(guest_id, status, table), answer.json
        if answer.status_code == 200:
            self.follow(guest_id, status, table)

    @rule(guest_id=guests)
    def delete(self, guest_id: str) -> None:
        known = self.model.pop(guest_id, None)
        answer = self.desk.act("DELETE", f"/guests/{guest_id}")
        assert answer.status_code == (200 if known else 404)

    def expected(self, guest_id: str, status: GuestStatus, table: int | None) -> int:
        """Return the HTTP status that the model expects."""
        guest = self.model[guest_id]
        old = GuestStatus(guest["status"])
        if old == status and (status != "seated" or table in (None, guest["table"])):
            return 200
        verb = verb_for(old, status)
        if verb is None:
            return 409
        if status != "seated":
            return 200
        table = table or (guest["last"] if verb == Verb.RESEAT else None)
        if table is None:
            return 422
        taken = any(other["table"] == table for other in self.model.values())
        return 409 if taken or guest["size"] > SEATS[table] else 200

    def follow(self, guest_id: str, status: GuestStatus, table: int | None) -> None:
        """Take an accepted change into the model."""
        guest = self.model[guest_id]
        if status == "seated":
            guest["table"] = guest["last"] = table or guest["table"] or guest["last"]
        else:
            guest["table"] = None
        guest["status"] = status

    @invariant()
    def the_floor_is_as_the_model_says(self) -> None:
        full = self.desk.full()
        seen = {guest["id"]: (guest["status"], guest["tableId"]) for guest in full["guests"]}
        assert seen == {k: (g["status"], self.tables.get(g["table"])) for k, g in self.model.items()}
        sitting = {table["id"]: table["currentGuestId"] for table in full["tables"]}
        at = {g["table"]: k for k, g in self.model.items() if g["table"]}
        assert sitting == {table_id: at.get(number) for number, table_id in self.tables.items()}

    @invariant()
    def the_log_adds_up_to_the_tables(self) -> None:
        delta = self.desk.read("/api/sync/delta", cursor=self.start.cursor, limit=1000)
        assert delta["has_more"] is False
        folded = Store()
        folded.entities = dict(self.start.entities)
        seqs = sorted({change["seq"] for change in delta["changes"]})
        assert seqs == list(range(1, len(seqs) + 1))
        folded.put(delta["changes"])
        assert folded.differences(self.desk.full()) == []


@pytest.fixture
def evening(app: Flask) -> type[Evening]:
    return type("EveningHere", (Evening,), {"app": app})


def test_random_evenings_follow_the_model_and_the_log_adds_up(evening: type[Evening], engine: str) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    count = 25 if engine == "sqlite" else 5
    chosen = settings(max_examples=count, stateful_step_count=30, deadline=None, suppress_health_check=quiet)
    run_state_machine_as_test(evening, settings=chosen)
