"""When a booking must be for to be this evening's, whatever the hour at which the tests run."""

from datetime import datetime, timedelta

from bench.clients.api import Api

CUTOFF = timedelta(hours=4)


def this_hour(api: Api) -> dict[str, str]:
    """Return the last minute of this hour as a booking says it; until the cut-off the evening is the day before's."""
    now = datetime.fromisoformat(api.get("/api/sync/full")["server_time"])
    return {"date": (now - CUTOFF).date().isoformat(), "time": f"{now:%H}:59"}
