"""A database shared with another process: a writer waits its turn without holding anybody up, and not for ever."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg

from bench.clients.server_process import ServerProcess
from tests.support.house import House


@contextmanager
def another_writer(server: ServerProcess) -> Iterator[Any]:
    """Hold the write lock as another process does: the file's, or the restaurants' rows."""
    address = server.settings.get("DATABASE_URL")
    if address:
        connection: Any = psycopg.connect(address)
        connection.execute("UPDATE restaurants SET is_demo = is_demo")
    else:
        connection = sqlite3.connect(server.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_a_write_waits_for_another_process_while_reads_and_sockets_go_on(house: House, server: ServerProcess) -> None:
    with ThreadPoolExecutor(1) as pool, house.verify(changes=1), another_writer(server) as other:
        waiting = pool.submit(house.guest)
        for _ in range(20):
            assert house.api.full()["total_guests"] == 0
            house.socketio.barrier()
        assert not waiting.done()
        other.commit()
        assert waiting.result()


def test_a_write_that_waits_too_long_is_refused_and_may_be_sent_again(house: House, server: ServerProcess) -> None:
    key, body = {"Idempotency-Key": "the-same-key-when-busy"}, {"name": "Lee", "partySize": 2}
    path = f"{house.api.base}/guests"
    with house.verify(changes=0), another_writer(server):
        refused = house.api.send("POST", path, json=body, headers=key)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
    assert refused.headers["Retry-After"] == "1"
    with house.verify(changes=1):
        assert house.api.send("POST", path, json=body, headers=key).status_code == 201


def test_a_crowd_of_waiting_writers_keeps_no_reader_out_and_all_get_their_turn(
    house: House, server: ServerProcess
) -> None:
    with ThreadPoolExecutor(40) as pool, house.verify(changes=40), another_writer(server) as other:
        waiting = [pool.submit(house.guest, f"Party {number}") for number in range(40)]
        for _ in range(20):
            assert house.api.full()["total_guests"] == 0
        assert not any(write.done() for write in waiting)
        other.commit()
        assert len({write.result() for write in waiting}) == 40
