"""Redis by TLS: trusted, it carries news; not trusted, it is as good as none, and the log says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.clients.api import Api
from bench.clients.redis_server import RedisServer
from tests.support.tls_front import TlsFront
from tests.support.workers import Crowd, Workers


@pytest.fixture
def front(tmp_path: Path) -> Iterator[TlsFront]:
    redis = RedisServer().start()
    front = TlsFront(tmp_path, redis.port).start()
    yield front
    front.stop()
    redis.kill()


@pytest.fixture
def workers(front: TlsFront, tmp_path: Path) -> Iterator[Workers]:
    """Two that trust the authority of the certificate, and a third that trusts another one."""
    trusting, mistaken = front.url(front.authority), front.url(front.stranger)
    workers = Workers(tmp_path, front, trusting, trusting, mistaken)
    yield workers
    workers.stop()


@pytest.fixture
def crowd(workers: Workers) -> Iterator[Crowd]:
    crowd = Crowd(workers.at_each(Api.register(workers.servers[0].url, "Test Bistro")))
    yield crowd
    crowd.close()


def test_news_travels_fast_between_those_who_trust_the_authority_and_the_log_serves_who_does_not(
    workers: Workers, crowd: Crowd
) -> None:
    workers.wait_for_health("ok", slice(0, 2))
    crowd.news_travels_fast(to=len(crowd.devices) // 3 * 2 - 1)
    workers.wait_for_health("degraded", slice(2, 3))
    crowd.write()
    crowd.all_hear_all()
    *_, mistaken = workers.servers
    (said,) = [line for line in mistaken.lines if "Redis can't be used" in line]
    assert "certificate verify failed" in said
    assert "certificate" not in "".join(server.log() for server in workers.servers[:2])
