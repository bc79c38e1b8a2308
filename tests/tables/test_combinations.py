"""Combinations: tables that can be put together."""

import pytest

from tests.support.desk import Desk, new_desk
from tests.support.house import House


def test_a_combination_says_what_its_tables_make_of_it(house: House) -> None:
    ids = [house.tables[4], house.tables[2]]
    with house.verify(changes=1):
        made = house.api.act("POST", "/combinations", {"tableIds": ids})
    assert house.realtime.heard_last("data_change")["seq"] == house.api.full()["seq"]
    assert (made["name"], made["tableIds"], made["minPartySize"], made["maxPartySize"]) == ("4+2", ids, 7, 10)
    with house.verify(changes=1):
        changed = house.api.act("PATCH", f"/combinations/{made['id']}", {"name": "Long one", "maxPartySize": 9})
    assert house.api.get("/api/combinations") == [changed] == house.api.full()["combinations"]
    with house.verify(changes=0):
        house.api.act("PATCH", f"/combinations/{made['id']}", {"name": "Long one"})
    with house.verify(changes=1):
        house.api.act("DELETE", f"/combinations/{made['id']}")
    assert house.api.get("/api/combinations") == []


def test_a_table_that_is_removed_takes_its_combinations_along(house: House) -> None:
    for numbers in ((1, 2), (2, 3), (3, 4)):
        house.api.act("POST", "/combinations", {"tableIds": [house.tables[number] for number in numbers]})
    with house.verify(changes=1):
        house.api.act("DELETE", f"/tables/{house.tables[2]}")
    assert [one["name"] for one in house.api.get("/api/combinations")] == ["3+4"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"tableIds": ["one"]}, 422),
        ({"tableIds": ["one", "one"]}, 422),
        ({"tableIds": ["one", "two"], "minPartySize": 9}, 422),
        ({"tableIds": ["one", "nobodys"]}, 404),
        ({"tableIds": ["one", "theirs"]}, 404),
        ({"tableIds": ["two", "three"], "name": "1+2"}, 409),
    ],
)
def test_what_is_no_combination_is_refused(desk: Desk, body: dict[str, object], status: int) -> None:
    for number, name in enumerate(("one", "two", "three"), 1):
        desk.table(number, id=name)
    new_desk(desk.app).table(1, id="theirs")
    pair, before = desk.combination(["one", "two"]), desk.full()["seq"]
    for method, path in (("POST", "/combinations"), ("PATCH", f"/combinations/{desk.combination(['one', 'three'])}")):
        assert desk.act(method, path, body).status_code == status
    assert (desk.full()["seq"], desk.read(f"/api/combinations/{pair}")["version"]) == (before + 1, 1)


def test_the_tables_of_a_combination_stay_while_a_party_sits_at_it(house: House) -> None:
    ids = [house.tables[number] for number in (2, 3, 4)]
    pair = house.api.act("POST", "/combinations", {"tableIds": ids[:2]})["id"]
    guest = house.guest(size=6)
    house.api.act("POST", f"/guests/{guest}/seat", {"combination_id": pair})
    path = f"{house.api.base}/combinations/{pair}"
    with house.verify(changes=0):
        for method, body in (("PATCH", {"tableIds": ids}), ("DELETE", {})):
            refused = house.api.send(method, path, json=body)
            assert (refused.status_code, refused.json()["error"]["code"]) == (409, "table_occupied")
    with house.verify(changes=1):
        house.api.act("PATCH", f"/combinations/{pair}", {"name": "In use"})
    house.api.act("POST", f"/guests/{guest}/finish")
    assert house.api.act("PATCH", f"/combinations/{pair}", {"tableIds": ids})["tableIds"] == ids


def test_a_tables_size_is_its_shapes_until_it_is_set(desk: Desk) -> None:
    table = desk.table(1, 2)
    assert desk.read(f"/api/tables/{table}")["size"] == {"width": 0.08, "height": 0.1067}
    longer = desk.act("PATCH", f"/tables/{table}", {"shape": "booth", "capacity": 8}).json["size"]
    assert longer == {"width": 0.148, "height": 0.1067}
    own = {"width": 0.3, "height": 0.05}
    assert desk.act("PATCH", f"/tables/{table}", {"size": own}).json["size"] == own
    assert desk.act("PATCH", f"/tables/{table}", {"shape": "round"}).json["size"] == own
    for wrong in ({"width": 0, "height": 0.1}, {"width": 1.5, "height": 0.1}, {"width": 0.1}, {"width": "0.1"}, 3):
        assert desk.act("PATCH", f"/tables/{table}", {"size": wrong}).status_code == 422
