"""The floor: tables made, changed, cleared and removed."""

import pytest

from bench.clients.api import Refused
from tests.support.desk import Desk
from tests.support.house import House


def test_a_table_shows_every_documented_field(desk: Desk) -> None:
    section = desk.act("POST", "/sections", {"name": "Window"}).json
    body = {
        "number": 12,
        "capacity": 4,
        "position": {"x": 400, "y": 0.25},
        "shape": "Round",
        "sectionId": section["id"],
        "notes": "wobbles",
    }
    table = desk.act("POST", "/tables", body).json
    expected = {
        "number": 12,
        "tableNumber": "12",
        "capacity": 4,
        "minPartySize": 1,
        "maxPartySize": 4,
        "status": "available",
        "stage": None,
        "position": {"x": 0.5, "y": 0.25},
        "shape": "round",
        "rotation": 0.0,
        "section": "Window",
        "sectionId": section["id"],
        "currentGuestId": None,
        "current_guest_id": None,
        "guest_id": None,
        "notes": "wobbles",
        "version": 1,
    }
    assert {name: table[name] for name in expected} == expected


def test_a_label_stands_on_one_table_only(desk: Desk) -> None:
    desk.table(1)
    again = desk.act("POST", "/tables", {"tableNumber": "1", "capacity": 2})
    assert (again.status_code, again.json["error"]["code"]) == (409, "name_taken")
    assert desk.act("POST", "/tables", {"tableNumber": "B1", "capacity": 2}).json["number"] == 1
    assert desk.act("POST", "/tables", {"capacity": 2}).status_code == 422


def test_a_table_made_offline_keeps_its_id_and_a_second_one_is_refused(desk: Desk) -> None:
    assert desk.table(1, id="my-own-id") == "my-own-id"
    again = desk.act("POST", "/tables", {"id": "my-own-id", "number": 2, "capacity": 2})
    assert (again.status_code, again.json["error"]["code"]) == (409, "already_exists")


def test_changes_to_a_table_reach_every_device(house: House) -> None:
    with house.verify(changes=1):
        table = house.api.act("PUT", f"/tables/{house.tables[1]}", {"capacity": 3, "status": "reserved"})
    assert (table["capacity"], table["status"], table["version"]) == (3, "reserved", 2)
    with house.verify(changes=0):
        house.api.act("PUT", f"/tables/{house.tables[1]}", {"capacity": 3, "status": "Reserved"})


@pytest.mark.parametrize("spelling", ["needsCleaning", "needs_cleaning", "dirty", "Cleaning"])
def test_a_table_status_is_read_in_every_documented_spelling(desk: Desk, spelling: str) -> None:
    table_id = desk.table()
    assert desk.act("PUT", f"/tables/{table_id}", {"status": spelling}).json["status"] == "needs_cleaning"


def test_a_table_that_is_not_ready_is_not_seated(house: House) -> None:
    house.api.act("PUT", f"/tables/{house.tables[2]}", {"status": "outOfService"})
    guest_id = house.guest()
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.seat(guest_id, 2)
    assert refused.value.error["code"] == "table_not_ready"
    assert refused.value.error["message"] == "Table 2 is out of service. Make it available first."


def test_clearing_a_table_finishes_its_party_in_one_transaction(house: House) -> None:
    guest_id = house.guest()
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        assert house.api.act("PUT", f"/tables/{house.tables[2]}/clear")["status"] == "available"
    assert house.read_guest(guest_id)["status"] == "finished"
    with house.verify(changes=0):
        house.api.act("POST", f"/tables/{house.tables[2]}/clear")


@pytest.mark.parametrize("status", ["available", "needs_cleaning"])
def test_an_older_app_that_sets_a_taken_table_free_finishes_its_party(house: House, status: str) -> None:
    guest_id = house.guest()
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        house.api.act("PUT", f"/tables/{house.tables[2]}", {"status": status, "currentGuestId": None})
    assert house.read_table(2)["status"] == status
    assert house.read_guest(guest_id)["status"] == "finished"


def test_an_older_app_that_occupies_a_table_with_a_party_seats_it(house: House) -> None:
    guest_id = house.guest()
    with house.verify(changes=1):
        house.api.act("PUT", f"/tables/{house.tables[2]}", {"status": "occupied", "currentGuestId": guest_id})
    assert house.read_guest(guest_id)["tableId"] == house.tables[2]


def test_a_tables_guest_alone_seats_and_clears_it_too(house: House) -> None:
    guest_id = house.guest()
    with house.verify(changes=1):
        house.api.act("PATCH", f"/tables/{house.tables[2]}", {"current_guest_id": guest_id})
    assert house.read_guest(guest_id)["status"] == "seated"
    with house.verify(changes=1):
        house.api.act("PATCH", f"/tables/{house.tables[2]}", {"current_guest_id": None})
    assert house.read_guest(guest_id)["status"] == "finished"


@pytest.mark.parametrize("status", ["reserved", "out_of_service", "needs_cleaning"])
def test_a_table_without_a_guest_keeps_its_status_when_told_that_it_has_none(desk: Desk, status: str) -> None:
    table_id = desk.table()
    desk.act("PUT", f"/tables/{table_id}", {"status": status})
    table = desk.act("PATCH", f"/tables/{table_id}", {"notes": "leg broken", "currentGuestId": None}).json
    assert (table["status"], table["notes"]) == (status, "leg broken")


def test_undoing_a_seating_gives_a_reserved_table_its_mark_back(house: House) -> None:
    house.api.act("PUT", f"/tables/{house.tables[2]}", {"status": "reserved"})
    guest_id = house.guest()
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        house.api.act("POST", f"/guests/{guest_id}/unseat")
    assert house.read_table(2)["status"] == "reserved"
    house.seat(guest_id, 2)
    house.api.act("POST", f"/guests/{guest_id}/finish")
    assert house.read_table(2)["status"] == "available"


