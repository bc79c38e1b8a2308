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
# Tables that are put together, the first of which takes the party; each for up to eight.
TOGETHER = {"1+2": (1, 2), "2+3": (2, 3)}
MOST = 8


class Evening(RuleBasedStateMachine):
    """A host who tries anything. The model knows each party's status, its tables and its last ones, and no more.

    A place is a table's number, or the name of some that are put together.
    """

    app: Flask
    guests = Bundle("guests")

    @initialize()
    def open_the_house(self) -> None:
        self.desk: Desk = new_desk(self.app)
        self.start = Store()
        self.start.load(self.desk.full())
        self.tables = {number: self.desk.table(number, seats) for number, seats in SEATS.items()}
        self.together = {
            name: self.desk.combination([self.tables[number] for number in numbers], name=name, maxPartySize=MOST)
            for name, numbers in TOGETHER.items()
        }
        self.model: dict[str, dict[str, Any]] = {}

    @rule(target=guests, size=st.sampled_from([1, 2, 4, 5, 9]))
    def arrive(self, size: int) -> str:
        guest_id = self.desk.guest(size=size)
        self.model[guest_id] = {"size": size, "status": "waiting", "place": None, "last": None}
        return guest_id

    @rule(guest_id=guests, status=st.sampled_from(GuestStatus), place=st.sampled_from([None, *SEATS, *TOGETHER]))
    def change_status(self, guest_id: str, status: GuestStatus, place: int | str | None) -> None:
        if guest_id not in self.model:
            return
        named = {"combination_id": self.together[place]} if place in TOGETHER else {"table_id": self.tables.get(place)}
        answer = self.desk.act("PUT", f"/guests/{guest_id}/status/atomic", {"status": status} | named)
        assert answer.status_code == self.expected(guest_id, status, place), answer.json
        if answer.status_code == 200:
            self.follow(guest_id, status, place)

    @rule(number=st.sampled_from(list(SEATS)), act=st.sampled_from(["clear", "out_of_service", "delete", "stage"]))
    def touch_a_joined_table(self, number: int, act: str) -> None:
        if number not in self.joined():
            return
        path = f"/tables/{self.tables[number]}"
        answer = {
            "clear": lambda: self.desk.act("POST", f"{path}/clear"),
            "out_of_service": lambda: self.desk.act("PUT", path, {"status": "out_of_service"}),
            "delete": lambda: self.desk.act("DELETE", path),
            "stage": lambda: self.desk.act("PUT", f"{path}/stage", {"stage": "check"}),
        }[act]()
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "table_joined")

    @rule(guest_id=guests)
    def delete(self, guest_id: str) -> None:
        known = self.model.pop(guest_id, None)
        answer = self.desk.act("DELETE", f"/guests/{guest_id}")
        assert answer.status_code == (200 if known else 404)

    def expected(self, guest_id: str, status: GuestStatus, place: int | str | None) -> int:
        """Return the HTTP status that the model expects."""
        guest = self.model[guest_id]
        old = GuestStatus(guest["status"])
        if old == status and (status != "seated" or self.sits_there(guest, place)):
            return 200
        verb = verb_for(old, status)
        if verb is None:
            return 409
        if status != "seated":
            return 200
        place = place or (guest["last"] if verb == Verb.RESEAT else None)
        if place is None:
            return 422
        others = [other for other in self.model.values() if other is not guest]
        taken = {number for other in others for number in tables_at(other["place"])}
        fits = guest["size"] <= (MOST if place in TOGETHER else SEATS[place])
        return 200 if fits and not taken & {*tables_at(place)} else 409

    def follow(self, guest_id: str, status: GuestStatus, place: int | str | None) -> None:
        """Take an accepted change into the model."""
        guest = self.model[guest_id]
        if status != "seated":
            guest["place"] = None
        elif guest["place"] is None or not self.sits_there(guest, place):
            guest["place"] = guest["last"] = place or guest["last"]
        guest["status"] = status

    def sits_there(self, guest: dict[str, Any], place: int | str | None) -> bool:
        """Tell whether a party needn't move: the first table of those that it has is its table."""
        return place in (None, guest["place"], *tables_at(guest["place"])[:1])

    def joined(self) -> dict[int, int]:
        """Return the joined tables, each with the one that it is joined to."""
        held = [tables_at(guest["place"]) for guest in self.model.values()]
        return {number: numbers[0] for numbers in held for number in numbers[1:]}

    @invariant()
    def the_floor_is_as_the_model_says(self) -> None:
        full = self.desk.full()
        seen = {guest["id"]: (guest["status"], guest["tableId"]) for guest in full["guests"]}
        first = {k: next(iter(tables_at(g["place"])), None) for k, g in self.model.items()}
        assert seen == {k: (g["status"], self.tables.get(first[k])) for k, g in self.model.items()}
        at = {number: k for k, number in first.items() if number}
        joined = self.joined()
        found = {t["id"]: (t["currentGuestId"], t["joinedTo"], t["combinationId"], t["status"]) for t in full["tables"]}
        for number, table_id in self.tables.items():
            place = self.model[at[number]]["place"] if number in at else None
            taken = number in at or number in joined
            expected = (at.get(number), self.tables.get(joined.get(number)), self.together.get(place))
            assert found[table_id] == (*expected, "occupied" if taken else "available")

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


def tables_at(place: int | str | None) -> tuple[int, ...]:
    """Return the numbers of the tables of a place, the one that takes the party first."""
    return TOGETHER.get(place, (place,) if place else ())  # type: ignore[arg-type,return-value]


@pytest.fixture
def evening(app: Flask) -> type[Evening]:
    return type("EveningHere", (Evening,), {"app": app})


def test_random_evenings_follow_the_model_and_the_log_adds_up(evening: type[Evening], engine: str) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    count = 18 if engine == "sqlite" else 5
    chosen = settings(max_examples=count, stateful_step_count=30, deadline=None, suppress_health_check=quiet)
    run_state_machine_as_test(evening, settings=chosen)
