"""Bad input on Socket.IO: each packet is answered or ignored, and the connection lives on."""

import json
from collections.abc import Iterator

import httpx
import pytest
import socketio

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener
from tests.support import nonsense
from tests.support.house import House
from tests.support.rawsocketio import RawSocketIO, payload_of
from tests.support.refusals import is_refusal

UNREADABLE = [
    "4", "4x", "4null", "4[]", "4{}", "45", "47", "49", "44", "44{}", "4\u0665", "4\u00b2",
    "42", "42[]", "42{}", "42null", "425", '42"x"', "42[5]", "42[null]", '42[["ping"]]', '42[{"a":1}]', '42["ping"',
    '42["ping",NaN]', '42["ping","\\ud800"]', '42["ping",' + nonsense.DEEP + "]", '42\u00b2["ping"]',
    "42" + "9" * 200 + '["ping"]', '42["connect"]', '42["connect",{"token":"x"}]', '42["disconnect"]', '42["*"]',
    '42["*",1]', '451-["ping",{"_placeholder":true,"num":0}]', '451-["ping",{"_placeholder":true,"num":7}]',
    '4599999-["ping"]',
    '45["ping"]', "461-1[]", b"", b"\x00\x01", b'42["ping",{}]', b"\xff" * 100,
]  # fmt: skip
IGNORED = ["43", "431[]", "4399[5]", "439{}", '42/otherns,["ping"]', "41/otherns,", "3", "3probe", "6", "0"]
NO_PACKET = ["x", "", " ", "b", "bAAAA", "bzz!", "\u00b2", "\u0665", "9", "-1", "\x00"]
FIELDS = {
    "sync:subscribe": ("restaurant_id", "cursor", "stream"),
    "restaurant_connect": ("restaurant_id",),
    "sync:auth": ("token",),
    "user_action": ("action", "guest_id", "table_id", "reservation_id"),
}
WRONG_VALUES = ["5.5", "true", "[]", "{}", r'"\u0000"', '"' + "x" * 10_000 + '"', "[[[]]]", str(2**300)]
WRONG_CURSORS = ["", "x", "v1", "v1.zz.1.1", "v1.0.-1.0", "v1.0.1e5.0", "v2.0.1.1", "v1.0.\u0661.1", "9" * 5_000]


@pytest.fixture
def raw(house: House) -> Iterator[RawSocketIO]:
    with RawSocketIO(house.api) as raw:
        raw.connect()
        yield raw


def still_hears(house: House, raw: RawSocketIO) -> bool:
    """Tell whether a change reaches this connection."""
    guest_id = house.guest("Later")
    while guest_id not in (frame := raw.hear()):
        pass
    return frame.startswith('42["guest_created"')


def test_a_packet_that_is_no_event_gets_an_error_and_the_socket_lives_on(house: House, raw: RawSocketIO) -> None:
    with house.verify(changes=0):
        found = {frame: raw.answers(frame) for frame in UNREADABLE}
    assert [
        frame for frame, answers in found.items() if not any(said.startswith('42["error"') for said in answers)
    ] == []
    assert all(is_refusal(payload_of(answers[0])) for answers in found.values())
    assert still_hears(house, raw)


def test_a_packet_that_asks_for_nothing_is_ignored_and_the_socket_lives_on(house: House, raw: RawSocketIO) -> None:
    with house.verify(changes=0):
        assert {frame: raw.answers(frame) for frame in IGNORED} == {frame: [] for frame in IGNORED}
        assert [raw.answers(frame)[0][:2] for frame in ("40", "40[]", "405", "40/otherns,")] == ["44"] * 4
    assert still_hears(house, raw)


def test_a_frame_that_is_no_engine_packet_ends_the_connection(house: House) -> None:
    with house.verify(changes=0):
        for frame in NO_PACKET:
            with RawSocketIO(house.api) as raw:
                raw.connect()
                assert raw.closes_on(frame), frame