@pytest.mark.parametrize("status", ["reserved", "out_of_service"])
def test_clearing_touches_neither_a_reserved_nor_a_closed_table(desk: Desk, status: str) -> None:
    table_id = desk.table()
    desk.act("PUT", f"/tables/{table_id}", {"status": status})
    assert desk.act("POST", f"/tables/{table_id}/clear").json["status"] == status


def test_the_largest_party_follows_the_capacity_unless_it_was_set_apart(desk: Desk) -> None:
    plain, special = desk.table(1, 4), desk.table(2, 4, maxPartySize=5)
    assert desk.act("PATCH", f"/tables/{plain}", {"capacity": 8}).json["maxPartySize"] == 8
    assert desk.act("PATCH", f"/tables/{special}", {"capacity": 6}).json["maxPartySize"] == 5


def test_an_older_app_may_override_the_capacity_from_the_tables_side(desk: Desk) -> None:
    guest_id, table_id = desk.guest(size=6), desk.table(1, 4)
    body = {"status": "occupied", "currentGuestId": guest_id}
    assert desk.act("PUT", f"/tables/{table_id}", body).json["error"]["code"] == "over_capacity"
    assert desk.act("PUT", f"/tables/{table_id}", body | {"override": True}).status_code == 200


def test_a_taken_table_is_not_closed_or_removed(house: House) -> None:
    house.seat(house.guest(), 2)
    path = f"/tables/{house.tables[2]}"
    for method, body in (("PUT", {"status": "out_of_service"}), ("DELETE", {})):
        with house.verify(changes=0), pytest.raises(Refused) as refused:
            house.api.act(method, path, body)
        assert (refused.value.status, refused.value.error["code"]) == (409, "table_occupied")


def test_a_table_cannot_be_occupied_by_nobody(house: House) -> None:
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("PUT", f"/tables/{house.tables[2]}", {"status": "occupied"})
    assert refused.value.error["code"] == "seat_a_party"


def test_seating_from_the_tables_side_is_the_same_act(house: House) -> None:
    guest_id = house.guest()
    with house.verify(changes=1):
        table = house.api.act("POST", f"/tables/{house.tables[2]}/seat-guest", {"guest_id": guest_id})
    assert (table["currentGuestId"], house.read_guest(guest_id)["status"]) == (guest_id, "seated")


def test_a_removed_table_is_gone_on_every_device(house: House) -> None:
    with house.verify(changes=1):
        house.api.act("DELETE", f"/tables/{house.tables[4]}")
    with pytest.raises(Refused) as refused:
        house.read_table(4)
    assert refused.value.status == 404


def test_the_policy_decides_whether_a_finished_partys_table_needs_cleaning(desk: Desk) -> None:
    desk.set_policies(clean_after_finish=True)
    guest_id, table_id = desk.guest(), desk.table()
    desk.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
    desk.act("POST", f"/guests/{guest_id}/finish")
    assert desk.full()["tables"][0]["status"] == "needs_cleaning"
    assert desk.act("PUT", f"/tables/{table_id}/clear").json["status"] == "available"


def test_a_section_is_known_on_every_device_and_its_name_is_taken_once(house: House) -> None:
    with house.verify(changes=1):
        section = house.api.act("POST", "/sections", {"name": "Patio"})
    with house.verify(changes=1):
        table = house.api.act("PUT", f"/tables/{house.tables[1]}", {"section_id": section["id"]})
    assert (table["section"], table["sectionId"]) == ("Patio", section["id"])
    assert house.api.get(f"{house.api.base}/sections") == [section]
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("POST", "/sections", {"name": "Patio"})
    assert refused.value.error["code"] == "name_taken"


@pytest.mark.parametrize(
    ("sent", "status", "sits"),
    [
        ({"status": "available", "currentGuestId": "g"}, 200, "g"),  # the whole free table sent back with a guest
        ({"currentGuestId": "g"}, 200, "g"),
        ({"status": "reserved", "currentGuestId": "g"}, 422, None),
        ({"status": "available", "currentGuestId": "nobody"}, 404, None),
        ({"status": "occupied", "currentGuestId": "g"}, 200, "g"),
    ],
)
def test_a_guest_set_on_a_free_table_is_seated_or_refused_but_never_passed_over(
    desk: Desk, sent: dict[str, str], status: int, sits: str | None
) -> None:
    table = desk.table(1)
    desk.guest(id="g")
    assert desk.act("PUT", f"/tables/{table}", sent).status_code == status
    assert desk.read(f"/api/tables/{table}")["currentGuestId"] == sits


@pytest.mark.parametrize(
    ("sent", "status", "becomes"),
    [
        ({"status": "occupied", "currentGuestId": None}, 200, "available"),
        ({"status": "available", "currentGuestId": "g"}, 200, "available"),
        ({"status": "occupied"}, 200, "occupied"),
        ({"status": "occupied", "currentGuestId": "g"}, 200, "occupied"),
        ({"status": "reserved", "currentGuestId": "h"}, 422, "occupied"),
    ],
)
def test_an_occupied_table_sent_back_counts_by_what_differs(
    desk: Desk, sent: dict[str, str], status: int, becomes: str
) -> None:
    table = desk.table(1)
    desk.act("POST", f"/guests/{desk.guest(id='g')}/seat", {"table_id": table})
    desk.guest(id="h")
    assert desk.act("PUT", f"/tables/{table}", sent).status_code == status
    assert desk.read(f"/api/tables/{table}")["status"] == becomes
