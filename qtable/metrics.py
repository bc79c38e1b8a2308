"""Every number that /metrics shows. docs/operations.md says what each looks like when all is well.

They belong to the process, as prometheus_client has it. Several workers write theirs into the files of one folder
(deploy/workers.py makes it), from which any of them answers for all; `multiprocess_mode` says how gauges are put
together. Labels take few values, and none that a person typed.
"""

from collections.abc import Iterable
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
REASONS = ("turn", "lock", "pool")

disable_created_metrics()  # a second series for each counter, of which nobody asks anything

requests = Histogram(
    "qtable_request_seconds", "Time to answer a request", ["method", "route", "status"], buckets=SECONDS
)
refusals = Counter("qtable_refusals", "What was refused, over HTTP and live, by the error's code", ["code"])
transactions = Counter("qtable_transactions", "Transactions committed, by the host's verb", ["kind"])
busy = Counter(
    "qtable_busy",
    "Waits that ended in a 503: for a turn among the writers here, a lock of the database, a pooled connection",
    ["reason"],
)
writers_waiting = Gauge("qtable_writers_waiting", "Who waits for a turn to write", multiprocess_mode="livesum")

seq = Gauge(
    "qtable_seq",
    "The last transaction that devices were told, of restaurants that anyone listens to",
    ["restaurant"],
    multiprocess_mode="livemax",
)
feed_transactions = Gauge(
    "qtable_feed_behind_transactions",
    "How many transactions the worst feed lacked at its last look at the log",
    multiprocess_mode="livemax",
)
feed_seconds = Gauge(
    "qtable_feed_behind_seconds", "Since when a feed has lagged behind the log", multiprocess_mode="livemax"
)
delivery = Histogram("qtable_delivery_seconds", "From a transaction's moment to its devices", buckets=(*SECONDS, 10))
messages = Counter("qtable_messages", "Messages of transactions, once for each device that gets one")

live = Gauge("qtable_live_clients", "Live connections", ["transport"], multiprocess_mode="livesum")
closes = Counter(
    "qtable_live_closes", "Live connections that ended, by close code; gone: they left by themselves", ["code"]
)
frames = Gauge("qtable_frames_waiting", "Frames that wait for all devices", multiprocess_mode="livesum")
most_frames = Gauge(
    "qtable_frames_waiting_most", "Frames that wait for the slowest device", multiprocess_mode="livemax"
)

pool_size = Gauge("qtable_database_pool_size", "Connections that may be open", multiprocess_mode="livesum")
pool_in_use = Gauge("qtable_database_connections_in_use", "Connections in use", multiprocess_mode="livesum")
redis_works = Gauge(
    "qtable_redis_works", "Whether every worker hears the others (hears) and reaches them (speaks)", ["way"],
    multiprocess_mode="livemin",
)  # fmt: skip
outbox = Gauge("qtable_redis_outbox", "What waits to be told to the other workers", multiprocess_mode="livesum")

workers = Gauge("qtable_workers", "Processes that serve", multiprocess_mode="livesum")
memory = Gauge("qtable_worker_memory_bytes", "Memory of a worker", multiprocess_mode="liveall")
cpu = Counter("qtable_cpu_seconds", "Processor time of all workers")
beat = Gauge("qtable_beat_seconds", "How long a worker's beat of 1 s took", multiprocess_mode="livemax")
dropped_lines = Counter("qtable_log_lines_dropped", "Log lines that nobody read fast enough")

for _reason in REASONS:
    busy.labels(_reason)


def exposition() -> bytes:
    """Return the numbers of all workers as Prometheus' text."""
    registry = CollectorRegistry()
    try:
        _Begun(registry)
    except ValueError:  # no folder: this process is the only one
        return generate_latest(REGISTRY)
    return generate_latest(registry)


class _Begun(MultiProcessCollector):
    """The numbers in all files but those that a worker is just making: one of them is empty for a moment."""

    def collect(self) -> Iterable[Metric]:
        return self.merge([str(file) for file in Path(self._path).glob("*.db") if _size(file)])


def here(gauge: Gauge) -> float:
    """Return what this process has put into a gauge without labels."""
    return next(iter(gauge.collect())).samples[0].value


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # of a worker that has just gone
        return 0
