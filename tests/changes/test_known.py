"""What a process knows of rows counts only while nobody else has written, and never holds what was refused."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import chain, combinations, islice
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from bench.clients.store import Store
from qtable import sqlite
from qtable.changes.known import known
from qtable.changes.saving import MOST_SETS_OF_FIELDS, _setting
from qtable.extensions import db
from qtable.guests.models import Guest
from qtable.statements import MOST_STATEMENTS, Command, _spoken, spoken_by
from tests.conftest import app_on
from tests.support.desk import Desk
from tests.support.spoken import spoken

STEPS = 150


def at_another(desk: Desk, app: Flask) -> Desk:
    """Return the same login at another process's app."""
    return Desk(app, vars(desk) | {"access_token": desk.token})


def known_ids(desk: Desk) -> set[str]:
    """Return the ids of the rows that a desk's app knows."""
    with desk.app.app_context():
        kept = known()._kept.get(desk.restaurant_id)
    return {place[1] for place, values in kept[1].items() if values is not None} if kept else set()


@pytest.fixture
def other(desk: Desk, address: str) -> Desk:
    return at_another(desk, app_on(address))


def test_rows_are_read_again_after_another_process_has_written(desk: Desk, other: Desk) -> None:
    guest = desk.guest()
    for number in range(3):
        for name, one in (("here", desk), ("there", other)):
            told = one.act("PATCH", f"/guests/{guest}", {"notes": f"{name} {number}"}).json
            assert told == desk.read(f"/api/guests/{guest}")
    assert desk.read(f"/api/guests/{guest}")["version"] == 7


