"""A report is what the guests say, counted: held against a plain count of what the list of guests shows."""

from collections import Counter
from datetime import timedelta
from statistics import median
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qtable import clock
from qtable.clock import parse
from qtable.guests.models import Source
from tests.reports.evenings import DAY, NEW_YORK, OPENS, evening, party, report
from tests.support.desk import Desk, new_desk
from tests.support.spoken import spoken

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
