"""The comparison: both get the same load, what either loses or refuses is counted, and what is missing is said."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.numbers import __main__ as numbers
from bench.numbers import peer, yardstick
from bench.numbers.audience import EVENT, Audience, Listener
from bench.numbers.caller import Answer, Caller
from bench.numbers.contenders import Contender, Visit
from bench.numbers.crowd import Missed
from bench.numbers.figures import Figure
from bench.numbers.load import Load
from bench.numbers.peer import Plan
from bench.numbers.progress import Progress
from bench.numbers.ratios import Case, Turn
from bench.numbers.table import Result
from tests.bench import stand_in

TINY = Plan(
    rounds=2, seconds=0.2, warm_up_seconds=0.05, writers=2, listeners=3, more_listeners=4, rates=(20,),
    parties=4, past=5,
)  # fmt: skip
Run = Callable[..., int]
Said = pytest.CaptureFixture[str]


class Deaf(Listener):
    """A listener that passes over its second update."""

    passed = 0

    def read(self, at: float, payload: bytes) -> None:
        self.passed += payload.startswith(EVENT)
        if self.passed != 2 or not payload.startswith(EVENT):
            super().read(at, payload)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let node and npm be the stand-in's, and copies be kept in a folder of the test's own."""
    found = stand_in.programs(tmp_path)
    monkeypatch.setattr(yardstick, "PATH", f"{found}:/usr/bin:/bin")
    monkeypatch.setattr(yardstick, "CACHE", tmp_path / "cache")
    return found


@pytest.fixture
def stored() -> list[Result]:
    return []


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch, programs: Path, stored: list[Result]) -> Run:
    """Run the comparison by its own command; returns the exit code."""
    monkeypatch.setattr(peer, "FULL", TINY)
    monkeypatch.setattr(numbers, "store", lambda results, *_: stored.extend(results))
    monkeypatch.setattr("bench.numbers.crowd.PATIENCE", 0.3)

    def run(folder: Path) -> int:
        monkeypatch.setattr(sys, "argv", ["bench.numbers", "--peer", str(folder)])
        return numbers.main()

    return run


def figures(results: list[Result]) -> dict[str, Figure]:
    return {f"{result.title}: {figure.name}": figure for result in results for figure in result.figures}


def test_both_get_the_same_load_and_nothing_is_lost(
    compared: Run, stored: list[Result], tmp_path: Path, capsys: Said
) -> None:
    assert compared(stand_in.folder(tmp_path)) == 0
    found = figures(stored)
    titles = [
        "Beside a yardstick",
        "2 writers, nobody listening",
        "2 writers, nobody listening, each update under an Idempotency-Key",
        "2 writers, 3 listeners",
        "20 updates/s, 4 listeners",
    ]
    assert [result.title for result in stored] == [*titles, "Cost", "Wrong"]
    assert {figure.numbers["count"] for name, figure in found.items() if name.startswith("Wrong")} == {0}
    measured = [figure.numbers for name, figure in found.items() if "ratio" in figure.numbers and "CPU" not in name]
    assert len(measured) == 4 + 4 + 4 + 7 + 1
    assert all(number["ours"] > 0 and number["theirs"] > 0 for number in measured)
    assert found["20 updates/s, 4 listeners: updates"].numbers["slow"] == []
    assert "| updates | ≥ 1.0 | " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("faults", "wrong"),
    [
        ({"lost": 5, "refused": 8}, {"messages lost": 1, "updates refused": 1}),
        (
            {"twice": 5, "late": 8, "strange": 11},
            {"messages out of order, twice or about nothing": 1 + 1 + TINY.listeners},
        ),
    ],
)
def test_what_the_yardstick_does_wrong_is_counted(
    compared: Run, stored: list[Result], tmp_path: Path, faults: dict[str, int | str], wrong: dict[str, int]
) -> None:
    assert compared(stand_in.folder(tmp_path, **faults)) == 1
    found = {name: figure.numbers["count"] for name, figure in figures(stored).items() if name.startswith("Wrong")}
    assert {name: count for name, count in found.items() if count} == {
        f"Wrong: {what}, the yardstick": count for what, count in wrong.items()
    }


