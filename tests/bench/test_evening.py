"""The replay of the evening: it adds up on a real server, and says so when it doesn't."""

import subprocess
import sys
from typing import Any

import pytest

from bench.clients.listener import Listener
from bench.clients.server_process import ROOT, ServerProcess
from bench.clients.store import PLURALS, Store
from bench.evening.plan import plan
from bench.evening.report import Report
from bench.evening.requests import Outcome
from bench.evening.rows import read_rows
from bench.evening.truth import Truth
from qtable.tables.templates import BISTRO

SEATS = {place.label: place.capacity for place in BISTRO}
VERSION_4, VERSION_5 = ({"id": "g", "name": "Lee", "version": version, "waitTime": 0} for version in (4, 5))


def replay(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the evening as `make evening` does."""
    words = [sys.executable, "-m", "bench.evening", *arguments]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)


def test_the_evening_adds_up() -> None:
    done = replay("--speed", "4000", "--seed", "7")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    rows = len(read_rows())
    refused = sum(1 for row in read_rows() if row.expect not in ("", "race")) + 3
    assert f"{rows} sent, {rows - refused} accepted, {refused} refused as expected" in done.stdout
    assert "0 refused unexpectedly, 0 accepted unexpectedly" in done.stdout
    table = [line for line in done.stdout.splitlines() if line.endswith("  yes")]
    assert len(table) == 6
    assert all(f" {rows - refused} " in line for line in table)
    assert "folded the same as a fresh full sync: yes" in done.stdout
    assert done.stdout.endswith("Everything adds up.\n")


def test_it_does_not_disturb_a_house_with_guests(server: ServerProcess) -> None:
    done = replay("--url", server.url, "--email", server.email, "--password", server.password)
    assert done.returncode == 2
    assert "The house isn't empty" in done.stderr
    assert "Lindqvist (seated)" in done.stderr


@pytest.fixture
def device() -> Listener:
    """A device that loaded a restaurant of one guest at seq 1."""
    device = Listener.__new__(Listener)
    device.name, device.connects, device.resyncs, device.store = "tablet", 1, 0, Store()
    device.store.load(full(1, VERSION_4))
    return device


def test_a_device_that_heard_all_adds_up(device: Listener) -> None:
    fold(device, 2, VERSION_5)
    assert report(device).wrong() == []


def test_a_device_that_lost_a_change_differs(device: Listener) -> None:
    device.store.seq = 2
    found = report(device)
    assert any("tablet: differs from a fresh full sync in 1 places" in text for text in found.wrong())
    assert any("knows of 0 transactions, not of 1" in text for text in found.wrong())
    assert "WRONG" in found.show()
    assert "Everything adds up" not in found.show()


def test_a_device_that_heard_a_change_twice_is_found_where_it_never_left(device: Listener) -> None:
    for _ in range(2):
        fold(device, 2, VERSION_5)
    assert any("1 duplicates" in text for text in report(device).wrong())
    assert report(device, stays=False).wrong() == []


def test_a_change_applied_twice_or_skipped_is_found_without_its_seq(device: Listener) -> None:
    device.store.put([change(VERSION_4)])
    fold(device, 2, VERSION_5 | {"version": 6})
    found = report(device, stays=False).wrong()
    assert any("jumped 1 times and came again 1 times" in text for text in found)


def test_a_hole_in_the_log_is_found(device: Listener) -> None:
    fold(device, 2, VERSION_5)
    found = report(device, log=[]).wrong()
    assert any("missing [2]" in text for text in found)


def test_an_unexpected_answer_is_found(device: Listener) -> None:
    fold(device, 2, VERSION_5)
    step = plan(read_rows(), SEATS)[0]
    refused = Outcome(step, code="table_occupied", wrong=["409 table_occupied, Table 7 is taken"])
    twice = [Outcome(step, seq=2), Outcome(step, seq=2)]
    assert any("line 2: 409" in text for text in report(device, [refused]).wrong())
    assert any("2 mutations were accepted in 1 transactions" in text for text in report(device, twice).wrong())


def test_two_rivals_who_both_got_the_table_are_found(device: Listener) -> None:
    fold(device, 2, VERSION_5)
    rivals = [step for step in plan(read_rows(), SEATS) if step.rival][:2]
    both = [Outcome(step, seq=number) for number, step in enumerate(rivals)]
    assert any("both of two rivals got table" in text for text in report(device, both).wrong())


def full(seq: int, *guests: dict[str, Any]) -> dict[str, Any]:
    """Return a full sync."""
    return {plural: [] for plural in PLURALS.values()} | {"cursor": f"v1.e.{seq}.0", "guests": list(guests)}


def change(guest: dict[str, Any]) -> dict[str, Any]:
    return {"entity_type": "guest", "entity_id": guest["id"], "action": "update", "data": guest}


def fold(device: Listener, seq: int, guest: dict[str, Any]) -> None:
    device.store.fold(seq, f"v1.e.{seq}.0", [change(guest)])


def report(
    device: Listener, outcomes: list[Outcome] | None = None, stays: bool = True, log: list[int] | None = None
) -> Report:
    """Return the report of an evening of one change, which led to version 5."""
    truth_store = Store()
    truth_store.load(full(2, VERSION_5))
    truth = Truth(1, 2, full(2, VERSION_5), [2] if log is None else log, truth_store)
    staying, moving = ([device], []) if stays else ([], [device])
    return Report(outcomes or [], staying, moving, truth, alone=False, cuts=0)
