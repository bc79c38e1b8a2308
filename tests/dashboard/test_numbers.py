"""The evening in numbers, in its three places."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from qtable import clock
from qtable.changes.transaction import unlogged_transaction
from qtable.extensions import db
from qtable.guests.models import Guest
from tests.lobby.conftest import end_the_day_far_from_now
from tests.support.desk import Desk, new_desk

PLACES = ("/api/v1/dashboard/{0}", "/api/v1/dashboard/data", "/restaurants/{0}/dashboard-data")


def dashboard(desk: Desk, place: str = PLACES[1]) -> dict:
    """Return the dashboard."""
    return desk.read(place.format(desk.restaurant_id))


def minutes_ago(minutes: int) -> str:
    """Return that moment."""
    return clock.rfc3339(clock.now() - timedelta(minutes=minutes)) or ""


@pytest.mark.parametrize("place", PLACES)
def test_the_dashboard_has_every_documented_field_in_each_place(desk: Desk, place: str) -> None:
    table, guest = desk.table(12), desk.guest("Lee", 3)
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    shown = dashboard(desk, place)
    assert set(shown) == {"guests", "tables", "stats", "lastUpdated", "isFullSync", "cursor"}
    names = {"id", "name", "status", "tableId", "partySize", "lastUpdated"}
    assert [set(row) for row in shown["guests"]] == [names]
    names = {"id", "tableNumber", "capacity", "position", "status", "currentGuestId", "lastUpdated"}
    assert [set(row) for row in shown["tables"]] == [names]
    full = desk.full()
    assert shown["guests"][0] == {name: full["guests"][0][name] for name in shown["guests"][0]}
    assert shown["tables"][0] == {name: full["tables"][0][name] for name in shown["tables"][0]}
    assert (shown["lastUpdated"], shown["cursor"], shown["isFullSync"]) == (full["timestamp"], full["cursor"], True)


def test_the_numbers_are_those_of_the_rows(desk: Desk) -> None:
    end_the_day_far_from_now(desk.act)
    one, two, three, closed = (desk.table(number) for number in (1, 2, 3, 4))
    desk.act("PUT", f"/tables/{closed}", {"status": "out_of_service"})
    desk.act("PUT", f"/tables/{three}", {"status": "reserved"})
    sits = desk.guest("Sits", 3, arrivalTime=minutes_ago(30))
    left = desk.guest("Left", 4, arrivalTime=minutes_ago(10))
    for guest, table in ((sits, one), (left, two)):
        desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    desk.act("POST", f"/guests/{left}/finish")
    desk.guest("Waits", 2, arrivalTime=minutes_ago(17))
    desk.guest("Late", 5, status="running_late", arrivalTime=minutes_ago(3))
    desk.guest("Forgotten the day before", 8, arrivalTime=minutes_ago(30 * 60))
    desk.act("POST", f"/guests/{desk.guest('Gone', 9)}/cancel")
    stats = dashboard(desk)["stats"]
    assert stats["guests_by_status"] == {
        "waiting": 2, "arrived": 0, "running_late": 1, "seated": 1, "finished": 1, "cancelled": 1, "no_show": 0,
    }  # fmt: skip
    assert stats["tables_by_status"] == {
        "available": 1, "occupied": 1, "reserved": 1, "needs_cleaning": 0, "out_of_service": 1,
    }  # fmt: skip
    assert (stats["total_guests"], stats["total_tables"], stats["occupancy_rate"]) == (6, 4, 0.3333)
    assert (stats["average_wait"], stats["longest_wait"]) == (20, 17)
    assert (stats["covers_today"], stats["seated_covers"], stats["waiting_covers"]) == (7, 3, 7)


def test_an_empty_house_has_numbers_too(desk: Desk) -> None:
    stats = dashboard(desk)["stats"]
    assert (stats["occupancy_rate"], stats["average_wait"], stats["covers_today"]) == (0.0, None, 0)


def test_an_unseated_party_counts_no_cover_and_earlier_days_none_at_all(desk: Desk) -> None:
    table, guest, earlier = desk.table(1), desk.guest(size=3), desk.guest("Earlier")
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    desk.act("POST", f"/guests/{guest}/unseat")
    desk.act("POST", f"/guests/{earlier}/seat", {"table_id": table})
    desk.act("POST", f"/guests/{earlier}/finish")
    assert dashboard(desk)["stats"]["covers_today"] == 2
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        row = session.get_one(Guest, (desk.restaurant_id, earlier))
        row.seated_time = row.arrival_time = clock.now() - timedelta(days=2)
    assert (dashboard(desk)["stats"]["covers_today"], dashboard(desk)["stats"]["total_guests"]) == (0, 2)


def test_the_dashboard_costs_the_same_queries_however_many_guests(desk: Desk) -> None:
    def queries() -> int:
        counted = []
        with desk.app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *_: counted.append(1))
        dashboard(desk)
        return len(counted)

    dashboard(desk)  # after which the right to see it is remembered
    few = queries()
    for number in range(20):
        desk.guest(f"Party {number}")
        desk.table(number + 1)
    assert queries() == few


def test_another_restaurants_dashboard_is_not_found(desk: Desk) -> None:
    other = new_desk(desk.app, "Next Door")
    for place in (PLACES[0], PLACES[2]):
        assert desk.send("GET", place.format(other.restaurant_id)).status_code == 404
    foreign = desk.send("GET", PLACES[1], query_string={"restaurant_id": other.restaurant_id})
    assert foreign.status_code == 404
