"""Whose CPU time a load cost: that of programs with all their processes, and of the load generator."""

import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import psutil

GENERATOR = "load generator"


class Meter:
    """The CPU time of programs by their names, and of this process, from the making of this on."""

    def __init__(self, programs: Mapping[str, subprocess.Popen[Any] | None]) -> None:
        self._programs = programs
        self._before = self._now()

    def spent(self) -> dict[str, float]:
        """Return the seconds of each, the load generator's last."""
        return {name: seconds - self._before[name] for name, seconds in self._now().items()}

    def _now(self) -> dict[str, float]:
        programs = {name: of_all_processes(program) for name, program in self._programs.items()}
        return programs | {GENERATOR: time.process_time()}


def of_all_processes(program: subprocess.Popen[Any] | None) -> float:
    """Return the CPU seconds of a running program and of all processes that it has started, NaN of none."""
    if program is None:
        return float("nan")
    head, seconds = psutil.Process(program.pid), 0.0
    for process in [*head.children(recursive=True), head]:
        with suppress(psutil.NoSuchProcess):  # it has ended meanwhile; whoever started it has its time
            seconds += sum(process.cpu_times()[:4])
    return seconds
