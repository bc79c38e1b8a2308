"""The faults' seed in the first lines, and the table of what each case showed in the last ones."""

import pytest

from tests.faults.evening import ROUNDS, SEED, Counts, Evening

COLUMNS = ("acts", "refused", "answers lost", "503", "longest wait s", "reconnects", "behind s")
results = pytest.StashKey[list[tuple[str, Counts]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[results] = []


def pytest_report_header() -> str:
    return f"faults: make test-faults SEED={SEED} ROUNDS={ROUNDS} is this run again"


@pytest.fixture
def evening(request: pytest.FixtureRequest) -> Evening:
    """The case that runs, its name as the table shows it."""
    name = request.node.name.removeprefix("test_box_after").removeprefix("test_after")
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    return Evening(name.strip("_[]").replace("_", " "), request.config.stash[results], reporter.write_line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    terminalreporter.write_line(f"\n| case (seed {SEED}) | " + " | ".join(COLUMNS) + " |")
    terminalreporter.write_line("|---|" + "---:|" * len(COLUMNS))
    for name, counts in config.stash[results]:
        shown = [f"{counts[column]:.2f}" if column.endswith(" s") else str(counts[column]) for column in COLUMNS]
        terminalreporter.write_line(f"| {name} | " + " | ".join(shown) + " |")
