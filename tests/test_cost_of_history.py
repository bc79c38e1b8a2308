"""What a read or a write costs follows the evening, not the years before it: counted in SQLite's own steps."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from qtable.extensions import db
from tests.conftest import app_on
from tests.support.desk import Desk, new_desk
from tests.support.past import give_a_past, spend_an_evening

SHORT, LONG, EVERY = 500, 20_000, 20  # quotes look back on 500 visits, and on no more


def steps(desk: Desk) -> dict[str, int]:
    """Return how many steps of SQLite's machine each read and the write of an evening takes."""
    counted: list[int] = []
    with desk.app.app_context():
        event.listen(db.engine, "checkout", lambda raw, *_: raw.set_progress_handler(lambda: counted.append(1), EVERY))
        db.engine.dispose()
    taken = {}
    for name, (method, path, body) in spend_an_evening(desk).items():
        counted.clear()
        assert desk.send(method, path, json=body).status_code == 200, name
        taken[name] = len(counted) * EVERY
    return taken


@pytest.fixture
def taken(empty_database: Path, tmp_path: Path) -> dict[int, dict[str, int]]:
    """The steps with a short past and with a long one."""
    found: dict[int, Any] = {}
    for past in (SHORT, LONG):
        place = tmp_path / f"{past}.db"
        place.write_bytes(empty_database.read_bytes())
        desk = new_desk(app_on(place))
        give_a_past(desk, past)
        found[past] = steps(desk)
    return found


def test_the_steps_are_as_many_after_forty_times_the_history(taken: dict[int, dict[str, int]]) -> None:
    assert all(count > 0 for count in taken[SHORT].values())
    more = {name: count / taken[SHORT][name] for name, count in taken[LONG].items()}
    assert {name: ratio for name, ratio in more.items() if ratio > 1.2} == {}
