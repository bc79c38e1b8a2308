"""Lists: pages of what is ordered by a moment and an id, behind an opaque cursor; and search in text."""

import base64
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_

from qtable import clock, wire
from qtable.errors import Malformed

NEXT = "X-QTable-Next"


def write_cursor(moment: datetime, entity_id: str) -> str:
    """Return the cursor of the page behind a row."""
    since_1970 = moment - clock.from_ms(0)
    return base64.urlsafe_b64encode(f"{since_1970 // timedelta(microseconds=1)}/{entity_id}".encode()).decode()


def read_cursor(text: str) -> tuple[datetime, str]:
    """Return the moment and the id of the row before the page. Raises Malformed for a cursor that isn't ours."""
    try:
        microseconds, _, entity_id = base64.urlsafe_b64decode(text).decode().partition("/")
        if wire.ID.fullmatch(entity_id):
            return clock.from_ms(0) + timedelta(microseconds=int(microseconds)), entity_id
    except (ValueError, OverflowError):
        pass
    raise Malformed(f"This isn't a cursor. Take it from the {NEXT} header, unchanged.", "bad_cursor")


def holding(text: str, *columns: Any) -> ColumnElement[bool]:
    """Return the condition that one of the columns holds a text, in any letter case."""
    pattern = "%" + text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    return or_(*(column.ilike(pattern, escape="\\") for column in columns))
