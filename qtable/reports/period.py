"""Which business days a report is about. Pure."""

from datetime import date, timedelta

from qtable.errors import Invalid

MOST_DAYS = 92


def period(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Return the first and the last day asked for, today where none is. Raises Invalid for none, or too many."""
    last = last or max(first or today, today)
    first = first or last
    if first > last:
        raise Invalid("The report would end before it begins.", fields={"to": ["Before from."]})
    if (last - first).days >= MOST_DAYS:
        earliest = last - timedelta(days=MOST_DAYS - 1)
        raise Invalid(f"At most {MOST_DAYS} days at once.", fields={"from": [f"Before {earliest}."]})
    return first, last