def test_a_frame_above_64_kb_ends_the_connection(house: House, raw: RawSocketIO) -> None:
    assert raw.answers('42["ping","' + "x" * 65_000 + '"]') == []
    assert raw.closes_on('42["ping","' + "x" * 65_536 + '"]')


def test_every_event_refuses_every_wrong_payload_in_the_ack_and_as_an_error(house: House, raw: RawSocketIO) -> None:
    def frames() -> Iterator[str]:
        yield from (f'421["no such event {n}",{body}]' for n, body in enumerate(["{}", "5", "null", "[]"]))
        for event, names in FIELDS.items():
            yield from (f'421["{event}",{body}]' for body in ("[]", "5", '"x"', "true", "[[]]"))
            yield from (f'421["{event}",{{"action":"x","{name}":{value}}}]' for name in names for value in WRONG_VALUES)
        yield from (f'421["sync:subscribe",{{"cursor":{json.dumps(cursor)}}}]' for cursor in WRONG_CURSORS)
        yield from ('421["user_action"]', '421["sync:auth"]', '421["sync:auth",{}]', '421["user_action",{}]')

    with house.verify(changes=0):
        found = {frame: raw.answers(frame) for frame in frames()}
    kinds = {frame: sorted(said[:3] for said in answers) for frame, answers in found.items()}
    assert {frame[:80]: got for frame, got in kinds.items() if got != ["42[", "431"]} == {}
    assert all(is_refusal(payload_of(said)) for answers in found.values() for said in answers)
    assert still_hears(house, raw)


def test_a_foreign_restaurant_answers_like_an_unknown_one(
    house: House, raw: RawSocketIO, server: ServerProcess
) -> None:
    other = Api.register(server.url, "Next Door")
    for event in ("sync:subscribe", "restaurant_connect"):
        foreign, unknown = (
            raw.answers(f'421["{event}",{{"restaurant_id":"{id_}"}}]') for id_ in (other.restaurant_id, "nobody")
        )
        assert foreign == unknown
        assert payload_of(foreign[0])["error"]["code"] == "not_found"
    assert "belongs to another user" in raw.answers(f'421["sync:auth",{{"token":"{other.token}"}}]')[0]
    assert still_hears(house, raw)
    other.close()


def test_a_cursor_of_another_life_or_restaurant_is_told_to_start_anew(house: House, raw: RawSocketIO) -> None:
    cursors = ["v1.00000000.1.1", "v1.00000000.9999999999999999.1", house.api.full()["cursor"] + "1"]
    answers = [raw.answers(f'421["sync:subscribe",{{"cursor":"{cursor}"}}]') for cursor in cursors]
    assert [payload_of(said)["mode"] for (said,) in answers] == ["resync"] * 3


def test_nothing_is_heard_before_the_connect(house: House) -> None:
    with RawSocketIO(house.api) as raw, house.verify(changes=0):
        for frame in ('42["ping",{}]', '421["user_action",{"action":"x"}]', "41", "43[]", '451-["x"]', b"\x00"):
            raw.say(frame)
        assert raw.connect().startswith('40{"sid"')
        assert raw.answers('42["ping",{}]') == []


WRONG_AUTH = [
    "", "[]", "5", '"x"', "null", "true", "{", "NaN", nonsense.DEEP, "{}", '{"token":5}', '{"token":{}}',
    '{"token":[]}', '{"token":null}', '{"token":true}', '{"token":"x"}', '{"token":"\\ud800"}',
    '{"token":"' + "x" * 10_000 + '"}',
]  # fmt: skip


