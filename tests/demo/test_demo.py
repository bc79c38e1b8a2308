"""The demo service: an evening that shows every part of the stand, and that leaves no trace."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from qtable import clock
from qtable.changes.models import Change, IdempotencyKey
from qtable.demo import actions
from qtable.demo.service import VISITS
from qtable.extensions import db
from qtable.tables.templates import TEMPLATES
from qtable.tenant import act_for
from tests.conftest import app_on
from tests.support.desk import Desk, new_desk
from tests.support.house import House

KEY = "a-key-for-one-act-0001"


def floor_of(desk: Desk, name: str = "bistro") -> None:
    """Lay out a template over HTTP: its tables are such as the routes' own validators take."""
    tables = [
        place.fields | {"tableNumber": place.label, "position": {"x": place.x, "y": place.y}}
        for place in TEMPLATES[name]
    ]
    answer = desk.act("POST", "/tables/bulk", {"tables": tables})
    assert answer.status_code == 200, answer.json


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def rows_of(desk: Desk, model: Any) -> int:
    with desk.app.app_context():
        act_for(desk.restaurant_id)
        return db.session.scalar(select(func.count()).where(model.restaurant_id == desk.restaurant_id))


@pytest.fixture
def demo(desk: Desk) -> Desk:
    floor_of(desk)
    answer = desk.act("POST", "/demo")
    assert (answer.status_code, answer.json["isDemo"]) == (200, True)
    return desk


def moment(text: str) -> datetime:
    return clock.parse(text)


def test_the_evening_has_parties_in_all_states_and_bookings_for_today(demo: Desk) -> None:
    full = demo.full()
    statuses = Counter(guest["status"] for guest in full["guests"])
    assert 22 <= len(full["guests"]) <= 30
    assert statuses.keys() == {"waiting", "running_late", "seated", "finished", "cancelled"}
    assert Counter(one["status"] for one in full["reservations"]).keys() >= {
        "confirmed", "arrived", "seated", "cancelled", "no_show",
    }  # fmt: skip
    assert {table["stage"] for table in full["tables"]} >= {"seated", "ordered", "mains", "dessert", "check", "paid"}
    assert {table["status"] for table in full["tables"]} == {"available", "occupied", "needs_cleaning"}
    tags = {tag for guest in full["guests"] for tag in guest["tags"]}
    assert {"VIP", "high chair", "wheelchair", "birthday", "allergy: nuts"} <= tags
    assert full["restaurants"][0]["isDemo"] is True


def test_its_times_are_such_as_happen(demo: Desk) -> None:
    full, now = demo.full(), clock.now()
    seats = {table["currentGuestId"]: table for table in full["tables"] if table["currentGuestId"]}
    for guest in full["guests"]:
        came = moment(guest["arrivalTime"])
        assert now - timedelta(hours=4) < came <= now
        if guest["status"] == "seated":
            assert came <= moment(guest["seatedTime"]) <= now
            assert seats[guest["id"]]["capacity"] >= guest["partySize"]
        if guest["status"] == "finished":
            seated, left = moment(guest["seatedTime"]), moment(guest["finishedTime"])
            assert timedelta(minutes=40) < left - seated < timedelta(minutes=120)
            assert moment(guest["readyTime"]) == left
            assert abs((seated - came).total_seconds() / 60 - guest["quotedWait"]) <= 10
    times = [moment(one["reservationTime"]) for one in full["reservations"]]
    assert {(time.minute % 15, time.second) for time in times} == {(0, 0)}
    assert sum(time > now for time in times) >= 5


def test_its_called_party_has_its_table_held_as_the_policy_has_it(desk: Desk) -> None:
    floor_of(desk)
    desk.set_policies(hold_minutes=20)
    desk.act("POST", "/demo")
    (called,) = [one for one in desk.full()["guests"] if one["notifiedTime"]]
    assert called["status"] == "waiting"
    assert moment(called["heldUntil"]) - moment(called["notifiedTime"]) == timedelta(minutes=20)


