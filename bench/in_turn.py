"""What one update costs on PostgreSQL, done by one process and by two in turn: python -m bench.in_turn.

The same seatings and unseatings as in bench.one_update, inside the app, on a PostgreSQL of its own. With two, each app
finds at each second update that the other has written since. Last, one process that reads the guests after each.
"""

from bench.one_update import acts_on, app_on, run, with_a_reading  # noqa: I001 - it patches, before all that waits is imported

import config

config.wait_green()

import time  # noqa: E402
from contextlib import suppress  # noqa: E402

import psutil  # noqa: E402
import psycopg  # noqa: E402

from bench.clients.postgresql import Cluster, Databases  # noqa: E402

ROUNDS, WARM, UPDATES = 3, 192, 960


def main() -> None:
    """Print the CPU time of an update, the two ways in turn."""
    cluster = Cluster(fsync="on")
    try:
        address = Databases(cluster.address("qtable")).new()
        apps = [app_on(address) for _ in range(2)]
        ways = {"one process": acts_on(apps[0]), "two in turn": acts_on(*apps)}
        ways["one process, and a list of guests"] = with_a_reading(ways["one process"])
        for _ in range(ROUNDS):
            for name, acts in ways.items():
                run(acts, WARM)
                _analyze(address)
                own, database = time.process_time(), _cpu_of(cluster)
                run(acts, UPDATES)
                each = ((time.process_time() - own) / UPDATES, (_cpu_of(cluster) - database) / UPDATES)
                print(
                    "{}: {:.0f} µs of our CPU time for an update, {:.0f} µs of PostgreSQL's".format(
                        name, *(1e6 * one for one in each)
                    )
                )
    finally:
        cluster.remove()


def _analyze(address: str) -> None:
    """Do what autovacuum does within a minute: a plan made on empty tables is kept until then."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _cpu_of(cluster: Cluster) -> float:
    """Return the seconds of CPU time that the cluster's processes have used; those of ended ones are missing."""
    server, seconds = psutil.Process(cluster.process.pid), 0.0
    for one in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            seconds += times.user + times.system
    return seconds


if __name__ == "__main__":
    main()