def test_a_connect_without_a_good_token_is_refused_and_a_good_one_may_follow(api: Api) -> None:
    for auth in WRONG_AUTH:
        with RawSocketIO(api) as raw:
            raw.say("40" + auth)
            refused = raw.hear()
            assert refused.startswith("44{"), auth
            assert is_refusal(json.loads(refused[2:])["data"]), auth
            assert json.loads(refused[2:])["data"]["error"]["code"] == "not_authenticated", auth
            assert raw.connect().startswith('40{"sid"'), auth


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("stream", ["x", 5, [1], {"a": 1}, "DELTA", "\x00"]),
        ("restaurant_id", ["nobody", True, [1], {"a": 1}, "\x00", 2**60, 1.5, "x" * 10_000]),
    ],
)
def test_a_connect_to_what_is_not_there_is_refused(api: Api, field: str, values: list[object]) -> None:
    for value in values:
        with RawSocketIO(api) as raw:
            refused = raw.connect(**{field: value})
            assert refused.startswith("44{"), value
            body = json.loads(refused[2:])
            assert is_refusal(body["data"]), value
            assert body["message"] == body["data"]["detail"], value


def test_the_usual_client_sees_a_refusal_in_the_ack_and_stays_connected(house: House) -> None:
    device = SocketIOListener(house.api, "app")
    device.open()
    for event, payload in (
        ("user_action", None),
        ("sync:subscribe", [1]),
        ("nonsense", {"a": "🍝"}),
        ("sync:auth", b"\x00"),
    ):
        if isinstance(payload, bytes):
            device.sio.emit(event, payload)
        else:
            assert is_refusal(device.sio.call(event, payload, timeout=10))
    device.barrier()
    assert device.types().count("error") == 5  # the bytes come as a packet and its attachment
    device.close()


def test_the_usual_client_without_a_token_is_refused(server: ServerProcess) -> None:
    sio = socketio.Client(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        sio.connect(server.url, auth={"token": "x"}, transports=["websocket"])
    sio.disconnect()


NO_PAYLOAD = [
    b"x",
    b"9",
    b"6",
    b"0",
    b"\xff\xfe",
    b"bAAA",
    b"b!!!",
    b"d=%ff",
    b"\x1e",
    b"2\x1e" * 300,
    b"4" * 70_000,
    "²".encode(),
]


def poll(http: httpx.Client, sid: str, **more: bytes | str) -> httpx.Response:
    """Post to a session when there is content, else read from it."""
    return http.request("POST" if more else "GET", f"/socket.io/?EIO=4&transport=polling&sid={sid}", **more)


@pytest.fixture
def polling(house: House) -> Iterator[tuple[httpx.Client, str]]:
    """Return an HTTP client and its session, connected by long polling."""
    with httpx.Client(base_url=house.api.url, timeout=10) as http:
        sid = http.get("/socket.io/?EIO=4&transport=polling").text
        sid = json.loads(sid[1:])["sid"]
        poll(http, sid, content="40" + json.dumps({"token": house.api.token}))
        yield http, sid
        poll(http, sid, content="41\x1e1")


def test_what_is_no_payload_is_400_when_polling_and_the_session_lives_on(
    house: House, polling: tuple[httpx.Client, str]
) -> None:
    with house.verify(changes=0):
        assert [poll(*polling, content=body).status_code for body in NO_PAYLOAD] == [400] * len(NO_PAYLOAD)
    chunks = poll(*polling, content=iter([b'427["pi', b'ng",{}]']))
    assert chunks.status_code == 400  # not 200 and forgotten
    poll(*polling, content='427["ping",{}]')
    heard = ""
    while '437[{"type":"pong"' not in heard:
        heard += poll(*polling).text


def test_forty_packets_in_one_post_are_all_handled(house: House, polling: tuple[httpx.Client, str]) -> None:
    assert poll(*polling, content="\x1e".join(f'42{n}["ping",{{}}]' for n in range(100, 140))).status_code == 200
    heard = ""
    while not all(f"43{n}[" in heard for n in range(100, 140)):
        heard += poll(*polling).text


def test_a_session_that_has_ended_is_400_like_one_that_never_was(polling: tuple[httpx.Client, str]) -> None:
    assert poll(*polling, content="1").status_code == 200
    for sid in (polling[1], "nobody"):
        assert [poll(polling[0], sid, content="2").status_code, poll(polling[0], sid).status_code] == [400, 400]
