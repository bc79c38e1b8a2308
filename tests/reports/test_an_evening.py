"""A report is what the guests say, counted: held against a plain count of what the list of guests shows."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qtable import clock
from qtable.accounts.roles import Role
from qtable.changes.transaction import unlogged_transaction
from qtable.clock import parse
from qtable.guests.models import Guest, Source
from tests.support.desk import Desk, colleague, new_desk
from tests.support.spoken import spoken

NEW_YORK = ZoneInfo("America/New_York")
# The night in which the clocks go back: 25 hours, one of them twice.
DAY = "2026-10-31"
OPENS = datetime(2026, 10, 31, 4, tzinfo=NEW_YORK).astimezone(UTC)
MINUTES = st.integers(0, 90)

parties = st.builds(
    dict,
    party_size=st.integers(1, 9),
    source=st.sampled_from([str(source) for source in Source]),
    came=st.integers(0, 25 * 60 - 1),
    quoted=st.none() | MINUTES,
    waited=MINUTES,
    dined=MINUTES,
    cleaned=st.none() | MINUTES,
    status=st.sampled_from(["finished", "finished", "cancelled", "no_show", "waiting"]),
    server=st.sampled_from([None, "ana", "ben"]),
)


def visit(desk: Desk, number: int, party: dict[str, Any]) -> Guest:
    """Return the row of a party that came on that day."""
    came = OPENS + timedelta(minutes=party["came"])
    sat, gone = party["status"] == "finished", party["status"] != "waiting"
    seated = came + timedelta(minutes=party["waited"])
    left = seated + timedelta(minutes=party["dined"])
    ready = None if party["cleaned"] is None else left + timedelta(minutes=party["cleaned"])
    return Guest(
        restaurant_id=desk.restaurant_id,
        id=f"party-{number}",
        name="Lee",
        party_size=party["party_size"],
        status=party["status"],
        source=party["source"],
        quoted_wait=party["quoted"],
        arrival_time=came,
        seated_time=seated if sat else None,
        finished_time=left if gone else None,
        ready_time=ready if sat else None,
        server_id=party["server"] if sat else None,
        created_at=came,
        updated_at=came,
    )


def evening(desk: Desk, came: list[dict[str, Any]]) -> None:
    """Let parties have come on that day."""
    desk.act("PUT", "", {"timeZone": "America/New_York"})
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.add_all([visit(desk, number, party) for number, party in enumerate(came)])


def report(desk: Desk, **asked: str) -> dict[str, Any]:
    """Return the report of some days."""
    return desk.read(f"/restaurants/{desk.restaurant_id}/reports/service", **asked)


def minutes(guest: dict[str, Any], start: str, end: str) -> float | None:
    """Return how long something took, by the two moments that a guest shows."""
    if guest[start] is None or guest[end] is None:
        return None
    return (parse(guest[end]) - parse(guest[start])).total_seconds() / 60


def spread(durations: list[float | None]) -> dict[str, Any]:
    """Return the count, the median and what nine of ten took at most."""
    known = sorted(one for one in durations if one is not None)
    if not known:
        return {"count": 0, "median": None, "p90": None}
    p90 = next(one for one in known if sum(other <= one for other in known) >= 0.9 * len(known))
    return {"count": len(known), "median": round(median(known), 1), "p90": round(p90, 1)}


def in_time(guest: dict[str, Any]) -> bool:
    """Tell whether a guest left before its business day ended, 25 hours after it had begun."""
    return parse(guest["finishedTime"]) < OPENS + timedelta(hours=25)


def turn(guest: dict[str, Any]) -> float | None:
    """Return how long a guest had its table, cleaning included where that took half an hour at most."""
    cleaning = minutes(guest, "finishedTime", "readyTime")
    return minutes(guest, "seatedTime", "finishedTime" if cleaning is None or cleaning > 30 else "readyTime")


def counted(guests: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the numbers of the guests, counted without haste."""
    sat = [guest for guest in guests if guest["seatedTime"]]
    waits = [minutes(guest, "arrivalTime", "seatedTime") for guest in sat]
    errors = [
        (wait or 0) - guest["quotedWait"]
        for guest, wait in zip(sat, waits, strict=True)
        if guest["quotedWait"] is not None
    ]
    statuses = Counter(guest["status"] for guest in guests)
    return {
        "parties": len(guests),
        "seated": len(sat),
        "covers": sum(guest["partySize"] for guest in sat),
        "cancelled": statuses["cancelled"],
        "no_shows": statuses["no_show"],
        "waits": spread(waits),
        "quotes": {
            "count": len(errors),
            "kept": sum(error <= 0 for error in errors),
            "kept_share": round(sum(error <= 0 for error in errors) / len(errors), 3) if errors else None,
            "median_error": round(median(errors), 1) if errors else None,
        },
        "sources": {
            source: (
                sum(guest["source"] == source for guest in sat),
                sum(guest["partySize"] for guest in sat if guest["source"] == source),
            )
            for source in Source
        },
        "hours": dict(Counter(parse(guest["arrivalTime"]).astimezone(NEW_YORK).hour for guest in guests)),
        "servers": dict(Counter(guest["serverId"] for guest in sat)),
        "dining": [minutes(guest, "seatedTime", "finishedTime") for guest in sat if in_time(guest)],
        "turns": [turn(guest) for guest in sat if in_time(guest)],
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(came=st.lists(parties, max_size=25))
def test_the_numbers_of_an_evening_are_those_of_its_guests(app: Flask, came: list[dict[str, Any]]) -> None:
    desk = new_desk(app)
    evening(desk, came)
    expected = counted(desk.read("/api/guests"))
    shown = report(desk, **{"from": DAY, "to": DAY})
    for numbers in (shown["total"], shown["days"][0]):
        plain = ("parties", "seated", "covers", "cancelled", "no_shows", "waits", "quotes")
        assert {name: numbers[name] for name in plain} == {name: expected[name] for name in plain}
        sources = {one["source"]: (one["parties"], one["covers"]) for one in numbers["sources"]}
        assert sources == expected["sources"]
        assert {one["hour"]: one["parties"] for one in numbers["hours"]} == expected["hours"]
    assert {one["server_id"]: one["parties"] for one in shown["servers"]} == expected["servers"]
    for name in ("dining", "turns"):
        assert sum(one[name]["count"] for one in shown["sizes"]) == spread(expected[name])["count"]
        assert max([one[name]["p90"] or 0 for one in shown["sizes"]]) <= max([0, *expected[name]])
    assert sum(one["covers"] for one in shown["sizes"]) == expected["covers"]


def party(size: int, waited: int, dined: int, server: str | None, status: str = "finished") -> dict[str, Any]:
    """Return a party that came as the day began, and whose table was ready five minutes after it left."""
    times = {"came": 0, "waited": waited, "dined": dined, "cleaned": 5, "quoted": None}
    return {"party_size": size, "server": server, "status": status, "source": "walk_in"} | times


def test_each_size_class_hour_and_server_has_its_own_numbers(desk: Desk) -> None:
    desk.table(1)
    ana, ben, nobody, gone = (
        party(2, 5, 40, "ana"),
        party(3, 10, 60, "ben"),
        party(6, 20, 90, None),
        party(5, 0, 0, None),
    )
    evening(desk, [ana, ben, nobody, gone | {"status": "cancelled"}])
    shown = report(desk, **{"from": DAY, "to": "2026-11-01"})
    spreads = ("waits", "dining", "turns")
    sizes = {one["size"]: (one["covers"], *(one[name]["median"] for name in spreads)) for one in shown["sizes"]}
    none = (0, None, None, None)
    assert sizes == {"1-2": (2, 5, 40, 45), "3-4": (3, 10, 60, 65), "5-6": (6, 20, 90, 95), "7+": none}
    assert [(one["server_id"], one["covers"]) for one in shown["servers"]] == [("ben", 3), ("ana", 2), (None, 6)]
    assert shown["total"]["hours"] == shown["days"][0]["hours"] == [{"hour": 4, "parties": 4, "covers": 11}]
    assert [one["turns_per_table"] for one in (shown["total"], *shown["days"])] == [1.5, 3.0, 0.0]
    asked = {"table": "hours", "from": "2026-10-30", "to": DAY}
    answer = desk.send("GET", "/api/reports/service.csv", query_string=asked)
    assert answer.text.splitlines()[1:] == ["4,4,11"]


def test_what_happens_as_a_day_ends_belongs_to_the_next_one(desk: Desk) -> None:
    desk.guest(arrivalTime="2026-06-15T04:00:00Z")
    desk.act("POST", "/reservations", {"guestName": "Lee", "partySize": 4, "reservationTime": "2026-06-15T04:00:00Z"})
    before = report(desk, **{"from": "2026-06-14", "to": "2026-06-14"})["total"]
    both = report(desk, **{"from": "2026-06-14", "to": "2026-06-15"})
    numbers = [(one["parties"], one["bookings"]["parties"]) for one in (before, *both["days"])]
    assert numbers == [(0, 0), (0, 0), (1, 1)]


def test_after_midnight_the_evening_is_still_today_and_viewers_may_read_it(desk: Desk) -> None:
    viewer = colleague(desk, Role.VIEWER)
    with time_machine.travel("2026-06-15T03:30:00Z", tick=False):
        assert report(viewer)["to"] == "2026-06-14"
        answer = viewer.send("GET", "/api/reports/service.csv", query_string={"table": "hours", "from": "2026-06-01"})
    assert "hours-2026-06-01-2026-06-14.csv" in answer.headers["Content-Disposition"]


SPRING, AUTUMN = "2026-03-08", "2026-11-01"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-08T03:59:00-04:00", "2026-03-07"),
        ("2026-03-08T04:00:00-04:00", "2026-03-08"),
        ("2026-11-01T03:59:00-05:00", "2026-10-31"),
        ("2026-11-01T04:00:00-05:00", "2026-11-01"),
        ("2026-11-02T03:59:00-05:00", "2026-11-01"),
    ],
)
def test_a_party_belongs_to_the_business_day_in_which_it_arrived(desk: Desk, moment: str, day: str) -> None:
    desk.act("PUT", "", {"timeZone": "America/New_York"})
    desk.guest(arrivalTime=moment)
    days = report(desk, **{"from": "2026-03-01", "to": "2026-03-31"})["days"]
    days += report(desk, **{"from": "2026-10-15", "to": "2026-11-15"})["days"]
    assert [one["date"] for one in days if one["parties"]] == [day]


