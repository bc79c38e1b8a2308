"""What devices ask all evening is answered from indexes: no statement looks through a restaurant's history."""

import re
from typing import Any

from qtable.changes.opening import TAKE_SEQ
from qtable.extensions import db
from qtable.tenant import act_for
from tests.support.desk import Desk
from tests.support.past import give_a_past, spend_an_evening, statements

GROWING = ("guests", "reservations", "changes", "changed_entities", "idempotency_keys")
SCANS = {
    "sqlite": re.compile(rf"SCAN ({'|'.join(GROWING)})"),
    "postgresql": re.compile(rf"Seq Scan on ({'|'.join(GROWING)})"),
}
# Of an index's columns the restaurant alone: all its rows, unless they come in the order of a page.
ALL_OF_ONE = re.compile(rf"SEARCH ({'|'.join(GROWING)}) USING .*INDEX (?!ix_guests_here)\S+ \(restaurant_id=\?\)")

BY_PLACE = re.compile(r"using pk_changes|SEARCH changes USING \S+ \S+ \(restaurant_id=\? AND seq")


def plan(desk: Desk, statement: str, parameters: Any) -> list[str]:
    """Return how the engine would go about a statement."""
    with desk.app.app_context():
        act_for(desk.restaurant_id)
        explain = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
        cursor = db.session.connection().connection.cursor()
        cursor.execute(explain + statement, parameters)
        return [str(row[-1]) for row in cursor.fetchall()]


def test_nothing_looks_through_the_history(desk: Desk, engine: str) -> None:
    give_a_past(desk, 20_000)
    for name, (method, path, body) in spend_an_evening(desk).items():
        with statements(desk) as asked:
            assert desk.send(method, path, json=body).status_code == 200, name
        assert asked, name
        for statement, parameters in asked:
            steps = plan(desk, statement, parameters)
            assert not any(SCANS[engine].search(step) for step in steps), (name, statement, steps)
            whole = [step for step in steps if ALL_OF_ONE.search(step)]
            assert not whole or ("LIMIT" in statement and "ORDER BY" not in " ".join(steps)), (name, statement, steps)


def test_a_change_finds_the_one_before_it_by_its_place_before_anything_is_known_of_the_log(desk: Desk) -> None:
    with desk.app.app_context():
        asked = TAKE_SEQ.compile(db.engine)
    values = asked.construct_params({"restaurant": desk.restaurant_id, "now": 1})
    steps = plan(desk, str(asked), [values[name] for name in asked.positiontup] if asked.positiontup else values)
    assert any(BY_PLACE.search(step) for step in steps), steps
