"""Writers who come at the same time share one commit: each is whole or not there, and hears nothing before it."""

import sqlite3
import struct
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from qtable import metrics, sqlite
from qtable.changes.known import known
from qtable.extensions import committed, db
from tests.support.desk import Desk
from tests.support.together import PATIENCE, Together, at_a_desk_of_its_own

WRITERS = 20
WAL_HEADER, FRAME_HEADER = 32, 24
REFUSED = {
    "transaction_id": "one-that-is-refused",
    "guests": [
        {"id": "nobody", "operation": "create", "data": {"name": "Nobody", "partySize": 2}},
        {"id": "unknown", "operation": "update", "data": {"notes": "x"}},
    ],
}


@pytest.fixture
def together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Together:
    return Together(desk, monkeypatch)


@pytest.fixture
def happened(desk: Desk) -> Iterator[list[str]]:
    """What happens, in order: commits, and transactions that are told."""
    happened: list[str] = []

    def tell(_app: object, changes: list[Any]) -> None:
        happened.extend(f"told {change.seq}" for change in changes)

    def commit(_connection: object) -> None:
        happened.append("commit")

    committed.connect(tell, sender=desk.app)
    with desk.app.app_context():
        event.listen(db.engine, "commit", commit)
    yield happened
    committed.disconnect(tell, sender=desk.app)


def arrivals(desk: Desk, count: int) -> list[Any]:
    """Return as many parties' arrivals, each by somebody else."""
    bodies = [{"id": f"g{number}", "name": f"Party {number}", "partySize": 2} for number in range(count)]
    return [at_a_desk_of_its_own(desk, "POST", "/guests", body) for body in bodies]


def seqs(desk: Desk) -> list[int]:
    """Return the log's seqs, one for each transaction."""
    changes = desk.read("/api/sync/delta", since="1971-01-01T00:00:00Z")["changes"]
    return sorted({change["seq"] for change in changes})


def commits_in(wal: Path) -> int:
    """Return how often the WAL says that all before is durable: each time is an fsync under synchronous=FULL."""
    content = wal.read_bytes()
    (page,) = struct.unpack(">I", content[8:12])
    salts, size = content[16:24], FRAME_HEADER + page
    frames = [content[at : at + FRAME_HEADER] for at in range(WAL_HEADER, len(content) - size + 1, size)]
    return sum(frame[8:16] == salts and frame[4:8] != bytes(4) for frame in frames)


def waiting(server: ServerProcess) -> float:
    """Return how many wait for their turn, as the server tells."""
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("qtable_writers_waiting"))


def test_writers_who_come_at_the_same_time_to_a_server_cost_fewer_fsyncs_than_they_are(
    api: Api, server: ServerProcess
) -> None:
    """A reader that stays where it was keeps the WAL from beginning anew, so that its commits can be counted."""
    wal = Path(f"{server.database}-wal")
    with (
        ThreadPoolExecutor(WRITERS) as pool,
        closing(sqlite3.connect(server.database, isolation_level=None)) as reader,
        closing(sqlite3.connect(server.database, isolation_level=None)) as writer,
    ):
        api.act("POST", "/guests", {"name": "First", "partySize": 2})
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM guests").fetchone()
        writer.execute("BEGIN IMMEDIATE")
        before = commits_in(wal)
        body = {"name": "Lee", "partySize": 2}
        writes = [pool.submit(api.act, "POST", "/guests", body) for _ in range(WRITERS)]
        while waiting(server) < WRITERS - 1:
            assert not any(write.done() for write in writes)
        writer.execute("ROLLBACK")
        assert len({write.result()["id"] for write in writes}) == WRITERS
        assert 1 <= commits_in(wal) - before <= WRITERS / 4
        one_by_one = commits_in(wal)
        for _ in range(5):
            api.act("POST", "/guests", body)
        assert commits_in(wal) - one_by_one == 5


def test_a_group_commits_once_and_each_is_told_in_its_turn_after_that(
    desk: Desk, together: Together, happened: list[str]
) -> None:
    answers = together.run(arrivals(desk, 5))
    assert happened == ["commit", *(f"told {seq}" for seq in range(1, 6))]
    assert [answer.headers["X-QTable-Seq"] for answer in answers] == ["1", "2", "3", "4", "5"]
    assert (desk.full()["total_guests"], seqs(desk)) == (5, [1, 2, 3, 4, 5])


def test_nobody_is_answered_and_nothing_told_or_seen_before_the_commit(
    desk: Desk, together: Together, happened: list[str]
) -> None:
    acts, seen = arrivals(desk, 4), []

    def answered(act: Any) -> Any:
        answer = act()
        happened.append("answered")
        return answer

    together.before_commit = lambda: seen.append((list(happened), desk.full()["total_guests"]))
    together.run([lambda act=act: answered(act) for act in acts])
    assert seen == [([], 0)]
    assert happened[:5] == ["commit", *(f"told {seq}" for seq in range(1, 5))]
    assert happened[5:] == ["answered"] * 4


