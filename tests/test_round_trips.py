"""How often a write waits for PostgreSQL: each wait is a turn of everybody's, and the restaurant's lock is held."""

from collections import Counter
from itertools import cycle, islice
from typing import Any

import pytest

from bench.clients.postgresql import Databases
from qtable import postgresql
from tests.conftest import app_on
from tests.support.desk import Desk, new_desk


@pytest.fixture
def desk(postgresql: Databases) -> Desk:
    return new_desk(app_on(postgresql.new()))


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many conversations with PostgreSQL had to wait for an answer."""
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
    return waits


def test_a_write_waits_twice_for_its_place_in_the_log_and_for_all_that_it_stores_with_the_commit(
    desk: Desk, waits: Counter[str]
) -> None:
    guest, table = desk.guest(), desk.table()
    bodies = cycle([{"status": "seated", "table_id": table}, {"status": "waiting"}])
    waited = []
    for body in islice(bodies, 20):  # until the driver has prepared what is said
        waits.clear()
        assert desk.act("PUT", f"/guests/{guest}/status/atomic", body).status_code == 200
        waited.append(waits["answers"])
    assert waited[-4:] == [2] * 4
