"""The older form of a batch: the documented twins of names, and the times that a device reports."""

from datetime import timedelta

from qtable import clock
from tests.batch.operations import PATHS, heard_of, state
from tests.support.desk import Desk
from tests.support.house import House


def ago(minutes: int) -> str:
    return clock.rfc3339(clock.now() - timedelta(minutes=minutes))


def test_a_batch_update_takes_the_documented_twins_and_tells_one_message(house: House) -> None:
    lee, kim = house.guest("Lee"), house.guest("Kim")
    house.seat(kim, 3)
    body = {
        "guests": [
            {"id": lee, "status": "Seated", "assignedTableId": house.tables[2], "seatedTime": ago(2)},
            {
                "id": kim,
                "status": "completed",
                "table_id": None,
                "finishedTime": ago(1),
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
    came, sat = ago(50), ago(30)
    table, guest = desk.table(1), desk.guest(arrivalTime=came)
    entry = {"id": guest, "status": "seated", "table_id": table, "seatedTime": sat}
    desk.act("POST", "/batch-update", {"guests": [entry]})
    seated = desk.read(f"/api/guests/{guest}")
    assert (seated["seatedTime"], seated["waitTime"]) == (sat, 20)
    desk.act("PUT", f"/guests/{guest}", {"seatedTime": None, "notes": "x"})
    assert desk.read(f"/api/guests/{guest}")["seatedTime"] == sat
    for reported in ("2001-01-01T00:00:00Z", "2900-01-01T00:00:00Z"):
        desk.act("PUT", f"/guests/{guest}", {"seatedTime": reported})
        held = desk.read(f"/api/guests/{guest}")
        assert held["arrivalTime"] <= held["seatedTime"] <= held["lastUpdated"]
