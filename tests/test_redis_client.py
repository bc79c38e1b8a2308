"""Every address that REDIS_URL may hold leads to a Redis, and a wrong one is refused by name."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import RedisError

import config
from bench.clients.redis_server import PROGRAM, RedisServer
from qtable.redis_client import client
from tests.support.tls_front import TlsFront


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer().start()
    yield server
    server.kill()


@pytest.fixture
def front(redis_server: RedisServer, tmp_path: Path) -> Iterator[TlsFront]:
    front = TlsFront(tmp_path, redis_server.port).start()
    yield front
    front.stop()


@pytest.fixture
def sentinel(redis_server: RedisServer, tmp_path: Path) -> Iterator[RedisServer]:
    watch = tmp_path / "sentinel.conf"
    watch.write_text(f"sentinel monitor floor 127.0.0.1 {redis_server.port} 1\n")
    server = RedisServer()
    server.start(str(watch), "--sentinel", ready=b"+monitor master")
    yield server
    server.kill()


def asked(url: str) -> str:
    """Return what a server says of itself."""
    with client(config.load({"REDIS_URL": url})["REDIS_URL"], 5) as redis:
        return redis.info("server")["tcp_port"]


def test_redis_and_valkey_addresses_lead_to_the_server(redis_server: RedisServer) -> None:
    assert asked(redis_server.url) == redis_server.port
    assert asked(redis_server.url.replace("redis://", "valkey://")) == redis_server.port


def test_a_unix_socket_leads_to_the_server(tmp_path: Path) -> None:
    server = RedisServer()
    server.start("--unixsocket", str(tmp_path / "redis.sock"), ready=b"at " + bytes(tmp_path / "redis.sock"))
    assert asked(f"unix://{tmp_path / 'redis.sock'}") == server.port
    server.kill()


def test_a_sentinel_leads_to_the_server_that_it_watches(redis_server: RedisServer, sentinel: RedisServer) -> None:
    assert asked(f"redis+sentinel://127.0.0.1:{sentinel.port}/0/floor") == redis_server.port


@pytest.mark.parametrize("scheme", ["rediss", "valkeys"])
def test_a_tls_address_leads_to_the_server_whose_certificate_is_trusted_and_made_out_to_it(
    redis_server: RedisServer, front: TlsFront, scheme: str
) -> None:
    trusting, mistaken = (
        front.url(file).replace("rediss://", f"{scheme}://") for file in (front.authority, front.stranger)
    )
    assert asked(trusting) == redis_server.port
    with pytest.raises(RedisError, match="CERTIFICATE_VERIFY_FAILED"):
        asked(mistaken)
    with pytest.raises(RedisError, match=r"(?i)hostname mismatch|not valid for"):
        asked(trusting.replace("127.0.0.1", "localhost"))


def test_a_server_that_is_not_there_or_hangs_is_given_up_and_not_tried_again(redis_server: RedisServer) -> None:
    redis_server.hang()
    with client(redis_server.url, 0.05) as redis, pytest.raises(RedisError):
        redis.ping()
    redis_server.go_on()
    redis_server.kill()
    with client(redis_server.url, 0.05) as redis, pytest.raises(RedisError):
        redis.ping()


@pytest.mark.parametrize(
    "url",
    [
        "box:6379",
        "http://box",
        "redis+sentinel://box:26379",
        "redis+sentinel://box/0/floor",
        "rediss://box:6380/0?ssl_ca_certs=/nowhere/ca.pem",
    ],
)
def test_an_address_that_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(config.ConfigurationError, match="REDIS_URL"):
        config.load({"REDIS_URL": url})


def test_the_server_of_the_tests_is_as_old_as_the_oldest_that_is_promised() -> None:
    said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    assert "v=6.2." in said
