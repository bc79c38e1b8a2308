"""Short evenings in a small restaurant, told as a device hears them: the fixtures of the page's tests.

Everything goes through the app as real requests. What differs from one run to the next (the clock, ids, the epoch) is
held or renamed, so that the same server always tells the same.
"""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

import time_machine
from flask import Flask

from qtable import clock
from qtable.changes.models import CommittedChange
from qtable.extensions import committed, db
from qtable.realtime.messages import Stream, messages
from tests.support.desk import Desk, new_desk

Json = dict[str, Any]
BEGIN = datetime(2030, 1, 4, 18, tzinfo=UTC)
MINUTE = 60
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
EPOCH = re.compile(r"v1\.[^.\"]+\.(\d+\.\d+)")


class Door:
    """A desk at which a minute passes between two acts; `answers` are those of the evening proper."""

    def __init__(self, desk: Desk, moment: Any) -> None:
        self.desk, self.moment = desk, moment
        self.intent: Json | None = None
        self.refusals: list[Json] = []

    def act(self, method: str, path: str, body: Json | None = None) -> None:
        """Do something that must succeed."""
        self.moment.shift(MINUTE)
        answer = self.desk.act(method, path, body)
        assert answer.status_code < 300, answer.json

    def refused(self, method: str, path: str, body: Json | None = None) -> None:
        """Do something that must be refused, and keep the refusal."""
        self.moment.shift(MINUTE)
        answer = self.desk.act(method, path, body)
        assert answer.status_code >= 400, answer.json
        error = {name: value for name, value in answer.json["error"].items() if name != "request_id"}
        self.refusals.append({"status": answer.status_code, "error": error})

    def does(self, verb: str, method: str, path: str, body: Json | None = None, **what: Any) -> None:
        """Do one thing as the page does it; `what` are the intent's ids, by which the page shows it at once."""
        self.act(method, path, body)
        self.intent = {"verb": verb, "at": clock.rfc3339(clock.now()), **what}


Evening = Callable[[Door], None]


def play(app: Flask, evening: Evening) -> Json:
    """Return what a device has before, what it hears, and what a fresh one reads after."""
    with time_machine.travel(BEGIN, tick=False) as moment:
        desk = new_desk(app)
        door = Door(desk, moment)
        _furnish(door)
        before = desk.full()
        with _heard(app) as told:
            evening(door)
        found: Json = {"before": before, "messages": told, "after": desk.full()}
        found["delta"] = desk.read("/api/sync/delta", cursor=before["cursor"])
        found |= {"intent": door.intent} if door.intent else {}
        found |= {"refusals": door.refusals} if door.refusals else {}
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return _renamed(found, desk.restaurant_id)


@contextmanager
def _heard(app: Flask) -> Any:
    told: list[Json] = []

    def note(_app: Flask, changes: list[CommittedChange]) -> None:
        told.extend(message for change in changes for message in messages(change, Stream.DELTA))

    with committed.connected_to(note, app):
        yield told


def _furnish(door: Door) -> None:
    """Three tables; Ann waits, Bob sits at table 2, Cy has left."""
    for number, seats in ((1, 2), (2, 4), (3, 6)):
        door.act("POST", "/tables", {"id": f"t{number}", "number": number, "capacity": seats})
    for name, size in (("Ann", 2), ("Bob", 4), ("Cy", 2)):
        door.act("POST", "/guests", {"id": name.lower(), "name": name, "partySize": size, "quotedWait": 15})
    door.act("POST", "/guests/bob/seat", {"table_id": "t2"})
    door.act("POST", "/guests/cy/seat", {"table_id": "t3"})
    door.act("POST", "/guests/cy/finish")


def _renamed(found: Json, restaurant_id: str) -> Json:
    text = EPOCH.sub(r"v1.epoch.\1", json.dumps(found)).replace(restaurant_id, "the-restaurant")
    numbers, names = count(1), dict[str, str]()
    return json.loads(UUID.sub(lambda match: names.setdefault(match[0], f"id-{next(numbers)}"), text))


def _cleaned(door: Door) -> None:
    door.act("PUT", "/policies", {"clean_after_finish": True})
    door.act("POST", "/guests/bob/finish")
    door.does("clear", "POST", "/tables/t2/clear", tableId="t2")


def _left_dirty(door: Door) -> None:
    door.act("PUT", "/policies", {"clean_after_finish": True})
    door.does("finish", "POST", "/guests/bob/finish", guestId="bob")


def _cancelled_and_back(door: Door) -> None:
    door.act("POST", "/guests/ann/cancel")
    door.act("PUT", "/guests/ann/status/atomic", {"status": "waiting"})


def _called_and_seated(door: Door) -> None:
    door.act("POST", "/guests/ann/notify")
    door.act("POST", "/guests/ann/seat", {"table_id": "t1"})


def _back_to_the_list(door: Door) -> None:
    _called_and_seated(door)
    door.does("unseat", "POST", "/guests/ann/unseat", guestId="ann")


def _late(door: Door) -> Json:
    """Call Ann, who then runs late; return her as she is shown."""
    door.act("POST", "/guests/ann/notify")
    door.act("PUT", "/guests/ann/status/atomic", {"status": "running_late"})
    return _shown(door, "ann")


def _shown(door: Door, guest: str) -> Json:
    row = door.desk.read(f"/api/guests/{guest}")
    return {name: row[name] for name in ("status", "notifiedTime", "heldUntil", "seatedTime")}


def _a_slip(door: Door) -> None:
    before = _late(door)
    door.act("POST", "/guests/ann/seat", {"table_id": "t1"})
    door.does("unseat", "POST", "/guests/ann/unseat", {"still_called": True}, guestId="ann", asItWas=before)


