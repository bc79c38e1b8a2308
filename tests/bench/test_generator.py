"""The load generator: what it counts of the bytes that come, whose CPU time it adds up, and rates that aren't kept."""

import asyncio
import subprocess
import sys
from typing import Any

import orjson
import pytest

from bench.numbers import rates
from bench.numbers.caller import Answer, Caller
from bench.numbers.cpu import Meter, of_all_processes
from bench.numbers.crowd import Crowd, Missed, missed
from bench.numbers.devices import Heard, Realtime, RestaurantSync, WebSocketDevice
from bench.numbers.load import Load, at_rate
from bench.numbers.socketio_devices import SocketIO
from bench.numbers.trial import Trial, cost, rate
from bench.numbers.workers import Course, growth

SHAKEN = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
ONE, TWO, TWO_MORE, THREE = (1, 1, 1), (2, 1, 2), (2, 2, 2), (3, 1, 1)
# A program that burns CPU time in a process that ends, in one that lives on, and in a child of that.
BURN = "import subprocess, sys, time\nwhile time.process_time() < 0.2: pass\n"
CHILD = f"{BURN}subprocess.run([sys.executable, '-c', {BURN + 'print(flush=True); sys.stdin.read()'!r}])"
FAMILY = f"""
import subprocess, sys
for program in ({BURN!r}, {CHILD!r}):
    subprocess.run([sys.executable, "-c", program])
"""


class Nowhere(asyncio.Transport):
    """A way out to nobody."""

    def write(self, data: Any) -> None:
        """Drop it."""


class Slow:
    """A party whose first act is answered when its turn has come again so many times."""

    def __init__(self, turns: int) -> None:
        self.turns, self.acts, self.answered = turns, 0, asyncio.Event()

    @property
    def busy(self) -> bool:
        self.turns -= 1
        if not self.turns:
            self.answered.set()
        return bool(self.acts) and not self.answered.is_set()

    async def act(self) -> Answer:
        self.acts += 1
        await self.answered.wait()
        return accepted(self.acts)


def accepted(seq: int, sent: float = 0, answered: float = 0) -> Answer:
    """Return the answer to a change."""
    return Answer(200, b'{"seq": %d}' % seq, sent, answered)


def trial_of(changes: int, seconds: float = 1, unsent: int = 0, **spent: float) -> Trial:
    """Return what came of so many changes, each heard by one device after a tenth of a second."""
    load = Load({seq: accepted(seq) for seq in range(1, changes + 1)}, unsent=unsent)
    device = Realtime(Caller("http://localhost:1", ""), "")
    device.heard = [Heard(seq, 1, 1, 0.1) for seq in load.answers]
    return Trial([(load, Crowd([device]))], seconds, spent, alive=1)


def framed(kind: type[WebSocketDevice], place: tuple[int, int, int]) -> bytes:
    """Return a message as the server sends it; what it brings has words in it that look like its own."""
    seq, part, of = place
    data = {"type": "sync:head", "seq": 9, "name": '"seq":8'}
    payload = orjson.dumps({"type": "a", "data": data, "seq": seq} | ({"part": [part, of]} if of > 1 else {}))
    payload = b'42["a",%b]' % payload if kind is SocketIO else payload
    return bytes([0x81, len(payload)]) + payload


@pytest.mark.parametrize("kind", [SocketIO, Realtime, RestaurantSync])
@pytest.mark.parametrize("at_once", [1, 7, 10_000])
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([ONE, TWO, TWO_MORE, THREE], Missed(0, 0)),
        ([ONE, TWO, THREE], Missed(1, 0)),
        ([ONE, TWO, TWO_MORE], Missed(1, 0)),
        ([ONE, TWO_MORE, TWO, THREE], Missed(0, 1)),
        ([ONE, ONE, TWO, TWO_MORE, THREE], Missed(0, 1)),
        ([ONE, TWO, TWO_MORE, TWO_MORE, THREE], Missed(0, 1)),
        ([THREE, TWO_MORE], Missed(2, 1)),
    ],
)
def test_of_the_bytes_that_come_what_is_lost_swapped_or_doubled_is_counted(
    kind: type[WebSocketDevice], at_once: int, told: list[tuple[int, int, int]], expected: Missed
) -> None:
    for _ in range(2):  # the second device hears bytes that were read before
        device = kind(Caller("http://localhost:1", ""), "")
        device.connection_made(Nowhere())
        stream = SHAKEN + b"".join(framed(kind, place) for place in told)
        for at in range(0, len(stream), at_once):
            device.data_received(stream[at : at + at_once])
        assert [one[:3] for one in device.heard] == told
        assert missed(device.heard, {1, 2, 3}) == expected


def test_cpu_time_is_that_of_all_processes_of_a_program_even_of_those_that_have_ended() -> None:
    words = [sys.executable, "-c", FAMILY]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        meter = Meter({"family": program, "nobody": None})
        assert program.stdout is not None
        program.stdout.readline()
        assert of_all_processes(program) > 0.5  # three burn 0.2 s each; the system counts in hundredths
        spent = meter.spent()
        assert list(spent) == ["family", "nobody", "load generator"]
        assert spent["family"] > 0.5
        assert spent["load generator"] > 0
        program.communicate()


def test_a_rate_that_the_server_cannot_keep_leaves_out_who_waits_for_an_answer() -> None:
    async def some(leave_out: bool) -> tuple[Load, Slow]:
        party = Slow(turns=5)

        def show(share: float) -> None:
            if share == 0.8:
                party.answered.set()

        return await at_rate([party], 1000, 0.005, show, leave_out=leave_out), party  # type: ignore[list-item]

    load, party = asyncio.run(some(leave_out=True))
    assert (load.unsent, party.acts) == (3, 2)
    load, party = asyncio.run(some(leave_out=False))
    assert (load.unsent, party.acts) == (0, 5)


def test_what_is_left_of_a_rate_stands_before_the_times() -> None:
    assert rates.kept("live", 200, trial_of(30, unsent=10)).shown == (
        "the server keeps 150/s: p50 100.0 · p95 100.0 · p99 100.0 ms of 30"
    )
    assert rates.kept("live", 200, trial_of(30)).shown == "p50 100.0 · p95 100.0 · p99 100.0 ms of 30"


def test_what_a_change_costs_each_program_and_how_that_grows_with_the_workers() -> None:
    spent = {"server": 0.5, "PostgreSQL": 0.25, "load generator": 0.25}
    alone, several = trial_of(100, **spent), trial_of(150, **spent | {"server": 1.0})
    assert cost("each", alone).shown == "server 5.00 ms · PostgreSQL 2.50 ms; the load generator took 25 % of a core"
    assert rate("changes", several).shown.startswith("150/s with 1.50 of ")
    courses = [Course(1, 0, {"x": alone}, {}, []), Course(4, 0, {"x": several}, {}, [])]
    assert growth("x", courses).shown == "1: 1 · 4: ×1.50, each ×1.00 CPU time"
