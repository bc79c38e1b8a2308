"""When a booking is: the restaurant's own clock, both nights of a clock change, past midnight, and lists by day."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from qtable.changes.transaction import unlogged_transaction
from qtable.extensions import db
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant
from tests.support.desk import Desk

BOOKING = {"guestName": "Lee", "partySize": 2}


@pytest.fixture
def madrid(desk: Desk) -> Desk:
    """A restaurant in Madrid whose business day ends at four in the morning."""
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.get_one(Restaurant, desk.restaurant_id).time_zone = "Europe/Madrid"
    return desk


def book(desk: Desk, **more: Any) -> Any:
    """Ask for a booking."""
    return desk.act("POST", "/reservations", BOOKING | more)


@pytest.mark.parametrize(
    ("date", "time", "moment"),
    [
        ("2030-06-14", "19:30", "2030-06-14T17:30:00.000Z"),
        ("2030-01-14", "19:30", "2030-01-14T18:30:00.000Z"),
        ("2030-06-14", "00:30", "2030-06-14T22:30:00.000Z"),  # past midnight, the same evening
        ("2030-03-30", "01:30", "2030-03-31T00:30:00.000Z"),  # before the hour that is skipped
        ("2030-03-30", "03:00", "2030-03-31T01:00:00.000Z"),  # right after it
        ("2030-10-26", "01:59", "2030-10-26T23:59:00.000Z"),  # before the hour that comes twice
        ("2030-10-26", "03:00", "2030-10-27T02:00:00.000Z"),  # after it
    ],
)
def test_date_and_time_are_the_restaurants_own(madrid: Desk, date: str, time: str, moment: str) -> None:
    made = book(madrid, date=date, time=time).json
    assert made["reservationTime"] == moment
    assert [one["id"] for one in madrid.read("/api/reservations", date=date)] == [made["id"]]


@pytest.mark.parametrize(
    ("date", "time", "words"),
    [("2030-03-30", "02:30", "is skipped; choose another time"), ("2030-10-26", "02:30", "comes twice")],
)
def test_a_time_that_a_clock_change_skips_or_doubles_is_refused_in_words(
    madrid: Desk, date: str, time: str, words: str
) -> None:
    refused = book(madrid, date=date, time=time)
    assert (refused.status_code, madrid.full()["seq"]) == (422, 0)
    assert words in refused.json["detail"]


def test_each_of_the_two_hours_can_be_booked_by_its_offset_and_they_do_not_overlap(madrid: Desk) -> None:
    table = madrid.table(1)
    for offset in ("+02:00", "+01:00"):
        made = book(madrid, reservationTime=f"2030-10-27T02:00:00{offset}", durationMinutes=60, tableId=table)
        assert made.status_code == 201
    refused = book(madrid, reservationTime="2030-10-27T02:59:00+02:00", durationMinutes=1, tableId=table)
    assert refused.status_code == 409
    assert "from 02:00 to 02:00" in refused.json["detail"]


def test_a_booking_across_a_clock_change_lasts_its_minutes(madrid: Desk) -> None:
    made = book(madrid, reservationTime="2030-03-31T01:30:00+01:00", durationMinutes=60).json
    assert made["endTime"] == "2030-03-31T01:30:00.000Z"


@pytest.mark.parametrize(("date", "hours"), [("2030-06-14", 24), ("2030-03-30", 23), ("2030-10-26", 25)])
def test_a_business_day_runs_from_cutoff_to_cutoff(madrid: Desk, date: str, hours: int) -> None:
    start, end = _cutoffs(madrid, date)
    assert (end - start).total_seconds() == hours * 3600
    inside = [book(madrid, reservationTime=moment.isoformat()).json["id"] for moment in (start, _before(end))]
    book(madrid, reservationTime=_before(start).isoformat())
    book(madrid, reservationTime=end.isoformat())
    assert [one["id"] for one in madrid.read("/api/reservations", date=date)] == inside


def test_the_book_is_filtered_and_paged_without_a_hole_or_a_double(desk: Desk) -> None:
    table = desk.table(1)
    made = [
        book(desk, guestName=f"Party {n}", reservationTime=f"2030-06-14T{12 + n // 3:02}:00:00Z").json["id"]
        for n in range(9)
    ]
    desk.act("PUT", f"/reservations/{made[0]}", {"tableId": table})
    desk.act("POST", f"/reservations/{made[1]}/cancel")
    seen, query = [], {"limit": "2"}
    while True:
        page = desk.send("GET", "/api/reservations/", query_string=query)
        seen += [one["id"] for one in page.json]
        if "X-QTable-Next" not in page.headers:
            break
        query["cursor"] = page.headers["X-QTable-Next"]
    assert sorted(seen) == sorted(made)
    assert len(seen) == 9
    for asked, found in (
        ({"status": "cancelled"}, [made[1]]),
        ({"table_id": table}, [made[0]]),
        ({"q": "party 7"}, [made[7]]),
        ({"from": "2030-06-14T14:00:00Z", "to": "2030-06-14T15:00:00Z"}, sorted(made[6:])),
        ({"from": "2030-06-14T15:00:00Z"}, []),
    ):
        assert [one["id"] for one in desk.read("/api/reservations", **asked)] == found, asked


def test_a_full_sync_holds_what_is_to_come_and_today_but_not_the_years_before(desk: Desk) -> None:
    to_come = book(desk, reservationTime="2030-06-14T19:00:00Z").json["id"]
    old = book(desk, reservationTime="2020-06-14T19:00:00Z").json["id"]
    assert {one["id"] for one in desk.full()["reservations"]} == {to_come, old}
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        row = session.get_one(Reservation, (desk.restaurant_id, old))
        row.updated_at = row.end_time
    assert [one["id"] for one in desk.full()["reservations"]] == [to_come]
    assert desk.act("POST", f"/reservations/{old}/arrive").status_code == 200
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        row = session.get_one(Reservation, (desk.restaurant_id, old))
        row.updated_at = row.end_time
    assert {one["id"] for one in desk.full()["reservations"]} == {to_come, old}, "who is here is shown"


def _cutoffs(desk: Desk, date: str) -> tuple[datetime, datetime]:
    with desk.app.app_context():
        row = db.session.get_one(Restaurant, desk.restaurant_id)
        return row.day_bounds(datetime.fromisoformat(date).date())


def _before(moment: datetime) -> datetime:
    return moment - timedelta(seconds=1)
