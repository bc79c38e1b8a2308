"""Which tables a booking could have: the pure rules, and what the route answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from qtable.reservations.models import Reservation
from qtable.reservations.slots import Reason, Sitting, floor_of, sort_out, times_around
from qtable.tables.models import Table
from tests.outlook.looking import sat_down
from tests.support.desk import Desk, new_desk
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


def test_a_table_is_free_from_the_moment_at_which_who_sits_there_is_expected_to_leave() -> None:
    tables = [table(1, 4), table(2, 4), table(3, 4), table(4, 4)]
    tables[3].joined_to = "t2"
    since, late = SEVEN - HOUR, SEVEN + timedelta(minutes=1)
    sits = {"t1": Sitting(since, SEVEN), "t2": Sitting(since, late)}
    free, refused = sort_out(floor_of(tables, [], sitting=sits), 2, SEVEN, SEVEN + HOUR)
    assert [one.number for one in free] == [1, 3]
    told = [(one.table.number, one.reason, one.seated_until) for one in refused]
    assert told == [(2, Reason.SEATED, late), (4, Reason.SEATED, late)]
    assert len(sort_out(floor_of(tables, [], sitting=sits), 2, since - HOUR, since)[0]) == 4


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


@pytest.fixture
def at_seven() -> Iterator[None]:
    """Let it be seven in the evening."""
    with time_machine.travel(SEVEN, tick=False):
        yield


def sit(desk: Desk, where: dict[str, str], minutes: int, size: int = 2, **more: Any) -> str:
    """Let a party have sat there for so many minutes."""
    guest = desk.guest("Sits", size, **more)
    assert desk.act("POST", f"/guests/{guest}/seat", where).status_code == 200
    sat_down(desk, guest, minutes)
    return guest


def begins(answer: dict[str, Any]) -> list[str]:
    return [one["reservation_time"][11:16] for one in answer["alternatives"]]


@pytest.mark.usefixtures("at_seven")
def test_a_table_is_not_offered_while_who_sits_there_is_expected_to_stay(app: Flask) -> None:
    desk = new_desk(app)
    only = desk.table(1, 4)
    sit(desk, {"table_id": only}, 40)  # of ninety minutes
    answer = ask(desk, time="19:30")
    assert (answer["tables"], begins(answer)) == ([], ["20:00", "20:15", "20:30"])
    assert answer["refused"] == [
        {"table_id": only, "reason": "seated", "reservation": None, "seated_until": "2030-06-14T19:50:00.000Z"}
    ]
    assert ask(desk, time="20:00")["tables"] == [only]
    desk.set_policies(clean_after_finish=True)
    assert ask(desk, time="19:50")["tables"] == []
    assert ask(desk, time="19:55")["tables"] == [only]
    body = {"guestName": "Lee", "partySize": 2, "date": "2030-06-14", "time": "19:30", "tableId": only}
    assert desk.act("POST", "/reservations", body).status_code == 201


@pytest.mark.usefixtures("at_seven")
def test_who_overstays_is_in_the_way_of_what_begins_at_once_alone(app: Flask) -> None:
    desk = new_desk(app)
    only = desk.table(1, 4)
    sit(desk, {"table_id": only}, 200)
    assert [ask(desk, time=time)["tables"] for time in ("19:00", "19:15")] == [[], [only]]


@pytest.mark.usefixtures("at_seven")
def test_tables_that_are_put_together_are_taken_as_long_as_one_of_them_is(app: Flask) -> None:
    desk = new_desk(app)
    tables = [desk.table(number, 4) for number in (1, 2, 3)]
    first, second = desk.combination(tables[:2]), desk.combination(tables[1:])
    sit(desk, {"combination_id": first}, 40, size=7)
    answer = ask(desk, time="19:30", party_size=7)
    told = {one["combination_id"]: (one["reason"], one["table_id"]) for one in answer["refused_combinations"]}
    assert told == {first: ("seated", tables[0]), second: ("seated", tables[1])}
    assert ask(desk, time="19:30")["tables"] == [tables[2]]


@pytest.mark.usefixtures("at_seven")
def test_the_party_of_a_booking_that_is_changed_is_in_no_way_of_its_own(app: Flask) -> None:
    desk = new_desk(app)
    only = desk.table(1, 4)
    body = {"guestName": "Lee", "partySize": 2, "date": "2030-06-14", "time": "19:00", "tableId": only}
    lee = desk.act("POST", "/reservations", body).json["id"]
    desk.act("POST", f"/reservations/{lee}/seat")
    assert ask(desk, time="19:30", duration_minutes=30)["tables"] == []
    assert ask(desk, time="19:30", duration_minutes=30, reservation_id=lee)["tables"] == [only]


@pytest.mark.usefixtures("at_seven")
def test_who_sits_is_looked_up_once_and_only_for_times_that_they_may_reach(app: Flask) -> None:
    desk = new_desk(app)
    for number in range(1, 6):
        sit(desk, {"table_id": desk.table(number, 4)}, 10)

    def looked(**when: str) -> int:
        app.extensions["qtable.fitted"].forget()
        with statements(desk) as said:
            ask(desk, **when)
        return len([one for one, _ in said if "FROM guests" in one])

    ask(desk)
    assert [looked(), looked(time="03:59"), looked(date="2030-06-15", time="04:00")] == [2, 2, 0]
    assert looked(date="2030-06-13") == 0


def test_a_question_without_a_time_or_with_no_party_is_refused(desk: Desk) -> None:
    for query in ("date=2030-06-14&party_size=2", "date=2030-06-14&time=19:00&party_size=0", ""):
        assert desk.send("GET", f"/api/reservations/availability?{query}").status_code == 422
