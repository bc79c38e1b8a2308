"""What telling a transaction takes: encoded once for a room, sent once to a client, however many there are."""

import json
from collections import Counter
from types import SimpleNamespace
from typing import Any

import eventlet.queue
import pytest
from engineio.packet import NOOP, Packet

from qtable import wire
from qtable.realtime import broadcast
from qtable.realtime.clients import Client, Clients
from qtable.realtime.frames import texts
from qtable.realtime.handlers import SocketIOClient
from qtable.realtime.messages import Stream, messages
from qtable.realtime.rawsocket import PlainClient
from qtable.realtime.session import CountedQueue, Session
from qtable.realtime.words import Words
from tests.realtime.test_outlet import Wire
from tests.realtime.test_streams import change

Queue = type("Queue", (CountedQueue, eventlet.queue.Queue), {})


def connection(wire: Wire) -> Any:
    return SimpleNamespace(outlet=wire.outlet, address="")


def session(wire: Wire | None) -> Session:
    """Return a session, on polling without a wire."""
    made = Session(SimpleNamespace(create_queue=Queue), "sid")  # type: ignore[no-untyped-call]
    if wire is not None:
        made._move_to(connection(wire))
    return made


def plain(wire: Wire) -> PlainClient:
    return PlainClient(None, None, "r", connection(wire), (Stream.DELTA, False))  # type: ignore[arg-type]


def socketio(carrier: Session) -> SocketIOClient:
    return SocketIOClient(str(id(carrier)), None, "r", carrier)  # type: ignore[arg-type]


def listening(*room: Client, stream: Stream = Stream.DELTA) -> Clients:
    clients = Clients()
    for client in room:
        clients.add(client)
        client.stream = stream
        clients._rooms.setdefault("r", {}).setdefault(stream, {})[client.id] = client
    return clients


@pytest.fixture
def encodes(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each type of message was encoded."""
    counted: Counter[str] = Counter()
    encode = wire.encode

    def counting(value: Any) -> bytes:
        counted[value["type"]] += 1
        return encode(value)

    monkeypatch.setattr(wire, "encode", counting)
    return counted


@pytest.mark.parametrize("count", [1, 50])
def test_a_message_is_encoded_once_and_sent_once_to_each_however_many_listen(count: int, encodes: Counter[str]) -> None:
    wires = [Wire() for _ in range(2 * count)]
    room = [*map(plain, wires[:count]), *(socketio(session(one)) for one in wires[count:])]
    broadcast.tell_changes(listening(*room, stream=Stream.BOTH), [change("guest", "table")])
    assert encodes == {"delta_update": 1, "guest_updated": 1, "table_updated": 1}
    assert {len(one.sends) for one in wires} == {1}
    assert {client.sent for client in room} == {3}


def test_transactions_that_are_read_at_once_leave_in_one_send() -> None:
    wires = [Wire(), Wire()]
    changes = [change("guest") for _ in range(40)]
    broadcast.tell_changes(listening(plain(wires[0]), socketio(session(wires[1]))), changes)
    one = Words(messages(changes[0], Stream.DELTA))
    assert [len(each.sends) for each in wires] == [1, 1]
    assert [each.received for each in wires] == [one.plain.whole * 40, one.events.whole * 40]


def test_the_bytes_of_a_known_change() -> None:
    on_plain, on_socketio = Wire(), Wire()
    clients = listening(plain(on_plain), socketio(session(on_socketio)), stream=Stream.HINT)
    broadcast.tell_changes(clients, [change("guest")])
    text = (
        b'{"type":"data_change","restaurant_id":"r","timestamp":"2023-11-14T22:13:20.123Z","seq":5,'
        b'"cursor":"v1.ab.5.1700000000123"}'
    )
    event = b'42["data_change",' + text + b"]"
    assert on_plain.received == b"\x81" + bytes([len(text)]) + text
    assert on_socketio.received == b"\x81\x7e" + len(event).to_bytes(2, "big") + event


def test_a_client_that_fails_is_logged_and_disturbs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    wires = [Wire() for _ in range(3)]
    room = [plain(one) for one in wires]
    room[1]._put = None  # type: ignore[assignment]
    broadcast.tell_changes(listening(*room), [change("guest")])
    assert [len(one.sends) for one in wires] == [1, 0, 1]
    assert f"client {room[1].id} was not told" in caplog.text


def test_a_log_row_that_cannot_be_read_keeps_no_other_from_being_told(caplog: pytest.LogCaptureFixture) -> None:
    wire = Wire()
    bad = SimpleNamespace(**vars(change("guest")) | {"body": "[", "seq": 4})
    broadcast.tell_changes(listening(plain(wire)), [bad, change("guest")])  # type: ignore[list-item]
    assert wire.received == Words(messages(change("guest"), Stream.DELTA)).plain.whole
    assert "change 4 of restaurant r was not sent" in caplog.text


def test_by_polling_and_during_an_upgrade_it_waits_and_the_websocket_begins_with_what_waits() -> None:
    carrier, wire = session(None), Wire()
    client = socketio(carrier)
    first, second, third = (Words([{"type": kind}]) for kind in ("first", "second", "third"))
    client.deliver(first)
    carrier.upgrading = True
    client.deliver(second)
    assert [packet.data for packet in carrier.queue.queue] == [
        '2["first",{"type":"first"}]',
        '2["second",{"type":"second"}]',
    ]
    assert client.waiting == 2
    carrier._move_to(connection(wire))
    client.deliver(third)
    assert wire.received == b"".join(words.events.whole for words in (first, second, third))
    assert (client.waiting, client.sent) == (0, 3)


def test_what_engine_io_says_itself_waits_behind_what_waits() -> None:
    wire = Wire(room=4)
    carrier = session(wire)
    client = socketio(carrier)
    client.deliver(words := Words([{"type": "first"}]))
    wire.room = 1_000_000
    carrier.last_ping = None
    carrier.send(Packet(NOOP))
    client.deliver(words)
    assert len(wire.sends) == 1
    wire.run()
    assert wire.received == words.events.whole + texts([b"6"]).whole + words.events.whole


def test_polls_share_one_packet() -> None:
    room = [socketio(session(None)) for _ in range(3)]
    broadcast.tell_changes(listening(*room), [change("guest")])
    packets = {id(packet) for client in room for packet in client.session.queue.queue}
    assert len(packets) == 1
    (packet,) = room[0].session.queue.queue
    assert json.loads(packet.data[1:])[0] == "delta_update"
