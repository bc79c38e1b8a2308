"""Who is on the stand: told to those who ask, forgotten where nobody says so any more."""

from dataclasses import dataclass

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from qtable.realtime.presence import FORGET_SECONDS, REPEAT_SECONDS, Presence
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


def test_a_worker_says_what_is_new_and_now_and_then_all_of_it() -> None:
    clock = Clock()
    presence = Presence(clock)
    assert presence.news({"bistro": {"ana": 1}}) == {"bistro": {"ana": 1}}
    assert presence.news({"bistro": {"ana": 1}, "bar": {"ben": 1}}) == {"bar": {"ben": 1}}
    assert presence.news({"bar": {"ben": 1}}) == {"bistro": {}}
    assert presence.news({"bar": {"ben": 1}}) == {}
    clock.seconds = REPEAT_SECONDS
    assert presence.news({"bar": {"ben": 1}}) == {"bar": {"ben": 1}}


def test_what_all_workers_say_is_added_up_and_one_that_says_nothing_is_forgotten() -> None:
    clock = Clock()
    presence = Presence(clock)
    presence.hear("second", {"bistro": {"ana": 2}, "bar": {"ben": 1}})
    clock.seconds = 1
    presence.hear("third", {"bistro": {"ana": 1, "cleo": 1}})
    assert presence.everywhere("bistro", {"ana": 1}) == {"ana": 4, "cleo": 1}
    presence.hear("third", {"bistro": {}})
    assert presence.everywhere("bistro", {}) == {"ana": 2}
    clock.seconds = FORGET_SECONDS
    assert presence.everywhere("bistro", {}) == presence.everywhere("bar", {}) == {}
