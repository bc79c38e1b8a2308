"""The evening's CSV: one row for each thing a host does, in order of time."""

import csv
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FRIDAY = Path(__file__).with_name("friday.csv")
COLUMNS = (
    "time",
    "host",
    "party",
    "action",
    "table",
    "name",
    "size",
    "source",
    "booked_for",
    "quoted",
    "phone",
    "tags",
    "notes",
    "expect",
)
SOURCES = ("walk_in", "reservation", "online")


class BadEvening(Exception):
    """A row that can't be right; the message names its line."""


@dataclass(frozen=True)
class Row:
    """One line. `minute` counts from midnight; `expect` is the error code that this row is owed, or `race`.

    `parties` holds the party's number, two of them for "31 or 44": whichever of two rivals was refused.
    """

    line: int
    minute: int
    host: str
    parties: tuple[str, ...]
    action: str
    table: str
    name: str
    size: int | None
    source: str
    booked_for: str
    quoted: int | None
    phone: str
    tags: tuple[str, ...]
    notes: str
    expect: str

    @property
    def party(self) -> str:
        """Return the party's number, or nothing for a row about a table alone."""
        return self.parties[0] if self.parties else ""

    def wrong(self, message: str) -> BadEvening:
        """Return an error that names this line."""
        return BadEvening(f"line {self.line}: {message}")


def read_rows(path: Path = FRIDAY) -> list[Row]:
    """Read an evening. Raises BadEvening."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise BadEvening(f"the columns must be {','.join(COLUMNS)}")
        rows = [_row(reader.line_num, fields) for fields in reader]
    for earlier, later in itertools.pairwise(rows):
        if later.minute < earlier.minute:
            raise later.wrong("earlier than the line before it")
    return rows


def minute_of(time: str) -> int:
    """Read 19:42 as minutes from midnight. Raises ValueError."""
    hours, minutes = time.split(":")
    if len(hours) != 2 or len(minutes) != 2 or not (0 <= int(hours) < 24 and 0 <= int(minutes) < 60):
        raise ValueError(f"{time!r} is no time like 19:42")
    return int(hours) * 60 + int(minutes)


def _row(line: int, fields: dict[str, str]) -> Row:
    if None in fields or None in fields.values():
        raise BadEvening(f"line {line}: it must have {len(COLUMNS)} columns")
    try:
        own = {name: fields[name] for name in ("host", "action", "table", "name", "phone", "notes", "expect")}
        if fields["booked_for"]:
            minute_of(fields["booked_for"])
        return Row(
            line=line,
            minute=minute_of(fields["time"]),
            parties=_listed(fields["party"], " or "),
            size=_number(fields["size"]),
            source=_one_of(fields["source"], ("", *SOURCES)),
            booked_for=fields["booked_for"],
            quoted=_number(fields["quoted"]),
            tags=_listed(fields["tags"], ";"),
            **own,
        )
    except ValueError as error:
        raise BadEvening(f"line {line}: {error}") from error


def _listed(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark)) if text else ()


def _number(text: str) -> int | None:
    return int(text) if text else None


def _one_of(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise ValueError(f"{text!r} is none of {', '.join(choices)}")
    return text