def test_the_hours_stand_in_the_order_of_the_business_day(desk: Desk) -> None:
    desk.act("PUT", "", {"timeZone": "America/New_York"})
    for moment in ("2026-11-21T00:30:00-05:00", "2026-11-20T19:30:00-05:00", "2026-11-20T18:05:00-05:00"):
        desk.guest(arrivalTime=moment)
    assert [one["hour"] for one in report(desk, **{"from": "2026-11-20"})["total"]["hours"]] == [18, 19, 0]


def test_the_night_whose_clocks_skip_the_cut_off_leaves_the_order_as_it_is(desk: Desk) -> None:
    desk.act("PUT", "", {"timeZone": "America/New_York", "businessDayCutoff": 2})
    for moment in ("2026-03-08T12:30:00-04:00", "2026-03-09T02:30:00-04:00"):
        desk.guest(arrivalTime=moment)
    shown = report(desk, **{"from": "2026-03-08", "to": "2026-03-09"})
    assert [one["hour"] for one in shown["total"]["hours"]] == [2, 12]
    assert [one["parties"] for one in shown["days"]] == [1, 1]


def test_the_book_is_counted_by_the_day_it_is_for(desk: Desk) -> None:
    def book(at: str) -> str:
        body = {"guestName": "Lee", "partySize": 4, "reservationTime": at}
        return desk.act("POST", "/reservations", body).json["id"]

    desk.act("POST", f"/reservations/{book('2030-06-14T19:00:00Z')}/no-show")
    desk.act("POST", f"/reservations/{book('2030-06-14T20:00:00Z')}/cancel")
    book("2030-06-15T03:00:00Z")
    book("2030-06-15T05:00:00Z")
    numbers = report(desk, **{"from": "2030-06-14", "to": "2030-06-14"})["total"]["bookings"]
    assert numbers == {"parties": 3, "covers": 12, "cancelled": 1, "no_shows": 1, "no_show_share": 0.5}


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"from": "2026-02-02", "to": "2026-02-01"}, "to"),
        ({"from": "2026-01-01", "to": "2026-04-03"}, "from"),
        ({"from": "yesterday"}, "from"),
    ],
)
def test_days_that_make_no_report_are_refused_in_words(desk: Desk, asked: dict[str, str], wrong: str) -> None:
    answer = desk.send("GET", "/api/reports/service", query_string=asked)
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, [wrong])


