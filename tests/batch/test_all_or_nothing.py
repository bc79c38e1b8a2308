"""Batches that are one transaction: everything in one message, or nothing at all."""

import uuid
from typing import Any

import pytest

from bench.clients.listener import Listener
from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague
from tests.support.house import House

PATHS = ("/api/v1/atomic/batch", "/api/atomic/batch", "/transactions/atomic")
EVENING = "2030-06-14T19:00:00Z"


def heard_of(seq: int, device: Listener) -> list[dict[str, Any]]:
    """Return the messages of a transaction, without a head that happened to be told after it."""
    return [message for message in device.heard if message.get("seq") == seq and message["type"] != "sync:head"]


def batch(desk: Desk, transaction_id: str | None = None, path: str = PATHS[0], **lists: Any) -> Any:
    """Send an atomic batch."""
    return desk.send("POST", path, json={"transaction_id": transaction_id or str(uuid.uuid4())} | lists)


def update(entity_id: str, **data: Any) -> dict[str, Any]:
    """Return an update operation."""
    return {"id": entity_id, "operation": "update", "data": data}


def create(entity_id: str, **data: Any) -> dict[str, Any]:
    """Return a create operation."""
    return {"id": entity_id, "operation": "create", "data": data}


def delete(entity_id: str) -> dict[str, Any]:
    """Return a delete operation."""
    return {"id": entity_id, "operation": "delete"}


def booking(entity_id: str, table: str) -> dict[str, Any]:
    """Return the making of a booking at the evening's time."""
    return create(entity_id, guestName=entity_id, partySize=2, startTime=EVENING, tableId=table)


def state(desk: Desk) -> tuple[Any, ...]:
    """Return all that a batch may change, but the reading of the moment."""
    full = desk.full()
    guests = [{name: value for name, value in guest.items() if name != "waitTime"} for guest in full["guests"]]
    return full["seq"], guests, full["tables"], full["reservations"]


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


def test_who_leaves_gives_the_table_back_before_the_next_party_takes_it_in_any_order(desk: Desk) -> None:
    table, first, second = desk.table(1), desk.guest("First"), desk.guest("Second")
    desk.act("POST", f"/guests/{first}/seat", {"table_id": table})
    guests = [update(second, status="seated", tableId=table), update(first, status="finished")]
    tables = [update(table, status="occupied", currentGuestId=second)]
    assert batch(desk, guests=guests, tables=tables).status_code == 200
    assert desk.read(f"/api/tables/{table}")["currentGuestId"] == second
    assert desk.read(f"/api/guests/{first}")["status"] == "finished"