def test_its_waits_stand_beside_what_the_rule_said_of_them(demo: Desk) -> None:
    said = demo.read("/api/quotes")
    waited = {one["name"]: one["waited"] for one in said["last"]}
    seen = [plan for plan in VISITS if plan.waited is not None]
    assert waited == {plan.name: plan.waited for plan in seen}
    rule = {one["name"]: [one[name] for name in ("ahead", "expected", "low", "high", "quoted")] for one in said["last"]}
    assert (rule["Rossi"], rule["Haddad"]) == ([0, 0, 0, 5, 0], [0, 25, 15, 35, 25])
    assert rule["Moreau"] == [1, 14, 10, 20, 15]
    assert (said["accuracy"]["counted"], said["accuracy"]["within_range"]) == (len(seen), len(seen) - 1)


@pytest.mark.parametrize("name", ["diner", "bar"])
def test_it_plays_on_any_floor(desk: Desk, name: str) -> None:
    floor_of(desk, name)
    assert desk.act("POST", "/demo").status_code == 200
    assert any(guest["status"] == "seated" for guest in desk.full()["guests"])


def test_it_plays_on_one_table_and_whoever_finds_none_waits(desk: Desk) -> None:
    desk.table(1, 2)
    desk.set_policies(stages=["seated", "check"])
    assert desk.act("POST", "/demo").status_code == 200
    assert sum(table["status"] == "occupied" for table in desk.full()["tables"]) == 1
    assert desk.full()["tables"][0]["stage"] in ("seated", "check")


def test_with_bookings_of_twelve_hours_it_leaves_tomorrows_tables_to_those_who_booked_them(desk: Desk) -> None:
    night = (clock.now() + timedelta(days=1)).replace(hour=1)
    with time_machine.travel(night, tick=True):
        tomorrow = Desk(desk.app, log_in_again(desk))
        tomorrow.act("PUT", "", {"timeZone": "UTC"})
        floor_of(tomorrow)
        tomorrow.set_policies(reservation_minutes=720)
        real = {"guestName": "Real", "partySize": 1, "reservationTime": clock.rfc3339(night + timedelta(hours=8))}
        tables = [table["id"] for table in tomorrow.full()["tables"]]
        for table_id in tables:
            assert tomorrow.act("POST", "/reservations", real | {"assignedTableId": table_id}).status_code == 201
        answer = tomorrow.act("POST", "/demo")
        assert answer.status_code == 200, answer.json
        book = tomorrow.full()["reservations"]
    assert {one["assignedTableId"] for one in book if one["guestName"] == "Real"} == set(tables)
    held = {one["assignedTableId"] for one in book if one["guestName"] != "Real" and one["status"] == "confirmed"}
    assert held == {None}


def test_it_is_loaded_only_onto_a_floor_without_a_service_of_its_own(desk: Desk) -> None:
    assert code(desk.act("POST", "/demo")) == (409, "no_tables")
    floor_of(desk)
    seq, guest_id = desk.full()["seq"], desk.guest("Real")
    assert code(desk.act("POST", "/demo")) == (409, "service_under_way")
    desk.act("POST", f"/guests/{guest_id}/cancel")
    assert code(desk.act("POST", "/demo")) == (409, "service_under_way")
    assert desk.full()["seq"] == seq + 2


def test_a_booking_for_today_is_a_service_of_its_own_and_one_for_next_week_is_none(desk: Desk) -> None:
    floor_of(desk)
    booking = {"guestName": "Real", "partySize": 2}
    later = clock.rfc3339(clock.now() + timedelta(days=7))
    kept = desk.act("POST", "/reservations", booking | {"reservationTime": later}).json["id"]
    soon = desk.act("POST", "/reservations", booking | {"reservationTime": clock.rfc3339(clock.now())}).json["id"]
    assert code(desk.act("POST", "/demo")) == (409, "service_under_way")
    desk.act("DELETE", f"/reservations/{soon}")
    assert desk.act("POST", "/demo").status_code == 200
    desk.act("DELETE", "/demo")
    assert [one["id"] for one in desk.full()["reservations"]] == [kept]


def test_it_is_loaded_once_and_again_after_it_was_erased(demo: Desk) -> None:
    assert code(demo.act("POST", "/demo")) == (409, "demo_loaded")
    assert demo.act("DELETE", "/demo").status_code == 200
    assert code(demo.act("DELETE", "/demo")) == (409, "no_demo")
    assert demo.act("POST", "/demo").status_code == 200


