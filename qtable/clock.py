"""Time: the only clock, and how a moment is stored and written on the wire."""

from datetime import UTC, datetime

from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def to_ms(moment: datetime) -> int:
    """Return whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """Return the moment `milliseconds` after 1970, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def rfc3339(moment: datetime | None) -> str | None:
    """Write a moment as RFC 3339 in UTC with milliseconds and `Z`."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse(text: str) -> datetime:
    """Read an RFC 3339 or ISO 8601 moment; a naive one is UTC.

    Raises ValueError for anything else, also for one whose offset carries it out of the calendar.
    """
    text = text.strip()
    if "T" in text:  # an unescaped + in a query arrives as a space
        text = text.replace(" ", "+")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} is outside the calendar") from error


class Moment(TypeDecorator[datetime]):
    """A column of UTC moments; SQLite keeps no offset, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        """Store UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        """Give back an aware moment."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)
