"""What the disk alone takes: bare SQLite commits, as durable as QTable's, where the bench keeps its database."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.numbers.figures import Figure, times
from bench.numbers.stage import Stage

COMMITS = 200
ROW = "x" * 1000


async def measure(stage: Stage) -> list[Figure]:
    """Measure one insert of a kilobyte after another: WAL, synchronous=FULL, one transaction each."""
    seconds = []
    with (
        TemporaryDirectory(prefix="qtable-") as folder,
        closing(sqlite3.connect(Path(folder) / "disk.db", isolation_level=None)) as database,
    ):
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE changes (body TEXT)")
        for number in range(COMMITS):
            begin = time.perf_counter()
            database.execute("INSERT INTO changes VALUES (?)", (ROW,))
            seconds.append(time.perf_counter() - begin)
            stage.show(number / COMMITS)
    return [times("a bare commit of 1 kB", seconds)]
