"""A seating that was a slip, taken back: the party is what it was before, on every device."""

import pytest

from tests.support.desk import Desk


def seated(desk: Desk, status: str) -> str:
    guest = desk.guest("Lee")
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": status})
    assert desk.act("POST", f"/guests/{guest}/seat", {"table_id": desk.table()}).status_code == 200
    return guest


@pytest.mark.parametrize("status", ["waiting", "arrived", "running_late"])
def test_a_seating_taken_back_leaves_the_party_what_it_was(desk: Desk, status: str) -> None:
    guest = seated(desk, status)
    answer = desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True}).json
    assert (answer["status"], answer["tableId"], answer["seatedTime"]) == (status, None, None)
    assert desk.full()["guests"][0] == answer


def test_who_does_not_sit_stays_what_it_is(desk: Desk) -> None:
    guest = seated(desk, "running_late")
    desk.act("POST", f"/guests/{guest}/unseat")
    before = desk.full()["guests"]
    assert desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True}).json == before[0]
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "arrived"})
    assert desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True}).status_code == 409


def test_it_is_what_it_was_before_it_sat_also_after_a_move_and_a_finish_that_were_slips_too(desk: Desk) -> None:
    guest = seated(desk, "running_late")
    desk.act("POST", f"/guests/{guest}/move", {"table_id": desk.table(2)})
    desk.act("POST", f"/guests/{guest}/finish")
    assert desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "seated"}).status_code == 200
    assert desk.act("POST", f"/guests/{guest}/unseat", {"still_called": True}).json["status"] == "running_late"


@pytest.mark.parametrize("clean", [True, False])
def test_a_party_that_had_not_left_after_all_is_as_far_with_its_meal_as_it_was(desk: Desk, clean: bool) -> None:
    desk.set_policies(clean_after_finish=clean)
    guest = seated(desk, "waiting")
    table = desk.full()["tables"][0]["id"]
    desk.act("PUT", f"/tables/{table}/stage", {"stage": "dessert"})
    desk.act("POST", f"/guests/{guest}/finish")
    assert desk.read(f"/api/tables/{table}")["stage"] is None
    if clean:
        dirty = desk.act("POST", f"/guests/{guest}/seat", {"table_id": table}).json["detail"]
        assert dirty == "Table 1 needs cleaning. Make it available first."
    desk.act("POST", f"/tables/{table}/clear")
    assert desk.act("POST", f"/guests/{guest}/seat", {"table_id": table}).status_code == 200
    assert desk.read(f"/api/tables/{table}")["stage"] == "dessert"
    desk.act("POST", f"/guests/{guest}/unseat")
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert desk.read(f"/api/tables/{table}")["stage"] == "seated"


def test_who_is_put_back_for_another_table_waits_and_a_named_status_counts(desk: Desk) -> None:
    guest = seated(desk, "running_late")
    assert desk.act("POST", f"/guests/{guest}/unseat").json["status"] == "waiting"
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": desk.full()["tables"][0]["id"]})
    body = {"still_called": True, "status": "arrived"}
    assert desk.act("POST", f"/guests/{guest}/unseat", body).json["status"] == "arrived"
