"""What apps were told to send, sent as it stands there, and what they were promised to hear, field for field."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from bench.clients.api import Api
from tests.support import live_document
from tests.support.rawsocketio import RawSocketIO, payload_of
from tests.support.refusals import is_refusal

Frame = dict[str, Any]
DOCUMENTED = json.loads(Path(__file__).with_name("documented.json").read_text())
SAID, PROMISED = DOCUMENTED["said by apps"], DOCUMENTED["promised to apps"]
BY_THE_CLOCK = ("sync:head", "heartbeat")


class Plain:
    """A device on a plain endpoint."""

    def __init__(self, doors: ExitStack, api: Api, path: str) -> None:
        url = f"{api.url.replace('http', 'ws', 1)}{path}restaurant_id={api.restaurant_id}&token={api.token}"
        self.ws = doors.enter_context(connect(url, max_size=None))

    def say(self, frame: Frame) -> None:
        """Send a message."""
        self.ws.send(json.dumps(frame))

    def hear(self) -> Frame:
        """Return the next message."""
        return json.loads(self.ws.recv(10))


class SocketIO:
    """A device on Socket.IO."""

    def __init__(self, doors: ExitStack, api: Api, **auth: str) -> None:
        self.raw = doors.enter_context(RawSocketIO(api))
        self.raw.say("40" + json.dumps({"token": api.token, "restaurant_id": api.restaurant_id} | auth))

    def say(self, frame: Frame) -> None:
        """Send an event."""
        name, payload = frame["type"], {key: value for key, value in frame.items() if key != "type"}
        self.raw.say(f"42{json.dumps([name, payload])}")

    def hear(self) -> Frame:
        """Return the next event's message."""
        while not (frame := self.raw.hear()).startswith("42"):
            pass
        return payload_of(frame)


Device = Plain | SocketIO
# Every door, each with the stream on which all the promised messages come, chosen in every place where it can be.
DOORS: dict[str, Callable[[ExitStack, Api], Device]] = {
    "/realtime": lambda doors, api: Plain(doors, api, "/realtime?"),
    "/ws/restaurant/sync": lambda doors, api: Plain(doors, api, "/ws/restaurant/sync?stream=both&"),
    "Socket.IO": lambda doors, api: SocketIO(doors, api, stream="both"),
}


def next_of(device: Device, kind: str) -> Frame:
    """Return the next message of a type."""
    while (message := device.hear())["type"] != kind:
        pass
    assert live_document.complaints("server", [message]) == []
    return message


def told(device: Device) -> list[Frame]:
    """Return all that was said to a device until now, what the clock alone says left out."""
    device.say(SAID["ping"])
    heard = []
    while (message := device.hear())["type"] != "pong":
        heard.append(message)
    return [message for message in heard if message["type"] not in BY_THE_CLOCK]


def differs(promised: Any, got: Any, names: dict[str, str], where: str = "") -> list[str]:
    """Return where an answer lacks what was promised; a time may be any, and the document's ids are `names`."""
    if isinstance(promised, dict):
        missing = [f"{where}.{key} is missing" for key in promised if key not in got]
        kept = [key for key in promised if key in got]
        return missing + [fault for key in kept for fault in differs(promised[key], got[key], names, f"{where}.{key}")]
    if isinstance(promised, list):
        pairs = enumerate(zip(promised, got, strict=True))
        return [fault for n, (mine, theirs) in pairs for fault in differs(mine, theirs, names, f"{where}[{n}]")]
    if where.endswith(("timestamp", "_time")):
        return [] if str(got).endswith("Z") else [f"{where} is {got!r}"]
    wanted = names.get(promised, promised) if isinstance(promised, str) else promised
    return [] if wanted == got else [f"{where} is {got!r}, not {wanted!r}"]


@pytest.fixture
def doors() -> Iterator[ExitStack]:
    with ExitStack() as doors:
        yield doors


def with_ids(frame: Frame, names: dict[str, str]) -> Frame:
    """Return a documented frame with this test's ids."""
    return {key: names.get(value, value) for key, value in frame.items()}


