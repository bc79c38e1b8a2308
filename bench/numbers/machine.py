"""The machine that measures: what a reader must know to compare figures, and the CPU time that a process has used."""

import os
import platform
import subprocess
from pathlib import Path
from tempfile import gettempdir
from typing import Any

CPU_NAMES = Path("/proc/cpuinfo")
MOUNTS = Path("/proc/mounts")
ALL_CPU = Path("/proc/stat")


def described() -> dict[str, Any]:
    """Return cores, processor, system, Python, and the file system below the bench's database."""
    return {
        "cores": cores(),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "disk": _file_system(Path(gettempdir()).resolve()),
    }


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0


def cpu_seconds(process: subprocess.Popen[Any] | None) -> float:
    """Return the CPU time that a running process's threads have used, NaN where the system keeps no such account."""
    try:
        threads = list(Path(f"/proc/{process.pid if process else 0}/task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
    except OSError:
        return float("nan")


def resident_bytes(process: subprocess.Popen[Any] | None) -> int:
    """Return what a running process holds in memory, 0 where the system keeps no /proc."""
    try:
        fields = Path(f"/proc/{process.pid if process else 0}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


class Bystanders:
    """What everything else on the machine takes between the making of this and the question, the host of a VM too."""

    def __init__(self) -> None:
        self._begin = _all_and_idle(), sum(os.times()[:4])

    def percent(self) -> float:
        """Return others' share of all cores, NaN where the system keeps no /proc. Ask when our own have ended."""
        (all_before, idle_before), ours_before = self._begin
        (all_now, idle_now), ours = _all_and_idle(), sum(os.times()[:4]) - ours_before
        total = all_now - all_before
        return max(total - (idle_now - idle_before) - ours, 0) / total * 100 if total else float("nan")


def _all_and_idle() -> tuple[float, float]:
    """Return the seconds of all cores since the start of the machine, and those in which they had nothing to do."""
    if not ALL_CPU.exists():
        return 0, 0
    first = ALL_CPU.read_text().splitlines()[0].split()[1:9]  # user nice system idle iowait irq softirq steal
    seconds = [int(field) / os.sysconf("SC_CLK_TCK") for field in first]
    return sum(seconds), seconds[3] + seconds[4]


def _processor() -> str:
    lines = CPU_NAMES.read_text().splitlines() if CPU_NAMES.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _file_system(folder: Path) -> str:
    """Return the type of the innermost mount that holds a folder: on tmpfs nothing is durable, and all is faster."""
    mounts = [line.split() for line in MOUNTS.read_text().splitlines()] if MOUNTS.exists() else []
    holding = [(len(fields[1]), fields[2]) for fields in mounts if folder.is_relative_to(fields[1])]
    return max(holding)[1] if holding else "unknown"
