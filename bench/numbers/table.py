"""The results: the table as it stands in docs/performance.md, and the same for machines."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.numbers import machine
from bench.numbers.figures import Figure

RESULTS = Path(__file__).resolve().parents[1] / "results.json"


@dataclass(frozen=True)
class Result:
    """One measurement's figures."""

    title: str
    figures: Sequence[Figure]


def wrong(results: Sequence[Result]) -> list[str]:
    """Return what no slow machine explains."""
    return [f"{result.title}: {figure.wrong}" for result in results for figure in result.figures if figure.wrong]


def table(results: Sequence[Result], command: str, others: float = 0) -> str:
    """Return the figures as Markdown, below the command, the machine, and the share of it that others took."""
    told = machine.described()
    where = f"{told['cores']} cores ({told['processor']}), {told['system']}, Python {told['python']}, {told['disk']}"
    heading = f"`{command}` on {where}, {datetime.now(UTC):%Y-%m-%d};"
    rows = [row for result in results for row in _rows(result)]
    busy = f"other programs took {others:.0f} % of its cores meanwhile:"
    return "\n".join([f"{heading} {busy}", "", "| what | promised | measured | kept |", "|---|---|---|---|", *rows])


def store(results: Sequence[Result], command: str, others: float = 0, place: Path = RESULTS) -> None:
    """Write the figures as JSON: {command, at, machine, results: [{title, figures: [{name, promise, numbers …}]}]}."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    figures = [asdict(result) for result in results]
    told = {
        "command": command,
        "at": at,
        "machine": machine.described() | {"others_percent": others},
        "results": figures,
    }
    place.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _rows(result: Result) -> list[str]:
    kept = {True: "yes", False: "**no**", None: ""}
    cells = [(figure.name, figure.promise, figure.shown, kept[figure.kept]) for figure in result.figures]
    return [f"| **{result.title}** | | | |", *("| " + " | ".join(row) + " |" for row in cells)]
