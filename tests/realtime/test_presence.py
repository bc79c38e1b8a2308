"""Who is on the stand: told to those who ask, forgotten where nobody says so any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from qtable import clock
from qtable.accounts import tokens
from qtable.accounts.tokens import Identity
from qtable.realtime import presence
from qtable.realtime.clients import Client, clients
from qtable.realtime.presence import FORGET_SECONDS, REPEAT_SECONDS, Presence
from qtable.realtime.words import Words
from tests.support.desk import Desk
from tests.support.house import House


@dataclass
class Clock:
    """Seconds that pass when a test says so."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def people(device: PlainListener | SocketIOListener) -> list[tuple[str, int]]:
    """Return whom a device was last told of, with how many devices."""
    said = [message for message in list(device.heard) if message["type"] == "presence"]
    return [(person["user_id"], person["devices"]) for person in said[-1]["people"]] if said else []


def test_a_device_that_asks_is_told_who_is_here_and_when_that_changes(house: House) -> None:
    owner = house.api.login["user_id"]
    house.socketio.sio.emit("presence")
    house.realtime.say({"type": "presence"})
    for device in (house.socketio, house.realtime):
        assert device.wait_for(lambda device=device: people(device) == [(owner, 4)]), people(device)
    one_more = PlainListener(house.api)
    one_more.open()
    for device in (house.socketio, house.realtime):
        assert device.wait_for(lambda device=device: people(device) == [(owner, 5)]), people(device)
    one_more.close()
    for device in (house.socketio, house.realtime):
        assert device.wait_for(lambda device=device: people(device) == [(owner, 4)]), people(device)
    house.sync.barrier()
    assert "presence" not in house.sync.types() + house.browser.types() + one_more.types()


def test_it_is_no_change_of_anything_and_another_restaurant_hears_nothing_of_it(house: House, other: House) -> None:
    other.realtime.say({"type": "presence"})
    other.realtime.barrier()
    with house.verify(changes=0), other.verify(changes=0):
        one_more = PlainListener(house.api)
        one_more.open()
        one_more.close()
    assert [user for user, _ in people(other.realtime)] == [other.api.login["user_id"]]


def test_a_person_without_a_name_is_shown_without_one(api: Api) -> None:
    device = PlainListener(api)
    device.open()
    device.say({"type": "presence"})
    assert device.wait_for(lambda: people(device))
    (person,) = device.heard_last("presence")["people"]
    assert (person["name"], person["initials"], person["devices"]) == (None, None, 1)
    api.send("PUT", "/auth/me", json={"first_name": "Ana", "last_name": "Ruiz"})
    device.say({"type": "presence"})
    assert device.wait_for(lambda: device.types().count("presence") == 2)
    (person,) = device.heard_last("presence")["people"]
    assert (person["name"], person["initials"]) == ("Ana Ruiz", "AR")
    device.close()


class Ear(Client):
    """A connection in this process that counts what it is told; `unread` waits for it."""

    def __init__(self, identity: Identity | None, restaurant_id: str) -> None:
        super().__init__(uuid4().hex, identity, restaurant_id)
        self.heard = 0
        self.unread = 0

    def deliver(self, words: Words) -> None:
        self.heard += words.count

    def close(self, code: int, reason: str) -> None:
        pass

    def flush(self) -> None:
        pass

    def is_behind(self) -> bool:
        return self.unread > 0

    @property
    def waiting(self) -> int:
        return self.unread


@pytest.fixture
def ear(desk: Desk) -> Iterator[Ear]:
    with desk.app.app_context():
        ear = Ear(tokens.verify(desk.token), desk.restaurant_id)
        clients().add(ear)
        yield ear


def test_who_has_asked_is_told_once_of_each_change_and_who_is_behind_later(ear: Ear) -> None:
    next_door = Ear(Identity("ben", "a-login", "next-door", clock.now()), "next-door")
    clients().add(next_door)
    presence.ask(next_door)
    presence.ask(ear)
    ben = {"next-door": {"ben": 1}}
    for devices, unread, told in ((1, 0, 0), (2, 0, 1), (2, 0, 1), (3, 5, 1), (3, 0, 2)):
        ear.unread = unread
        presence.tell_those_who_asked(ben | {ear.restaurant_id: {ear.user.user_id: devices}})
        assert (ear.heard, next_door.heard) == (told, 0)


def test_who_is_connected_without_a_token_or_at_another_restaurant_counts_for_nobody(ear: Ear, desk: Desk) -> None:
    ben = Identity("ben", "a-login", "next-door", clock.now())
    for one in (Ear(None, desk.restaurant_id), Ear(ben, "next-door")):
        clients().add(one)
    assert presence.here() == {desk.restaurant_id: {desk.user_id: 1}, "next-door": {"ben": 1}}
    assert [person["user_id"] for person in presence.ask(ear)["people"]] == [desk.user_id]


def test_a_worker_says_what_is_new_and_now_and_then_all_of_it() -> None:
    seconds = Clock()
    worker = Presence(seconds)
    assert worker.news({"bistro": {"ana": 1}}) == {"bistro": {"ana": 1}}
    assert worker.news({"bistro": {"ana": 1}, "bar": {"ben": 1}}) == {"bar": {"ben": 1}}
    assert worker.news({"bar": {"ben": 1}}) == {"bistro": {}}
    assert worker.news({"bar": {"ben": 1}}) == {}
    seconds.seconds = REPEAT_SECONDS
    assert worker.news({"bar": {"ben": 1}}) == {"bar": {"ben": 1}}
    seconds.seconds = 2 * REPEAT_SECONDS
    assert worker.news({}) == {"bar": {}}


def test_what_all_workers_say_is_added_up_and_one_that_says_nothing_is_forgotten() -> None:
    seconds = Clock()
    worker = Presence(seconds)
    worker.hear("second", {"bistro": {"ana": 2}, "bar": {"ben": 1}})
    seconds.seconds = 1
    worker.hear("third", {"bistro": {"ana": 1, "cleo": 1}})
    assert worker.everywhere("bistro", {"ana": 1}) == {"ana": 4, "cleo": 1}
    worker.hear("third", {"bistro": {}})
    assert worker.everywhere("bistro", {}) == {"ana": 2}
    seconds.seconds = FORGET_SECONDS
    assert worker.everywhere("bistro", {}) == worker.everywhere("bar", {}) == {}
    worker.news({})
    assert worker._heard == {}