@pytest.mark.parametrize("door", DOORS)
def test_what_was_promised_is_heard_field_for_field(api: Api, doors: ExitStack, door: str) -> None:
    names = {"restaurant_123": api.restaurant_id, "guest_456": "guest_456", "table_789": "table_789"}
    device, other = DOORS[door](doors, api), DOORS["/realtime"](doors, api)
    heard = {"handshake": next_of(device, "connection_established")}
    device.say(with_ids(SAID["identification"], names))
    assert differs(PROMISED["handshake"], next_of(device, "connection_established"), names) == []
    device.say(SAID["ping"])
    heard["pong"] = next_of(device, "pong")
    other.say(with_ids(SAID["note"], names))
    heard["note"] = next_of(device, "user_action")

    api.act("POST", "/tables", {"id": "table_789", "number": 5, "capacity": 4})
    api.act("POST", "/guests", {"id": "guest_456", "guestName": "John Doe", "partySize": 4})
    heard["guest_created"] = next_of(device, "guest_created")
    api.act("POST", "/guests/guest_456/seat", {"table_id": "table_789"})
    heard["guest_updated"] = next_of(device, "guest_updated")
    heard["table_updated"] = next_of(device, "table_updated")
    api.act("PUT", "/guests/guest_456/status/atomic", {"status": "Finished"})
    heard["finished"] = next_of(device, "delta_update")
    heard["status_changed"] = next_of(device, "guest_updated")
    heard["cleared"] = next_of(device, "table_updated")
    api.act("POST", "/sections", {"name": "Terrace"})
    heard["data_change"] = next_of(device, "data_change")

    assert heard.keys() == PROMISED.keys()
    assert {name: differs(PROMISED[name], got, names) for name, got in heard.items()} == {name: [] for name in heard}


@pytest.mark.parametrize("door", DOORS)
def test_each_door_takes_every_event_and_refuses_what_is_none(api: Api, doors: ExitStack, door: str) -> None:
    device = DOORS[door](doors, api)
    told(device)
    for kind in ("pong", "heartbeat"):
        device.say({"type": kind})
    device.say({"type": "auth", "token": api.token})
    device.say({"type": "request_full_sync"})
    said = [message["type"] for message in told(device)]
    assert [kind for kind in said if kind != "sync:authenticated"] == ["full_sync"]
    device.say({"type": "nonsense"})
    (refusal,) = told(device)
    assert is_refusal(refusal)
    assert refusal["error"]["code"] == "unknown_type"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("stream", "kinds"),
    [
        ("delta", ["delta_update"]),
        ("entities", ["guest_updated", "table_updated"]),
        ("both", ["delta_update", "guest_updated", "table_updated"]),
        ("hint", ["data_change"]),
    ],
)
def test_a_stream_is_chosen_by_subscribing(
    api: Api, doors: ExitStack, door: str, stream: str, kinds: list[str]
) -> None:
    table_id = api.act("POST", "/tables", {"number": 1, "capacity": 4})["id"]
    guest_id = api.act("POST", "/guests", {"name": "Lee", "partySize": 2})["id"]
    device = DOORS[door](doors, api)
    device.say({"type": "sync:subscribe", "restaurant_id": api.restaurant_id, "cursor": None, "stream": stream})
    told(device)
    api.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
    assert [message["type"] for message in told(device)] == kinds


@pytest.mark.parametrize("stream", ["delta", "entities", "both", "hint"])
def test_a_stream_is_chosen_in_socketios_connect_payload(api: Api, doors: ExitStack, stream: str) -> None:
    device = SocketIO(doors, api, stream=stream)
    assert next_of(device, "connection_established")
    told(device)
    api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    first = {"delta": "delta_update", "entities": "guest_created", "both": "guest_created", "hint": "data_change"}
    assert [message["type"] for message in told(device)] == [first[stream]]


@pytest.mark.parametrize("door", DOORS)
def test_a_note_for_another_restaurant_is_refused(api: Api, doors: ExitStack, door: str) -> None:
    other = Api.register(api.url, "Next Door")
    device, theirs = DOORS[door](doors, api), DOORS["/realtime"](doors, other)
    told(device)
    told(theirs)
    answers = []
    for restaurant_id in (other.restaurant_id, "nobody"):
        device.say({"type": "user_action", "action": "x", "restaurant_id": restaurant_id})
        answers.append(told(device))
    assert answers[0] == answers[1]
    assert answers[0][0]["error"]["code"] == "not_found"
    assert told(theirs) == []
    other.close()
