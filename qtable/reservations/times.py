"""When a booking is, from what was sent: a moment or the restaurant's own clock, minutes or an end."""

from datetime import datetime
from typing import Any

from qtable.errors import Invalid
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant

LONGEST_MINUTES = 1440


def when(restaurant: Restaurant, fields: dict[str, Any], present: Reservation | None = None) -> tuple[datetime, int]:
    """Take begin and minutes out of the fields, completed by the present ones. Raises Invalid for nonsense."""
    start = fields.pop("reservation_time", present and present.reservation_time)
    day, at = fields.pop("date", None), fields.pop("time", None)
    if day is not None:
        start = restaurant.moment(day, at)
    if start is None:
        raise Invalid("Say when: reservationTime, or date and time.", fields={"reservationTime": ["Missing."]})
    end, minutes = fields.pop("end_time", None), fields.pop("duration_minutes", None)
    if present and end is not None and minutes is not None:  # an app sends the whole booking back: what differs counts
        end, minutes = _unless(end, present.end_time), _unless(minutes, present.duration_minutes)
    if end is not None:
        until_end = -(-int((end - start).total_seconds()) // 60)
        if not 1 <= until_end <= LONGEST_MINUTES:
            raise Invalid("A booking lasts 1 to 1440 minutes.", fields={"endTime": ["Not 1 to 1440 minutes later."]})
        if minutes not in (None, until_end):
            raise Invalid("endTime and durationMinutes contradict each other.", fields={"endTime": ["Contradicts."]})
        minutes = until_end
    usual = present.duration_minutes if present else restaurant.policy("reservation_minutes")
    return start, minutes or usual


def _unless(given: Any, present: Any) -> Any:
    """Return what is given, None where it is as at present."""
    return None if given == present else given