TWO = [create("g1", name="One", partySize=2), create("g2", name="Two", partySize=2)]
ANY_ORDER: dict[str, Any] = {
    "a cancelled booking's time for another": (
        {"reservations": [booking("A", table="t1")]},
        {"reservations": [create("B", guestName="B", partySize=2, startTime=EVENING, tableId="t1"),
                          update("A", status="cancelled")]},
    ),
    "a removed booking's time for another": (
        {"reservations": [booking("A", table="t1")]},
        {"reservations": [create("B", guestName="B", partySize=2, startTime=EVENING, tableId="t1"), delete("A")]},
    ),
    "a removed table's number for another": (
        {},
        {"tables": [create("t9", number=1, capacity=4), delete("t1")]},
    ),
    "a cleared table for another party": (
        {"guests": TWO, "seat": ("g1", "t1")},
        {"guests": [update("g2", status="seated", tableId="t1")], "tables": [update("t1", status="available")]},
    ),
    "a removed party's table for another": (
        {"guests": TWO, "seat": ("g1", "t1")},
        {"guests": [update("g2", status="seated", tableId="t1"), delete("g1")]},
    ),
    "a party and its table": (
        {"guests": TWO, "seat": ("g1", "t1")},
        {"guests": [delete("g1")], "tables": [delete("t1")]},
    ),
    "a booking and its table": (
        {"reservations": [booking("A", table="t1")]},
        {"reservations": [delete("A")], "tables": [delete("t1")]},
    ),
    "a move told from both its tables": (
        {"guests": [create("g1", name="One", partySize=2)], "seat": ("g1", "t1")},
        {"guests": [update("g1", status="seated", tableId="t2")],
         "tables": [update("t1", status="available", currentGuestId=None),
                    update("t2", status="occupied", currentGuestId="g1")]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("what", ANY_ORDER)
def test_what_one_operation_gives_back_another_may_take_however_they_are_listed(
    desk: Desk, what: str, backwards: bool
) -> None:
    before, asked = ANY_ORDER[what]
    assert (
        batch(desk, tables=[create("t1", number=1, capacity=4), create("t2", number=2, capacity=4)]).status_code == 200
    )
    assert batch(desk, **{name: before[name] for name in before.keys() - {"seat"}}).status_code == 200
    if "seat" in before:
        guest, table = before["seat"]
        desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    lists = {name: operations[::-1] for name, operations in asked.items()} if backwards else asked
    answer = batch(desk, **lists)
    assert answer.status_code == 200, answer.json
    if what == "a move told from both its tables":
        moved = desk.read("/api/guests/g1")
        assert (moved["status"], moved["tableId"], moved["finishedTime"]) == ("seated", "t2", None)
        assert [one["kind"] for one in desk.read("/api/activity", entity_id="g1")] == ["batch", "seat", "batch"]


def test_what_is_made_in_a_batch_can_be_changed_and_removed_in_it(desk: Desk) -> None:
    made = create("g", name="Lee", partySize=2)
    lists = [update("g", status="arrived"), made, create("h", name="Kim", partySize=1), delete("h")]
    assert batch(desk, guests=lists).status_code == 200
    assert [(guest["id"], guest["status"]) for guest in desk.full()["guests"]] == [("g", "arrived")]


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


def test_a_batch_update_takes_the_documented_twins_and_tells_one_message(house: House) -> None:
    lee, kim = house.guest("Lee"), house.guest("Kim")
    house.seat(kim, 3)
    body = {
        "guests": [
            {"id": lee, "status": "Seated", "assignedTableId": house.tables[2], "seatedTime": "2026-11-20T19:02:00Z"},
            {
                "id": kim,
                "status": "completed",
                "table_id": None,
                "finishedTime": "2026-11-20T19:03:00Z",
                "partySize": 3,
            },
        ],
        "tables": [
            {"id": house.tables[2], "status": "occupied", "currentGuestId": lee},
            {"id": house.tables[3], "status": "dirty", "currentGuestId": None},
        ],
    }
    with house.verify(changes=1):
        answer = house.api.act("POST", "/batch-update", body)
    counts = (answer["success"], answer["updated_guests"], answer["updated_tables"], answer["errors"])
    assert counts == (True, 2, 2, [])
    assert (house.read_guest(lee)["status"], house.read_guest(kim)["partySize"]) == ("seated", 3)
    assert house.read_table(3)["status"] == "needs_cleaning"
    assert [message["type"] for message in heard_of(answer["seq"], house.sync)] == [
        "delta_update",
        "atomic_transaction_complete",
    ]


def test_a_refused_batch_update_is_never_called_a_success(desk: Desk) -> None:
    guest, table = desk.guest(), desk.table(1)
    before = state(desk)
    entries = [{"id": guest, "status": "seated", "table_id": table}, {"id": "nobody", "status": "seated"}]
    answer = desk.act("POST", "/batch-update", {"guests": entries})
    assert (answer.status_code, answer.json["success"], answer.json["updated_guests"]) == (404, False, 0)
    assert [error["entity_id"] for error in answer.json["errors"]] == ["nobody"]
    assert state(desk) == before


def test_a_key_of_one_form_of_batch_is_not_answered_with_anothers(desk: Desk) -> None:
    key = {"Idempotency-Key": "the-same-for-both-forms"}
    assert desk.act("POST", "/batch-update", {}, **key).json["updated_guests"] == 0
    answer = desk.send("POST", PATHS[0], json={"transaction_id": key["Idempotency-Key"]})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "idempotency_key_reused")


def test_times_that_a_device_reports_are_kept_between_arrival_and_now(desk: Desk) -> None:
    table, guest = desk.table(1), desk.guest(arrivalTime="2026-11-20T18:00:00Z")
    entry = {"id": guest, "status": "seated", "table_id": table, "seatedTime": "2026-11-20T18:20:00Z"}
    desk.act("POST", "/batch-update", {"guests": [entry]})
    seated = desk.read(f"/api/guests/{guest}")
    assert (seated["seatedTime"], seated["waitTime"]) == ("2026-11-20T18:20:00.000Z", 20)
    desk.act("PUT", f"/guests/{guest}", {"seatedTime": None, "notes": "x"})
    assert desk.read(f"/api/guests/{guest}")["seatedTime"] == "2026-11-20T18:20:00.000Z"
    for reported in ("2001-01-01T00:00:00Z", "2900-01-01T00:00:00Z"):
        desk.act("PUT", f"/guests/{guest}", {"seatedTime": reported})
        held = desk.read(f"/api/guests/{guest}")
        assert held["arrivalTime"] <= held["seatedTime"] <= held["lastUpdated"]
