"""Several workers on one database: each device hears every change once and in order, whatever Redis does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.redis_server import RedisServer
from bench.clients.socketio_listener import SocketIOListener
from tests.support.logins import short_lived
from tests.support.workers import Crowd, Workers


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    redis = RedisServer()
    workers = Workers(tmp_path_factory.mktemp("workers"), redis)
    yield workers
    redis.kill()
    workers.stop()


@pytest.fixture
def crowd(workers: Workers) -> Iterator[Crowd]:
    crowd = Crowd(workers.at_each(Api.register(workers.servers[0].url, "Test Bistro")))
    yield crowd
    crowd.close()


def test_workers_that_start_without_redis_serve_and_are_degraded_until_it_comes(workers: Workers, crowd: Crowd) -> None:
    workers.wait_for_health("degraded")
    crowd.write()
    crowd.all_hear_all()
    workers.redis.start()
    workers.wait_for_health("ok")
    crowd.news_travels_fast()
    crowd.all_hear_all()


@contextmanager
def overheard(redis_server: RedisServer) -> Iterator[Iterator[tuple[str, bytes]]]:
    """Listen to all that is published of changes, as (channel, message); who is here is said by the clock."""
    with redis.Redis.from_url(redis_server.url) as client, client.pubsub() as pubsub:
        pubsub.psubscribe("*")
        heard = iter(lambda: pubsub.get_message(timeout=10), None)
        assert next(heard)["type"] == "psubscribe"
        yield ((one["channel"], one["data"]) for one in heard if b'"presence"' not in one["data"])


def wrong_password(api: Api) -> int:
    body = {"current_password": "not-the-present-one", "new_password": "a-password-for-tests"}
    return api.send("POST", "/auth/password", json=body).status_code


def away(redis: RedisServer) -> None:
    redis.kill()


def back_and_empty(redis: RedisServer) -> None:
    redis.start()


@pytest.mark.parametrize(
    ("fault", "end"), [(away, back_and_empty), (RedisServer.hang, RedisServer.go_on)], ids=["killed", "hung"]
)
def test_while_redis_is_away_every_request_is_answered_and_every_device_hears_all(
    workers: Workers, crowd: Crowd, fault: Callable[[RedisServer], None], end: Callable[[RedisServer], None]
) -> None:
    workers.wait_for_health("ok")
    crowd.write()
    fault(workers.redis)
    crowd.write()
    assert [wrong_password(api) for api in crowd.apis] == [422] * 3
    crowd.all_hear_all()
    workers.wait_for_health("degraded")
    crowd.write()
    crowd.all_hear_all()
    end(workers.redis)
    workers.wait_for_health("ok")
    crowd.news_travels_fast()
    crowd.write()
    crowd.all_hear_all()


def test_a_redis_that_is_emptied_is_nobodys_loss(workers: Workers, crowd: Crowd) -> None:
    workers.wait_for_health("ok")
    workers.redis.ask("FLUSHALL")
    workers.redis.ask("SCRIPT", "FLUSH")
    crowd.news_travels_fast()
    crowd.write()
    crowd.all_hear_all()


def test_a_change_too_long_for_the_queue_is_read_from_the_log(workers: Workers, crowd: Crowd) -> None:
    operations = [
        {"id": f"guest-{number}", "operation": "create", "data": {"name": "Lee", "partySize": 2, "notes": "x" * 1900}}
        for number in range(60)
    ]
    with overheard(workers.redis) as said:
        body = {"transaction_id": "t" * 20, "guests": operations}
        answer = crowd.apis[1].send("POST", "/api/v1/atomic/batch", json=body)
        assert answer.status_code == 200, answer.text
        _, message = next(said)
    assert len(message) < 1000
    crowd.news_travels_fast()
    crowd.all_hear_all()


def test_what_is_forged_or_repeated_in_redis_reaches_no_device(workers: Workers, crowd: Crowd) -> None:
    workers.wait_for_health("ok")
    with overheard(workers.redis) as said:
        crowd.write(1)
        genuine = [next(said) for _ in crowd.apis]
    crowd.write(1)
    crowd.all_hear_all()
    heard = [len(device.heard) for device in crowd.devices]
    head = crowd.apis[0].full()["seq"]
    with redis.Redis.from_url(workers.redis.url) as forger:
        for channel, message in genuine:
            seq = message.split(b'"seq":')[1].split(b",")[0]
            next_one = message.replace(b'"seq":' + seq, b'"seq":%d' % (head + 1))
            for forged in (message, next_one, message[65:], message[:-1], b"\xff", b"", b"x" * 100_000, b"null"):
                forger.publish(channel, forged)
    crowd.barrier()
    news = [
        [one for one in device.heard[known:] if "seq" in one and one["type"] != "sync:head"]
        for device, known in zip(crowd.devices, heard, strict=True)
    ]
    assert news == [[]] * len(crowd.devices)
    crowd.news_travels_fast()
    crowd.all_hear_all()


def test_tries_at_a_password_are_counted_by_all_workers_together_and_by_each_without_redis(
    workers: Workers, crowd: Crowd
) -> None:
    workers.wait_for_health("ok")
    assert [wrong_password(crowd.apis[number % 3]) for number in range(11)] == [422] * 10 + [429]
    workers.redis.kill()
    assert [wrong_password(api) for api in crowd.apis] == [422] * 3
    workers.redis.start()
    workers.wait_for_health("ok")


def test_a_note_reaches_the_restaurants_devices_at_other_workers_and_nobody_else(
    workers: Workers, crowd: Crowd
) -> None:
    stranger = PlainListener(Api.register(workers.servers[2].url, "Another Bistro"))
    stranger.open()
    sender, *others = crowd.devices
    sender.sio.emit("user_action", {"action": "is looking at table 4"})
    for device in others:
        assert device.wait_for(lambda device=device: "user_action" in device.types()), device.name
        assert device.heard_last("user_action")["action"] == "is looking at table 4"
    stranger.barrier()
    sender.barrier()
    assert "user_action" not in stranger.types() + sender.types()
    stranger.close()
    stranger.api.close()


def present(device: Listener) -> dict[str, int]:
    """Return how many devices of whom a device was last told are here."""
    said = [message for message in list(device.heard) if message["type"] == "presence"]
    return {person["user_id"]: person["devices"] for person in said[-1]["people"]} if said else {}


def test_who_is_here_is_known_at_every_worker_and_who_has_gone_too(workers: Workers, crowd: Crowd) -> None:
    workers.wait_for_health("ok")
    owner = crowd.apis[0].login["user_id"]
    asking = [PlainListener(api) for api in crowd.apis]
    for device in asking:
        device.open()
        device.say({"type": "presence"})
    everybody = {owner: len(crowd.devices) + len(asking)}
    for device in asking:
        assert device.wait_for(lambda device=device: present(device) == everybody), present(device)
    body = {"email": "zoe.park@example.com", "role": "host", "first_name": "Zoë", "last_name": "Park"}
    password = crowd.apis[0].act("POST", "/users", body)["password"]
    api = Api.log_in(workers.servers[2].url, body["email"], password)
    zoe = PlainListener(api)
    zoe.open()
    for device in asking:
        here = everybody | {api.login["user_id"]: 1}
        assert device.wait_for(lambda device=device, here=here: present(device) == here), present(device)
        shown = {person["user_id"]: person for person in device.heard_last("presence")["people"]}
        assert (shown[api.login["user_id"]]["name"], shown[api.login["user_id"]]["initials"]) == ("Zoë Park", "ZP")
    zoe.close()
    for device in asking:
        assert device.wait_for(lambda device=device: present(device) == everybody), present(device)
    for device in asking:
        device.close()
    api.close()


def test_a_login_that_ends_at_one_worker_loses_its_connections_at_another(workers: Workers, crowd: Crowd) -> None:
    here = Api.log_in(workers.servers[0].url, crowd.apis[0].login["email"], crowd.apis[0].login["password"])
    there = PlainListener(Api(workers.servers[2].url, here.login))
    there.open()
    assert here.send("POST", "/auth/logout").status_code == 200
    assert there.wait_for(lambda: "sync:bye" in there.types(), patience=20)
    assert there.heard_last("sync:bye")["code"] == 4401
    there.close()
    there.api.close()
    here.close()


def expiring(apis: list[Api], seconds: float) -> list[Listener]:
    """Return devices at workers, whose tokens run out in so many seconds."""
    devices: list[Listener] = []
    for api in apis:
        login = api.login | {"access_token": short_lived(api, seconds)}
        devices += [PlainListener(Api(api.url, login), "/ws/restaurant/sync"), SocketIOListener(Api(api.url, login))]
    for device in devices:
        device.open()
    return devices


def end_as_expired(devices: list[Listener]) -> None:
    for device in devices:
        assert device.wait_for(lambda device=device: "sync:bye" in device.types(), patience=40), device.name
        bye = device.heard_last("sync:bye")
        assert (bye["code"], bye["resume"]) == (4009, True)
        device.close()
        device.api.close()


def test_a_token_that_runs_out_loses_its_connections_with_redis_and_without_unless_renewed(
    workers: Workers, crowd: Crowd
) -> None:
    workers.wait_for_health("ok")
    kept, *early = expiring(crowd.apis[:2], 3)
    late = expiring(crowd.apis[1:], 6)
    kept.say({"type": "sync:auth", "token": crowd.apis[0].token})
    assert kept.wait_for(lambda: "sync:authenticated" in kept.types())
    end_as_expired(early)
    workers.redis.kill()
    end_as_expired(late)
    kept.barrier()
    kept.close()
    kept.api.close()
    workers.redis.start()
    workers.wait_for_health("ok")
