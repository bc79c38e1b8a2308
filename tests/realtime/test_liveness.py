"""Who may be connected and for how long: tokens that run out, logins that end, servers that close."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import socketio
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener
from tests.support.logins import short_lived


def plain(api: Api, **more: Any):
    """Return a plain connection without a token in its headers."""
    return connect(api.url.replace("http", "ws") + "/realtime", **more)


def hear(socket: Any, kind: str, patience: float = 20) -> dict[str, Any]:
    """Return the next message of a type."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        message = json.loads(socket.recv(patience))
        if message["type"] == kind:
            return message
    raise AssertionError(f"no {kind}")


def test_a_plain_client_may_send_its_token_as_the_first_frame(api: Api) -> None:
    with plain(api) as socket:
        socket.send(json.dumps({"type": "auth", "token": api.token}))
        assert hear(socket, "connection_established")["restaurant_id"] == api.restaurant_id


def test_a_plain_client_that_never_says_who_it_is_is_closed(api: Api) -> None:
    with plain(api) as socket:
        assert hear(socket, "error")["error"]["code"] == "not_authenticated"
        bye = hear(socket, "sync:bye")
        assert (bye["code"], bye["resume"]) == (4401, False)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def test_a_socketio_client_without_a_good_token_is_refused_with_the_reason(api: Api) -> None:
    for auth in (None, {}, {"token": "x"}, {"token": api.login["refresh_token"]}, {"token": 5}):
        sio = socketio.Client(reconnection=False)
        reasons: list[Any] = []
        sio.on("connect_error", reasons.append)
        with pytest.raises(socketio.exceptions.ConnectionError):
            sio.connect(api.url, auth=auth, transports=["websocket"])
        assert reasons[0]["data"]["error"]["code"] == "not_authenticated"


def test_a_token_that_has_run_out_is_refused_everywhere(api: Api) -> None:
    old = short_lived(api, -1)
    answer = api.send("GET", "/auth/me", headers={"Authorization": f"Bearer {old}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token_expired")
    with plain(api, additional_headers={"Authorization": f"Bearer {old}"}) as socket:
        assert hear(socket, "error")["error"]["code"] == "token_expired"


def test_the_head_is_told_regularly_with_the_servers_time(api: Api) -> None:
    with plain(api, additional_headers={"Authorization": f"Bearer {api.token}"}) as socket:
        head = hear(socket, "sync:head")
    assert head["cursor"] == api.full()["cursor"]
    assert head["server_time"].endswith("Z")
    assert 0 < head["token_expires_in"] <= 3600


def test_a_login_that_ended_closes_its_connections(api: Api, server: ServerProcess) -> None:
    other = Api.log_in(server.url, api.login["email"], api.login["password"])
    leaving, staying = SocketIOListener(other), PlainListener(api)
    leaving.open()
    staying.open()
    assert other.send("POST", "/auth/logout").status_code == 200
    assert other.send("GET", "/auth/me").status_code == 401
    assert leaving.wait_for(lambda: "sync:bye" in leaving.types(), patience=20)
    assert leaving.heard_last("sync:bye")["code"] == 4401
    staying.barrier()
    staying.close()
    leaving.close()
    other.close()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path, ALLOW_REGISTRATION="true", WS_CONNECTION_TIMEOUT="2").prepare().start()
    yield server
    server.stop()


def test_a_server_that_closes_says_so_finishes_and_exits_cleanly(own_server: ServerProcess) -> None:
    api = Api.log_in(own_server.url, own_server.email, own_server.password)
    devices = [SocketIOListener(api), SocketIOListener(api, "browser", ("polling", "websocket")), PlainListener(api)]
    for device in devices:
        device.open()
    assert own_server.stop() == 0
    for device in devices:
        assert device.wait_for(lambda device=device: "sync:bye" in device.types()), device.name
        bye = device.heard_last("sync:bye")
        assert (bye["code"], bye["resume"]) == (4000, True)
        device.close()
    assert "Traceback" not in own_server.log()
    api.close()


def test_a_silent_plain_client_is_closed_and_one_that_pings_is_not(own_server: ServerProcess) -> None:
    api = Api.log_in(own_server.url, own_server.email, own_server.password)
    headers = {"Authorization": f"Bearer {api.token}"}
    with plain(api, additional_headers=headers) as silent, plain(api, additional_headers=headers) as talking:
        talking.send(json.dumps({"type": "ping"}))
        bye = hear(silent, "sync:bye")
        assert bye["code"] == 4000
        assert hear(talking, "pong")
    api.close()
