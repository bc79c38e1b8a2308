"""PostgreSQL's last line: two active bookings of one table never share a moment, whatever our own code does."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from qtable.changes.transaction import unlogged_transaction
from qtable.reservations import placing
from qtable.reservations.lifecycle import ACTIVE, OVER, ReservationStatus
from tests.support.desk import Desk, new_desk

SEVEN = datetime.fromisoformat("2030-06-14T19:00:00+00:00")
ROW = """
    INSERT INTO reservations (restaurant_id, id, version, created_at, updated_at, guest_name, party_size, tags,
        duration_minutes, status, assigned_table_id, reservation_time, end_time)
    VALUES (:r, :id, 1, now(), now(), 'Lee', 2, '[]', 60, :status, :table, :start, :end)
"""
Store = Callable[..., str]


@pytest.fixture
def engine() -> str:
    return "postgresql"


@pytest.fixture
def store(desk: Desk) -> Store:
    """Return a function that stores a booking past every action; minutes count from seven."""
    numbers = count()

    def one(
        start: int, end: int, table: str | None = "t1", status: str = ReservationStatus.CONFIRMED, at: Desk = desk
    ) -> str:
        when = {"start": SEVEN + timedelta(minutes=start), "end": SEVEN + timedelta(minutes=end)}
        row = {"r": at.restaurant_id, "id": f"r{next(numbers)}", "status": status, "table": table}
        with at.app.app_context(), unlogged_transaction(at.restaurant_id) as session:
            session.execute(text(ROW), row | when)
        return row["id"]

    return one


@pytest.mark.parametrize(("start", "end"), [(0, 60), (59, 90), (-30, 1), (-30, 90), (20, 40)])
@pytest.mark.parametrize("status", ACTIVE)
def test_what_overlaps_an_active_booking_cannot_be_stored(store: Store, start: int, end: int, status: str) -> None:
    store(0, 60, status=status)
    with pytest.raises(IntegrityError, match="ex_reservations_overlap"):
        store(start, end)


def test_what_touches_has_another_table_none_or_another_house_can_be_stored(store: Store, desk: Desk) -> None:
    store(0, 60)
    store(60, 120)
    store(-60, 0)
    store(0, 60, table="t2")
    for _ in range(2):
        store(0, 60, table=None)
    store(0, 60, at=new_desk(desk.app, "Next Door"))


@pytest.mark.parametrize("status", OVER)
def test_a_booking_that_is_over_holds_no_table(store: Store, status: str) -> None:
    store(0, 60, status=status)
    store(0, 60)
    store(0, 60, status=status)


def test_one_transaction_may_free_a_table_and_book_it_in_any_order(store: Store, desk: Desk) -> None:
    first, second = store(0, 60), store(60, 120)
    swap = "UPDATE reservations SET reservation_time = :start, end_time = :end WHERE restaurant_id = :r AND id = :id"
    times = {0: (SEVEN, SEVEN + timedelta(hours=1)), 1: (SEVEN + timedelta(hours=1), SEVEN + timedelta(hours=2))}
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        for name, (start, end) in ((first, times[1]), (second, times[0])):
            session.execute(text(swap), {"r": desk.restaurant_id, "id": name, "start": start, "end": end})


def test_who_comes_past_our_own_check_is_told_409_and_nothing_is_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "in_the_way", lambda *_: None)
    body = {"guestName": "Lee", "partySize": 2, "startTime": SEVEN.isoformat(), "tableId": desk.table()}
    assert desk.act("POST", "/reservations", body).status_code == 201
    cursor = desk.full()["cursor"]
    refused = desk.act("POST", "/reservations", body)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "conflict")
    assert desk.full()["cursor"] == cursor
