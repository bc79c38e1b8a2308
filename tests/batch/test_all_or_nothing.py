"""Batches that are one transaction: everything in one message, or nothing at all."""

from typing import Any

import pytest

from qtable.accounts.roles import Role
from tests.batch.operations import EVENING, PATHS, batch, create, delete, heard_of, state, update
from tests.support.desk import Desk, colleague
from tests.support.house import House


def test_a_batch_is_one_transaction_and_one_message_on_every_device(house: House) -> None:
    guest = house.guest("Lee")
    body = {
        "transaction_id": "11111111-2222-4333-8444-555555555555",
        "timestamp": "2026-11-20T19:00:00Z",
        "guests": [create("g-new", name="Park", partySize=2), update(guest, status="seated", tableId="t-new")],
        "tables": [create("t-new", number=40, capacity=4)],
        "reservations": [create("r-new", guestName="Silva", partySize=3, startTime=EVENING, tableId="t-new")],
        "metadata": {"app": "1.0"},
    }
    with house.verify(changes=1):
        answer = house.api.send("POST", PATHS[0], json=body)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["success"], told["rolled_back"], told["error"]) == (True, False, None)
    assert [(result["entity_type"], result["entity_id"], result["status"]) for result in told["results"]] == [
        ("guest", "g-new", "success"),
        ("guest", guest, "success"),
        ("table", "t-new", "success"),
        ("reservation", "r-new", "success"),
    ]
    assert told["results"][2]["data"]["currentGuestId"] == guest
    whole = heard_of(told["seq"], house.socketio)
    assert [message["type"] for message in whole] == ["delta_update", "atomic_transaction_complete"]
    assert len(whole[0]["changes"]) == 4
    assert whole[1]["transaction_id"] == body["transaction_id"]
    assert set(whole[1]["affected_entities"]) == {"g-new", guest, "t-new", "r-new"}


@pytest.mark.parametrize("at_fault", range(4))
def test_whichever_operation_is_refused_nothing_is_changed_and_each_result_says_so(desk: Desk, at_fault: int) -> None:
    guest, table = desk.guest(), desk.table(1)
    good = [
        ("guests", create("g-new", name="Park", partySize=2)),
        ("guests", update(guest, notes="window")),
        ("tables", update(table, notes="wobbles")),
        ("reservations", create("r-new", guestName="Silva", partySize=3, startTime=EVENING)),
    ]
    bad = [create(guest, name="Again", partySize=1), update("nobody"), update("no-table"), delete("r-none")]
    operations = [
        (name, bad[number] if number == at_fault else operation) for number, (name, operation) in enumerate(good)
    ]
    lists: dict[str, list[Any]] = {"guests": [], "tables": [], "reservations": []}
    for name, operation in operations:
        lists[name].append(operation)
    before = state(desk)
    answer = batch(desk, "a-batch-that-is-refused", **lists)
    assert answer.status_code in (404, 409)
    assert (answer.json["success"], answer.json["rolled_back"]) == (False, True)
    assert answer.json["transaction_id"] == "a-batch-that-is-refused"
    statuses = ["failed" if number == at_fault else "rolled_back" for number in range(4)]
    assert [result["status"] for result in answer.json["results"]] == statuses
    assert answer.json["results"][at_fault]["error"]["code"] == answer.json["error"]["code"]
    assert state(desk) == before


@pytest.mark.parametrize(
    "lists",
    [
        {"guests": [create("g", partySize=2)]},
        {"guests": [create("g", name="Lee", partySize=0)]},
        {"guests": [create("g", name="Lee", partySize=2, status="dancing")]},
        {"guests": [{"operation": "update", "data": {}}]},
        {"guests": [{"id": "g", "operation": "upsert", "data": {}}]},
        {"tables": [create("t", number=1)]},
        {"tables": [update("t", capacity="four")]},
        {"reservations": [create("r", guestName="Lee", partySize=2)]},
        {"guests": [create(f"g{n}", name="Lee", partySize=2) for n in range(501)]},
        {"guests": "all"},
    ],
)
def test_everything_is_validated_before_anything_is_done(desk: Desk, lists: dict[str, Any]) -> None:
    first = create("first", name="First", partySize=2)
    guests = lists.get("guests", [])
    answer = batch(desk, **lists | {"guests": [first, *guests] if isinstance(guests, list) else guests})
    assert answer.status_code == 422
    assert desk.full()["seq"] == 0


def test_the_field_at_fault_is_named_with_its_place_in_the_batch(desk: Desk) -> None:
    answer = batch(desk, guests=[create("a", name="Lee", partySize=2), create("b", name="Kim", partySize=100)])
    assert answer.json["error"]["details"]["fields"]["guests"]["1"]["data"]["partySize"]