def test_today_is_reported_where_no_day_is_named_and_92_days_at_most(desk: Desk) -> None:
    table, guest = desk.table(1), desk.guest(size=3, source="online")
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    shown = report(desk)
    assert (len(shown["days"]), shown["total"]["covers"], shown["total"]["turns_per_table"]) == (1, 3, 1.0)
    assert [one["share"] for one in shown["total"]["sources"]] == [0.0, 0.0, 1.0]
    assert len(report(desk, **{"from": "2026-01-01", "to": "2026-04-02"})["days"]) == 92


def test_a_report_asks_as_often_however_much_it_counts(desk: Desk) -> None:
    def asked() -> list[str]:
        with spoken(desk.app) as said:
            report(desk, **{"from": DAY, "to": DAY})
        return [one for one in said if one.startswith("SELECT ") and one != "SELECT set_config"]

    report(desk)
    few = asked()
    assert len(few) == 5, few
    evening(
        desk,
        [
            {
                "party_size": 2,
                "source": "walk_in",
                "came": 5,
                "quoted": 5,
                "waited": 5,
                "dined": 5,
                "cleaned": 5,
                "status": "finished",
                "server": "ana",
            }
        ]
        * 30,
    )
    assert asked() == few


def test_a_removed_server_has_no_name_and_other_restaurants_count_for_nothing(desk: Desk) -> None:
    other = new_desk(desk.app, "Next Door")
    server = desk.act("POST", "/servers", {"name": "Ana", "onDuty": True}).json["id"]
    table, guest = desk.table(1), desk.guest(size=2)
    desk.act("PUT", f"/tables/{table}", {"serverId": server})
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    other.guest(size=9)
    other.table(1)
    other.act("POST", "/servers", {"id": server, "name": "Zoe"})
    other.act(
        "POST", "/reservations", {"guestName": "Lee", "partySize": 4, "reservationTime": clock.rfc3339(clock.now())}
    )
    assert (report(desk)["tables"], report(desk)["total"]["bookings"]["parties"]) == (1, 0)
    desk.act("DELETE", f"/servers/{server}")
    (served,) = report(desk)["servers"]
    assert (served["server_id"], served["name"], served["covers"]) == (server, None, 2)
    assert (report(other)["total"]["parties"], report(other)["servers"]) == (1, [])
