"""A reader that stops reading is closed, and nobody beside it notices."""

import json
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bench.clients.server_process import ServerProcess
from tests.support.house import House

ASKED = 600
CHANGES = ("delta_update", "guest_created")
CLOSED = "reads too slowly and is closed"


def lazy_socket(url: str) -> socket.socket:
    """Return a connection whose receive buffer holds next to nothing."""
    host, port = url.removeprefix("http://").split(":")
    lazy = socket.socket()
    lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    lazy.connect((host, int(port)))
    return lazy


def plain(house: House) -> Any:
    url = house.api.url.replace("http", "ws") + f"/realtime?token={house.api.token}&stream=delta"
    reader = connect(
        url, sock=lazy_socket(house.api.url), compression=None, max_size=None, max_queue=1, close_timeout=1
    )
    return reader, lambda kind: json.dumps({"type": kind})


def engine(house: House) -> Any:
    url = house.api.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    reader = connect(
        url, sock=lazy_socket(house.api.url), compression=None, max_size=None, max_queue=1, close_timeout=1
    )
    return reader, lambda kind: f'42["{kind}",{{}}]'


def greet_engine(house: House, socket: Any) -> None:
    socket.recv(5)
    socket.send("40" + json.dumps({"token": house.api.token}))
    while "connection_established" not in socket.recv(5):
        pass


def read_to_the_end(socket: Any) -> list[dict[str, Any]]:
    """Return all messages up to the close; each must have come whole."""
    heard: list[dict[str, Any]] = []
    with suppress(ConnectionClosed):
        while True:
            text = socket.recv(5)
            if text.startswith(("{", "42")):
                heard.append(json.loads(text) if text[0] == "{" else json.loads(text[2:])[1])
    return heard


@pytest.mark.parametrize(("door", "greet"), [(plain, None), (engine, greet_engine)])
def test_a_reader_that_stops_is_closed_and_the_others_miss_nothing(
    house: House,
    server: ServerProcess,
    door: Callable[[House], Any],
    greet: Callable[[House, Any], None] | None,
) -> None:
    for number in range(12):
        house.guest(f"Party {number}", notes="x" * 1500)
    connecting, word = door(house)
    closed = server.log().count(CLOSED)
    with connecting as lazy:
        if greet:
            greet(house, lazy)
        first = house.api.full()["seq"]
        for number in range(5):
            house.guest(f"Early party {number}")
        for _ in range(ASKED):
            lazy.send(word("request_full_sync"))
        for number in range(30):
            house.guest(f"Late party {number}")
        assert house.sync.wait_for(lambda: server.log().count(CLOSED) > closed, 30)
        told = [message["seq"] for message in read_to_the_end(lazy) if message["type"] in CHANGES]
        assert told[:5] == list(range(first + 1, first + 6))
        assert told == list(range(first + 1, first + 1 + len(told)))
        with house.verify(changes=1):
            house.guest("Lee")
