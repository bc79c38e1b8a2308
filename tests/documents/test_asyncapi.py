"""The live document: whole, valid, and what is really said and read on both transports."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft7Validator

from bench.clients.api import Api
from qtable.changes.entities import kinds
from qtable.realtime import catalogue, messages, rawsocket
from tests.support import live_document
from tests.support.desk import Desk
from tests.support.house import House
from tests.support.rawsocketio import RawSocketIO, payload_of

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT / "qtable/host_stand/page/node_modules/@asyncapi/specs/schemas/3.0.0.json"
LIVE = {path.name: path.read_text() for path in (ROOT / "qtable" / "realtime").glob("*.py")}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return live_document.document()


def said_by_the_source() -> set[str]:
    """Return every message type that stands in the live room's source, and those made from entities."""
    literal = {kind for text in LIVE.values() for kind in re.findall(r'"type": "([a-z_:]+)"', text)}
    stamped = {kind for text in LIVE.values() for kind in re.findall(r'_stamped\([a-z_.]+, "([a-z_:]+)"', text)}
    typed = {
        f"{kind.name}_{past}" for kind in kinds() for past in messages.PAST.values() if kind.name in messages.TYPED
    }
    return literal | stamped | typed


def server_messages() -> set[str]:
    """Return the document's keys of what the server says."""
    return {key for key in live_document.document()["components"]["messages"] if key.startswith("server.")}


def refs(part: Any) -> Iterator[str]:
    """Yield every reference in a document."""
    if isinstance(part, dict):
        yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
        part = list(part.values())
    for inner in part if isinstance(part, list) else []:
        yield from refs(inner)


def resolved(document: dict[str, Any], ref: str) -> Any:
    """Return what a reference means; raises KeyError."""
    found: Any = document
    for step in ref.removeprefix("#/").split("/"):
        found = found[step]
    return resolved(document, found["$ref"]) if "$ref" in found else found


