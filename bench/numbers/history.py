"""What reads and the hot write cost a restaurant with a long past, against one with a short past."""

import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.engine import make_url

from bench.clients.api import Api
from bench.clients.postgresql import Cluster, Databases
from bench.clients.server_process import ServerProcess
from bench.numbers.caller import Answer
from bench.numbers.figures import Figure, counted, percentile
from bench.numbers.house import House
from bench.numbers.past import fill
from bench.numbers.stage import Stage

SHORT, TABLES, WAITING, SEATED = 1000, 24, 36, 16
PROMISE = 1.2
Act = Callable[[], Awaitable[Answer]]


async def measure(stage: Stage) -> list[Figure]:
    """Measure every read of two restaurants in turn, on each engine; their evening is the same, their past is not."""
    figures, refused = [], 0
    for engine in ("SQLite", "PostgreSQL"):
        with ExitStack() as doors:
            cluster = Cluster() if engine == "PostgreSQL" else None
            if cluster:
                doors.callback(cluster.remove)
            short, long = [
                await _house(doors, cluster, min(past, stage.sizes.past_guests))
                for past in (SHORT, stage.sizes.past_guests)
            ]
            figures += await _compared(stage, engine, await _acts(short), await _acts(long))
            refused += len(short.caller.refused) + len(long.caller.refused)
    return [*figures, counted("requests refused", refused)]


async def _house(doors: ExitStack, cluster: Cluster | None, past: int) -> House:
    """Return a restaurant with so many past guests and an evening of sixty parties, on a server of its own."""
    folder = Path(doors.enter_context(TemporaryDirectory(prefix="qtable-")))
    address = Databases(cluster.address("qtable")).new() if cluster else ""
    place: dict[str, Any] = {"DATABASE_URL": address} if address else {}
    server = ServerProcess(folder, **place).prepare()
    filled = make_url(address or f"sqlite:///{server.database}")
    if address:
        filled = filled.set(drivername="postgresql+psycopg", username="postgres")
    fill(filled, past, int(time.time() * 1000))
    doors.callback(server.start().stop)
    login = Api.log_in(server.url, server.email, server.password)
    login.close()
    house = House(login.url, login.token, login.restaurant_id)
    doors.callback(house.caller.close)
    await house.furnish(TABLES, WAITING)
    for party in house.parties[:SEATED]:
        await party.act()
    return house


async def _acts(house: House) -> dict[str, Act]:
    """Return what is timed. The last changes of the evening are what a delta and `since` show."""
    cursor = (await house.caller.call("GET", "/api/sync/full")).json()["cursor"]
    since = f"{datetime.now(UTC) - timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
    last, mine = house.parties[-1], f"/restaurants/{house.restaurant_id}"
    for _ in range(4):
        await last.act()

    def read(path: str) -> Act:
        return lambda: house.caller.call("GET", path)

    return {
        "full sync": read("/api/sync/full"),
        "delta": read(f"/api/sync/delta?cursor={cursor}"),
        "delta by time": read(f"/api/sync/delta?since={since}"),
        "updates": read(f"{mine}/updates?since={since}"),
        "activity": read(f"{mine}/activity"),
        "guests who are here": read("/api/guests?active=true"),
        "guests who wait": read("/api/guests?status=waiting"),
        "guests touched since": read(f"/api/guests?since={since}"),
        "first page of all guests": read("/api/guests?limit=60"),
        "search": read("/api/guests?q=Party"),
        "search of those who are here": read("/api/guests?q=Party&active=true"),
        "bookings of today": read(f"{mine}/reservations?date={datetime.now(UTC):%Y-%m-%d}"),
        "dashboard": read("/api/v1/dashboard/data"),
        "dashboard by its id": read(f"/api/v1/dashboard/{house.restaurant_id}"),
        "dashboard of the restaurant": read(f"{mine}/dashboard-data"),
        "atomic status change": last.act,
    }


async def _compared(stage: Stage, engine: str, short: dict[str, Act], long: dict[str, Act]) -> list[Figure]:
    seconds: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in short}
    for turn in range(stage.sizes.past_rounds + 1):
        for name, both in seconds.items():
            order = [(short[name], both[0]), (long[name], both[1])]
            for act, kept in order if turn % 2 else reversed(order):
                kept.append((await act()).seconds)
        stage.show(turn / stage.sizes.past_rounds)
    return [_figure(f"{engine}: {name}", *both, stage.sizes.past_guests) for name, both in seconds.items()]


def _figure(name: str, short: list[float], long: list[float], past: int) -> Figure:
    """Return the figure of a promise about a ratio; the first round, which warms up, is left out."""
    before, after = (percentile(seconds[1:], 50) * 1000 for seconds in (short, long))
    ratio = after / before
    shown = f"{ratio:.2f} ×: p50 {before:.1f} ms, {after:.1f} with {past:,} past guests"
    numbers = {"p50_short": before, "p50_long": after, "ratio": ratio, "count": len(long) - 1}
    return Figure(name, shown, f"≤ {PROMISE} ×", ratio <= PROMISE, numbers=numbers)
