"""Which tables a booking could have: the pure rules, and what the route answers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from qtable.reservations.models import Reservation
from qtable.reservations.slots import Reason, floor_of, sort_out, times_around
from qtable.tables.models import Table
from tests.support.desk import Desk
from tests.support.past import statements

SEVEN = datetime(2030, 6, 14, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)


def table(number: int, capacity: int, status: str = "available", most: int | None = None) -> Table:
    return Table(id=f"t{number}", number=number, capacity=capacity, status=status, max_party_size=most or capacity)


def booking(table_id: str, start: datetime, end: datetime) -> Reservation:
    return Reservation(id="b", assigned_table_id=table_id, reservation_time=start, end_time=end)


def test_the_table_that_wastes_the_fewest_chairs_comes_first() -> None:
    tables = [table(1, 8), table(2, 3, most=4), table(3, 4), table(4, 2)]
    free, refused = sort_out(floor_of(tables, []), 4, SEVEN, SEVEN + HOUR)
    assert [one.number for one in free] == [3, 1, 2]
    assert [(one.table.number, one.reason) for one in refused] == [(4, Reason.TOO_SMALL)]


def test_a_table_is_free_again_at_the_moment_when_a_booking_ends() -> None:
    tables = [table(1, 4), table(2, 4), table(3, 4, status="out_of_service")]
    held = [booking("t1", SEVEN - HOUR, SEVEN), booking("t2", SEVEN - HOUR, SEVEN + timedelta(minutes=1))]
    free, refused = sort_out(floor_of(tables, held), 2, SEVEN, SEVEN + HOUR)
    assert [one.number for one in free] == [1]
    assert [(one.reason, one.booking) for one in refused] == [(Reason.BOOKED, held[1]), (Reason.CLOSED, None)]


def test_other_times_are_quarters_within_an_hour_and_none_is_past() -> None:
    assert len(times_around(SEVEN, SEVEN - 2 * HOUR)) == 8
    assert times_around(SEVEN, SEVEN + timedelta(minutes=31)) == [SEVEN + timedelta(minutes=n) for n in (45, 60)]


def ask(desk: Desk, **more: Any) -> dict[str, Any]:
    asked = {"date": "2030-06-14", "time": "19:00", "party_size": 2} | more
    return desk.read("/api/reservations/availability", **asked)


def test_a_full_hour_is_answered_with_who_holds_the_table_and_when_else(desk: Desk) -> None:
    only = desk.act("POST", "/tables", {"number": 1, "capacity": 4}).json["id"]
    body = {"guestName": "Lee", "partySize": 2, "date": "2030-06-14", "time": "19:00", "tableId": only}
    lee = desk.act("POST", "/reservations", body | {"durationMinutes": 45}).json

    answer = ask(desk, duration_minutes=30)
    assert answer["tables"] == []
    [refused] = answer["refused"]
    assert (refused["table_id"], refused["reason"], refused["reservation"]["id"]) == (only, "booked", lee["id"])
    start = datetime.fromisoformat(answer["reservation_time"])
    offered = [datetime.fromisoformat(one["reservation_time"]) - start for one in answer["alternatives"]]
    assert offered == [timedelta(minutes=n) for n in (-60, -45, -30, 45, 60)]
    assert ask(desk, reservation_id=lee["id"])["tables"] == [only]
    assert ask(desk, party_size=5)["refused"][0]["reason"] == "too_small"


def test_the_question_costs_two_statements_however_many_tables_there_are(desk: Desk) -> None:
    for number in range(1, 6):
        desk.act("POST", "/tables", {"number": number, "capacity": 4})
    with statements(desk) as few:
        ask(desk)
    about = [statement for statement, _ in few if "FROM tables" in statement or "FROM reservations" in statement]
    assert len(about) == 2


def test_a_question_without_a_time_or_with_no_party_is_refused(desk: Desk) -> None:
    for query in ("date=2030-06-14&party_size=2", "date=2030-06-14&time=19:00&party_size=0", ""):
        assert desk.send("GET", f"/api/reservations/availability?{query}").status_code == 422
