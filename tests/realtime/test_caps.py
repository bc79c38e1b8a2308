"""How many may be connected at once: the one too many is refused with the reason, and those inside stay."""

import json
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import httpx
import pytest
import socketio
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.support.rawsocketio import RawSocketIO

CAPS = {
    "LIVE_CONNECTIONS_PER_USER": "2",
    "LIVE_CONNECTIONS_PER_RESTAURANT": "3",
    "LIVE_CONNECTIONS_PER_ADDRESS": "4",
    "LIVE_STRANGERS_PER_ADDRESS": "2",
}


@pytest.fixture(scope="module")
def capped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server behind one trusted proxy, so that a test can choose its address."""
    settings = CAPS | {"ALLOW_REGISTRATION": "true", "RATELIMIT_ENABLED": "true", "TRUSTED_PROXIES": "1"}
    server = ServerProcess(tmp_path_factory.mktemp("capped"), **settings).prepare().start()
    yield server
    assert server.stop() == 0
    assert server.complaints() == [], server.log()


@pytest.fixture
def api(capped: ServerProcess) -> Iterator[Api]:
    api = Api.register(capped.url, "Full Bistro")
    yield api
    api.close()


@pytest.fixture
def doors() -> Iterator[ExitStack]:
    with ExitStack() as doors:
        yield doors


ADDRESSES = (f"10.1.{number // 250}.{number % 250 + 1}" for number in count())


def plain(doors: ExitStack, api: Api, address: str = "", token: str | None = None) -> ClientConnection:
    """Connect from an address, one of its own unless given."""
    url = api.url.replace("http", "ws") + f"/realtime?token={api.token if token is None else token}"
    return doors.enter_context(
        connect(url, additional_headers={"X-Forwarded-For": address or next(ADDRESSES)}, compression=None)
    )


def first(ws: ClientConnection) -> dict[str, Any]:
    return json.loads(ws.recv(10))


def is_let_in(ws: ClientConnection) -> bool:
    return first(ws)["type"] == "connection_established"


def is_refused(ws: ClientConnection, setting: str) -> None:
    """Hold a refusal to its words."""
    error, bye = first(ws), first(ws)
    assert error["error"]["code"] == "too_many_connections"
    assert setting in error["detail"]
    assert (bye["type"], bye["code"], bye["resume"]) == ("sync:bye", 4429, False)
    with pytest.raises(ConnectionClosed) as closed:
        ws.recv(10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4429


def staff(api: Api) -> Api:
    """Return another person's login at the same restaurant."""
    person = {"email": f"host-{api.restaurant_id}@example.com", "password": "a-password-for-tests", "role": "host"}
    api.act("POST", "/users", person)
    return Api.log_in(api.url, person["email"], person["password"])


def test_a_persons_connection_too_many_is_refused_on_each_transport_and_the_others_stay(
    api: Api, doors: ExitStack
) -> None:
    inside = [plain(doors, api), plain(doors, api)]
    assert [is_let_in(ws) for ws in inside] == [True, True]
    is_refused(plain(doors, api), "LIVE_CONNECTIONS_PER_USER")
    sio, reasons = socketio.Client(reconnection=False), []
    sio.on("connect_error", reasons.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        sio.connect(api.url, auth={"token": api.token}, transports=["websocket"])
    assert reasons[0]["data"]["error"]["code"] == "too_many_connections"
    for ws in inside:
        ws.send('{"type": "ping"}')
        assert first(ws)["type"] == "pong"
    inside[0].close()
    assert is_let_in(plain(doors, api))


def test_a_restaurants_connection_too_many_is_refused_whosever_it_is(api: Api, doors: ExitStack) -> None:
    other = staff(api)
    assert [is_let_in(plain(doors, one)) for one in (api, api, other)] == [True] * 3
    is_refused(plain(doors, other), "LIVE_CONNECTIONS_PER_RESTAURANT")
    other.close()


def test_an_addresss_connection_too_many_is_refused_whatever_it_says_of_itself(api: Api, doors: ExitStack) -> None:
    another = Api.register(api.url, "Another Full Bistro")
    here = next(ADDRESSES)
    seats = [(api, here), (api, f"10.9.9.9, {here}"), (another, here), (another, f"{here}, {here}")]
    assert [is_let_in(plain(doors, one, address)) for one, address in seats] == [True] * 4
    third = Api.register(api.url, "A Third Bistro")
    is_refused(plain(doors, third, f"10.8.8.8, {here}"), "LIVE_CONNECTIONS_PER_ADDRESS")
    assert is_let_in(plain(doors, third))
    third.close()
    another.close()


def test_strangers_of_an_address_keep_each_other_out_until_they_say_who_they_are(api: Api, doors: ExitStack) -> None:
    here = {"X-Forwarded-For": next(ADDRESSES)}
    known = doors.enter_context(RawSocketIO(api, headers=here))
    doors.enter_context(RawSocketIO(api, headers=here))
    polled = httpx.get(f"{api.url}/socket.io/?EIO=4&transport=polling", headers=here)
    assert (polled.status_code, polled.headers["Retry-After"]) == (429, "5")
    is_refused(plain(doors, api, here["X-Forwarded-For"], token=""), "Connect with a token")
    assert is_let_in(plain(doors, api, here["X-Forwarded-For"]))
    assert known.connect().startswith("40")
    assert httpx.get(f"{api.url}/socket.io/?EIO=4&transport=polling", headers=here).status_code == 200


def test_without_a_file_descriptor_left_the_server_waits_and_serves_on(capped: ServerProcess) -> None:
    assert capped.process is not None
    limits = resource.prlimit(capped.process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(capped.process.pid, resource.RLIMIT_NOFILE, (60, limits[1]))
    crowd = [socket.create_connection(("127.0.0.1", capped.port)) for _ in range(80)]
    deadline = time.monotonic() + 10
    while "no connection can be let in" not in capped.log():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    for one in crowd:
        one.close()
    assert httpx.get(f"{capped.url}/health", timeout=20).status_code == 200
    resource.prlimit(capped.process.pid, resource.RLIMIT_NOFILE, limits)
