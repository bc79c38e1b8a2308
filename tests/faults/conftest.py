"""An evening of faults: its seed, what each case showed, and the table at the end."""

import os
import random
import time
from collections.abc import Callable

import pytest

from tests.faults.bistro import Bistro
from tests.faults.truth import Database

SEED = os.environ.get("FAULTS_SEED") or str(random.SystemRandom().randrange(10**6))
ROUNDS = int(os.environ.get("FAULTS_ROUNDS") or 3)
# Hosts and devices of the two restaurants.
SIZES = ((4, 14), (2, 6))
# What each host does before the fault, and after it.
ACTS = 8
# Within this every device must have the truth again once the fault is over.
SETTLING_SECONDS = 5.0
COLUMNS = ("acts", "refused", "answers lost", "503", "longest wait s", "reconnects", "behind s")
results = pytest.StashKey[list[tuple[str, dict[str, float]]]]()


class Evening:
    """One case. `dice` are thrown by the seed and the case's name alone."""

    def __init__(self, name: str, table: list[tuple[str, dict[str, float]]], write: Callable[[str], None]) -> None:
        self.name, self.table, self.write = name, table, write
        self.dice = random.Random(f"{SEED} {name}")
        self.rounds = ROUNDS
        self.behind = 0.0

    def say(self, text: str) -> None:
        """Show how far it is."""
        self.write(f"  {text}")

    def bistros(self, url: str, polling: bool = False) -> list[Bistro]:
        """Return two restaurants, together 20 devices and 6 hosts."""
        marks = [f"{name}-{self.dice.randrange(10**9):09}" for name in ("anna", "bea")]
        return [Bistro(url, mark, size, self.dice, polling=polling) for mark, size in zip(marks, SIZES, strict=True)]

    def holds(self, database: Database, bistros: list[Bistro], fault: Callable[[], None]) -> dict[str, float]:
        """Let the restaurants work through a fault, hold everything to the truth, and return what was felt."""
        self.begin(bistros)
        fault()
        self.behind = self.hear_all(database, bistros)
        self.end(database, bistros)
        return self.judge(database, bistros)

    def begin(self, bistros: list[Bistro]) -> None:
        """Open the restaurants, and let every host do something."""
        for bistro in bistros:
            bistro.open()
        for bistro in bistros:
            bistro.go_on(ACTS)

    def hear_all(self, database: Database, bistros: list[Bistro]) -> float:
        """Wait until every device has what the log holds now; return the seconds."""
        began = time.monotonic()
        heads = [bistro.head(database) for bistro in bistros]
        while not all(bistro.has_heard(head) for bistro, head in zip(bistros, heads, strict=True)):
            assert time.monotonic() < began + SETTLING_SECONDS, f"devices are still behind; seed {SEED}"
            time.sleep(0.02)
        return time.monotonic() - began

    def end(self, database: Database, bistros: list[Bistro]) -> None:
        """Let every host do something more and rest, and every device hear it."""
        for bistro in bistros:
            bistro.go_on(ACTS)
        for bistro in bistros:
            bistro.rest()
        self.hear_all(database, bistros)

    def judge(self, database: Database, bistros: list[Bistro]) -> dict[str, float]:
        """Hold everything to the truth; return what was felt, for the table."""
        wrong = [line for bistro in bistros for line in bistro.wrong(database, bistros)]
        counts = [bistro.counts() for bistro in bistros]
        merged = {name: (max if name.endswith(" s") else sum)(each[name] for each in counts) for name in counts[0]}
        self.table.append((self.name, merged | {"behind s": self.behind}))
        assert wrong == [], f"seed {SEED}"
        return merged


def pytest_configure(config: pytest.Config) -> None:
    config.stash[results] = []


def pytest_report_header() -> str:
    return f"faults: make test-faults SEED={SEED} ROUNDS={ROUNDS} is this run again"


@pytest.fixture
def evening(request: pytest.FixtureRequest) -> Evening:
    """The case that runs, its name as the table shows it."""
    name = request.node.name.removeprefix("test_box_after").removeprefix("test_after")
    name = name.strip("_[]").replace("_", " ")
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    return Evening(name, request.config.stash[results], reporter.write_line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    table = config.stash[results]
    terminalreporter.write_line(f"\n| case (seed {SEED}) | " + " | ".join(COLUMNS) + " |")
    terminalreporter.write_line("|---|" + "---:|" * len(COLUMNS))
    for name, counts in table:
        shown = [f"{counts[column]:.2f}" if column.endswith(" s") else str(counts[column]) for column in COLUMNS]
        terminalreporter.write_line(f"| {name} | " + " | ".join(shown) + " |")
