"""The bench's largest batch, and how a measurement is run: what ends it, who is counted, what is kept from it."""

import asyncio
import gc
from pathlib import Path
from typing import ClassVar

import pytest

from bench.clients.server_process import ServerProcess
from bench.numbers import batch
from bench.numbers.devices import RestaurantSync, Said
from bench.numbers.figures import Figure, counted
from bench.numbers.progress import Progress
from bench.numbers.run import MEASUREMENTS, run
from bench.numbers.stage import Stage
from tests.bench.test_numbers import TINY, Leaves, figures_of


class Remembers(RestaurantSync):
    """A device that remembers what each message about a change said."""

    said: ClassVar[list[Said]] = []

    def take(self, at: float, said: Said) -> None:
        super().take(at, said)
        self.said += [] if said.quiet else [said]


def test_a_batch_is_over_for_a_device_with_the_word_that_says_so(
    server: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "KINDS", (Remembers,))
    found = figures_of(server, batch.measure)
    ends = [said.type for said in Remembers.said if said.part == said.of]
    assert ends == ["atomic_transaction_complete"] * len(batch.DONE)
    assert len(Remembers.said) > len(ends)
    assert all(found[f"500 guests {done}, to the last of 1 devices"].numbers["most"] for done in batch.DONE.values())


def test_a_device_that_is_ended_within_a_batch_is_counted(
    server: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "KINDS", (Leaves,))
    found = figures_of(server, batch.measure)
    assert found["devices that the server ended"].wrong == "devices that the server ended: 1"
    assert found["messages lost"].numbers["count"] == len(batch.DONE)


def test_no_garbage_is_collected_while_something_is_measured(
    server: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def measure(_: Stage) -> list[Figure]:
        return [counted("collections", gc.isenabled())]

    monkeypatch.setitem(MEASUREMENTS, "collected", ("Collected", measure))
    (result,) = asyncio.run(run(server, TINY, ["collected"], Progress()))
    assert result.figures[0].kept
    assert gc.isenabled()


def test_the_neighbours_show_life_so_that_a_long_run_does_not_lose_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ServerProcess(tmp_path, ALLOW_REGISTRATION="true", WS_CONNECTION_TIMEOUT="4").prepare().start()

    async def measure(stage: Stage) -> list[Figure]:
        await asyncio.sleep(2.2)  # two of these are longer than the server waits for a word
        return [counted("ended", len(stage.neighbours.devices) - stage.neighbours.alive())]

    monkeypatch.setitem(MEASUREMENTS, "silence", ("Silence", measure))
    results = asyncio.run(run(server, TINY, ["silence"] * 3, Progress()))
    server.stop()
    assert [result.figures[0].shown for result in results] == ["0", "0", "0"]
