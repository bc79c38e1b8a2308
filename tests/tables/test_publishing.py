"""The draft of a floor is led over to what the floor has become, and published."""

import pytest

from tests.support.desk import Desk
from tests.support.drafts import DRAFT, LISTS, bare, drafted, numbered, publish, stored
from tests.support.house import House


def test_a_draft_becomes_the_floor_in_one_transaction_and_one_message(house: House) -> None:
    """Tables are moved, made and removed, two swap their labels; a section takes the old name of another one."""
    api = house.api
    patio, bar = (api.act("POST", "/sections", {"name": name})["id"] for name in ("Patio", "Bar"))
    for number in (1, 2):
        api.act("PATCH", f"/tables/{house.tables[number]}", {"sectionId": patio})
    api.act("PATCH", f"/tables/{house.tables[3]}", {"sectionId": bar, "notes": "stays"})
    api.act("POST", "/combinations", {"tableIds": [house.tables[1], house.tables[4]], "name": "old"})
    house.seat(house.guest(), 2)
    draft = api.get(f"{api.base}{DRAFT}")
    tables = {table["number"]: table for table in draft["tables"]}
    tables[1] |= {
        "tableNumber": "2",
        "section": "Terrace",
        "position": {"x": 0.1, "y": 0.9},
        "size": {"width": 0.2, "height": 0.1},
    }
    tables[2] |= {"tableNumber": "1", "shape": "booth", "rotation": 90}
    tables[3] |= {"section": "Garden", "capacity": 6, "maxPartySize": 7}
    new = {"id": "t-new", "number": 50, "capacity": 8, "section": "Garden", "minPartySize": 3}
    body = {
        "base": draft["base"],
        "sections": [{"id": patio, "name": "Terrace"}],
        "tables": [tables[1], tables[2], tables[3], new],
        "combinations": [{"tableIds": [house.tables[3], "t-new"], "maxPartySize": 14}],
    }
    with house.verify(changes=0):
        saved = api.act("PUT", DRAFT, body)
    assert (saved["stored"], saved["version"], saved["conflicts"]) == (True, 1, [])
    with house.verify(changes=1):
        told = api.act("POST", f"{DRAFT}/publish", {"base_version": 1})
    assert (told["created"], told["updated"], told["deleted"]) == (4, 4, 3)
    one, two, three = (house.read_table(number) for number in (1, 2, 3))
    assert (one["tableNumber"], one["position"], one["size"]) == ("2", {"x": 0.1, "y": 0.9}, tables[1]["size"])
    assert (one["section"], one["sectionId"]) == ("Terrace", patio)
    assert (two["tableNumber"], two["status"], two["section"]) == ("1", "occupied", "Patio")
    assert (three["section"], three["capacity"], three["notes"]) == ("Garden", 6, "stays")
    assert sorted(section["name"] for section in api.get("/api/sections")) == ["Garden", "Patio", "Terrace"]
    (pair,) = api.get("/api/combinations")
    assert (pair["name"], pair["tableIds"]) == ("3+50", [house.tables[3], "t-new"])
    after = api.get(f"{api.base}{DRAFT}")
    assert (after["stored"], after["version"], bare(after)) == (False, 0, bare(saved))


def test_a_draft_is_the_floor_until_one_is_stored_and_publishing_it_changes_nothing(desk: Desk) -> None:
    desk.combination([desk.table(1), desk.table(2)])
    draft, before = drafted(desk), desk.full()
    assert (draft["stored"], draft["savedBy"], len(draft["tables"])) == (False, None, 2)
    assert publish(desk, 404)["error"]["code"] == "not_found"
    saved = stored(desk, draft)
    assert (bare(saved), saved["savedBy"]["id"]) == (bare(draft), desk.user_id)
    told = publish(desk)
    assert (told["created"], told["updated"], told["deleted"]) == (0, 0, 0)
    assert (desk.full()["seq"], drafted(desk)["stored"]) == (before["seq"], False)


def test_what_happened_to_other_tables_meanwhile_stays_as_it_happened(desk: Desk) -> None:
    one, two = desk.table(1), desk.table(2)
    draft = drafted(desk)
    numbered(draft, 1)["position"] = {"x": 0.2, "y": 0.2}
    stored(desk, draft)
    desk.act("POST", f"/guests/{desk.guest()}/seat", {"table_id": one})
    desk.act("PATCH", f"/tables/{one}", {"capacity": 6})
    desk.act("PATCH", f"/tables/{two}", {"position": {"x": 0.9, "y": 0.9}})
    new = desk.table(3)
    led_over = drafted(desk)
    assert (led_over["conflicts"], numbered(led_over, 1)["capacity"], len(led_over["tables"])) == ([], 6, 3)
    publish(desk)
    places = {table["id"]: table["position"] for table in desk.full()["tables"]}
    assert places == {one: {"x": 0.2, "y": 0.2}, two: {"x": 0.9, "y": 0.9}, new: {"x": 0.5, "y": 0.5}}
    assert desk.read(f"/api/tables/{one}")["status"] == "occupied"


