"""The state of this worker, measured once a second for /metrics, where any worker may be asked for it."""

import time
from collections import Counter

from flask import Flask, current_app
from prometheus_client import ProcessCollector
from sqlalchemy.pool import QueuePool

from qtable import metrics
from qtable.extensions import db
from qtable.realtime import news
from qtable.realtime.clients import Transport, clients
from qtable.realtime.feed import feeds

# Each has a series of its own. The sums hold all, however many there are.
MOST_RESTAURANTS = 100
KEPT = "qtable.measured"


class _Measured:
    """What the measurement before has left for the next one."""

    process = ProcessCollector(registry=None)

    def __init__(self) -> None:
        self.restaurants: set[str] = set()
        self.cpu = 0.0
        self.at: float | None = None


def init_app(app: Flask) -> None:
    """Begin with nothing measured."""
    app.extensions[KEPT] = _Measured()


def measure() -> None:
    """Put the state of this worker into its gauges. Needs the app's context; done once a second."""
    before: _Measured = current_app.extensions[KEPT]
    _measure_worker(before)
    _measure_devices()
    _measure_feeds(before)
    size, in_use = pool()
    metrics.pool_size.set(size)
    metrics.pool_in_use.set(in_use)
    if (queue := news.queue()) is not None:
        metrics.outbox.set(queue.waiting)
        for way, works in queue.works.items():
            metrics.redis_works.labels(way).set(works)


def pool() -> tuple[int, int]:
    """Return how many connections to the database may be open, and how many are in use; 0, 0 where none are kept."""
    pool = db.engine.pool
    return (pool.size(), pool.checkedout()) if isinstance(pool, QueuePool) else (0, 0)


def _measure_worker(before: _Measured) -> None:
    now, cpu = time.monotonic(), time.process_time()
    metrics.cpu.inc(max(0, cpu - before.cpu))
    if before.at is not None:
        metrics.beat.set(now - before.at)
    before.cpu, before.at = cpu, now
    metrics.workers.set(1)
    for family in before.process.collect():
        if family.name == "process_resident_memory_bytes":
            metrics.memory.set(family.samples[0].value)


def _measure_devices() -> None:
    live = list(clients())
    counts, waiting = Counter(client.transport for client in live), [client.waiting for client in live]
    for transport in Transport:
        metrics.live.labels(transport).set(counts[transport])
    metrics.frames.set(sum(waiting))
    metrics.most_frames.set(max(waiting, default=0))


def _measure_feeds(before: _Measured) -> None:
    metrics.feed_transactions.set(feeds().behind)
    metrics.feed_seconds.set(feeds().seconds_behind)
    for restaurant_id, seq in feeds().places().items():
        if restaurant_id in before.restaurants or len(before.restaurants) < MOST_RESTAURANTS:
            before.restaurants.add(restaurant_id)
            metrics.seq.labels(restaurant_id).set(seq)
