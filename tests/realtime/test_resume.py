"""A device that was away, for any time and at any moment, gets every change once or an explicit resync."""

import random
import threading
from collections.abc import Iterator

import pytest

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from bench.clients.store import Store, seq_of


def act(api: Api, number: int) -> None:
    """Make one transaction."""
    api.act("POST", "/guests", {"name": f"Party {number}", "partySize": 2})


def events(listener: Listener) -> list[int]:
    """Return the seqs of the changes heard live, in order."""
    return [message["seq"] for message in listener.heard if message["type"] == "delta_update"]


@pytest.fixture
def device(api: Api) -> Iterator[SocketIOListener]:
    device = SocketIOListener(api)
    device.open()
    yield device
    device.close()


def test_a_device_that_was_away_gets_what_it_missed_in_the_acknowledgement(api: Api, device: SocketIOListener) -> None:
    act(api, 0)
    assert device.wait_for_seq(1)
    device.cut()
    for number in range(20):
        act(api, number)
    device.open()
    assert device.store.seq == 21
    assert events(device) == [1]
    act(api, 21)
    assert device.wait_for_seq(22)
    assert device.store.differences(api.full()) == []


def test_a_long_absence_is_paged_and_then_live(api: Api, device: SocketIOListener) -> None:
    device.cut()
    for number in range(205):
        act(api, number)
    device.sio.connect(api.url, auth={"token": api.token}, transports=["websocket"])
    assert device.subscribe() == "catchup"
    assert device.store.seq == 205
    act(api, 205)
    assert device.wait_for_seq(206)
    assert events(device) == [206]
    assert device.store.differences(api.full()) == []


@pytest.mark.parametrize("reason", ["epoch", "ahead", "diverged"])
def test_a_cursor_that_cannot_be_carried_on_is_told_why(api: Api, device: SocketIOListener, reason: str) -> None:
    act(api, 0)
    version, epoch, seq, at_ms = api.full()["cursor"].split(".")
    wrong = {
        "epoch": f"{version}.abc.{seq}.{at_ms}",
        "ahead": f"{version}.{epoch}.99.{at_ms}",
        "diverged": f"{version}.{epoch}.{seq}.5",
    }
    ack = device.sio.call("sync:subscribe", {"cursor": wrong[reason]}, timeout=5)
    assert ack == {"mode": "resync", "reason": reason}


def test_without_a_cursor_the_feed_starts_now(api: Api, device: SocketIOListener) -> None:
    act(api, 0)
    ack = device.sio.call("sync:subscribe", {"restaurant_id": api.restaurant_id, "cursor": None}, timeout=5)
    assert (ack["mode"], ack["seq"], ack["changes"]) == ("live", 1, [])


class Writers:
    """Threads that write without a pause until told to stop."""

    def __init__(self, api: Api, count: int) -> None:
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(api, number)) for number in range(count)]

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _write(self, api: Api, number: int) -> None:
        while not self.stop.is_set():
            act(api, number)


def test_subscribing_in_the_midst_of_writes_leaves_no_gap_and_no_duplicate(api: Api) -> None:
    devices = [SocketIOListener(api, f"device {number}") for number in range(12)]
    for device in devices:
        device.start_anew()
    with Writers(api, 3):
        for device in devices:
            device.open()
        for device in devices:
            joined = device.store.seq
            assert device.wait_for_seq(joined + 20)
    head = seq_of(api.full()["cursor"])
    for device in devices:
        assert device.wait_for_seq(head), (device.store.seq, head)
        seqs = events(device)
        assert seqs == list(range(seqs[0], head + 1))
        assert (device.store.gaps, device.store.differences(api.full())) == (0, [])
        device.close()


@pytest.mark.parametrize("kind", ["socketio", "/realtime", "/ws/restaurant/sync"])
def test_a_device_cut_off_again_and_again_misses_nothing(api: Api, kind: str) -> None:
    device = SocketIOListener(api) if kind == "socketio" else PlainListener(api, kind)
    device.start_anew()
    chance = random.Random(7)
    with Writers(api, 2):
        for _ in range(12):
            device.open()
            device.wait_for_seq(device.store.seq + chance.randrange(6), patience=5)
            device.cut()
    device.open()
    full = api.full()
    assert device.wait_for_seq(seq_of(full["cursor"]))
    assert device.store.differences(full) == []
    assert (device.connects, device.resyncs) == (13, 0)
    device.close()


def test_a_reader_that_polls_the_delta_while_eight_writers_write_misses_nothing(api: Api) -> None:
    store = Store()
    store.load(api.full())
    seen: list[int] = []
    with Writers(api, 8):
        while len(seen) < 400:
            page = api.get("/api/sync/delta", cursor=store.cursor)
            seen += [change["seq"] for change in page["changes"]]
            store.fold_delta(page["changes"], page["cursor"])
    page = api.get("/api/sync/delta", cursor=store.cursor, limit=1000)
    seen += [change["seq"] for change in page["changes"]]
    store.fold_delta(page["changes"], page["cursor"])
    assert seen == list(range(1, seq_of(api.full()["cursor"]) + 1))
    assert store.differences(api.full()) == []