@pytest.mark.parametrize("words", [("otherwise", "kept"), ("otherwise", "more", "kept")], ids=["as far", "further"])
def test_rows_are_read_again_after_the_log_was_put_back_and_went_on_otherwise(
    desk: Desk, other: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A restored file's log comes to the same epoch and seq again, at another moment, and may go on from there."""
    guest = desk.guest()
    file = Path(desk.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    let_go(desk, other)
    with closing(sqlite3.connect(file)) as now, closing(sqlite3.connect(tmp_path / "yesterday.db")) as yesterday:
        now.backup(yesterday)
    for word in ("today", "lost"):
        desk.act("PATCH", f"/guests/{guest}", {"notes": word})
    assert guest in known_ids(desk)
    head = desk.full()["cursor"].split(".")
    let_go(desk, other)
    for rest in ("-wal", "-shm"):
        Path(f"{file}{rest}").unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "yesterday.db", file)
    for word in words[:2]:
        other.act("PATCH", f"/guests/{guest}", {"notes": word})
    again = desk.full()["cursor"].split(".")
    assert (again[:3], again[3] != head[3]) == (head[:3], True)
    for word in words[2:]:
        other.guest(word)
    told = desk.act("PATCH", f"/guests/{guest}", {"name": "Kim"}).json
    assert (told["notes"], told["version"]) == (words[1], 4)
    assert told == desk.read(f"/api/guests/{guest}")


def let_go(*desks: Desk) -> None:
    for desk in desks:
        with desk.app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_what_is_refused_leaves_what_is_known_as_it_was(desk: Desk) -> None:
    guest = desk.guest("Lee")
    desk.act("PATCH", f"/guests/{guest}", {"notes": "before"})
    desk.act("PATCH", f"/guests/{guest}", {"notes": "known"})
    update = {"id": guest, "operation": "update", "data": {"notes": "refused", "name": "Refused"}}
    unknown = {"id": "nobody", "operation": "update", "data": {"notes": "x"}}
    batch = {"transaction_id": "a-batch-that-is-refused", "guests": [update, unknown]}
    assert desk.send("POST", "/api/v1/atomic/batch", json=batch).status_code == 404
    assert desk.act("POST", f"/guests/{guest}/finish").status_code == 409
    with spoken(desk.app) as said:
        told = desk.act("PATCH", f"/guests/{guest}", {"partySize": 3}).json
    assert "SELECT guests" not in said
    assert (told["name"], told["notes"], told["version"]) == ("Lee", "known", 4)
    assert told == desk.read(f"/api/guests/{guest}")


def test_a_section_with_another_name_is_told_so_by_its_tables_next_change(desk: Desk) -> None:
    section = desk.act("POST", "/sections", {"name": "Terrace"}).json["id"]
    table = desk.table(1, sectionId=section)
    for name in ("Garden", "Roof"):
        desk.act("PATCH", f"/tables/{table}", {"notes": name})
        desk.act("PATCH", f"/sections/{section}", {"name": name})
        told = desk.act("PATCH", f"/tables/{table}", {"notes": f"under {name}"}).json
        assert told["section"] == name
        last = desk.read("/api/sync/delta", since="1971-01-01T00:00:00Z", limit=1000)["changes"][-1]
        assert (last["entity_id"], last["data"]["section"]) == (table, name)


def test_what_is_deleted_is_not_known(desk: Desk) -> None:
    guest = desk.guest()
    desk.act("PATCH", f"/guests/{guest}", {"notes": "known"})
    assert guest in known_ids(desk)
    assert desk.act("DELETE", f"/guests/{guest}").status_code == 200
    assert guest not in known_ids(desk)
    assert desk.act("PATCH", f"/guests/{guest}", {"notes": "x"}).status_code == 404
    assert desk.act("POST", "/guests", {"id": guest, "name": "Kim", "partySize": 2}).json["version"] == 1


class Walk:
    """Random acts of two processes on one file, in turns of some acts each."""

    def __init__(self, desks: list[Desk], seed: int) -> None:
        self.desks, self.chance = desks, random.Random(seed)
        self.sections = [desks[0].act("POST", "/sections", {"name": name}).json["id"] for name in ("Bar", "Hall")]
        self.tables = [desks[0].table(number, sectionId=self.sections[number % 2]) for number in range(1, 4)]
        self.guests = [desks[0].guest(f"Party {number}") for number in range(4)]
        self.together = [desks[0].combination(self.tables[first : first + 2]) for first in (0, 1)]
        self.bookings: list[str] = []
        self.accepted = 0

    def step(self, desk: Desk) -> None:
        """Try something; it may be refused."""
        guest, table, section = (self.chance.choice(rows) for rows in (self.guests, self.tables, self.sections))
        word = f"{self.chance.random():.6f}"
        acts: list[Callable[[], Any]] = [
            lambda: desk.act("POST", f"/guests/{guest}/seat", {"table_id": table}),
            lambda: desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "seated", "table_id": table}),
            lambda: desk.act("POST", f"/guests/{guest}/seat", {"combination_id": self.chance.choice(self.together)}),
            lambda: desk.act("POST", f"/guests/{guest}/finish"),
            lambda: desk.act("PATCH", f"/combinations/{self.chance.choice(self.together)}", {"name": word}),
            lambda: desk.act("PATCH", f"/guests/{guest}", {"notes": word}),
            lambda: desk.act("PATCH", f"/tables/{table}", {"notes": word, "sectionId": section}),
            lambda: desk.act("PATCH", f"/sections/{section}", {"name": word}),
            lambda: self.book(desk, table, word),
            lambda: desk.act("POST", "/guests", {"id": f"new-{word}", "name": word, "partySize": 2}),
        ]
        answer = self.chance.choice(acts)()
        assert answer.status_code in (200, 201, 409, 422), answer.json
        self.accepted += answer.status_code < 400

    def book(self, desk: Desk, table: str, word: str) -> Any:
        """Take a booking, for a time of its own."""
        when = f"2030-06-{1 + len(self.bookings) % 28:02}T19:00:00Z"
        body = {"guestName": word, "partySize": 2, "startTime": when, "tableId": table}
        answer = desk.act("POST", "/reservations", body)
        self.bookings.append(word)
        return answer


@pytest.mark.parametrize("seed", range(3))
def test_random_acts_of_two_processes_always_equal_what_a_fresh_one_reads(
    desk: Desk, other: Desk, address: str, seed: int
) -> None:
    start = Store()
    start.load(desk.full())
    walk, fresh = Walk([desk, other], seed), at_another(desk, app_on(address))
    for _ in range(STEPS // 5):
        here = walk.chance.choice(walk.desks)
        for _ in range(5):
            walk.step(here)
        full, folded = fresh.full(), Store()
        folded.entities = dict(start.entities)
        delta = fresh.read("/api/sync/delta", cursor=start.cursor, limit=1000)
        assert sorted({change["seq"] for change in delta["changes"]}) == list(range(1, full["seq"] + 1))
        folded.put(delta["changes"])
        assert folded.differences(full) == []
        assert folded.differences(here.full()) == []
    assert walk.accepted > STEPS / 3


def test_however_many_sets_of_fields_are_changed_a_bounded_number_of_statements_is_kept() -> None:
    columns = [column.name for column in Guest.__table__.columns]
    for names in islice(chain.from_iterable(combinations(columns, size) for size in (1, 2, 3)), 1_500):
        spoken_by(sqlite.DIALECT, Command(_setting(Guest.__table__, names), dict.fromkeys(names)))
    assert _setting.cache_info().currsize == MOST_SETS_OF_FIELDS
    assert _spoken.cache_info().currsize <= MOST_STATEMENTS
