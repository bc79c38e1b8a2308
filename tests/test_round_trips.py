"""How often PostgreSQL is waited for, and what it is told anew: each wait of a writer holds the restaurant's lock."""

from collections import Counter
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from bench.clients.postgresql import Databases
from qtable import postgresql
from qtable.extensions import db
from tests.conftest import app_on
from tests.support.desk import Desk, new_desk

USUAL = 20  # acts until the driver has prepared what is said


class Door:
    """A party that is seated and unseated, and for how many answers of PostgreSQL that waits."""

    def __init__(self, desk: Desk, waits: Counter[str]) -> None:
        self.desk, self._waits = desk, waits
        guest, table = desk.guest(), desk.table()
        self._path = f"/guests/{guest}/status/atomic"
        self._bodies = cycle([{"status": "seated", "table_id": table}, {"status": "waiting"}])

    def waits(self, **headers: str) -> int:
        """Act; return how often that waited."""
        self._waits.clear()
        assert self.desk.act("PUT", self._path, next(self._bodies), **headers).status_code == 200
        return self._waits["answers"]


@pytest.fixture
def address(postgresql: Databases) -> str:
    return postgresql.new()


@pytest.fixture
def door(address: str, monkeypatch: pytest.MonkeyPatch) -> Door:
    waits: Counter[str] = Counter()
    at_once = postgresql._at_once

    def counted(conversation: Any) -> Any:
        inner, ready, waited = at_once(conversation), None, False
        try:
            while True:
                wanted = inner.send(ready)
                waits["answers"] += not waited
                ready, waited = (yield wanted), True
        except StopIteration as end:
            return end.value

    monkeypatch.setattr(postgresql, "_at_once", counted)
    return Door(new_desk(app_on(address)), waits)


def test_a_write_waits_for_its_place_in_the_log_and_for_all_that_it_stores_with_the_commit(door: Door) -> None:
    assert [door.waits() for _ in range(USUAL)][-4:] == [2] * 4


def test_a_key_is_looked_up_on_the_way(door: Door) -> None:
    assert [door.waits(Idempotency_Key=f"the-key-of-an-act-{number}") for number in range(USUAL)][-4:] == [2] * 4


def test_so_is_what_another_process_wrote_where_one_does(door: Door, address: str) -> None:
    theirs = Desk(app_on(address), vars(door.desk) | {"access_token": door.desk.token})
    party = theirs.guest("Kim")
    waited = []
    for number in range(USUAL):
        assert theirs.act("PATCH", f"/guests/{party}", {"notes": f"note {number}"}).status_code == 200
        waited.append(door.waits())
    assert waited[-4:] == [2] * 4


def test_what_is_prepared_stays_prepared_through_readings(door: Door) -> None:
    """The driver forgets it at a ROLLBACK; then each statement is parsed and planned anew."""
    for _ in range(USUAL):
        door.waits()
        assert door.desk.read("/api/guests")
    with door.desk.app.app_context(), db.engine.connect() as connection:
        prepared = connection.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    assert [one for one in prepared if one.startswith("UPDATE restaurants SET change_seq")]
    assert [one for one in prepared if one.startswith("SELECT guests")]


def test_what_no_writer_asked_for_is_not_written(door: Door) -> None:
    with door.desk.app.app_context(), pytest.raises(InternalError, match="read-only transaction"):
        db.session.execute(text("DELETE FROM changes"))
