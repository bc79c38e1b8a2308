"""What /metrics shows: of all workers in one scrape, to nobody who shouldn't see it, and what it counts."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
from flask import Flask
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.redis_server import RedisServer
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener
from qtable import errors, gauges, sqlite
from qtable.extensions import db
from qtable.realtime.clients import clients
from qtable.realtime.feed import Feed, feeds
from qtable.realtime.messages import Stream
from tests.support.desk import Desk
from tests.support.numbers import Numbers, scrape, wait_for

ASKED = 40
HEALTH = {"method": "GET", "route": "/health/live", "status": "2xx"}
COUNT = "qtable_request_seconds_count"


class Two:
    """Two workers on one Redis, and the folder where they put what is temporary."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.redis = RedisServer().start()
        self.server = ServerProcess(folder, workers=2, TMPDIR=str(folder), REDIS_URL=self.redis.url).prepare().start()

    def ask(self, times: int) -> None:
        """Send requests, each on a connection of its own, so that every worker gets some."""
        for _ in range(times):
            httpx.get(f"{self.server.url}/health/live").raise_for_status()

    @property
    def counts(self) -> list[Path]:
        """Return the folders in which workers count."""
        return list(self.folder.glob("qtable-metrics-*"))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    two = Two(tmp_path_factory.mktemp("two"))
    assert len(two.counts) == 1
    yield two
    code = two.server.stop()
    two.redis.kill()
    assert code == 0, two.server.log()
    assert two.server.complaints() == [], two.server.log()
    assert two.counts == []


def test_one_scrape_sees_all_workers(two: Two) -> None:
    before = scrape(two.server.url)
    two.ask(ASKED)
    api = Api.log_in(two.server.url, two.server.email, two.server.password)
    devices: list[Any] = [SocketIOListener(api), PlainListener(api), PlainListener(api), PlainListener(api)]
    for device in devices:
        device.open()
    for _ in range(6):
        api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    for device in devices:
        assert device.wait_for_seq(api.full()["seq"])
    live = "qtable_live_clients"
    after = wait_for(two.server.url, lambda now: now.of(live) == 4 and now.of("qtable_seq") == 6)
    assert after.of(COUNT, **HEALTH) - before.of(COUNT, **HEALTH) == ASKED
    assert after.of("qtable_transactions_total", kind="create_guest") == 6
    assert after.of("qtable_messages_total") == 24
    assert 6 <= after.of("qtable_delivery_seconds_count") <= 12
    assert {way: after.of(live, transport=way) for way in ("websocket", "plain")} == {"websocket": 1, "plain": 3}
    assert len(after.labels("qtable_worker_memory_bytes", "pid")) == after.of("qtable_workers") == 2
    assert after.of("qtable_seq", restaurant=api.restaurant_id) == 6
    assert after.of("qtable_database_pool_size") == 30
    api.send("POST", "/auth/logout")
    wait_for(two.server.url, lambda now: now.of("qtable_live_closes_total", code="4401") == 4)
    wait_for(two.server.url, lambda now: now.of(live) == 0)
    for device in devices:
        device.close()
    api.close()


def test_a_worker_that_is_just_making_its_file_keeps_nobody_from_the_numbers(two: Two) -> None:
    empty = two.counts[0] / "counter_999999.db"
    empty.touch()
    assert scrape(two.server.url).of("qtable_workers") == 2
    empty.unlink()


def test_redis_shows_as_away_and_as_back(two: Two) -> None:
    wait_for(two.server.url, lambda now: now.of("qtable_redis_works") == 2)
    two.redis.kill()
    wait_for(two.server.url, lambda now: now.of("qtable_redis_works", way="hears") == 0)
    two.redis.start()
    wait_for(two.server.url, lambda now: now.of("qtable_redis_works") == 2)


def test_what_a_killed_worker_counted_stays_and_what_it_was_goes(two: Two) -> None:
    two.ask(ASKED)
    before = scrape(two.server.url)
    victim = before.labels("qtable_worker_memory_bytes", "pid").pop()
    os.kill(int(victim), signal.SIGKILL)

    def replaced(now: Numbers) -> bool:
        pids = now.labels("qtable_worker_memory_bytes", "pid")
        return victim not in pids and len(pids) == now.of("qtable_workers") == 2

    after = wait_for(two.server.url, replaced)
    assert after.of(COUNT, **HEALTH) == before.of(COUNT, **HEALTH)


FROM_ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
BEHIND_A_PROXY = {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}
WITH_TOKEN, WITH_ANOTHER = {"HTTP_AUTHORIZATION": "Bearer told"}, {"HTTP_AUTHORIZATION": "Bearer guessed"}