def _no_show_after_all(door: Door) -> None:
    before = _late(door)
    door.act("POST", "/guests/ann/no-show")
    body = {"status": "waiting", "as_it_was": True}
    door.does("restore", "PUT", "/guests/ann/status/atomic", body, guestId="ann", asItWas=before)


def _sits_after_all(door: Door) -> None:
    _late(door)
    door.act("POST", "/guests/ann/seat", {"table_id": "t1"})
    door.act("PUT", "/tables/t1/stage", {"stage": "mains"})
    before = _shown(door, "ann")
    door.act("POST", "/guests/ann/unseat")
    what = {"guestId": "ann", "tableId": "t1", "stage": "mains", "asItWas": before}
    door.does("seat", "POST", "/guests/ann/seat", {"table_id": "t1", "as_it_was": True}, **what)


def _booked(door: Door) -> None:
    booking = {"id": "booked", "guestName": "Dee", "partySize": 2, "reservationTime": "2030-01-04T19:00:00Z"}
    door.act("POST", "/reservations", booking | {"tableId": "t1"})
    door.act("POST", "/reservations/booked/arrive")
    door.act("POST", "/reservations/booked/seat", {"table_id": "t1"})


def _floor_changed(door: Door) -> None:
    door.act("POST", "/sections", {"id": "terrace", "name": "Terrace"})
    door.act("POST", "/tables", {"id": "t4", "number": 4, "capacity": 2, "sectionId": "terrace"})
    door.act("PUT", "/tables/t1", {"notes": "wobbles", "capacity": 3})
    door.act("PUT", "/sections/terrace", {"name": "Garden"})
    door.act("DELETE", "/tables/t3")


def _batch(door: Door) -> None:
    operations = [{"id": "ann", "status": "seated", "tableId": "t1"}, {"id": "bob", "notes": "in a hurry"}]
    door.act("POST", "/batch-update", {"guests": operations, "tables": [{"id": "t3", "notes": "kept free"}]})


def _refusals(door: Door) -> None:
    door.refused("POST", "/guests/ann/seat", {"table_id": "t2"})
    door.act("POST", "/guests", {"id": "large", "name": "Large", "partySize": 5})
    door.refused("POST", "/guests/large/seat", {"table_id": "t1"})
    door.refused("POST", "/guests/ann/finish")
    door.act("PATCH", "/guests/ann", {"notes": "by the window"})
    door.refused("POST", "/guests/ann/seat", {"table_id": "t1", "base_version": 1})
    door.refused("POST", "/tables/t2/clear", {"base_version": 1})
    door.refused("POST", "/guests/nobody/finish")


def _put_together(door: Door) -> None:
    door.act("POST", "/combinations", {"id": "both", "tableIds": ["t1", "t3"]})
    body = {"combination_id": "both"}
    door.does("seat", "POST", "/guests/ann/seat", body, guestId="ann", tableId="t1", combinationId="both")


DEE = {"id": "dee", "name": "Dee", "partySize": 3}
NOTED = {"notes": "allergy: nuts", "tags": ["VIP"]}
CLOSED = {"status": "out_of_service"}
WOBBLES = {"notes": "wobbles"}
ALL: Mapping[str, Evening] = {
    "create": lambda door: door.does("create", "POST", "/guests", DEE, guestId="dee"),
    "edit": lambda door: door.does("edit", "PATCH", "/guests/ann", NOTED, guestId="ann", edit=NOTED),
    "notify": lambda door: door.does("notify", "POST", "/guests/ann/notify", guestId="ann"),
    "seat": lambda door: door.does("seat", "POST", "/guests/ann/seat", {"table_id": "t1"}, guestId="ann", tableId="t1"),
    "together": _put_together,
    "move": lambda door: door.does("move", "POST", "/guests/bob/move", {"table_id": "t3"}, guestId="bob", tableId="t3"),
    "unseat": lambda door: door.does("unseat", "POST", "/guests/bob/unseat", guestId="bob"),
    "back_to_the_list": _back_to_the_list,
    "slip": _a_slip,
    "no_show_after_all": _no_show_after_all,
    "sits_after_all": _sits_after_all,
    "finish": lambda door: door.does("finish", "POST", "/guests/bob/finish", guestId="bob"),
    "left_dirty": _left_dirty,
    "clean": _cleaned,
    "dirty": lambda door: door.does("dirty", "PUT", "/tables/t1", {"status": "needs_cleaning"}, tableId="t1"),
    "stage": lambda door: door.does(
        "stage", "PUT", "/tables/t2/stage", {"stage": "check"}, tableId="t2", stage="check"
    ),
    "closed": lambda door: door.does("set", "PATCH", "/tables/t1", CLOSED, tableId="t1", set=CLOSED),
    "wobbles": lambda door: door.does("set", "PATCH", "/tables/t2", WOBBLES, tableId="t2", set=WOBBLES),
    "cancel": lambda door: door.does("cancel", "POST", "/guests/ann/cancel", guestId="ann"),
    "no_show": lambda door: door.does("no-show", "POST", "/guests/ann/no-show", guestId="ann"),
    "cancelled_and_back": _cancelled_and_back,
    "reseat": lambda door: door.does("seat", "POST", "/guests/cy/seat", {"table_id": "t3"}, guestId="cy", tableId="t3"),
    "delete": lambda door: door.does("delete", "DELETE", "/guests/ann", guestId="ann"),
    "book": _booked,
    "floor": _floor_changed,
    "restaurant": lambda door: door.act("PUT", "", {"name": "Brasserie"}),
    "batch": _batch,
    "refusals": _refusals,
}
