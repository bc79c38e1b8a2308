"""The business day: an evening belongs to one day, also after midnight."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def start_of_business_day(moment: datetime, time_zone: str, cutoff_hour: int) -> datetime:
    """Return the latest local `cutoff_hour` o'clock at or before `moment`, in UTC.

    `moment` is aware; `time_zone` an IANA name; `cutoff_hour` 0 to 23. Where a clock change
    skips that hour, the day starts at the first minute after the gap.
    """
    zone = ZoneInfo(time_zone)
    day = moment.astimezone(zone).date()
    start = _cutoff(day, zone, cutoff_hour)
    return start if start <= moment else _cutoff(day - timedelta(days=1), zone, cutoff_hour)


def _cutoff(day, zone: ZoneInfo, hour: int) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
