"""The restaurant itself and its policies: read, changed, told to every device."""

import pytest

from bench.clients.socketio_listener import SocketIOListener
from qtable.accounts.roles import Role
from qtable.restaurants.models import DEFAULT_POLICIES
from qtable.restaurants.schemas import PoliciesBody, PoliciesShape
from tests.support.desk import Desk, colleague, new_desk
from tests.support.house import House

KEY = "a-key-for-one-act-0001"


def read(desk: Desk) -> dict:
    return desk.read(f"/restaurants/{desk.restaurant_id}")


def test_the_restaurant_is_shown_whole_and_to_every_role(desk: Desk) -> None:
    shown = read(colleague(desk, Role.VIEWER))
    assert {name: shown[name] for name in ("id", "slug", "name", "businessDayCutoff", "isDemo", "version")} == {
        "id": desk.restaurant_id,
        "slug": "test-bistro",
        "name": "Test Bistro",
        "businessDayCutoff": 4,
        "isDemo": False,
        "version": 1,
    }
    assert shown["policies"] == DEFAULT_POLICIES
    assert shown["timeZone"]
    assert shown["createdAt"].endswith("Z")
    assert shown["lastUpdated"] == shown["createdAt"]
    assert desk.full()["restaurants"] == [shown]


def test_a_change_is_stored_logged_and_shown_everywhere(desk: Desk) -> None:
    changes = {"name": "Chez Nous", "slug": "chez-nous", "timeZone": "Europe/Madrid", "business_day_cutoff": 5}
    answer = desk.act("PUT", "", changes)
    assert answer.status_code == 200
    shown = answer.json
    assert (shown["name"], shown["slug"], shown["timeZone"], shown["businessDayCutoff"], shown["version"]) == (
        "Chez Nous",
        "chez-nous",
        "Europe/Madrid",
        5,
        2,
    )
    assert read(desk) == desk.read("/restaurants/chez-nous") == shown
    assert desk.send("GET", "/auth/me").json["restaurant_name"] == "Chez Nous"
    (change,) = desk.read("/api/sync/delta", since="2026-01-01")["changes"]
    assert (change["entity_type"], change["action"], change["data"]) == ("restaurant", "update", shown)


def test_a_change_to_what_is_already_so_changes_nothing(desk: Desk) -> None:
    for path, body in (("", {"name": "Test Bistro"}), ("", {}), ("/policies", {"clean_after_finish": False})):
        assert desk.act("PUT", path, body).status_code == 200
    assert (desk.full()["seq"], read(desk)["version"]) == (0, 1)


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": None},
        {"slug": "No Slug"},
        {"slug": "a--b"},
        {"slug": "x" * 65},
        {"slug": None},
        {"timeZone": "Mars/Olympus"},
        {"timeZone": "../../etc/passwd"},
        {"timeZone": "posix/Europe/Madrid"},
        {"timeZone": "Factory"},
        {"timeZone": "localtime"},
        {"timeZone": None},
        {"businessDayCutoff": 24},
        {"businessDayCutoff": -1},
    ],
)
def test_what_a_restaurant_cannot_be_is_refused(desk: Desk, body: dict) -> None:
    answer = desk.act("PUT", "", body)
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, list(body))
    assert desk.full()["seq"] == 0


def test_a_slug_is_had_by_one_restaurant(desk: Desk) -> None:
    neighbour = new_desk(desk.app, "Next Door")
    refused = neighbour.act("PUT", "", {"slug": "test-bistro", "name": "Taken"})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "name_taken")
    assert (read(neighbour)["name"], neighbour.full()["seq"]) == ("Next Door", 0)


def test_a_change_decided_on_another_version_is_refused_and_shows_the_present_one(desk: Desk) -> None:
    desk.act("PUT", "", {"name": "First"}, If_Match='"1"')
    for path, body in (("", {"name": "Second"}), ("/policies", {"reservation_minutes": 60})):
        late = desk.act("PUT", path, body, If_Match='"1"')
        assert (late.status_code, late.json["error"]["details"]["current"]["name"]) == (412, "First")
        late = desk.act("PUT", path, body | {"base_version": 1})
        assert (late.status_code, late.json["error"]["code"]) == (409, "version_conflict")
    assert (read(desk)["name"], read(desk)["version"], desk.full()["seq"]) == ("First", 2, 1)
    assert desk.act("PUT", "/policies", {"reservation_minutes": 60}, If_Match='"2"').status_code == 200


def test_a_replayed_change_is_made_once(desk: Desk) -> None:
    first = desk.act("PUT", "", {"name": "Once"}, Idempotency_Key=KEY)
    desk.act("PUT", "", {"name": "Later"})
    again = desk.act("PUT", "", {"name": "Once"}, Idempotency_Key=KEY)
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert read(desk)["name"] == "Later"


def test_policies_have_defaults_and_change_one_by_one(desk: Desk) -> None:
    manager = colleague(desk, Role.MANAGER)
    assert manager.read("/api/policies") == DEFAULT_POLICIES
    assert manager.act("PUT", "/policies", {"cleanAfterFinish": True}).json == DEFAULT_POLICIES | {
        "clean_after_finish": True
    }
    changed = {"clean_after_finish": True, "reservation_minutes": 120}
    assert manager.act("PUT", "/policies", {"reservation_minutes": 120}).json == DEFAULT_POLICIES | changed
    assert read(desk)["policies"] == manager.read("/api/policies")


@pytest.mark.parametrize("minutes", [14, 721, "90", 90.5, None])
def test_a_policy_out_of_bounds_is_refused(desk: Desk, minutes: object) -> None:
    answer = desk.act("PUT", "/policies", {"reservation_minutes": minutes, "clean_after_finish": True})
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, ["reservationMinutes"])
    assert desk.read("/api/policies") == DEFAULT_POLICIES


def test_every_policy_with_a_default_can_be_set_and_is_shown() -> None:
    assert set(PoliciesBody().fields) - {"base_version"} == set(PoliciesShape().fields) == set(DEFAULT_POLICIES)


def test_a_new_name_and_a_new_policy_reach_every_device(house: House) -> None:
    with house.verify(changes=1):
        house.api.act("PUT", "", {"name": "Chez Nous"})
    with house.verify(changes=1):
        house.api.act("PUT", "/policies", {"clean_after_finish": True})
    mine = house.socketio.store.entities["restaurant", house.api.restaurant_id]
    assert (mine["name"], mine["policies"]["clean_after_finish"]) == ("Chez Nous", True)


def test_an_app_that_listens_to_typed_messages_hears_that_something_changed(house: House) -> None:
    older = SocketIOListener(house.api, "older app", subscribe=False)
    older.open()
    assert older.wait_for(lambda: "connection_established" in older.types())
    house.api.act("PUT", "", {"name": "Chez Nous"})
    assert older.wait_for(lambda: "data_change" in older.types())
    assert "delta_update" not in older.types()
    older.close()
