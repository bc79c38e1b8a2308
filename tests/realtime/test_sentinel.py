"""Redis by way of Sentinels: when the replica takes the master's place the workers follow, and no device notices."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.clients.api import Api
from tests.support.watched_redis import WatchedRedis
from tests.support.workers import Crowd, Workers


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[WatchedRedis]:
    watched = WatchedRedis(tmp_path).start()
    yield watched
    watched.stop()


@pytest.fixture
def workers(watched: WatchedRedis, tmp_path: Path) -> Iterator[Workers]:
    workers = Workers(tmp_path, watched, watched.url, watched.url)
    yield workers
    workers.stop()


@pytest.fixture
def crowd(workers: Workers) -> Iterator[Crowd]:
    crowd = Crowd(workers.at_each(Api.register(workers.servers[0].url, "Test Bistro")))
    yield crowd
    crowd.close()


def test_when_the_replica_takes_over_from_a_dead_master_news_travels_fast_again_and_every_device_heard_all(
    watched: WatchedRedis, workers: Workers, crowd: Crowd
) -> None:
    workers.wait_for_health("ok")
    crowd.news_travels_fast()
    watched.master.kill()
    crowd.write()
    crowd.all_hear_all()
    watched.wait_for_takeover()
    workers.wait_for_health("ok")
    crowd.news_travels_fast()
    crowd.all_hear_all()


def test_a_master_that_hung_and_comes_back_as_a_replica_takes_nobody_with_it(
    watched: WatchedRedis, workers: Workers, crowd: Crowd
) -> None:
    workers.wait_for_health("ok")
    watched.master.hang()
    crowd.write()
    crowd.all_hear_all()
    watched.wait_for_takeover()
    workers.wait_for_health("ok")
    watched.sentinels[0].kill()
    watched.master.go_on()
    watched.master.wait_for(b"Finished with success")
    crowd.write()
    crowd.all_hear_all()
    workers.wait_for_health("ok")
    crowd.news_travels_fast()
    crowd.all_hear_all()
