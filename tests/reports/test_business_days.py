"""Whose day it was: a report's days, their hours and the book, around midnight and a change of the clocks."""

import pytest
import time_machine

from qtable.accounts.roles import Role
from tests.reports.evenings import report
from tests.support.desk import Desk, colleague


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
