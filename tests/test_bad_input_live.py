"""Bad input on the plain WebSockets: each frame gets an error, never a close, and the socket hears on."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.support import nonsense
from tests.support.house import House
from tests.support.refusals import is_refusal

PATHS = ("/realtime", "/ws/restaurant/sync")
NO_MESSAGE = [
    "[]", "5", "null", "true", '"x"', "{}", "", " ", "NaN", "{", '{"type":', "{'type':'ping'}", nonsense.DEEP,
    '{"type":"ping","x":' + nonsense.DEEP + "}", '{"type":"ping","x":NaN}', '{"type":"ping","x":"\\ud800"}',
    '{"type":"ping","x":1e400}', '{"type":5}', '{"type":null}', '{"type":[]}', '{"type":{}}', '{"type":""}',
    '{"type":"nonsense"}', '{"type":"connect"}', '{"type":"\\u0000"}', '{"type":"🍝"}',
    '{"type":"' + "x" * 10_000 + '"}',
    b"", b"\x00", b"\xff\xfe", b"[]", b"5", b"null", b'{"type":',
]  # fmt: skip
FIELDS = {
    "sync:subscribe": ("restaurant_id", "cursor", "stream"),
    "restaurant_connect": ("restaurant_id",),
    "sync:auth": ("token",),
    "auth": ("token",),
    "user_action": ("action", "guest_id", "table_id", "reservation_id"),
}
WRONG_VALUES = ["5.5", "true", "[]", "{}", r'"\u0000"', '"' + "x" * 10_000 + '"', "[[[]]]", str(2**300)]
WRONG_CURSORS = ["", "x", "v1", "v1.zz.1.1", "v1.0.-1.0", "v1.0.1e5.0", "v2.0.1.1", "v1.0.\u0661.1", "9" * 5_000]


class Plain:
    """A bare connection to a plain WebSocket path."""

    def __init__(self, ws: ClientConnection) -> None:
        self.ws = ws

    def hear(self) -> dict[str, Any]:
        """Return the next message."""
        return json.loads(self.ws.recv(10))

    def answers(self, frame: str | bytes) -> list[dict[str, Any]]:
        """Send a frame, then a ping, and return all that came before the pong."""
        self.ws.send(frame)
        self.ws.send('{"type":"ping"}')
        heard = []
        while (message := self.hear())["type"] != "pong":
            heard.append(message)
        return [message for message in heard if message["type"] not in ("sync:head", "heartbeat")]

    def last_words(self) -> tuple[list[dict[str, Any]], int | None]:
        """Return what is heard until the server closes, and its code."""
        heard: list[dict[str, Any]] = []
        with suppress(ConnectionClosed):
            while True:
                heard.append(self.hear())
        return heard, self.ws.protocol.close_code

    def still_hears(self, house: House) -> bool:
        """Tell whether a change reaches this connection."""
        guest_id = house.guest("Later")
        while guest_id not in json.dumps(message := self.hear()):
            pass
        return message["type"] in ("guest_created", "delta_update")


@pytest.fixture
def doors() -> Iterator[ExitStack]:
    with ExitStack() as doors:
        yield doors


def open_plain(doors: ExitStack, api: Api, path: str = "/realtime", token: str | None = None) -> Plain:
    """Connect to a path, with the api's token unless another one, or "" for none, is given."""
    token = api.token if token is None else token
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    url = api.url.replace("http", "ws", 1) + path
    return Plain(doors.enter_context(connect(url, additional_headers=headers, max_size=None, compression=None)))


@pytest.fixture(params=PATHS)
def plain(request: pytest.FixtureRequest, house: House, doors: ExitStack) -> Plain:
    plain = open_plain(doors, house.api, request.param)
    plain.answers('{"type":"pong"}')
    return plain


def test_a_frame_that_is_no_message_gets_an_error_and_the_socket_hears_on(house: House, plain: Plain) -> None:
    with house.verify(changes=0):
        found = {frame: plain.answers(frame) for frame in NO_MESSAGE}
    assert [frame for frame, said in found.items() if [message["type"] for message in said] != ["error"]] == []
    assert all(is_refusal(message) for said in found.values() for message in said)
    assert plain.still_hears(house)


def test_every_type_refuses_every_wrong_field_and_the_socket_hears_on(house: House, plain: Plain) -> None:
    frames = [
        f'{{"action":"x","type":"{kind}","{name}":{value}}}'
        for kind, names in FIELDS.items()
        for name in names
        for value in WRONG_VALUES
    ]
    frames += [json.dumps({"type": "sync:subscribe", "cursor": cursor}) for cursor in WRONG_CURSORS]
    frames += [f'{{"type":"{kind}"}}' for kind in ("user_action", "auth", "sync:auth")]
    with house.verify(changes=0):
        found = {frame: plain.answers(frame) for frame in frames}
    assert [frame[:80] for frame, said in found.items() if [message["type"] for message in said] != ["error"]] == []
    assert all(is_refusal(message) for said in found.values() for message in said)
    assert plain.still_hears(house)


