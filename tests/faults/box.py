"""One restaurant's box: a single process on a SQLite file, and ways to hurt it."""

import resource
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psutil

from bench.clients.server_process import ServerProcess
from tests.faults.evening import Evening
from tests.faults.truth import Database

LOCK_SECONDS = (2.5, 4.0)
FULL_SECONDS = (1.0, 2.5)
PATIENCE_SECONDS = 10


class Box:
    """The process and its file; its clock can be moved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ServerProcess(folder, ALLOW_REGISTRATION="true", ACCESS_TOKEN_EXPIRE_MINUTES="30")
        self.server.program = ["-m", "tests.faults.moved_clock"]
        self.server.prepare().start()
        self.url = self.server.url
        self.database = Database(f"sqlite:///{self.file}")

    @property
    def file(self) -> Path:
        """Return the database file."""
        return self.server.database

    def process(self) -> psutil.Process:
        """Return the server's process."""
        assert self.server.process is not None
        return psutil.Process(self.server.process.pid)

    def move_clock(self, number: int) -> None:
        """Let SIGUSR1 or SIGUSR2 move its clock."""
        moved = self.server.log().count("the clock is moved")
        self.process().send_signal(number)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.server.log().count("the clock is moved") == moved:
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def close(self) -> int:
        """End it; return its exit code."""
        self.database.close()
        return self.server.stop()


def kill_the_server(box: Box, evening: Evening) -> None:
    """Kill -9, three times at any moment."""
    for _ in range(3):
        time.sleep(evening.dice.uniform(0.1, 0.6))
        box.server.kill()
        box.server.start()


def fill_the_disk(box: Box, evening: Evening) -> None:
    """No file of the process may outgrow the database's, as on a full disk; then there is room again.

    The log of writes is emptied first: it keeps the room that it once took and would be written from its beginning
    for longer than the disk is full.
    """
    with closing(sqlite3.connect(box.file, isolation_level=None, timeout=PATIENCE_SECONDS)) as other:
        [still_used, *_] = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not still_used
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(box.process().pid, resource.RLIMIT_FSIZE, (box.file.stat().st_size, resource.RLIM_INFINITY))
    time.sleep(evening.dice.uniform(*FULL_SECONDS))
    resource.prlimit(box.process().pid, resource.RLIMIT_FSIZE, unlimited)


def lock_the_file(box: Box, evening: Evening) -> None:
    """Another program writes, and takes longer than any request waits."""
    with closing(sqlite3.connect(box.file, isolation_level=None, timeout=10)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(evening.dice.uniform(*LOCK_SECONDS))
        other.execute("ROLLBACK")


def set_the_clock_on(box: Box, _evening: Evening) -> None:
    """By an hour: every access token has run out, and the grace after it."""
    box.move_clock(signal.SIGUSR1)


def set_the_clock_back(box: Box, _evening: Evening) -> None:
    """By an hour: everything was written in the future."""
    box.move_clock(signal.SIGUSR2)


def freeze_the_server(box: Box, evening: Evening) -> None:
    """SIGSTOP, as a laptop that was closed."""
    box.process().suspend()
    time.sleep(evening.dice.uniform(1.0, 3.0))
    box.process().resume()
