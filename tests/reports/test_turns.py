"""When a turn ends: what is done the next morning is no part of the evening."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from qtable.clock import parse, rfc3339
from tests.support.desk import Desk, new_desk

EVENING = parse("2026-06-12T19:00:00Z")
MORNING = timedelta(hours=11)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


@contextmanager
def the_next_morning(app: Flask, left: timedelta, ready: timedelta) -> Iterator[Desk]:
    """Let a party of two sit from seven, leave and have its table made ready after these times; then look back."""
    with time_machine.travel(EVENING, tick=False) as time:
        desk = new_desk(app)
        desk.act("PUT", "", {"timeZone": "UTC"})
        desk.set_policies(clean_after_finish=True)
        table, guest = desk.table(), desk.guest(size=2)
        desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
        for after, act in ((left, f"/guests/{guest}/finish"), (ready, f"/tables/{table}/clear")):
            time.move_to(EVENING + after)
            assert renewed(desk).act("POST", act).status_code == 200
        time.move_to(EVENING + MORNING)
        yield renewed(desk)


def renewed(desk: Desk) -> Desk:
    """Let the desk go on: an access token doesn't last the night."""
    desk.token = desk.http.post("/auth/refresh", json={"refresh_token": desk.refresh_token}).json["access_token"]
    return desk


def told(desk: Desk) -> dict[str, Any]:
    (twos,) = [
        one for one in desk.read("/api/reports/service", **{"from": "2026-06-12"})["sizes"] if one["size"] == "1-2"
    ]
    return {name: (twos[name]["count"], twos[name]["p90"]) for name in ("dining", "turns")}


@pytest.mark.parametrize(
    ("left", "ready", "dining", "turns"),
    [
        (minutes(80), minutes(90), (1, 80), (1, 90)),
        (minutes(80), minutes(110), (1, 80), (1, 110)),
        (minutes(80), minutes(111), (1, 80), (1, 80)),
        (minutes(80), MORNING, (1, 80), (1, 80)),
        (minutes(8 * 60 + 59), minutes(9 * 60 + 4), (1, 539), (1, 544)),
        (minutes(9 * 60), minutes(9 * 60 + 4), (0, None), (0, None)),
        (MORNING, MORNING, (0, None), (0, None)),
    ],
)
def test_a_turn_ends_when_the_table_is_ready_unless_nobody_hurried_and_within_the_business_day(
    app: Flask, left: timedelta, ready: timedelta, dining: Any, turns: Any
) -> None:
    with the_next_morning(app, left, ready) as desk:
        assert told(desk) == {"dining": dining, "turns": turns}


@pytest.mark.parametrize(("left", "turns"), [(minutes(80), 1), (MORNING, 0)])
def test_who_was_forgotten_overnight_is_no_turn_that_the_outlook_expects(
    app: Flask, left: timedelta, turns: int
) -> None:
    with the_next_morning(app, left, MORNING) as desk:
        seen = desk.read(f"/restaurants/{desk.restaurant_id}/quotes")["size_classes"][0]
    assert seen["turn_observations"] == turns


def test_where_nobody_cleans_a_turn_ends_when_the_party_left_as_a_device_told_later(app: Flask) -> None:
    with time_machine.travel(EVENING, tick=False) as time:
        desk = new_desk(app)
        desk.act("PUT", "", {"timeZone": "UTC"})
        guest = desk.guest(size=2)
        desk.act("POST", f"/guests/{guest}/seat", {"table_id": desk.table()})
        time.move_to(EVENING + minutes(90))
        left = rfc3339(EVENING + minutes(80))
        gone = renewed(desk).act("PUT", f"/guests/{guest}", {"status": "finished", "finishedTime": left}).json
        assert (gone["finishedTime"], gone["readyTime"]) == (left, left)
        assert told(desk) == {"dining": (1, 80), "turns": (1, 80)}