def test_a_foreign_restaurant_answers_like_an_unknown_one(house: House, plain: Plain, server: ServerProcess) -> None:
    other = Api.register(server.url, "Next Door")
    for kind in ("sync:subscribe", "restaurant_connect"):
        asked = [json.dumps({"type": kind, "restaurant_id": id_}) for id_ in (other.restaurant_id, "nobody")]
        foreign, unknown = (plain.answers(frame) for frame in asked)
        assert foreign == unknown
        assert foreign[0]["error"]["code"] == "not_found"
    assert plain.answers(json.dumps({"type": "auth", "token": other.token}))[0]["type"] == "error"
    assert plain.still_hears(house)
    other.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_connection_to_what_is_not_there_is_told_why_and_closed(api: Api, doors: ExitStack, path: str) -> None:
    for query in ("restaurant_id=nobody", "restaurant_id=%00", "restaurant_id=%ff", "stream=x", "stream=%00"):
        words, code = open_plain(doors, api, f"{path}?{query}").last_words()
        assert ([message["type"] for message in words], code) == (["error", "sync:bye"], 4403), query
        assert is_refusal(words[0])


def test_a_foreign_restaurant_in_the_url_is_told_the_same_as_an_unknown_one(
    house: House, doors: ExitStack, server: ServerProcess
) -> None:
    other = Api.register(server.url, "Next Door")
    for path in PATHS:
        foreign, unknown = (
            open_plain(doors, house.api, f"{path}?restaurant_id={id_}").last_words()
            for id_ in (other.restaurant_id, "nobody")
        )
        assert foreign == unknown
    other.close()


FIRST_FRAMES = ["[]", "5", "{", nonsense.DEEP, b"\x00", '{"type":"ping"}', '{"type":"auth"}',
                '{"type":"auth","token":5}', '{"type":"auth","token":"x"}', '{"type":"auth","token":{}}']  # fmt: skip


def test_a_first_frame_without_a_good_token_is_told_why_and_closed(house: House, doors: ExitStack) -> None:
    with house.verify(changes=0):
        for frame in FIRST_FRAMES:
            plain = open_plain(doors, house.api, token="")
            plain.ws.send(frame)
            words, code = plain.last_words()
            assert [message["type"] for message in words] == ["error", "sync:bye"], frame
            assert is_refusal(words[0])
            assert code in (4401, 4403)


ABOVE = b"x" * 40_000
BROKEN: dict[str, tuple[list[tuple[Opcode, bytes, bool]], int]] = {
    "64 kB and 1": ([(Opcode.TEXT, b"x" * 65_537, True)], 1009),
    "80 kB in two frames": ([(Opcode.TEXT, ABOVE, False), (Opcode.CONT, ABOVE, True)], 1009),
    "frames without an end": ([(Opcode.TEXT, ABOVE, False), (Opcode.CONT, ABOVE, False)], 1009),
    "text that is no UTF-8": ([(Opcode.TEXT, b"\xff\xfe", True)], 1007),
    "half a character": ([(Opcode.TEXT, b'"\xe2\x82', True)], 1007),
    "an end without a beginning": ([(Opcode.CONT, b"x", True)], 1002),
    "a beginning within a message": ([(Opcode.TEXT, b"x", False), (Opcode.TEXT, b"y", True)], 1002),
}


@pytest.mark.parametrize("path", [*PATHS, "/socket.io/?EIO=4&transport=websocket"])
def test_frames_that_break_the_protocol_are_closed_with_its_code(house: House, doors: ExitStack, path: str) -> None:
    found: dict[str, int | None] = {}
    with house.verify(changes=0):
        for kind, (frames, _) in BROKEN.items():
            ws = open_plain(doors, house.api, path).ws
            ws.socket.sendall(b"".join(Frame(op, data, fin).serialize(mask=True) for op, data, fin in frames))
            with suppress(ConnectionClosed):
                while True:
                    ws.recv(10)
            found[kind] = ws.protocol.close_code
    assert found == {kind: code for kind, (_, code) in BROKEN.items()}


def test_a_message_of_64_kb_is_read(house: House, plain: Plain) -> None:
    frame = '{"type":"ping","x":"' + "x" * 65_000 + '"}'
    plain.ws.send(frame)
    assert plain.hear()["type"] == "pong"
    assert plain.still_hears(house)
