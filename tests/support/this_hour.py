"""When a booking must be for to be this evening's, whatever the hour at which the tests run, and wherever."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bench.clients.api import Api


def this_hour(api: Api) -> dict[str, str]:
    """Return the last minute of this hour as a booking says it; until the cut-off the evening is the day before's."""
    full = api.get("/api/sync/full")
    (restaurant,) = full["restaurants"]
    now = datetime.fromisoformat(full["server_time"]).astimezone(ZoneInfo(restaurant["timeZone"]))
    evening = now - timedelta(hours=restaurant["businessDayCutoff"])
    return {"date": evening.date().isoformat(), "time": f"{now:%H}:59"}
