"""A group's installation: three workers behind one port, on PostgreSQL and Redis, and ways to hurt each of them."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
import psycopg

from bench.clients.postgresql import Cluster, Databases
from bench.clients.redis_server import RedisServer
from bench.clients.server_process import ServerProcess
from tests.faults.evening import Evening
from tests.faults.truth import Database

WORKERS = 3
WELL_SECONDS = 60
# How long a worker may not turn its loop before gunicorn replaces it; 30 s by default.
WORKER_TIMEOUT = 5


class Group:
    """All of its processes."""

    def __init__(self, folder: Path) -> None:
        self.postgresql = Cluster()
        self.redis = RedisServer().start()
        address = Databases(self.postgresql.address("qtable")).new()
        settings = {"DATABASE_URL": address, "REDIS_URL": self.redis.url, "ALLOW_REGISTRATION": "true"}
        settings["GUNICORN_CMD_ARGS"] = f"--timeout {WORKER_TIMEOUT}"
        self.server = ServerProcess(folder, WORKERS, **settings).prepare().start()
        self.url = self.server.url
        self.database = Database(address.replace("//qtable@", "//postgres@"))

    def workers(self) -> list[psutil.Process]:
        """Return the processes that serve."""
        assert self.server.process is not None
        return psutil.Process(self.server.process.pid).children()

    def opened(self) -> int:
        """Return how many workers have opened since the start."""
        return sum("is open at" in line for line in list(self.server.lines))

    def wait_for_opened(self, count: int) -> None:
        """Wait until so many workers have opened since the start."""
        deadline = time.monotonic() + WELL_SECONDS
        while self.opened() < count:
            assert time.monotonic() < deadline, self.server.log()[-2000:]
            time.sleep(0.05)

    def wait_until_well(self) -> None:
        """Wait until whichever worker is asked says that all is well."""
        self._wait_for_health("ok")

    def wait_until_degraded(self) -> None:
        """Wait until they say that Redis is away."""
        self._wait_for_health("degraded")

    def backends(self) -> list[int]:
        """Return the processes that serve the workers' connections; right after a restart it waits for the first."""
        deadline, asked = time.monotonic() + WELL_SECONDS, "SELECT pid FROM pg_stat_activity WHERE usename = 'qtable'"
        with psycopg.connect(self.postgresql.address("postgres"), autocommit=True) as connection:
            while not (found := connection.execute(asked + " ORDER BY pid").fetchall()):
                assert time.monotonic() < deadline, "no worker has a connection"
                time.sleep(0.05)
            return [row[0] for row in found]

    def _wait_for_health(self, status: str) -> None:
        deadline = time.monotonic() + WELL_SECONDS
        found = 0
        while found < 4 * WORKERS:
            assert time.monotonic() < deadline, f"it isn't {status}"
            found = found + 1 if _health(self.url) == status else 0

    def kill_server(self) -> None:
        """End master and workers at once, as a power cut does."""
        workers = self.workers()
        self.server.kill()
        for worker in workers:
            with suppress(psutil.NoSuchProcess):  # without its master it also goes by itself
                worker.kill()
        psutil.wait_procs(workers, WELL_SECONDS)

    def close(self) -> int:
        """End all; return the server's exit code."""
        code = self.server.stop()
        self.database.close()
        self.redis.kill()
        self.postgresql.remove()
        return code


def kill_a_worker(group: Group, evening: Evening) -> None:
    """Kill -9."""
    opened = group.opened()
    evening.dice.choice(group.workers()).kill()
    group.wait_for_opened(opened + 1)


def freeze_a_worker(group: Group, evening: Evening) -> None:
    """SIGSTOP for less than the master's patience."""
    worker = evening.dice.choice(group.workers())
    worker.suspend()
    time.sleep(evening.dice.uniform(1.0, 2.5))
    worker.resume()


def hang_a_worker(group: Group, evening: Evening) -> None:
    """SIGSTOP for good: the master must replace it."""
    opened = group.opened()
    evening.dice.choice(group.workers()).suspend()
    group.wait_for_opened(opened + 1)


def reload_the_workers(group: Group, _evening: Evening) -> None:
    """SIGHUP to the master."""
    old, opened = group.workers(), group.opened()
    assert group.server.process is not None
    group.server.process.send_signal(signal.SIGHUP)
    group.wait_for_opened(opened + WORKERS)
    psutil.wait_procs(old, WELL_SECONDS)


def restart_the_server(group: Group, evening: Evening) -> None:
    """Kill -9 of the master and all workers, and a new start."""
    group.kill_server()
    time.sleep(evening.dice.uniform(0.0, 0.5))
    group.server.start()


def kill_redis(group: Group, evening: Evening) -> None:
    """Kill -9; it comes back empty."""
    group.redis.kill()
    group.wait_until_degraded()
    evening.all_hear_all_in_silence()
    group.redis.start()


def hang_redis(group: Group, evening: Evening) -> None:
    """SIGSTOP."""
    group.redis.hang()
    group.wait_until_degraded()
    evening.all_hear_all_in_silence()
    group.redis.go_on()


def empty_redis(group: Group, _evening: Evening) -> None:
    """FLUSHALL, and every client thrown out."""
    group.redis.ask("FLUSHALL")
    group.redis.ask("CLIENT", "KILL", "TYPE", "normal")
    group.redis.ask("CLIENT", "KILL", "TYPE", "pubsub")


def restart_postgresql(group: Group, evening: Evening) -> None:
    """An immediate stop, without a checkpoint."""
    group.postgresql.kill()
    time.sleep(evening.dice.uniform(0.0, 1.0))
    group.postgresql.start()


def hang_postgresql(group: Group, evening: Evening) -> None:
    """SIGSTOP of every process, for longer than a statement may take."""
    group.postgresql.hang()
    time.sleep(evening.dice.uniform(7.0, 8.0))
    group.postgresql.go_on()


def hang_some_backends(group: Group, evening: Evening) -> None:
    """SIGSTOP of the processes behind half of the connections, perhaps with a lock in their hands."""
    all_of_them = group.backends()
    some = evening.dice.sample(all_of_them, (len(all_of_them) + 1) // 2)
    for backend in some:
        os.kill(backend, signal.SIGSTOP)
    time.sleep(evening.dice.uniform(3.5, 4.5))
    for backend in some:
        os.kill(backend, signal.SIGCONT)


def lose_every_connection(group: Group, _evening: Evening) -> None:
    """End every connection to PostgreSQL, as a restarted pooler or a failover does."""
    for backend in group.backends():
        os.kill(backend, signal.SIGTERM)


def cut_the_power(group: Group, _evening: Evening) -> None:
    """Everything at once, and a start in the wrong order."""
    group.kill_server()
    group.redis.kill()
    group.postgresql.kill()
    group.server.start()
    group.postgresql.start()
    group.redis.start()


def _health(url: str) -> str:
    try:
        return httpx.get(f"{url}/health", timeout=10).json().get("status", "")
    except (httpx.TransportError, ValueError):
        return ""
