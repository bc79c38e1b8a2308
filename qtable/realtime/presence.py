"""Who is on the stand: the people whose devices are connected, here and at the other workers. In no log."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, current_app

from qtable import clock
from qtable.accounts.models import initials_of
from qtable.accounts.people import names_of
from qtable.database import fresh_session
from qtable.realtime import broadcast
from qtable.realtime.clients import Client, clients
from qtable.realtime.messages import Message

# How many connections each person has, by user id.
Devices = Mapping[str, int]
# How often a worker says it all again, and after how long one that says nothing is forgotten: it has died.
REPEAT_SECONDS, FORGET_SECONDS = 10, 25


class Presence:
    """What this worker has said of its own connections, and what it has heard of the others'."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._said: dict[str, Devices] = {}
        self._repeated = float("-inf")
        self._heard: dict[str, dict[str, tuple[float, Devices]]] = {}

    def news(self, here: Mapping[str, Devices]) -> dict[str, Devices]:
        """Return what to tell the other workers, by restaurant: what is new, and now and then all of it."""
        gone: dict[str, Devices] = {restaurant_id: {} for restaurant_id in self._said.keys() - here.keys()}
        new = gone | {name: devices for name, devices in here.items() if self._said.get(name) != devices}
        self._said = dict(here)
        if self._now() - self._repeated < REPEAT_SECONDS:
            return new
        self._repeated = self._now()
        self._forget()
        return gone | self._said

    def hear(self, worker: str, there: Mapping[str, Devices]) -> None:
        """Take what another worker says of its connections."""
        for restaurant_id, devices in there.items():
            self._heard.setdefault(restaurant_id, {})[worker] = (self._now(), devices)

    def everywhere(self, restaurant_id: str, here: Devices) -> dict[str, int]:
        """Return who is in a restaurant with how many devices: here, and where anybody has said so lately."""
        total = Counter(here)
        for at, devices in self._heard.get(restaurant_id, {}).values():
            total.update(devices if self._is_recent(at) else {})
        return dict(total)

    def _forget(self) -> None:
        kept = {
            name: {worker: one for worker, one in said.items() if one[1] and self._is_recent(one[0])}
            for name, said in self._heard.items()
        }
        self._heard = {name: said for name, said in kept.items() if said}

    def _is_recent(self, at: float) -> bool:
        return self._now() - at < FORGET_SECONDS


def here() -> dict[str, Devices]:
    """Return who is connected to this process, by restaurant; who listens without a token is nobody."""
    found: dict[str, Counter[str]] = {}
    for client in clients():
        if client.identity is not None:
            found.setdefault(client.restaurant_id, Counter())[client.identity.user_id] += 1
    return {restaurant_id: dict(devices) for restaurant_id, devices in found.items()}


def ask(client: Client, _payload: object = None) -> Message:
    """Answer `presence`: who is here now. From then on the client is told when that changes."""
    restaurant_id = client.restaurant_id
    devices = presence().everywhere(restaurant_id, here().get(restaurant_id, {}))
    message = _message(restaurant_id, devices)
    client.told_present = (restaurant_id, devices)
    return message


def tell_those_who_asked(now_here: Mapping[str, Devices]) -> None:
    """Tell each client that has asked, and has heard something else; one that is behind hears it when it isn't."""
    asked = [client for client in clients() if client.told_present is not None and not client.waiting]
    for restaurant_id in {client.restaurant_id for client in asked}:
        devices = presence().everywhere(restaurant_id, now_here.get(restaurant_id, {}))
        now = (restaurant_id, devices)
        listening = [one for one in asked if one.restaurant_id == restaurant_id and one.told_present != now]
        if listening:
            _tell(listening, restaurant_id, devices)


def _tell(listening: Iterable[Client], restaurant_id: str, devices: dict[str, int]) -> None:
    message = _message(restaurant_id, devices)
    broadcast.tell_all(listening, message)
    for client in listening:
        client.told_present = (restaurant_id, devices)


def _message(restaurant_id: str, devices: Devices) -> Message:
    names = names_of(fresh_session(restaurant_id), restaurant_id, list(devices))
    people = [_person(user_id, names.get(user_id), devices[user_id]) for user_id in sorted(devices)]
    stamp = {"timestamp": clock.rfc3339(clock.now())}
    return {"type": "presence", "restaurant_id": restaurant_id, **stamp, "people": people}


def _person(user_id: str, name: str | None, devices: int) -> dict[str, Any]:
    return {"user_id": user_id, "name": name, "initials": name and initials_of(name), "devices": devices}


def init_app(app: Flask) -> None:
    """Give `app` its presence."""
    app.extensions["qtable.presence"] = Presence(time.monotonic)


def presence() -> Presence:
    """Return the current app's presence."""
    return current_app.extensions["qtable.presence"]
