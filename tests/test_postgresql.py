"""PostgreSQL under the real server: who waits holds nobody up, a restart costs seconds and nothing that was said."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest
from flask import Flask
from sqlalchemy import text

from bench.clients.api import Api
from bench.clients.postgresql import Cluster, Databases
from bench.clients.server_process import ROOT, ServerProcess
from qtable.extensions import db
from tests.support.house import House
from tests.support.rawsocketio import RawSocketIO

HEALING_SECONDS = 5
ROUNDS, WRITERS = 3, 4


@pytest.fixture
def engine() -> str:
    return "postgresql"


def test_a_stuck_restaurant_takes_no_connection_from_another_one(house: House, server: ServerProcess) -> None:
    """More writers wait for its lock than there are connections, and the neighbours don't notice."""
    neighbour = Api.register(server.url, "Next Door")
    with psycopg.connect(server.settings["DATABASE_URL"]) as other, ThreadPoolExecutor(40) as pool:
        other.execute("SELECT 1 FROM restaurants WHERE id = %s FOR UPDATE", [house.api.restaurant_id])
        waiting = [pool.submit(house.guest, f"Party {number}") for number in range(40)]
        for number in range(20):
            neighbour.act("POST", "/guests", {"name": f"Party {number}", "partySize": 2})
        assert not any(write.done() for write in waiting)
        other.rollback()
        assert len({write.result() for write in waiting}) == 40
    neighbour.close()


def test_people_and_logins_have_a_lock_of_their_own(house: House, server: ServerProcess) -> None:
    with psycopg.connect(server.settings["DATABASE_URL"]) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT pg_advisory_xact_lock(7305001)")
        joining = pool.submit(Api.register, server.url, "New Bistro")
        deadline = time.monotonic() + 3
        while not other.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchall():
            assert time.monotonic() < deadline
        assert [house.guest(f"Party {number}") for number in range(5)]
        other.rollback()
        joining.result().close()


def test_every_wait_has_an_end(app: Flask) -> None:
    names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout", "synchronous_commit")
    with app.app_context():
        assert [db.session.scalar(text(f"SHOW {name}")) for name in names] == ["3s", "5s", "5s", "on"]


@pytest.mark.parametrize("patched_first", [True, False])
def test_a_driver_that_would_hold_up_the_process_is_refused(address: str, patched_first: bool) -> None:
    lines = ["import eventlet", "eventlet.monkey_patch()", "import psycopg.waiting"]
    lines = lines if patched_first else [lines[2], *lines[:2]]
    told = ["from qtable import create_app", f"create_app({{'SQLALCHEMY_DATABASE_URI': {address!r}}}, 'eventlet')"]
    if patched_first:
        lines.insert(2, "import config; config.wait_green()")
    script = "; ".join([*lines, *told])
    program = [sys.executable, "-W", "ignore", "-c", script]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode == 0) == patched_first, ended.stderr
    assert ("psycopg was imported before eventlet's patch" in ended.stderr) != patched_first


class Writer(threading.Thread):
    """Adds parties one after the other, each under its own key, sent again and again until it is acknowledged."""

    def __init__(self, api: Api, name: str, stop: threading.Event) -> None:
        super().__init__()
        self.api, self.prefix, self.stop = api, name, stop
        self.acknowledged: dict[str, dict] = {}
        self.refused: list[httpx.Response] = []

    def run(self) -> None:
        while not self.stop.is_set():
            key = f"{self.prefix}-{len(self.acknowledged):04}-a-key-of-its-own"
            while (answer := add(self.api, key)).status_code != 201:
                self.refused.append(answer)
            self.acknowledged[key] = answer.json()


def add(api: Api, key: str) -> httpx.Response:
    """Add the party that is named like the key."""
    body = {"name": key, "partySize": 2}
    return api.send("POST", f"{api.base}/guests", json=body, headers={"Idempotency-Key": key})


@pytest.fixture
def fragile() -> Iterator[Cluster]:
    """A PostgreSQL that the test may kill."""
    cluster = Cluster()
    yield cluster
    cluster.remove()


def test_a_connection_that_ended_while_its_token_was_looked_at_leaves_nobody_behind(fragile: Cluster, tmp_path) -> None:
    """The database hangs until the server has ended a client that couldn't say in time who it is."""
    box = ServerProcess(tmp_path, DATABASE_URL=Databases(fragile.address("qtable")).new()).prepare().start()
    api = Api.log_in(box.url, box.email, box.password)
    with RawSocketIO(api) as client:
        fragile.hang()
        assert client.closes_on("40" + json.dumps({"token": api.token}))
        fragile.go_on()
    with RawSocketIO(api) as client:  # what comes later has been looked at later
        assert client.connect().startswith("40")
        assert api.send("GET", "/health").json()["connections"] == 1
    api.close()
    assert box.stop() == 0


def test_killed_under_load_it_costs_503s_for_seconds_and_nothing_acknowledged(fragile: Cluster, tmp_path) -> None:
    address = Databases(fragile.address("qtable")).new()
    box = ServerProcess(tmp_path, DATABASE_URL=address).prepare().start()
    api = Api.log_in(box.url, box.email, box.password)
    stop = threading.Event()
    writers = [Writer(api, f"writer-{number}", stop) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(ROUNDS):
        wait_for_progress(writers)
        fragile.kill()
        refused = api.send("GET", "/api/sync/full")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
        assert refused.json()["error"]["code"] == "database_unavailable"
        fragile.start()
        healed = time.monotonic() + HEALING_SECONDS
        while api.send("GET", "/api/sync/full").status_code != 200:
            assert time.monotonic() < healed
        wait_for_progress(writers)
    stop.set()
    for writer in writers:
        writer.join()
    refusals = [answer for writer in writers for answer in writer.refused]
    assert {(answer.status_code, answer.headers["Retry-After"]) for answer in refusals} == {(503, "1")}
    assert_all_there_once(api, {key: first for writer in writers for key, first in writer.acknowledged.items()})
    api.close()
    assert box.stop() == 0
    assert "Traceback" not in box.log()


def wait_for_progress(writers: list[Writer]) -> None:
    """Return when each writer has been acknowledged five times more."""
    wanted = [len(writer.acknowledged) + 5 for writer in writers]
    deadline = time.monotonic() + 30
    while any(len(writer.acknowledged) < count for writer, count in zip(writers, wanted, strict=True)):
        assert all(writer.is_alive() for writer in writers)
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def assert_all_there_once(api: Api, acknowledged: dict[str, dict]) -> None:
    """Each acknowledged party is there once, none else is, the log has no gap, and a replay gives the first answer."""
    full = api.full()
    assert sorted(guest["name"] for guest in full["guests"]) == sorted(acknowledged)
    seqs, cursor, more = [], f"v1.{full['cursor'].split('.')[1]}.0.0", True
    while more:
        page = api.get("/api/sync/delta", cursor=cursor)
        seqs += [change["seq"] for change in page["changes"]]
        cursor, more = page["cursor"], page["has_more"]
    assert seqs == list(range(1, full["seq"] + 1))
    for key, first in acknowledged.items():
        again = add(api, key)
        assert (again.json(), again.headers["Idempotency-Replayed"]) == (first, "true")
