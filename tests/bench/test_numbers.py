"""The bench: every measurement yields its figures on a real server, and what is lost, leaked or refused is counted."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bench.clients.server_process import ServerProcess
from bench.numbers import connections, isolation, latency
from bench.numbers.crowd import TRANSPORTS, Crowd, Missed, missed
from bench.numbers.devices import Device, Heard, Realtime, Said
from bench.numbers.figures import Figure, counted, percentile, times
from bench.numbers.frames import TEXT, frame, frames
from bench.numbers.house import House
from bench.numbers.progress import Progress
from bench.numbers.run import MEASUREMENTS, run
from bench.numbers.stage import Sizes, Stage
from bench.numbers.table import Result, store, table, wrong

TINY = Sizes(
    hosts=2, rounds=2, transactions=5, rate=20, rate_seconds=0.3, of_each=1, connections=8, connections_seconds=0.5,
    fixed_devices=6, fixed_seconds=0.3, workers=(2,), workers_seconds=0.3, starts=1, batches=1, batch_devices=1,
    between_seconds=0.3,
    listeners=6, writers=2, flat_out_seconds=0.3, bare_seconds=0.3, hostile=20,
    hostile_seconds=0.2, hostile_kinds=2, past_guests=60, past_rounds=2,
    delivery_rounds=1, delivery_seconds=0.2, idle=4,
)  # fmt: skip
Measure = Callable[[Stage], Awaitable[list[Figure]]]


class Drops(Realtime):
    """A device that loses the third message that it would have counted."""

    def take(self, at: float, said: Said) -> None:
        super().take(at, said)
        if len(self.heard) == 3 and not hasattr(self, "dropped"):
            self.dropped = self.heard.pop()


class Swaps(Realtime):
    """A device that takes its second message for its first."""

    def take(self, at: float, said: Said) -> None:
        super().take(at, said)
        if len(self.heard) == 2:
            self.heard.reverse()


class Leaves(Realtime):
    """A device whose connection breaks within its first change."""

    def take(self, at: float, said: Said) -> None:
        if not self.heard:
            super().take(at, said)
        if self.heard:
            self.transport.abort()


def figures_of(server: ServerProcess, measure: Measure, same_house: bool = False) -> dict[str, Figure]:
    """Run one measurement; `same_house` puts the neighbours where they must hear nothing into the house itself."""

    async def measured() -> list[Figure]:
        house = await House.new(server.url, "Measured", tables=4, waiting=0)
        other = await House.new(server.url, "Next door", tables=1, waiting=0)
        heard_at = house if same_house else other
        neighbours = await Crowd.of(TRANSPORTS, len(TRANSPORTS), heard_at.caller, heard_at.restaurant_id).open()
        if same_house:
            await neighbours.settle((await house.parties[0].act()).json()["seq"])
        stage = Stage(server, house, heard_at, neighbours, TINY, Progress().show)
        try:
            return await measure(stage)
        finally:
            await neighbours.close()
            house.caller.close()
            other.caller.close()

    return {figure.name: figure for figure in asyncio.run(measured())}


def test_every_measurement_yields_its_figures_and_nothing_is_lost(
    server: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    results = asyncio.run(run(server, TINY, list(MEASUREMENTS), Progress()))
    assert [result.title for result in results] == [title for title, _ in MEASUREMENTS.values()]
    assert wrong(results) == []
    figures = {f"{result.title}: {figure.name}": figure for result in results for figure in result.figures}
    assert len(figures) == sum(len(result.figures) for result in results), "two rows of one name"
    lost = [figure for name, figure in figures.items() if name.endswith("messages lost")]
    assert len(lost) >= 9
    assert {figure.numbers["count"] for figure in lost} == {0}
    heard = {name: figure.numbers["count"] for name, figure in figures.items() if "end to end, " in name}
    assert all(heard.values())
    assert {kind: heard[f"Live messages: end to end, {kind.transport_name}"] for kind in TRANSPORTS} == dict.fromkeys(
        TRANSPORTS, 6
    )
    assert figures["API answers: create guest"].numbers["count"] == TINY.hosts * TINY.rounds
    assert figures["Transactions: atomic status change, to its answer"].numbers["count"] == TINY.transactions
    assert figures["Connections: live connections in one restaurant"].shown == "8 of 8, 5 changes each"
    assert all(figure.shown for figure in figures.values())
    assert capsys.readouterr().out == ""


def test_a_lost_message_is_counted(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "TRANSPORTS", (Drops, Realtime))
    found = figures_of(server, connections.measure)
    assert found["messages lost"].numbers["count"] == 4
    assert found["messages lost"].wrong == "messages lost: 4"
    assert found["messages out of order"].numbers["count"] == 0


def test_a_message_out_of_order_is_counted(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latency, "TRANSPORTS", (Swaps,))
    found = figures_of(server, latency.measure)
    assert found["messages out of order"].numbers["count"] == 1


def test_a_broken_connection_is_counted_with_all_that_it_missed(
    server: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "TRANSPORTS", (Leaves, *[Realtime] * 7))
    found = figures_of(server, connections.measure)
    assert found["live connections in one restaurant"].shown == "7 of 8, 5 changes each"
    assert found["live connections in one restaurant"].wrong == "1 connections ended"
    assert found["messages lost"].numbers["count"] == 5


def test_another_restaurants_message_is_counted(server: ServerProcess) -> None:
    assert [figure.wrong for figure in figures_of(server, isolation.measure).values()] == ["", ""]
    leaked, able = figures_of(server, isolation.measure, same_house=True).values()
    assert leaked.numbers["count"] >= len(TRANSPORTS)
    assert leaked.wrong
    assert able.shown == "4 of 4"


def test_devices_that_hear_nothing_at_all_are_no_proof_of_isolation(
    server: ServerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Device, "take", lambda self, *_: self._greeted.set())
    monkeypatch.setattr("bench.numbers.crowd.PATIENCE", 0)
    leaked, able = figures_of(server, isolation.measure).values()
    assert not leaked.wrong
    assert able.wrong == "4 devices did not hear their own restaurant"


def test_a_refused_change_is_counted(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.numbers.house.Party.act", lambda party: party.caller.call("PUT", party._path, {}))
    assert figures_of(server, connections.measure)["changes refused"].wrong == "changes refused: 5"


def heard(*places: tuple[int, int, int]) -> list[Heard]:
    return [Heard(*place, at=0) for place in places]


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (heard((1, 1, 1), (2, 1, 2), (2, 2, 2)), Missed(0, 0)),
        (heard((1, 1, 1), (2, 2, 2)), Missed(1, 0)),
        (heard((2, 1, 2), (2, 2, 2)), Missed(1, 0)),
        (heard((1, 1, 1), (2, 2, 2), (2, 1, 2)), Missed(0, 1)),
        (heard((1, 1, 1), (1, 1, 1), (2, 1, 1)), Missed(0, 1)),
        ([], Missed(2, 0)),
    ],
)
def test_lost_and_disordered_are_told_apart(messages: list[Heard], expected: Missed) -> None:
    assert missed(messages, {1, 2}) == expected


def test_a_percentile_is_the_nearest_rank() -> None:
    assert [percentile([15, 20, 35, 40, 50], percent) for percent in (5, 30, 40, 50, 100)] == [15, 20, 20, 35, 50]
    assert percentile(range(1, 101), 99) == 99
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 50)


def test_a_promise_is_kept_when_the_99th_percentile_keeps_it() -> None:
    kept = times("answers", [0.001] * 99 + [0.5], 200)
    assert (kept.kept, kept.shown) == (True, "p50 1.0 · p95 1.0 · p99 1.0 ms of 100, 99 % within")
    assert times("answers", [0.001] * 98 + [0.5] * 2, 200).kept is False
    assert times("answers", [0.001] * 99_999 + [0.5], 200).shown.endswith("99.99 % within")
    assert times("answers", [], 200).wrong == "nothing was measured"


def test_the_table_is_markdown_and_what_is_wrong_is_named(tmp_path: Any) -> None:
    results = [Result("Live", [times("end to end", [0.3], 200), counted("messages lost", 2)])]
    told = table(results, "make bench", 12.3).splitlines()
    assert told[0].startswith("`make bench` on ")
    assert told[0].endswith("; other programs took 12 % of its cores meanwhile:")
    assert told[-2:] == [
        "| end to end | < 200 ms | p50 300.0 · p95 300.0 · p99 300.0 ms of 1, 0 % within | **no** |",
        "| messages lost | 0 | 2 | **no** |",
    ]
    assert wrong(results) == ["Live: messages lost: 2"]
    store(results, "make bench", place=tmp_path / "results.json")
    assert '"p99": 300.0' in (tmp_path / "results.json").read_text()


@pytest.mark.parametrize("size", [0, 125, 126, 65_535])
def test_frames_are_read_whole_however_they_arrive(size: int) -> None:
    payload = b"x" * size
    sent = frame(payload)
    length, mask = len(sent) - size - 4, sent[len(sent) - size - 4 : len(sent) - size]
    head = bytes([sent[0], sent[1] & 0x7F]) + sent[2:length]
    assert bytes(byte ^ mask[place % 4] for place, byte in enumerate(sent[length + 4 :])) == payload
    buffer, found = bytearray(), []
    for piece in (head[:1], head[1:] + payload[: size // 2], payload[size // 2 :] + b"\x81"):
        buffer += piece
        found += frames(buffer)
    assert (found, bytes(buffer)) == ([(TEXT, payload)], b"\x81")
