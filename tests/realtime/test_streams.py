"""The streams: the same transactions in the same order, each in the words its clients were written for."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from websockets.sync.client import connect

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from qtable.changes.models import CommittedChange
from qtable.realtime.messages import Stream, messages
from tests.support.house import House

ENTRY = {"entity_id": "x", "action": "update", "event": "seated", "version": 2, "data": {"id": "x"}}


def change(*kinds: str, kind: str = "seat") -> CommittedChange:
    body = json.dumps([{"entity_type": name, **ENTRY} for name in kinds])
    return CommittedChange("r", 5, 1_700_000_000_123, kind, "key", body, "v1.ab.5.1700000000123")


def spoken(committed: CommittedChange, stream: Stream) -> list[tuple[str, list[int] | None]]:
    return [(message["type"], message.get("part")) for message in messages(committed, stream)]


def test_the_delta_stream_speaks_once_per_transaction() -> None:
    assert spoken(change("guest", "table"), Stream.DELTA) == [("delta_update", None)]
    assert spoken(change("guest"), Stream.DELTA) == [("delta_update", None)]


def test_the_entities_stream_speaks_once_per_entity() -> None:
    assert spoken(change("guest", "table"), Stream.ENTITIES) == [("guest_updated", [1, 2]), ("table_updated", [2, 2])]
    assert spoken(change("guest"), Stream.ENTITIES) == [("guest_updated", None)]
    assert spoken(change("table", "section"), Stream.ENTITIES) == [("table_updated", [1, 2]), ("data_change", [2, 2])]


def test_both_sends_the_whole_before_the_entities_when_there_are_several() -> None:
    assert spoken(change("guest"), Stream.BOTH) == [("guest_updated", None)]
    three = [("delta_update", [1, 3]), ("guest_updated", [2, 3]), ("table_updated", [3, 3])]
    assert spoken(change("guest", "table"), Stream.BOTH) == three


def test_the_hint_stream_names_no_one() -> None:
    (message,) = messages(change("guest", "table"), Stream.HINT)
    assert message == {
        "type": "data_change",
        "restaurant_id": "r",
        "timestamp": "2023-11-14T22:13:20.123Z",
        "seq": 5,
        "cursor": "v1.ab.5.1700000000123",
    }


def test_a_batch_ends_with_its_completion() -> None:
    last = messages(change("guest", "table", kind="batch"), Stream.DELTA)[-1]
    assert (last["type"], last["transaction_id"], last["affected_entities"]) == (
        "atomic_transaction_complete",
        "key",
        ["x", "x"],
    )


@pytest.fixture
def older_app(api: Api) -> Iterator[SocketIOListener]:
    """An app that only connects and never subscribes."""
    device = SocketIOListener(api, "older app", subscribe=False)
    device.open()
    assert device.wait_for(lambda: device.types() == ["connection_established"])
    yield device
    device.close()


def news(device: Listener) -> list[dict]:
    return news_of(device.heard)


def news_of(heard: list[dict]) -> list[dict]:
    """Return the messages that bring a change."""
    return [message for message in heard if ("data" in message or "changes" in message) and "mode" not in message]


def test_an_app_that_only_connects_hears_each_entity_from_then_on(house: House, older_app: SocketIOListener) -> None:
    guest_id = house.guest("Lee", 2)
    house.seat(guest_id, 1)
    house.api.act("POST", f"/guests/{guest_id}/finish")
    house.api.act("DELETE", f"/guests/{guest_id}")
    older_app.barrier()
    heard = [(message["type"], message["action"]) for message in news(older_app)]
    assert heard == [
        ("guest_created", "created"),
        ("guest_updated", "seated"),
        ("table_updated", "assigned"),
        ("guest_updated", "status_changed"),
        ("table_updated", "cleared"),
        ("guest_deleted", "deleted"),
    ]
    assert news(older_app)[0]["data"]["guestName"] == "Lee"
    assert news(older_app)[0]["guest_id"] == guest_id
    assert all(message["restaurant_id"] == house.api.restaurant_id for message in news(older_app))


def test_realtime_sends_one_whole_message_and_the_typed_ones(house: House) -> None:
    house.seat(house.guest(), 1)
    house.realtime.barrier()
    heard = [(message["type"], message.get("part")) for message in news(house.realtime)]
    assert heard == [
        ("guest_created", None),
        ("delta_update", [1, 3]),
        ("guest_updated", [2, 3]),
        ("table_updated", [3, 3]),
    ]


def test_the_sync_endpoint_greets_with_a_full_sync(house: House) -> None:
    greeting, full = house.sync.heard[:2]
    assert (greeting["type"], full["type"]) == ("connection_established", "full_sync")
    assert greeting["restaurant_id"] == house.api.restaurant_id
    assert greeting["cursor"] == full["cursor"]
    assert {table["tableNumber"] for table in full["tables"]} == {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("stream", "kind"),
    [("delta", "delta_update"), ("entities", "guest_created"), ("both", "guest_created"), ("hint", "data_change")],
)
def test_a_plain_endpoint_takes_the_stream_from_its_query(api: Api, stream: str, kind: str) -> None:
    url = f"{api.url.replace('http', 'ws')}/realtime?token={api.token}&stream={stream}"
    with connect(url) as socket:
        assert json.loads(socket.recv(5))["type"] == "connection_established"
        api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
        assert json.loads(socket.recv(5))["type"] == kind


def test_an_unknown_stream_is_refused(api: Api) -> None:
    with connect(f"{api.url.replace('http', 'ws')}/realtime?token={api.token}&stream=loud") as socket:
        assert json.loads(socket.recv(5))["error"]["code"] == "malformed"
        assert json.loads(socket.recv(5))["type"] == "sync:bye"


def test_the_handshake_can_be_asked_for_again_and_a_note_reaches_only_the_others(house: House) -> None:
    house.realtime.say({"type": "restaurant_connect", "restaurant_id": house.api.restaurant_id, "platform": "iOS"})
    house.realtime.say({"type": "user_action", "action": "guest_created", "guest_id": "g1", "evil": "x" * 100})
    house.realtime.barrier()
    assert house.realtime.types().count("connection_established") == 2
    assert "user_action" not in house.realtime.types()
    for device in (house.socketio, house.browser, house.sync):
        device.barrier()
        note = device.heard_last("user_action")
        assert (note["action"], note["guest_id"]) == ("guest_created", "g1")
        assert "evil" not in note


def test_restaurant_connect_to_another_restaurant_of_theirs_is_heard_from_then_on(house: House) -> None:
    other = Api.register(house.api.url, "Second House")
    with closing(sqlite3.connect(house.database)) as database, database:
        database.execute(
            "INSERT INTO memberships (user_id, restaurant_id, role, created_at) "
            "SELECT user_id, ?, role, created_at FROM memberships WHERE restaurant_id = ?",
            (other.restaurant_id, house.api.restaurant_id),
        )
    house.realtime.say({"type": "restaurant_connect", "restaurant_id": other.restaurant_id})
    house.realtime.barrier()
    assert house.realtime.heard_last("connection_established")["restaurant_id"] == other.restaurant_id
    heard = len(house.realtime.heard)
    house.guest("Not for them any more")
    other.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    house.realtime.barrier()
    told = [message["restaurant_id"] for message in news_of(house.realtime.heard[heard:])]
    assert told == [other.restaurant_id]
    other.close()


def test_a_full_sync_can_be_asked_for_on_every_transport(house: House) -> None:
    house.guest()
    house.socketio.sio.emit("request_full_sync", {})
    house.realtime.say({"type": "request_full_sync"})
    for device in (house.socketio, house.realtime):
        device.barrier()
        assert device.heard_last("full_sync")["total_guests"] == 1


def test_another_restaurants_devices_hear_nothing(house: House, server) -> None:
    other = Api.register(server.url, "Next Door")
    stranger = PlainListener(other, "/realtime")
    stranger.open()
    house.seat(house.guest(), 1)
    house.realtime.barrier()
    stranger.barrier()
    assert news(stranger) == []
    stranger.close()
    other.close()