def test_it_is_served_to_all_as_it_is_built(desk: Desk, document: dict[str, Any]) -> None:
    answer = desk.http.get("/asyncapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.json == document
    assert document["asyncapi"] == "3.0.0"


def test_it_is_valid_by_the_schema_of_those_who_made_asyncapi(document: dict[str, Any]) -> None:
    official = Draft7Validator(json.loads(OFFICIAL.read_text()))
    assert [error.message[:300] for error in official.iter_errors(document)] == []
    broken = document | {"operations": {"x": {"action": "shout", "channel": {"$ref": "#/channels/realtime"}}}}
    assert not official.is_valid(broken)


def test_every_reference_leads_somewhere_and_an_operation_names_messages_of_its_channel(
    document: dict[str, Any],
) -> None:
    found = list(refs(document))
    assert len(found) > 200
    assert [ref for ref in found if not resolved(document, ref)] == []
    for name, operation in document["operations"].items():
        for part in (operation, operation.get("reply", operation)):
            start = f"{part['channel']['$ref']}/messages/"
            assert all(one["$ref"].startswith(start) for one in part["messages"]), name


def test_every_message_has_an_example_that_fits_its_schema(document: dict[str, Any]) -> None:
    found = {key: message["examples"][0]["payload"] for key, message in document["components"]["messages"].items()}
    wrong = [fault for key, payload in found.items() for fault in live_document.faults(*key.split(".", 1), payload)]
    assert wrong == []
    assert found["server.guest_updated"]["data"]["name"]
    assert all(found[f"frame.{name}".replace(":", ".")]["type"] == name for name in catalogue.EVENTS)


def test_every_event_that_either_transport_takes_is_in_it_and_nothing_else(document: dict[str, Any]) -> None:
    handled = set(re.findall(r'@socketio\.on\("([a-z_:]+)"\)', LIVE["handlers.py"])) - {"connect", "disconnect"}
    assert handled == set(rawsocket.EVENTS) == set(catalogue.EVENTS)
    assert set(rawsocket.ANONYMOUS_EVENTS) < handled
    for channel, role in (("socketio", "event"), ("realtime", "frame"), ("restaurantSync", "frame")):
        keys = [key.partition(".") for key in document["channels"][channel]["messages"]]
        shown = {name.replace(".", ":") for kind, _, name in keys if kind == role}
        assert shown == handled, channel


def test_every_message_that_the_source_can_say_is_in_it_and_nothing_else(app: Flask, document: dict[str, Any]) -> None:
    with app.app_context():
        said = said_by_the_source()
    keys = server_messages()
    assert keys == {f"server.{name}".replace(":", ".") for name in said}
    assert {"sync:head", "guest_created", "table_deleted", "delta_update", "pong", "error"} <= said
    channels = document["channels"]
    assert keys == {key for key in channels["realtime"]["messages"] if key.startswith("server.")}
    assert channels["realtime"]["messages"].keys() == channels["restaurantSync"]["messages"].keys()


def test_what_is_read_is_what_is_shown(app: Flask, document: dict[str, Any]) -> None:
    for name, event in catalogue.EVENTS.items():
        key = f"event.{name}".replace(":", ".")
        shown = document["components"]["messages"][key]["payload"]
        assert resolved(document, shown["$ref"])["properties"].keys() == event.body().fields.keys(), name


def test_the_judge_can_refuse() -> None:
    good = {"type": "pong", "timestamp": "2026-11-20T19:30:00.000Z"}
    assert live_document.complaints("server", [good]) == []
    for bad in ({"type": "pong"}, good | {"more": 1}, good | {"timestamp": 5}, good | {"type": "song"}, {}):
        assert len(live_document.complaints("server", [bad])) == 1, bad


def test_all_that_happens_in_a_house_is_heard_as_documented(house: House) -> None:
    """The house's devices are held to the document at its end, in every test; this one makes them hear all of it."""
    house.api.act("POST", "/tables", {"number": 9, "capacity": 4})
    guest_id = house.guest("Lee", 2, notes="Window", tags=["regular"])
    house.seat(guest_id, 1)
    house.api.act("POST", f"/guests/{guest_id}/finish")
    house.api.act("DELETE", f"/guests/{guest_id}")
    house.api.act("PUT", f"/tables/{house.tables[2]}", {"capacity": 5})
    house.api.act("DELETE", f"/tables/{house.tables[3]}")
    house.api.act("POST", "/sections", {"name": "Terrace"})
    house.realtime.say({"type": "presence"})
    house.realtime.say({"type": "user_action", "action": "guest_created", "guest_id": guest_id})
    for frame in ({"type": "sync:auth", "token": house.api.token}, {"type": "restaurant_connect"}, {"type": "x"}):
        house.sync.say(frame)
    house.sync.say({"type": "sync:subscribe", "cursor": house.api.full()["cursor"], "stream": "hint"})
    house.sync.barrier()
    house.guest("Kim")
    for device in house.devices:
        device.barrier()
    heard = {kind for device in house.devices for kind in device.types()}
    said = {key.removeprefix("server.").replace(".", ":") for key in server_messages()}
    assert heard <= said
    elsewhere = {"sync:head", "heartbeat", "sync:bye", "atomic_transaction_complete"}
    assert {kind for kind in said - heard - elsewhere if not kind.startswith("reservation_")} == set()


def test_what_socketio_acknowledges_is_documented(api: Api) -> None:
    guest_id = api.act("POST", "/guests", {"name": "Lee", "partySize": 2})["id"]
    start = api.full()["cursor"]
    api.act("POST", f"/guests/{guest_id}/cancel")
    api.act("DELETE", f"/guests/{guest_id}")
    events = [
        ("sync:subscribe", {"cursor": None}),
        ("sync:subscribe", {"cursor": start}),
        ("sync:subscribe", {"cursor": "v1.abc.1.1"}),
        ("sync:auth", {"token": api.token}),
        ("auth", {"token": api.token}),
        ("user_action", {"action": "x"}),
    ]
    with RawSocketIO(api) as raw:
        raw.connect()
        for name, payload in events:
            assert live_document.faults("event", name, payload) == []
            (frame,) = raw.answers(f"421{json.dumps([name, payload])}")
            answer = catalogue.EVENTS[name].answer
            assert live_document.faults("ack", str(answer), payload_of(frame)) == []
