"""Arranging the floor: sections renamed and removed, many tables at once, and how far a meal has come."""

import pytest

from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague
from tests.support.house import House


def test_a_renamed_section_is_renamed_on_its_tables_too_in_one_transaction(house: House) -> None:
    section = house.api.act("POST", "/sections", {"name": "Patio"})["id"]
    house.api.act("PUT", f"/tables/{house.tables[1]}", {"sectionId": section})
    with house.verify(changes=1):
        house.api.act("PUT", f"/sections/{section}", {"name": "Terrace"})
    assert house.read_table(1)["section"] == "Terrace"
    with house.verify(changes=0):
        house.api.act("PUT", f"/sections/{section}", {"name": "Terrace"})


def test_a_removed_section_leaves_its_tables_on_the_floor(house: House) -> None:
    section = house.api.act("POST", "/sections", {"name": "Patio"})["id"]
    house.api.act("PUT", f"/tables/{house.tables[1]}", {"sectionId": section})
    with house.verify(changes=1):
        house.api.act("DELETE", f"/sections/{section}")
    assert (house.read_table(1)["section"], house.read_table(1)["sectionId"]) == (None, None)
    assert house.api.get("/api/sections") == []


def test_a_section_takes_no_name_that_another_has(desk: Desk) -> None:
    desk.act("POST", "/sections", {"name": "Patio"})
    other = desk.act("POST", "/sections", {"name": "Bar"}).json["id"]
    refused = desk.act("PUT", f"/sections/{other}", {"name": "Patio"})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "name_taken")
    assert desk.read(f"/api/sections/{other}")["name"] == "Bar"


def test_a_floor_is_laid_out_in_one_transaction_and_known_tables_are_changed(house: House) -> None:
    floor = [
        {"id": house.tables[1], "number": 1, "capacity": 2, "position": {"x": 400, "y": 300}},
        {"number": 31, "capacity": 4, "shape": "circle"},
        {"id": "t-32", "tableNumber": "32", "capacity": 6},
    ]
    with house.verify(changes=1):
        answer = house.api.act("POST", "/tables/bulk", {"tables": floor})
    assert [table["tableNumber"] for table in answer["tables"]] == ["1", "31", "32"]
    assert house.read_table(1)["position"] == {"x": 0.5, "y": 0.5}
    assert len(house.api.get("/api/tables")) == 6


def test_a_floor_with_one_bad_table_is_not_laid_out_at_all(desk: Desk) -> None:
    good = {"number": 1, "capacity": 2}
    for bad in ({"number": 1, "capacity": 4}, {"number": 2}, {"number": 3, "capacity": 4, "sectionId": "none"}):
        assert desk.act("POST", "/tables/bulk", {"tables": [good, bad]}).status_code in (404, 409, 422)
    assert desk.act("POST", "/tables/bulk", {"tables": []}).status_code == 422
    assert colleague(desk, Role.HOST).act("POST", "/tables/bulk", {"tables": [good]}).status_code == 403
    assert desk.full()["seq"] == 0


def test_a_table_of_a_floor_that_was_decided_on_another_version_is_refused(desk: Desk) -> None:
    known = {"id": desk.table(1), "number": 1, "capacity": 4}
    for version, status in ((7, 409), (1, 200)):
        floor = [known | {"capacity": 6, "baseVersion": version}, {"number": 2, "capacity": 2, "baseVersion": 1}]
        answer = desk.act("POST", "/tables/bulk", {"tables": floor})
        assert answer.status_code == status, answer.json


@pytest.mark.parametrize(("said", "stage"), [("ordered", "ordered"), ("Check", "check"), ("Entree", "mains")])
def test_a_stage_is_shown_on_every_device_and_ends_with_the_meal(house: House, said: str, stage: str) -> None:
    guest = house.guest()
    house.seat(guest, 2)
    with house.verify(changes=1):
        table = house.api.act("PUT", f"/tables/{house.tables[2]}/stage", {"stage": said})
    assert table["stage"] == stage
    assert house.realtime.heard_last("table_updated")["action"] == "stage_changed"
    with house.verify(changes=0):
        house.api.act("PUT", f"/tables/{house.tables[2]}/stage", {"stage": stage})
    house.api.act("POST", f"/guests/{guest}/finish")
    assert house.read_table(2)["stage"] is None


def test_an_empty_table_has_no_stage(desk: Desk) -> None:
    table = desk.table(1)
    refused = desk.act("PUT", f"/tables/{table}/stage", {"stage": "paid"})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "seat_a_party")
    assert desk.act("PUT", f"/tables/{table}/stage", {"stage": "asleep"}).status_code == 422


def test_a_notified_party_shows_since_when_until_it_waits_anew(house: House) -> None:
    guest = house.guest()
    with house.verify(changes=1):
        told = house.api.act("POST", f"/guests/{guest}/notify")
    assert told["notifiedTime"] == told["lastUpdated"]
    assert house.realtime.heard_last("guest_updated")["action"] == "notified"
    house.seat(guest, 2)
    refused = house.api.send("POST", f"{house.api.base}/guests/{guest}/notify")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "illegal_transition")
    house.api.act("POST", f"/guests/{guest}/finish")
    assert house.api.act("PATCH", f"/guests/{guest}", {"status": "waiting"})["notifiedTime"] is None
