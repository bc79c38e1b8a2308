"""The draft of a floor: stored while the service goes on, led over to what the floor has become, and published."""

from typing import Any

import pytest

from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague, new_desk
from tests.support.house import House

LISTS = ("sections", "tables", "combinations")
DRAFT = "/floor/draft"


def drafted(desk: Desk) -> dict[str, Any]:
    """Return the draft."""
    return desk.read(f"/restaurants/{desk.restaurant_id}{DRAFT}")


def stored(desk: Desk, draft: dict[str, Any], status: int = 200, **more: Any) -> Any:
    """Store a draft as an editor sends it back; return the answer."""
    answer = desk.act("PUT", DRAFT, {name: draft[name] for name in (*LISTS, "base")} | more)
    assert answer.status_code == status, answer.json
    return answer.json


def numbered(draft: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the table of a number."""
    return next(table for table in draft["tables"] if table["number"] == number)


def publish(desk: Desk, status: int = 200, **body: Any) -> Any:
    """Publish; return the answer."""
    answer = desk.act("POST", f"{DRAFT}/publish", body)
    assert answer.status_code == status, answer.json
    return answer.json


def bare(draft: dict[str, Any]) -> list[Any]:
    """Return what a draft draws, in no order."""
    return [sorted(map(str, draft[name])) for name in LISTS]


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


def test_a_draft_is_thrown_away_and_another_ones_is_not_overwritten(desk: Desk) -> None:
    desk.table(1)
    draft = drafted(desk)
    assert stored(desk, draft, base_version=0)["version"] == 1
    for refused in (stored(desk, draft, 409, base_version=0), publish(desk, 409, base_version=7)):
        assert refused["error"]["code"] == "version_conflict"
    assert desk.act("POST", f"{DRAFT}/publish", If_Match='"7"').status_code == 412
    assert desk.act("DELETE", DRAFT, {"base_version": 7}).status_code == 409
    assert stored(desk, draft, base_version=1)["version"] == 2
    assert [desk.act("DELETE", DRAFT).status_code for _ in range(2)] == [200, 404]


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


WRONG: dict[str, dict[str, Any]] = {
    "a label twice": {"tables": [{"number": 1, "capacity": 2}, {"tableNumber": "1", "capacity": 2}]},
    "an id twice": {"tables": [{"id": "t", "number": n, "capacity": 2} for n in (1, 2)]},
    "no number": {"tables": [{"capacity": 2}]},
    "sizes the wrong way round": {"tables": [{"number": 1, "capacity": 2, "minPartySize": 3}]},
    "off the plan": {"tables": [{"number": 1, "capacity": 2, "position": {"x": -0.1, "y": 0}}]},
    "too large": {"tables": [{"number": 1, "capacity": 2, "size": {"width": 1.1, "height": 1}}]},
    "no such shape": {"tables": [{"number": 1, "capacity": 2, "shape": "star"}]},
    "turned too far": {"tables": [{"number": 1, "capacity": 2, "rotation": 400}]},
    "a section twice": {"tables": [], "sections": [{"id": "a", "name": "Bar"}, {"id": "b", "name": "Bar"}]},
    "a table of another floor": {"combinations": [{"tableIds": ["t-1", "t-9"]}]},
    "a table alone": {"combinations": [{"tableIds": ["t-1"]}]},
    "a table with itself": {"combinations": [{"tableIds": ["t-1", "t-1"]}]},
    "no tables": {"sections": []},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_floor_that_cannot_be_is_not_stored(desk: Desk, wrong: str) -> None:
    body = {"tables": [{"id": f"t-{n}", "number": n, "capacity": 2} for n in (1, 2)]} | WRONG[wrong]
    if wrong == "no tables":
        del body["tables"]
    answer = desk.act("PUT", DRAFT, body)
    assert (answer.status_code, list(answer.json["error"]["details"])) == (422, ["fields"])
    assert not drafted(desk)["stored"]


def test_a_floor_begins_with_a_template(desk: Desk) -> None:
    templates = {one["name"]: one["tables"] for one in desk.read(f"/restaurants/{desk.restaurant_id}/floor/templates")}
    draft = stored(
        desk, {"sections": [], "combinations": [], "tables": templates["bistro"], "base": drafted(desk)["base"]}
    )
    drawn = ("tableNumber", "capacity", "shape", "section", "position")
    assert sorted([table[name] for name in drawn] for table in draft["tables"]) == sorted(
        [table[name] for name in drawn] for table in templates["bistro"]
    )
    assert [table["section"] for table in templates["diner"]][-1] == "Counter"


def test_drafts_are_the_managers_and_each_restaurants_own(desk: Desk) -> None:
    desk.table(1)
    stored(desk, drafted(desk))
    other, host = new_desk(desk.app), colleague(desk, Role.HOST)
    assert not drafted(other)["stored"]
    path = f"/restaurants/{desk.restaurant_id}{DRAFT}"
    for method, more in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/publish")):
        assert other.send(method, path + more, json={"tables": []}).status_code == 404
        assert host.send(method, path + more, json={"tables": []}).status_code == 403
    assert colleague(desk, Role.MANAGER).send("GET", path).json["stored"]


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