def test_the_same_transaction_id_gets_the_first_answer_by_any_path_and_at_any_time(desk: Desk) -> None:
    one = {"guests": [create("g", name="Lee", partySize=2)], "timestamp": "2026-11-20T19:00:00Z"}
    first = batch(desk, "one-and-the-same-batch", **one)
    for path in PATHS:
        again = batch(desk, "one-and-the-same-batch", path, **one | {"timestamp": "2026-11-20T19:05:00Z"})
        assert (again.status_code, again.json) == (200, first.json)
        assert again.headers["Idempotency-Replayed"] == "true"
    other = batch(desk, "one-and-the-same-batch", guests=[create("h", name="Kim", partySize=2)])
    assert (other.status_code, other.json["error"]["code"]) == (422, "idempotency_key_reused")
    assert desk.full()["seq"] == 1


def test_a_refused_batch_may_be_sent_again_under_its_transaction_id(desk: Desk) -> None:
    table, sitting = desk.table(1), desk.guest("Sitting")
    desk.act("POST", f"/guests/{sitting}/seat", {"table_id": table})
    waiting = desk.guest("Waiting")
    seating = {"guests": [update(waiting, status="seated", tableId=table)]}
    assert batch(desk, "seat-them-when-it-is-free", **seating).status_code == 409
    desk.act("POST", f"/guests/{sitting}/finish")
    assert batch(desk, "seat-them-when-it-is-free", **seating).status_code == 200


def test_an_operation_decided_on_another_version_stops_the_batch(desk: Desk) -> None:
    guest = desk.guest()
    stale = update(guest, notes="x") | {"base_version": 7}
    answer = batch(desk, guests=[stale, create("g", name="Kim", partySize=2)])
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "version_conflict")
    assert len(desk.full()["guests"]) == 1


def test_operations_decided_on_the_version_before_the_batch_do_not_contradict_each_other(desk: Desk) -> None:
    guest, table = desk.guest(), desk.table(1)
    seat = update(guest, status="seated", tableId=table) | {"base_version": 1}
    taken = update(table, status="occupied", currentGuestId=guest) | {"base_version": 1}
    assert batch(desk, guests=[seat], tables=[taken]).status_code == 200
    stale = update(guest, notes="x", base_version=1)
    assert batch(desk, guests=[stale]).json["error"]["code"] == "version_conflict"


def test_a_batch_takes_no_version_of_one_entity(desk: Desk) -> None:
    for path in (*PATHS, f"/restaurants/{desk.restaurant_id}/batch-update", "/api/sync/batch"):
        answer = desk.send("POST", path, json={"updates": []}, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_if_match"), path


def test_the_largest_batch_throws_no_device_off(house: House) -> None:
    guests = [create(f"g{n}", name=f"Party {n}", partySize=2) for n in range(500)]
    with house.verify(changes=1):
        assert house.api.send("POST", PATHS[0], json={"guests": guests}).status_code == 200
    updates = [{"entity_type": "guest", "entity_id": f"g{n}", "data": {"notes": "x"}} for n in range(500)]
    with house.verify(changes=500):
        assert house.api.send("POST", "/api/sync/batch", json={"updates": updates}).json()["success"] is True
    for device in house.devices:
        assert [message for message in device.heard if message["type"] == "sync:bye"] == [], device.name


def test_a_host_may_batch_what_a_host_may_do_and_nothing_more(desk: Desk) -> None:
    table, host = desk.table(1), colleague(desk, Role.HOST)
    allowed = batch(host, guests=[create("g", name="Lee", partySize=2)], tables=[update(table, status="reserved")])
    assert allowed.status_code == 200
    before = state(desk)
    for tables in ([create("t", number=2, capacity=2)], [delete(table)], [update(table, capacity=9)]):
        refused = batch(host, tables=tables, guests=[create("h", name="Kim", partySize=2)])
        assert (refused.status_code, refused.json["error"]["code"]) == (403, "forbidden")
    assert batch(colleague(desk, Role.VIEWER), guests=[]).status_code == 403
    assert state(desk) == before


def test_five_hundred_operations_are_one_transaction(desk: Desk) -> None:
    answer = batch(desk, guests=[create(f"g{n}", name=f"Party {n}", partySize=2) for n in range(500)])
    assert (answer.status_code, len(answer.json["results"]), desk.full()["seq"]) == (200, 500, 1)


def test_an_empty_batch_changes_nothing(desk: Desk) -> None:
    assert (batch(desk).json["results"], desk.full()["seq"]) == ([], 0)
