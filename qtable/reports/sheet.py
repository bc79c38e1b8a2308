"""A report's tables as CSV (RFC 4180), as spreadsheets read it. Pure."""

import csv
import io
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

# A cell that begins with one of these is a formula to a spreadsheet, whoever typed it as a name; an apostrophe makes it
# text again. A spreadsheet whose separator is another one begins cells in the middle of ours: behind whatever may
# separate them, and behind quotes.
FORMULA = re.compile(r"""(^|[;,"|\t\r\n])(\s*)(?=[=+@＝＋－＠\t\r-])""")
# Without it Excel takes UTF-8 for what Windows wrote thirty years ago.
MARK = "\ufeff"


class Part(StrEnum):
    """The tables of a report."""

    DAYS = "days"
    HOURS = "hours"
    SIZES = "sizes"
    SERVERS = "servers"


# Of the tables that may have no row to take their columns from.
COLUMNS: Mapping[Part, tuple[str, ...]] = {
    Part.HOURS: ("hour", "parties", "covers"),
    Part.SERVERS: ("server_id", "name", "parties", "covers", "dining_count", "dining_median", "dining_p90"),
}


def sheet(report: Mapping[str, Any], part: Part) -> str:
    """Return one table with a header; nested numbers are columns of their own, as waits_median."""
    rows = [_flat(row) for row in (report["total"]["hours"] if part == Part.HOURS else report[part])]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys() if rows else COLUMNS[part], quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows(rows)
    return MARK + text.getvalue()


def _flat(row: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{above}{name}_")
        elif name == "sources":
            for source in value:
                found |= _flat({key: source[key] for key in ("parties", "covers")}, f"{source['source']}_")
        elif name == "size":
            found[name] = value.replace("-", " to ")  # 1-2 would be the first of February, or the second of January
        elif not isinstance(value, list):
            found[above + name] = _cell(value)
    return found


def _cell(value: Any) -> Any:
    return FORMULA.sub(r"\1\2'", value) if isinstance(value, str) else value