def test_erasing_takes_parties_bookings_and_their_trail_and_leaves_floor_settings_and_staff(demo: Desk) -> None:
    demo.set_policies(clean_after_finish=True)
    before = demo.full()
    demo.act("POST", "/guests", {"name": "Keyed", "partySize": 2}, Idempotency_Key=KEY)
    answer = demo.act("DELETE", "/demo")
    assert (answer.status_code, answer.json["isDemo"]) == (200, False)
    after = demo.full()
    assert (after["guests"], after["reservations"]) == ([], [])
    assert {table["status"] for table in after["tables"]} == {"available"}
    place = ("id", "tableNumber", "position", "capacity", "shape")
    assert [[table[name] for name in place] for table in after["tables"]] == [
        [table[name] for name in place] for table in before["tables"]
    ]
    assert after["restaurants"][0]["policies"]["clean_after_finish"] is True
    assert len(demo.read("/api/users")) == 1
    trail = demo.send("GET", "/api/activity").text
    assert "Lindqvist" not in trail
    assert "Keyed" not in trail
    assert rows_of(demo, IdempotencyKey) == 0
    assert [one["kind"] for one in demo.read("/api/activity")][:2] == ["erase_demo", "lay_out_tables"]


def test_what_was_there_before_the_demo_stays_with_its_trail(desk: Desk) -> None:
    table_id = desk.table(1)
    guest_id = desk.guest("Earlier")
    desk.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
    desk.act("POST", f"/guests/{guest_id}/finish")
    before = rows_of(desk, Change)
    with time_machine.travel(clock.now() + timedelta(days=2), tick=True):
        later = Desk(desk.app, log_in_again(desk))
        assert later.act("POST", "/demo").status_code == 200
        assert later.act("DELETE", "/demo").status_code == 200
        assert later.read(f"/api/guests/{guest_id}")["name"] == "Earlier"
        assert rows_of(desk, Change) == before + 1
        assert "Earlier" in later.send("GET", "/api/activity").text


def log_in_again(desk: Desk) -> dict[str, Any]:
    answer = desk.http.post("/auth/refresh", json={"refresh_token": desk.refresh_token})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_device_that_was_away_must_read_everything_anew_and_one_that_comes_later_carries_on(demo: Desk) -> None:
    before = demo.full()
    demo.act("DELETE", "/demo")
    for query in ({"cursor": before["cursor"]}, {"since": before["timestamp"]}, {"since": "2026-01-01"}):
        refused = demo.send("GET", "/api/sync/delta", query_string=query)
        assert (refused.status_code, refused.json["error"]["details"]["reason"]) == (410, "too_old"), query
    place = demo.full()["cursor"]
    demo.guest("First")
    (change,) = demo.read("/api/sync/delta", cursor=place)["changes"]
    assert change["data"]["name"] == "First"


def test_a_worker_that_did_nothing_meanwhile_knows_that_it_knows_nothing_any_more(desk: Desk, address: str) -> None:
    desk.table(1)
    table = desk.table(2)
    desk.act("PATCH", f"/tables/{table}", {"status": "out_of_service"})
    other = Desk(app_on(address), vars(desk) | {"access_token": desk.token})
    other.act("POST", "/demo")
    assert other.act("PATCH", f"/tables/{table}", {"notes": "Wobbles"}).status_code == 200
    version = other.read(f"/api/tables/{table}")["version"]
    other.act("DELETE", "/demo")
    late = desk.act("PATCH", f"/tables/{table}", {"notes": "Stands", "base_version": version - 1})
    assert code(late) == (409, "version_conflict")
    assert desk.read(f"/api/tables/{table}")["notes"] == "Wobbles"


def test_a_long_demo_service_is_erased_in_parts(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "ERASED_AT_ONCE", 10)
    seq = demo.full()["seq"]
    assert demo.act("DELETE", "/demo").status_code == 200
    full = demo.full()
    assert (full["guests"], full["reservations"], full["seq"]) == ([], [], seq + 4)
    assert rows_of(demo, Change) == 2


def test_another_restaurants_evening_stays(demo: Desk) -> None:
    other = new_desk(demo.app, "Next Door")
    floor_of(other)
    other.act("POST", "/demo")
    parties = other.full()["guests"]
    assert other.act("DELETE", "/demo").status_code == 200
    assert demo.full()["total_guests"] == len(parties) > 20
    assert demo.act("DELETE", "/demo").status_code == 200


def test_every_device_follows_loading_and_erasing(house: House) -> None:
    with house.verify(changes=1):
        house.api.act("POST", "/demo")
    with house.verify(changes=1):
        house.api.act("DELETE", "/demo")
    assert house.api.full()["guests"] == []
