"""A pytest plugin for CI: a run that skips a test, or a whole file, has failed."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so, under pytest's own list of what was skipped."""
    if skipped := terminalreporter.stats.get("skipped"):
        terminalreporter.write_line(f"{len(skipped)} skipped, which CI does not accept", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run; among the processes of xdist only the first one has a terminal, and it knows of all skips."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and terminal.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
