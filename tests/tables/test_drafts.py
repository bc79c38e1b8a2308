"""The draft of a floor, stored while the service goes on: what may be in it, and whose it is."""

from typing import Any

import pytest

from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague, new_desk
from tests.support.drafts import DRAFT, drafted, publish, stored

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
