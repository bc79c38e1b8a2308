"""The business day: an evening belongs to one day, also after midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qtable.errors import Invalid


def start_of_business_day(moment: datetime, time_zone: str, cutoff_hour: int) -> datetime:
    """Return the latest local `cutoff_hour` o'clock at or before `moment`, in UTC.

    `moment` is aware; `time_zone` an IANA name; `cutoff_hour` 0 to 23. Where a clock change
    skips that hour, the day starts at the first minute after the gap.
    """
    zone = ZoneInfo(time_zone)
    day = moment.astimezone(zone).date()
    start = _cutoff(day, zone, cutoff_hour)
    return start if start <= moment else _cutoff(day - timedelta(days=1), zone, cutoff_hour)


def bounds_of_business_day(day: date, time_zone: str, cutoff_hour: int) -> tuple[datetime, datetime]:
    """Return when the business day of a date begins and the next one does, in UTC: 23 to 25 hours apart."""
    zone = ZoneInfo(time_zone)
    return _cutoff(day, zone, cutoff_hour), _cutoff(day + timedelta(days=1), zone, cutoff_hour)


def local_moment(day: date, at: time, time_zone: str, cutoff_hour: int) -> datetime:
    """Return the moment of a wall-clock time on a business day, in UTC; what is before the cut-off is past midnight.

    Raises Invalid for a time that a clock change skips on that night, or that it makes come twice.
    """
    zone = ZoneInfo(time_zone)
    night = day + timedelta(days=1) if at.hour < cutoff_hour else day
    first, second = (datetime.combine(night, at, zone).replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    twice = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None)
    advice = "comes twice; send reservationTime with its offset" if twice else "is skipped; choose another time"
    raise Invalid(f"The clocks change on {night}: {at:%H:%M} {advice}.", fields={"time": ["The clocks change."]})


def _cutoff(day: date, zone: ZoneInfo, hour: int) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
