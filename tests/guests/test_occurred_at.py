"""Acts that are sent when the box is back: dated when they were done, within bounds, and logged when they came."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from qtable.clock import parse, rfc3339
from tests.support.desk import new_desk

SEVEN = parse("2026-06-12T19:00:00Z")


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


class Away:
    """A stand that was cut off from its box, and its party of two."""

    def __init__(self, app: Flask, time: Any) -> None:
        self.desk, self.time = new_desk(app), time
        self.table, self.guest = self.desk.table(), self.desk.guest()

    def act(self, what: str, when: datetime | str, body: Any = None) -> dict[str, Any]:
        """Send what was done to the party at a moment, or what is said to be one."""
        said = when if isinstance(when, str) else rfc3339(when)
        answer = self.desk.act("POST", f"/guests/{self.guest}/{what}", body, **{"Occurred-At": said})
        assert answer.status_code == 200, answer.json
        return answer.json

    def seat(self, when: datetime) -> dict[str, Any]:
        return self.act("seat", when, {"table_id": self.table})


@contextmanager
def away(app: Flask, back: timedelta) -> Iterator[Away]:
    """Let a party come at seven, and the box be back some time later."""
    with time_machine.travel(SEVEN, tick=False) as time:
        stand = Away(app, time)
        time.move_to(SEVEN + back)
        renewal = stand.desk.http.post("/auth/refresh", json={"refresh_token": stand.desk.refresh_token})
        stand.desk.token = renewal.json["access_token"]
        yield stand


@pytest.fixture
def stand(app: Flask) -> Iterator[Away]:
    with away(app, minutes(90)) as stand:
        yield stand


def test_each_step_of_a_visit_is_dated_when_it_was_done(stand: Away) -> None:
    stand.desk.set_policies(clean_after_finish=True)
    stand.act("notify", SEVEN + minutes(5))
    stand.seat(SEVEN + minutes(10))
    stand.act("finish", SEVEN + minutes(70))
    stand.desk.act("POST", f"/tables/{stand.table}/clear", **{"Occurred-At": rfc3339(SEVEN + minutes(75))})
    (guest,) = stand.desk.full()["guests"]
    steps = ("notifiedTime", "seatedTime", "finishedTime", "readyTime")
    assert [parse(guest[name]) - SEVEN for name in steps] == [minutes(count) for count in (5, 10, 70, 75)]
    assert parse(guest["heldUntil"]) - parse(guest["notifiedTime"]) == minutes(
        stand.desk.full()["restaurants"][0]["policies"]["hold_minutes"]
    )
    twos = stand.desk.read("/api/reports/service", **{"from": "2026-06-12"})["sizes"][0]
    assert [twos[name]["median"] for name in ("waits", "dining", "turns")] == [10, 60, 65]


def test_the_log_says_when_it_came(stand: Away) -> None:
    stand.seat(SEVEN + minutes(10))
    shown = stand.desk.read("/api/activity")[0]
    assert parse(shown["timestamp"]) >= SEVEN + minutes(90)
    assert parse(stand.desk.full()["guests"][0]["lastUpdated"]) >= SEVEN + minutes(90)


def test_a_party_that_came_while_the_box_was_away_came_then_and_was_expected_by_nobody(stand: Away) -> None:
    said = {"Occurred-At": rfc3339(SEVEN + minutes(20))}
    body = {"name": "Ruiz", "partySize": 2}
    made = stand.desk.act("POST", "/guests", body, **said).json
    assert parse(made["arrivalTime"]) == SEVEN + minutes(20)
    given = stand.desk.act("POST", "/guests", body | {"arrivalTime": rfc3339(SEVEN + minutes(30))}, **said).json
    assert parse(given["arrivalTime"]) == SEVEN + minutes(30)


def test_a_booking_whose_party_came_meanwhile_came_then(stand: Away) -> None:
    said = {"Occurred-At": rfc3339(SEVEN + minutes(20))}
    body = {"guestName": "Ruiz", "partySize": 2, "reservationTime": rfc3339(SEVEN)}
    made = stand.desk.act("POST", "/reservations", body).json["id"]
    arrived = stand.desk.act("POST", f"/reservations/{made}/arrive", **said).json
    assert parse(arrived["checkInTime"]) == SEVEN + minutes(20)
    other = stand.desk.act("POST", "/reservations", body).json["id"]
    gone = stand.desk.act("POST", f"/reservations/{other}/no-show", **said).json
    assert parse(gone["finishedTime"]) == SEVEN + minutes(20)


@pytest.mark.parametrize(("said", "dated"), [(-10, 0), (200, 90)])
def test_nothing_happened_before_the_party_came_nor_is_still_to_come(stand: Away, said: int, dated: int) -> None:
    seated = parse(stand.seat(SEVEN + minutes(said))["seatedTime"])
    assert round((seated - SEVEN) / minutes(1)) == dated


def test_nobody_leaves_before_they_sat_down(stand: Away) -> None:
    stand.seat(SEVEN + minutes(30))
    assert parse(stand.act("finish", SEVEN + minutes(20))["finishedTime"]) - SEVEN == minutes(30)


def test_what_is_said_to_be_longer_ago_than_half_a_day_is_half_a_day_ago(app: Flask) -> None:
    with away(app, timedelta(hours=13)) as stand:
        assert parse(stand.seat(SEVEN)["seatedTime"]) - SEVEN == timedelta(hours=1)


@pytest.mark.parametrize("said", ["yesterday", "", "2026-06-12T25:00:00Z", "12"])
def test_what_is_no_moment_is_refused_and_nothing_is_done(stand: Away, said: str) -> None:
    path, body = f"/guests/{stand.guest}/seat", {"table_id": stand.table}
    answer = stand.desk.act("POST", path, body, **{"Occurred-At": said})
    assert (answer.status_code, "Occurred-At" in answer.json["error"]["message"]) == (400, True)
    assert stand.desk.full()["guests"][0]["status"] == "waiting"


def test_an_act_sent_again_under_its_key_is_the_same_whatever_it_now_says(stand: Away) -> None:
    path, body = f"/guests/{stand.guest}/seat", {"table_id": stand.table}
    key = {"Idempotency-Key": "k" * 16}
    said = [
        stand.desk.act("POST", path, body, **key | {"Occurred-At": rfc3339(SEVEN + minutes(one))}) for one in (10, 20)
    ]
    assert said[0].json == said[1].json
    assert "Idempotency-Replayed" in said[1].headers


def test_each_update_of_a_device_that_was_away_has_its_own_moment(stand: Away) -> None:
    named = {"entity_type": "guest", "entity_id": stand.guest}
    updates = [
        named | {"data": {"status": "seated", "tableId": stand.table}, "occurredAt": rfc3339(SEVEN + minutes(10))},
        named | {"data": {"status": "finished"}, "occurred_at": rfc3339(SEVEN + minutes(70))},
    ]
    answer = stand.desk.send("POST", "/api/sync/batch", json={"updates": updates})
    assert answer.json["success"] is True, answer.json
    (guest,) = stand.desk.full()["guests"]
    assert [parse(guest[name]) - SEVEN for name in ("seatedTime", "finishedTime")] == [minutes(10), minutes(70)]


def test_what_was_taken_back_before_the_business_day_ended_is_taken_back_though_it_comes_after(app: Flask) -> None:
    """Both acts were done before four in the morning, and are sent after it."""
    with away(app, minutes(9 * 60 + 30)) as stand:
        stand.seat(SEVEN + minutes(400))
        stand.act("finish", SEVEN + minutes(520))
        stand.seat(SEVEN + minutes(521))
        made = {"guestName": "Ruiz", "partySize": 2, "reservationTime": rfc3339(SEVEN + minutes(400))}
        booking = stand.desk.act("POST", "/reservations", made).json["id"]
        acts = [
            ("POST", "/no-show", {}, 520, 200),
            ("PUT", "", {"status": "confirmed"}, 521, 200),
            ("POST", "/no-show", {}, 520, 200),
            ("PUT", "", {"status": "confirmed"}, 550, 409),
        ]
        for method, verb, body, when, status in acts:
            said = {"Occurred-At": rfc3339(SEVEN + minutes(when))}
            assert stand.desk.act(method, f"/reservations/{booking}{verb}", body, **said).status_code == status
        stand.act("finish", SEVEN + minutes(522))
        status = {"status": "waiting"}
        assert stand.desk.act("PUT", f"/guests/{stand.guest}/status/atomic", status).status_code == 409