def test_what_both_have_changed_is_refused_by_name_until_it_was_looked_at(desk: Desk) -> None:
    one, two, three = (desk.table(number) for number in (1, 2, 3))
    draft = drafted(desk)
    numbered(draft, 1)["capacity"] = 8
    numbered(draft, 2)["capacity"] = 8
    draft["tables"] = [table for table in draft["tables"] if table["id"] != three]
    stored(desk, draft)
    desk.act("PATCH", f"/tables/{one}", {"capacity": 6})
    desk.act("DELETE", f"/tables/{two}")
    desk.act("PATCH", f"/tables/{three}", {"rotation": 45})
    before = desk.full()["seq"]
    refused = publish(desk, 409)
    assert refused["error"]["code"] == "floor_changed"
    assert "table 1 was changed on the floor; table 2 was removed" in refused["detail"]
    found = {
        (clash["entity_id"], clash["action"], *clash["fields"]) for clash in refused["error"]["details"]["conflicts"]
    }
    assert found == {(one, "update", "capacity"), (two, "delete"), (three, "update")}
    assert desk.full()["seq"] == before
    shown = drafted(desk)
    assert shown["conflicts"] == refused["error"]["details"]["conflicts"]
    stored(desk, draft)  # still as it was made, from the floor of before
    assert publish(desk, 409)["error"]["code"] == "floor_changed"
    stored(desk, shown)
    publish(desk)
    assert {table["number"]: table["capacity"] for table in desk.full()["tables"]} == {1: 8, 2: 8}


def test_a_draft_of_a_floor_that_nobody_knows_any_more_is_refused(desk: Desk) -> None:
    desk.table(1)
    old = drafted(desk)
    desk.table(2)
    assert stored(desk, old, 409)["error"]["code"] == "floor_changed"


def test_a_label_that_somebody_gave_away_meanwhile_is_a_conflict(desk: Desk) -> None:
    desk.table(1)
    draft = drafted(desk)
    draft["tables"].append({"number": 2, "capacity": 2})
    stored(desk, draft)
    desk.table(2)
    (clash,) = publish(desk, 409)["error"]["details"]["conflicts"]
    assert (clash["name"], clash["action"], clash["fields"]) == ("2", "create", ["tableNumber"])


@pytest.mark.parametrize("by", ["a party", "a joined party", "a booking", "a combination in use"])
def test_a_table_in_use_is_not_removed_and_the_refusal_says_by_whom(house: House, by: str) -> None:
    api, lee = house.api, house.guest("Lee", 6)
    pair = api.act("POST", "/combinations", {"tableIds": [house.tables[3], house.tables[2]]})["id"]
    if by == "a booking":
        booking = {"guestName": "Lee", "partySize": 2, "startTime": "2030-06-14T19:00:00Z", "tableId": house.tables[2]}
        api.act("POST", "/reservations", booking)
    elif by == "a party":
        house.seat(lee, 2, override=True)
    else:
        api.act("POST", f"/guests/{lee}/seat", {"combination_id": pair})
    draft = api.get(f"{api.base}{DRAFT}")
    draft["combinations"] = []
    if by != "a combination in use":
        draft["tables"] = [table for table in draft["tables"] if table["number"] != 2]
    api.act("PUT", DRAFT, {name: draft[name] for name in LISTS})
    with house.verify(changes=0):
        refused = api.send("POST", f"{api.base}{DRAFT}/publish")
    assert refused.status_code == 409
    expected = {"a party": "Lee (party of 6) sits at table 2.", "a booking": "Table 2 is booked for Lee (party of 2)"}
    assert expected.get(by, "A party sits at 3+2.") in refused.json()["detail"]
    assert api.get(f"{api.base}{DRAFT}")["stored"]


def test_a_table_goes_and_its_combination_gets_another_one(desk: Desk) -> None:
    tables = [desk.table(number) for number in (1, 2, 3)]
    pair = desk.combination(tables[:2])
    draft = drafted(desk)
    draft["tables"] = [table for table in draft["tables"] if table["id"] != tables[1]]
    draft["combinations"][0]["tableIds"] = [tables[0], tables[2]]
    stored(desk, draft)
    done = publish(desk)
    assert [done[name] for name in ("created", "updated", "deleted")] == [0, 1, 1]
    (shown,) = desk.full()["combinations"]
    assert (shown["id"], shown["tableIds"]) == (pair, [tables[0], tables[2]])


def test_a_new_section_takes_the_name_of_one_that_goes(desk: Desk) -> None:
    section = desk.act("POST", "/sections", {"name": "Patio"}).json["id"]
    desk.table(1, sectionId=section)
    draft = drafted(desk)
    draft["sections"] = [{"id": "new", "name": "Patio"}]
    stored(desk, draft)
    publish(desk)
    assert [(one["id"], one["name"]) for one in desk.full()["sections"]] == [("new", "Patio")]
    assert [(one["sectionId"], one["section"]) for one in desk.full()["tables"]] == [("new", "Patio")]
