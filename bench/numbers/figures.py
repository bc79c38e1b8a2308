"""What a measurement yields: figures, each beside what was promised of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One row of the table.

    `shown` is the cell's text, `numbers` the same for machines (times in milliseconds). `kept` is None where nothing
    was promised. `wrong` names what no slow machine explains: a lost message, a refused request.
    """

    name: str
    shown: str
    promise: str = ""
    kept: bool | None = None
    wrong: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile: the smallest value that `percent` of all values don't exceed.

    It is always a value that was measured, never one between two. Raises ValueError without values.
    """
    if not values:
        raise ValueError("there is no percentile of nothing")
    return sorted(values)[max(math.ceil(percent / 100 * len(values)), 1) - 1]


def times(name: str, seconds: Sequence[float], below_ms: float | None = None) -> Figure:
    """Return the figure of many durations. The promise is kept when their 99th percentile keeps it."""
    if not seconds:
        return Figure(name, "nothing was measured", _below(below_ms), kept=False, wrong="nothing was measured")
    values = [value * 1000 for value in seconds]
    marks = {f"p{percent}": round(percentile(values, percent), 3) for percent in (50, 95, 99)}
    shown = " · ".join(f"{mark} {value:.1f}" for mark, value in marks.items()) + f" ms of {len(values)}"
    numbers: dict[str, Any] = {
        **marks,
        "least": round(min(values), 3),
        "most": round(max(values), 3),
        "count": len(values),
    }
    if below_ms is None:
        return Figure(name, shown, numbers=numbers)
    within = sum(value < below_ms for value in values) / len(values) * 100
    shown += f", {_share(within)} % within"
    numbers |= {"within_percent": within, "promised_ms": below_ms}
    return Figure(name, shown, _below(below_ms), marks["p99"] < below_ms, numbers=numbers)


def spread(name: str, seconds: Sequence[float]) -> Figure:
    """Return the figure of few long durations: the one in the middle, the least and the most."""
    if not seconds:
        return Figure(name, "nothing was measured", wrong="nothing was measured")
    least, middle, most = (round(value * 1000) for value in (min(seconds), percentile(seconds, 50), max(seconds)))
    numbers = {"least": least, "p50": middle, "most": most, "count": len(seconds)}
    around = f" ({least} to {most}, of {len(seconds)})" if len(seconds) > 1 else ""
    return Figure(name, f"{middle} ms{around}", numbers=numbers)


def share(name: str, percent: float) -> Figure:
    """Return the figure of a share of one core."""
    return Figure(name, f"{percent:.0f} %", numbers={"percent": round(percent, 1)})


def counted(name: str, count: int, promise: str = "0") -> Figure:
    """Return the figure of something that must never happen."""
    return Figure(name, str(count), promise, count == 0, f"{name}: {count}" if count else "", {"count": count})


def _below(milliseconds: float | None) -> str:
    return "" if milliseconds is None else f"< {milliseconds:g} ms"


def _share(percent: float) -> str:
    """Write a share so that only all of them show as 100."""
    return "100" if percent == 100 else f"{min(percent, 99.99):.2f}".rstrip("0").rstrip(".")