@pytest.mark.parametrize(
    ("token", "asked", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "::1"}, 200),
        ("", {"REMOTE_ADDR": "::ffff:127.0.0.1"}, 200),
        ("", {"REMOTE_ADDR": ""}, 403),
        ("", FROM_ELSEWHERE, 403),
        ("", BEHIND_A_PROXY, 403),
        ("", {"HTTP_FORWARDED": "for=192.0.2.7"}, 403),
        ("", {"HTTP_X_REAL_IP": "127.0.0.1"}, 403),
        ("", WITH_ANOTHER, 401),
        ("", {"HTTP_AUTHORIZATION": "Bearer "}, 401),
        ("told", {}, 401),
        ("told", WITH_TOKEN, 200),
        ("told", FROM_ELSEWHERE, 401),
        ("told", BEHIND_A_PROXY, 401),
        ("told", FROM_ELSEWHERE | WITH_ANOTHER, 401),
        ("told", FROM_ELSEWHERE | {"HTTP_AUTHORIZATION": "Basic dG9sZDp0b2xk"}, 401),
        ("told", FROM_ELSEWHERE | WITH_TOKEN, 200),
        ("told", BEHIND_A_PROXY | WITH_TOKEN, 200),
    ],
)
def test_who_has_the_token_may_read_it_and_where_there_is_none_this_machine(
    app: Flask, token: str, asked: dict[str, str], status: int
) -> None:
    app.config["METRICS_TOKEN"] = token
    answer = app.test_client().get("/metrics", environ_overrides=asked)
    assert answer.status_code == status
    if status == 200:
        assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
        assert "qtable_request_seconds" in answer.text
    else:
        assert answer.json["error"]["code"] == {401: "not_authenticated", 403: "forbidden"}[status]
        assert "qtable_" not in answer.text


def test_no_url_and_no_odd_method_becomes_a_series(desk: Desk) -> None:
    before = len(numbers(desk).samples)
    for number in range(20):
        desk.send("GET", f"/nowhere/{number}?q={number}")
        desk.send(f"ODD{number}", "/health")
        desk.send("GET", f"/restaurants/{number}/guests")
    after = numbers(desk)
    assert {"none", "/restaurants/{restaurant_id}/guests"} <= after.labels(COUNT, "route")
    assert not any("nowhere" in route for route in after.labels(COUNT, "route"))
    assert len(after.samples) - before < 60


def test_refusals_and_waits_in_vain_are_counted_by_what_they_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = numbers(desk)
    monkeypatch.setattr(sqlite, "WRITE_WAIT_SECONDS", 0.01)
    with desk.app.app_context():
        turn = sqlite.turn(db.engine, None)
    with turn:
        refused = desk.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    assert (refused.status_code, refused.json["error"]["code"]) == (503, "busy")
    errors.refusal(PoolTimeout())
    desk.send("GET", "/nowhere")
    after = numbers(desk)
    for counted in ({"reason": "turn"}, {"reason": "pool"}):
        assert after.of("qtable_busy_total", **counted) - before.of("qtable_busy_total", **counted) == 1
    for code in ("busy", "not_found"):
        assert after.of("qtable_refusals_total", code=code) - before.of("qtable_refusals_total", code=code) == 1
    assert after.of("qtable_writers_waiting") == 0


def test_a_feed_that_lags_shows_and_makes_health_degraded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("on purpose")

    with desk.app.app_context(), feeds().at_head(desk.restaurant_id):
        clients()._rooms[desk.restaurant_id] = {Stream.DELTA: {"tablet": Mock()}}
        feeds().look()
    assert desk.read("/health")["status"] == "ok"
    with monkeypatch.context() as broken:
        broken.setattr(Feed, "take", fail)
        broken.setattr(Feed, "catch_up", fail)
        for number in range(3):
            desk.guest(f"Party {number}")
        desk.app.extensions["qtable.feeds"]._level_since -= 10
        look(desk)
    lagging = desk.read("/health")
    assert (lagging["status"], lagging["feed"]["ok"], lagging["feed"]["behind_transactions"]) == ("degraded", False, 3)
    assert 10 <= lagging["feed"]["behind_seconds"] < 60
    assert numbers(desk).of("qtable_feed_behind_transactions") == 3
    assert 10 <= numbers(desk).of("qtable_feed_behind_seconds") < 60
    look(desk)
    look(desk)
    assert (desk.read("/health")["status"], desk.read("/health")["feed"]["behind_transactions"]) == ("ok", 0)


def look(desk: Desk) -> None:
    """Do what happens once a second."""
    with desk.app.app_context():
        feeds().look()
        gauges.measure()


def numbers(desk: Desk) -> Numbers:
    """Scrape the app of this process."""
    return Numbers(desk.send("GET", "/metrics", headers={"Authorization": ""}).text)