def test_what_qtable_loses_is_counted(
    compared: Run, stored: list[Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.numbers.contenders.Listener", Deaf)
    assert compared(stand_in.folder(tmp_path)) == 1
    assert figures(stored)["Wrong: messages lost, QTable"].wrong == f"messages lost, QTable: {TINY.more_listeners}"
    assert figures(stored)["Wrong: messages lost, the yardstick"].wrong == ""


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        (None, "is no yardstick: it has no package.json, server.js, fill.py"),
        ({"npm": "echo no network >&2; exit 1"}, "npm could not install the yardstick's packages:\nno network"),
        ({"dead": "no bindings"}, "the yardstick did not open:\nno bindings"),
        ({"unmade": 1}, "the yardstick's database could not be filled:"),
    ],
)
def test_what_is_missing_is_said(compared: Run, tmp_path: Path, capfd: Said, faults: Any, said: str) -> None:
    folder = tmp_path if faults is None else stand_in.folder(tmp_path, **faults)
    stand_in.programs(tmp_path, (faults or {}).get("npm", stand_in.INSTALL))
    assert compared(folder) == numbers.NOT_MEASURED
    assert said in capfd.readouterr().err


@pytest.mark.parametrize("name", ["node", "npm"])
def test_a_missing_program_is_named(compared: Run, programs: Path, tmp_path: Path, capfd: Said, name: str) -> None:
    (programs / name).unlink()
    yardstick.PATH = str(programs)
    assert compared(stand_in.folder(tmp_path)) == numbers.NOT_MEASURED
    assert f"a yardstick needs {name}, which is not installed here" in capfd.readouterr().err


def test_packages_are_installed_once_for_each_list_of_them(programs: Path, tmp_path: Path) -> None:
    folder, runs = stand_in.folder(tmp_path), lambda: len((tmp_path / "npm.log").read_text().splitlines())
    first = yardstick.installed(folder)
    (folder / "node" / "server.js").write_text("newer")
    assert yardstick.installed(folder) == first
    assert (runs(), (first / "server.js").read_text()) == (1, "newer")
    (folder / "node" / "package.json").write_text('{"dependencies": {}}')
    assert yardstick.installed(folder) != first
    assert runs() == 2
    assert [path.name for path in (folder / "node").iterdir() if path.is_dir()] == []


def test_an_install_that_broke_off_is_begun_again(programs: Path, tmp_path: Path) -> None:
    folder = stand_in.folder(tmp_path)
    copy = yardstick.installed(folder)
    (copy / "node_modules" / ".package-lock.json").unlink()
    yardstick.installed(folder)
    assert len((tmp_path / "npm.log").read_text().splitlines()) == 2


def test_a_folder_that_has_its_packages_is_run_where_it_is(programs: Path, tmp_path: Path) -> None:
    folder = stand_in.folder(tmp_path)
    (folder / "node" / "node_modules").mkdir()
    assert yardstick.installed(folder) == folder / "node"
    assert not (tmp_path / "npm.log").exists()


def answer(guest: str, sent: float) -> Answer:
    return Answer(200, b'{"guest_id": "%s"}' % guest.encode(), sent, sent + 1)


def message(guest: str, seq: int) -> bytes:
    changes = [{"entity_type": "table", "entity_id": "t", "seq": seq}]
    changes.append({"entity_type": "guest", "entity_id": guest, "seq": seq + 1})
    return EVENT + b"," + json.dumps({"changes": changes}).encode() + b"]"


def test_the_nth_message_about_a_guest_tells_its_nth_update() -> None:
    load = Load({1: answer("a", 10), 2: answer("b", 11), 3: answer("a", 20)})
    listener = Listener(Caller("http://nowhere", ""), "r")
    listener.came = [(10.5, message("a", 8)), (12, message("b", 12)), (24, message("a", 100))]
    told = asyncio.run(Audience([listener]).told(load))
    assert (told.seconds, told.last, told.missed) == ([0.5, 1, 4], 24, Missed(0, 0))
    assert listener.came == []


def test_the_servers_take_turns_and_every_pair_begins_with_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    order = []

    async def turned(contender: Contender, *_: Any) -> Turn:
        order.append(contender.name)
        return Turn(1 if contender.name == "ours" else 2, seconds=1, answers=[], messages=[], cpu=1, own_share=0)

    monkeypatch.setattr(peer, "_turn", turned)
    visits = [Visit(Caller("http://nowhere", ""), "r", "g", "t")]
    both = [Contender(name, None, visits, Listener) for name in ("ours", "theirs")]
    pairs = asyncio.run(peer._rounds(Case("case"), both, TINY, Progress()))
    assert [(ours.updates, theirs.updates) for ours, theirs in pairs] == [(1, 2), (1, 2)]
    assert order == ["ours", "theirs", "ours", "theirs", "theirs", "ours"]  # the first two are warm-ups
