"""The machine that measures: what a reader must know to compare figures, and the CPU time that a process has used."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

CPU_NAMES = Path("/proc/cpuinfo")


def described() -> dict[str, str | int]:
    """Return cores, processor, system and Python."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0,
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def cpu_seconds(process: subprocess.Popen[Any] | None) -> float:
    """Return the CPU time that a running process has used, NaN where the system keeps no /proc."""
    try:
        fields = Path(f"/proc/{process.pid if process else 0}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    lines = CPU_NAMES.read_text().splitlines() if CPU_NAMES.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()
