"""Sync batches: what a device did while it was away, each act in its own transaction under its own key."""

from typing import Any

import pytest

from tests.support.desk import Desk
from tests.support.house import House


def update(entity_type: str, entity_id: str, data: Any = None, **more: Any) -> dict[str, Any]:
    """Return an update."""
    return {"entity_type": entity_type, "entity_id": entity_id, "data": data or {}} | more


def send(desk: Desk, *updates: Any, **headers: str) -> Any:
    """Send a sync batch."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.send("POST", "/api/sync/batch", json={"updates": list(updates)}, headers=named)


def test_a_refused_update_does_not_stop_the_rest_and_each_is_a_transaction(house: House) -> None:
    lee, kim = house.guest("Lee"), house.guest("Kim")
    updates = [
        update("guest", lee, {"status": "seated", "tableId": house.tables[2]}),
        update("guest", kim, {"status": "seated", "tableId": house.tables[2]}),
        update("guest", "nobody", {"notes": "x"}),
        update("guest", kim, {"partySize": 0}),
        update("guest", kim, {"status": "seated", "tableId": house.tables[3]}),
        update("table", house.tables[1], {"status": "outOfService"}),
    ]
    with house.verify(changes=3):
        answer = house.api.send("POST", "/api/sync/batch", json={"updates": updates}).json()
    assert (answer["success"], answer["processed_count"], answer["failed_count"]) == (False, 3, 3)
    statuses = ["success", "failed", "failed", "failed", "success", "success"]
    assert [result["status"] for result in answer["results"]] == statuses
    codes = [error["error"]["code"] for error in answer["errors"]]
    assert codes == ["table_occupied", "not_found", "invalid"]
    assert answer["cursor"] == house.api.full()["cursor"]
    assert answer["results"][0]["data"]["status"] == "seated"


def test_a_walk_in_made_and_seated_offline_arrives_as_it_was_done(house: House) -> None:
    made = update("guest", "made-offline", {"name": "Lee", "partySize": 2}, operation="create", key="k" * 16)
    seated = update("guest", "made-offline", {"status": "seated", "tableId": house.tables[2]}, key="l" * 16)
    with house.verify(changes=2):
        first = house.api.send("POST", "/api/sync/batch", json={"updates": [made, seated]}).json()
    assert first["success"] is True
    with house.verify(changes=0):
        again = house.api.send("POST", "/api/sync/batch", json={"updates": [made, seated]}).json()
    assert [result["replayed"] for result in again["results"]] == [True, True]
    assert [result["data"] for result in again["results"]] == [result["data"] for result in first["results"]]


def test_a_whole_batch_sent_again_under_its_header_key_is_applied_once(desk: Desk) -> None:
    updates = [update("guest", f"g{n}", {"name": "Lee", "partySize": 2}, action="create") for n in range(3)]
    assert send(desk, *updates, Idempotency_Key="one-key-for-them-all").json["processed_count"] == 3
    assert send(desk, *updates, Idempotency_Key="one-key-for-them-all").json["success"] is True
    assert desk.full()["seq"] == 3


def test_a_key_of_another_update_is_refused_and_the_rest_goes_on(desk: Desk) -> None:
    one = update("guest", "a", {"name": "Lee", "partySize": 2}, operation="create", key="k" * 16)
    two = update("guest", "b", {"name": "Kim", "partySize": 2}, operation="create", key="k" * 16)
    answer = send(desk, one, two).json
    assert [result["status"] for result in answer["results"]] == ["success", "failed"]
    assert answer["errors"][0]["error"]["code"] == "idempotency_key_reused"


def test_an_update_decided_on_another_version_is_refused_with_the_present_one(desk: Desk) -> None:
    guest = desk.guest()
    for stale in (update("guest", guest, {"notes": "x"}, base_version=7), update("guest", guest, {"base_version": 7})):
        answer = send(desk, stale).json
        assert answer["errors"][0]["error"]["code"] == "version_conflict"
    assert answer["errors"][0]["error"]["details"]["current"]["version"] == 1


def test_deletes_and_bookings_are_taken_too(desk: Desk) -> None:
    guest = desk.guest()
    booking = {"guestName": "Lee", "partySize": 2, "startTime": "2030-06-14T19:00:00Z"}
    answer = send(
        desk, update("guest", guest, operation="delete"), update("reservation", "r", booking, operation="create")
    ).json
    assert answer["success"] is True
    assert (desk.full()["guests"], desk.full()["reservations"][0]["id"]) == ([], "r")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        update("waiter", "w"),
        update("guest", ""),
        update("guest", "g", key="short"),
        update("guest", "g", [1]),
        update("guest", "g", base_version="1"),
        update("guest", "g", operation="explode"),
    ],
)
def test_an_update_that_cannot_be_read_fails_alone(desk: Desk, wrong: Any) -> None:
    guest = desk.guest()
    answer = send(desk, wrong, update("guest", guest, {"notes": "x"}))
    assert (answer.status_code, answer.json["failed_count"], answer.json["processed_count"]) == (200, 1, 1)
    assert answer.json["errors"][0]["error"]["code"] == "invalid"


@pytest.mark.parametrize("updates", [None, {}, "x", [None], [1], [{}] * 501])
def test_a_list_that_is_none_is_refused_as_a_whole(desk: Desk, updates: Any) -> None:
    answer = desk.send("POST", "/api/sync/batch", json={"updates": updates})
    assert (answer.status_code, desk.full()["seq"]) == (422, 0)


def test_when_it_was_done_is_no_part_of_what_an_updates_key_stands_for(desk: Desk) -> None:
    update = {"entity_type": "guest", "entity_id": desk.guest(), "data": {"notes": "window"}, "key": "k" * 16}
    for when in ({"occurred_at": "2026-01-01T00:00:00Z"}, {"occurredAt": "2026-01-01T00:00:01Z"}, {}):
        answer = desk.send("POST", "/api/sync/batch", json={"updates": [update | when]}).json
        assert answer["success"] is True, answer
    assert answer["results"][0]["replayed"] is True


def test_a_version_of_null_beside_the_data_lets_the_one_in_the_data_count(desk: Desk) -> None:
    guest = desk.guest()
    desk.act("PATCH", f"/guests/{guest}", {"notes": "theirs"})
    update = {"entity_type": "guest", "entity_id": guest, "data": {"notes": "ours", "base_version": 1}}
    (failed,) = desk.send("POST", "/api/sync/batch", json={"updates": [update | {"base_version": None}]}).json["errors"]
    assert (failed["error"]["code"], desk.read(f"/api/guests/{guest}")["notes"]) == ("version_conflict", "theirs")