def test_who_is_refused_in_the_middle_leaves_nothing_and_the_others_are_whole(
    desk: Desk, together: Together, happened: list[str]
) -> None:
    acts, refused = arrivals(desk, 4), a_refused_batch(desk)
    answers = together.run([acts[0], acts[1], refused, acts[2], a_refused_batch(desk), acts[3]])
    assert [answer.status_code for answer in answers] == [201, 201, 404, 201, 404, 201]
    assert happened == ["commit", *(f"told {seq}" for seq in range(1, 5))]
    assert sorted(guest["id"] for guest in desk.full()["guests"]) == ["g0", "g1", "g2", "g3"]
    assert seqs(desk) == [1, 2, 3, 4]


def test_where_the_commit_fails_each_is_told_so_and_nothing_of_it_stays(
    desk: Desk, together: Together, happened: list[str]
) -> None:
    guest, before = desk.guest("First"), desk.full()
    happened.clear()

    def fail(_connection: object) -> None:
        raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))

    with desk.app.app_context():
        engine = db.engine
    event.listen(engine, "commit", fail)
    noted = at_a_desk_of_its_own(desk, "PATCH", f"/guests/{guest}", {"notes": "lost"})
    answers = together.run([*arrivals(desk, 3), noted])
    event.remove(engine, "commit", fail)
    assert [(answer.status_code, answer.json["error"]["code"]) for answer in answers] == [
        (503, "database_unavailable")
    ] * 4
    assert [one for one in happened if one != "commit"] == []
    with desk.app.app_context():
        assert known()._kept == {}
    assert (desk.full()["guests"], desk.full()["cursor"]) == (before["guests"], before["cursor"])
    assert [answer.status_code for answer in together.run(arrivals(desk, 3))] == [201] * 3
    assert seqs(desk) == [1, 2, 3, 4]


def test_where_a_full_disk_undoes_all_that_a_group_wrote_none_of_it_is_acknowledged(
    desk: Desk, together: Together, happened: list[str]
) -> None:
    """SQLite may answer a statement that finds no room with the end of the whole transaction."""
    guest, most_pages = desk.guest(), [1]  # SQLite takes it for the present size where that is more

    def limit(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {most_pages[0]}")

    with desk.app.app_context():
        event.listen(db.engine, "checkout", limit)
    small = at_a_desk_of_its_own(desk, "PATCH", f"/guests/{guest}", {"notes": "small"})
    large = {"name": "Lee", "partySize": 2, "notes": "x" * 1900}
    happened.clear()
    answers = together.run([small, *(at_a_desk_of_its_own(desk, "POST", "/guests", large) for _ in range(8))])
    codes = [answer.status_code for answer in answers]
    assert codes[0] == codes[1] == 503
    most_pages[0] = 10_000
    assert desk.act("PATCH", f"/guests/{guest}", {"base_version": 1, "notes": "room"}).status_code == 200
    made = [answer.json["id"] for answer in answers if answer.status_code == 201]
    full = desk.full()
    assert [one["notes"] for one in full["guests"] if one["id"] == guest] == ["room"]
    assert sorted(one["id"] for one in full["guests"]) == sorted([guest, *made])
    told = [one for one in happened if one != "commit"]
    assert told == [f"told {seq}" for seq in range(2, len(told) + 2)]
    assert seqs(desk) == list(range(1, full["seq"] + 1))
    assert len(told) == full["seq"] - 1 == len(made) + 1


def test_who_is_refused_before_others_come_takes_nobody_along(desk: Desk, happened: list[str]) -> None:
    turn = turn_of(desk)
    (arrival,) = arrivals(desk, 1)
    with ThreadPoolExecutor(2) as pool:
        turn.acquire()
        refused = pool.submit(a_refused_batch(desk))
        wait_for_waiting(1)
        stored = pool.submit(arrival)
        wait_for_waiting(2)
        turn.release()
        assert (refused.result().status_code, stored.result().status_code) == (404, 201)
    assert happened == ["commit", "told 1"]
    assert [guest["id"] for guest in desk.full()["guests"]] == ["g0"]


def test_a_turn_that_does_not_come_is_a_503_and_leaves_all_as_it_was(
    desk: Desk, happened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WRITE_WAIT_SECONDS", 0.01)
    turn, before = turn_of(desk), desk.full()["cursor"]
    (arrival,) = arrivals(desk, 1)
    with turn:
        answer = arrival()
        assert (answer.status_code, answer.json["error"]["code"]) == (503, "busy")
        assert answer.headers["Retry-After"] == "1"
        assert (desk.full()["cursor"], happened) == (before, [])
    assert arrival().status_code == 201
    assert happened == ["commit", "told 1"]


def a_refused_batch(desk: Desk) -> Any:
    """Return an act that changes something before it is refused."""
    mine = copy(desk)
    mine.http = desk.app.test_client()
    return lambda: mine.send("POST", "/api/v1/atomic/batch", json=REFUSED)


def turn_of(desk: Desk) -> threading.Semaphore:
    with desk.app.app_context():
        return sqlite.turn(db.engine, None)


def wait_for_waiting(count: int) -> None:
    """Wait until as many writers wait for their turn."""
    deadline = time.monotonic() + PATIENCE
    while metrics.writers_waiting._value.get() < count:
        assert time.monotonic() < deadline
