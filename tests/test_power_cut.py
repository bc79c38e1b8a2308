"""kill -9 in the midst of writes: what was acknowledged is there once, what wasn't is there whole or not at all."""

import random
import threading
from pathlib import Path

import httpx
import pytest

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from bench.clients.store import Store

ROUNDS = 6
WRITERS = 4


class Writer(threading.Thread):
    """Adds and seats parties, each act under its own key, until the server is gone; then says what is unsure."""

    def __init__(self, api: Api, name: str, table_id: str) -> None:
        super().__init__()
        self.api, self.prefix, self.table_id = api, name, table_id
        self.acknowledged: dict[str, tuple[str, str, dict, dict]] = {}
        self.unsure: tuple[str, str, dict, str] | None = None

    def run(self) -> None:
        number = 0
        while self.unsure is None:
            number += 1
            guest_id = f"{self.prefix}-{number}"
            self.send("/guests", {"id": guest_id, "name": guest_id, "partySize": 2}, f"{guest_id}-create-key-")
            self.send(f"/guests/{guest_id}/seat", {"table_id": self.table_id}, f"{guest_id}-seat-key-----")
            self.send(f"/guests/{guest_id}/finish", {}, f"{guest_id}-finish-key---")

    def send(self, path: str, body: dict, key: str) -> None:
        """Send one act; on a lost connection remember it as unsure and stop."""
        if self.unsure is not None:
            return
        try:
            answer = self.api.send("POST", self.api.base + path, json=body, headers={"Idempotency-Key": key})
        except httpx.TransportError:
            self.unsure = ("POST", path, body, key)
            return
        assert answer.status_code in (200, 201), answer.text
        self.acknowledged[key] = ("POST", path, body, answer.json())


@pytest.fixture
def box(tmp_path: Path):
    server = ServerProcess(tmp_path).prepare().start()
    yield server
    server.stop()


@pytest.mark.timeout(180)
def test_every_acknowledged_write_survives_a_power_cut_once_and_none_is_half(box: ServerProcess) -> None:
    chance = random.Random(20)
    api = Api.log_in(box.url, box.email, box.password)
    tables = [api.act("POST", "/tables", {"number": n, "capacity": 4})["id"] for n in range(1, WRITERS + 1)]
    start = Store()
    start.load(api.full())
    kept: dict[str, tuple[str, str, dict, dict]] = {}
    for round_number in range(ROUNDS):
        writers = [Writer(api, f"r{round_number}w{n}", tables[n]) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        threading.Event().wait(chance.uniform(0.1, 0.8))
        box.kill()
        for writer in writers:
            writer.join()
            kept |= writer.acknowledged
        box.start()
        for writer in writers:
            finish_what_was_unsure(api, writer)
    assert len(kept) > 50
    assert_kept_once(api, kept)
    assert_log_adds_up(api, start)
    api.close()


def finish_what_was_unsure(api: Api, writer: Writer) -> None:
    """Send the unsure act again under its key: it applies now, or its first answer comes back."""
    assert writer.unsure is not None
    method, path, body, key = writer.unsure
    answer = api.send(method, api.base + path, json=body, headers={"Idempotency-Key": key})
    assert answer.status_code in (200, 201), answer.text
    guest_id = body.get("id") or path.split("/")[2]
    api.act("PUT", f"/guests/{guest_id}", {"notes": "after the cut"})
    if api.get(f"{api.base}/guests/{guest_id}")["status"] == "seated":
        api.act("POST", f"/guests/{guest_id}/finish")


def assert_kept_once(api: Api, kept: dict[str, tuple[str, str, dict, dict]]) -> None:
    """Replay every acknowledged key: each gives its first answer, and nothing changes."""
    before = api.full()["cursor"]
    for key, (method, path, body, first) in kept.items():
        answer = api.send(method, api.base + path, json=body, headers={"Idempotency-Key": key})
        assert answer.json() == first, key
        assert answer.headers["Idempotency-Replayed"] == "true"
    assert api.full()["cursor"] == before


def assert_log_adds_up(api: Api, start: Store) -> None:
    """Page the whole log: seqs without a gap, and fold(log) = tables."""
    seqs: set[int] = set()
    cursor, more = start.cursor, True
    while more:
        page = api.get("/api/sync/delta", cursor=cursor)
        seqs |= {change["seq"] for change in page["changes"]}
        start.put(page["changes"])
        cursor, more = page["cursor"], page["has_more"]
    full = api.full()
    assert sorted(seqs) == list(range(start.seq + 1, full["seq"] + 1))
    assert start.differences(full) == []
    assert all(table["currentGuestId"] is None for table in full["tables"])
