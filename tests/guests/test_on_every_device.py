"""Each act of a host: what it answers, and that every device on every transport ends up with the truth."""

import pytest

from bench.clients.api import Refused
from tests.support.house import House


def test_a_walk_in_shows_on_every_device(house: House) -> None:
    with house.verify(changes=1):
        guest_id = house.guest("Zoë O’Brien-Núñez 🎂", 3, notes="window, please", tags=["VIP"])
    guest = house.read_guest(guest_id)
    assert (guest["name"], guest["guestName"], guest["status"], guest["isWalkIn"]) == (
        "Zoë O’Brien-Núñez 🎂",
        "Zoë O’Brien-Núñez 🎂",
        "waiting",
        True,
    )


def test_seating_gives_guest_and_table_together(house: House) -> None:
    guest_id = house.guest(size=4)
    with house.verify(changes=1):
        guest = house.seat(guest_id, 2)
    table = house.read_table(2)
    assert (guest["status"], guest["tableId"], guest["table_id"]) == ("seated", table["id"], table["id"])
    assert (table["status"], table["currentGuestId"], table["stage"]) == ("occupied", guest_id, "seated")
    message = house.socketio.heard_last("delta_update")
    assert [(c["entity_type"], c["entity_id"]) for c in message["changes"]] == [
        ("guest", guest_id),
        ("table", table["id"]),
    ]


def test_two_parties_at_one_table_is_refused_with_who_sits_there(house: House) -> None:
    lee, kim = house.guest("Lee", 3), house.guest("Kim")
    house.seat(lee, 2)
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.seat(kim, 2)
    assert refused.value.status == 409
    assert refused.value.error["code"] == "table_occupied"
    assert refused.value.error["message"] == "Table 2 is taken by Lee (party of 3)."
    assert refused.value.error["details"]["current"]["id"] == lee
    assert house.read_guest(kim)["status"] == "waiting"


def test_over_capacity_needs_an_override(house: House) -> None:
    guest_id = house.guest("Okafor", 5)
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.seat(guest_id, 2)
    assert (refused.value.status, refused.value.error["code"]) == (409, "over_capacity")
    with house.verify(changes=1):
        assert house.seat(guest_id, 2, override=True)["status"] == "seated"


def test_moving_frees_the_old_table_in_the_same_transaction(house: House) -> None:
    guest_id = house.guest()
    seated = house.seat(guest_id, 2)["seatedTime"]
    with house.verify(changes=1):
        moved = house.api.act("POST", f"/guests/{guest_id}/move", {"table_id": house.tables[3]})
    assert (moved["tableId"], moved["seatedTime"]) == (house.tables[3], seated)
    assert house.read_table(2)["status"] == "available"
    assert house.read_table(3)["currentGuestId"] == guest_id


def test_unseating_undoes_a_mistake_and_counts_no_seating(house: House) -> None:
    guest_id = house.guest()
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        guest = house.api.act("POST", f"/guests/{guest_id}/unseat")
    assert (guest["status"], guest["tableId"], guest["seatedTime"]) == ("waiting", None, None)
    assert house.read_table(2)["currentGuestId"] is None


def test_who_is_put_back_on_the_list_waits_for_another_table_and_a_slip_that_is_undone_changes_nothing(
    house: House,
) -> None:
    guest_id = house.guest()
    called = house.api.act("POST", f"/guests/{guest_id}/notify")
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        guest = house.api.act("POST", f"/guests/{guest_id}/unseat", {"still_called": True})
    kept = ("status", "notifiedTime", "heldUntil", "tableId", "seatedTime")
    assert [guest[name] for name in kept] == [called[name] for name in kept]
    with house.verify(changes=0):
        house.api.act("POST", f"/guests/{guest_id}/unseat", {"still_called": True})
    for unseat in (("POST", "unseat", {}), ("PUT", "status/atomic", {"status": "arrived"})):
        house.api.act("POST", f"/guests/{guest_id}/notify")
        house.seat(guest_id, 2)
        method, path, body = unseat
        with house.verify(changes=1):
            house.api.act(method, f"/guests/{guest_id}/{path}", body)
        guest = house.read_guest(guest_id)
        assert (guest["notifiedTime"], guest["heldUntil"], guest["tableId"]) == (None, None, None)


def test_finishing_frees_the_table_in_one_message(house: House) -> None:
    guest_id = house.guest()
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        answer = house.api.act("PUT", f"/guests/{guest_id}/status/atomic", {"status": "Finished"})
    assert answer["success"] is True
    assert (answer["old_status"], answer["new_status"]) == ("seated", "finished")
    assert (answer["table_cleared"], answer["changes_count"]) == (True, 2)
    guest, table = house.read_guest(guest_id), house.read_table(2)
    assert (guest["status"], guest["tableId"]) == ("finished", None)
    assert guest["finishedTime"] == guest["finished_time"] == answer["processed_at"]
    assert (table["status"], table["current_guest_id"]) == ("available", None)


def test_the_same_status_again_changes_nothing(house: House) -> None:
    guest_id = house.guest()
    house.seat(guest_id, 2)
    house.api.act("POST", f"/guests/{guest_id}/finish")
    with house.verify(changes=0):
        answer = house.api.act("PUT", f"/guests/{guest_id}/status/atomic", {"status": "completed"})
    assert (answer["changes_count"], answer["table_cleared"]) == (0, False)
    assert answer["cursor"] == house.api.full()["cursor"]


def test_a_finish_is_undone_at_the_same_table_only_while_it_is_free(house: House) -> None:
    lee, kim = house.guest("Lee"), house.guest("Kim")
    house.seat(lee, 2)
    house.api.act("POST", f"/guests/{lee}/finish")
    with house.verify(changes=1):
        house.api.act("PUT", f"/guests/{lee}/status/atomic", {"status": "seated"})
    assert house.read_table(2)["currentGuestId"] == lee
    house.api.act("POST", f"/guests/{lee}/finish")
    house.seat(kim, 2)
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("PUT", f"/guests/{lee}/status/atomic", {"status": "seated"})
    assert refused.value.error["message"] == "Table 2 is taken by Kim (party of 2)."


@pytest.mark.parametrize(("verb", "status"), [("cancel", "cancelled"), ("no-show", "no_show")])
def test_leaving_the_list_can_be_undone(house: House, verb: str, status: str) -> None:
    guest_id = house.guest()
    with house.verify(changes=1):
        gone = house.api.act("POST", f"/guests/{guest_id}/{verb}")
    assert (gone["status"], gone["finishedTime"] is not None) == (status, True)
    with house.verify(changes=1):
        back = house.api.act("PUT", f"/guests/{guest_id}/status/atomic", {"status": "waiting"})
    assert (back["old_status"], house.read_guest(guest_id)["finishedTime"]) == (status, None)


def test_deleting_a_seated_guest_leaves_no_ghost_at_the_table(house: House) -> None:
    guest_id = house.guest()
    house.seat(guest_id, 2)
    with house.verify(changes=1):
        house.api.act("DELETE", f"/guests/{guest_id}")
    assert house.read_table(2)["status"] == "available"
    changes = house.socketio.heard_last("delta_update")["changes"]
    assert [(change["entity_type"], change["action"]) for change in changes] == [
        ("guest", "delete"),
        ("table", "update"),
    ]
    assert changes[0]["data"] is None


def test_an_illegal_transition_shows_the_present_guest(house: House) -> None:
    guest_id = house.guest()
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("POST", f"/guests/{guest_id}/finish")
    assert (refused.value.status, refused.value.error["code"]) == (409, "illegal_transition")
    assert refused.value.error["details"]["current"]["status"] == "waiting"


def test_a_put_with_status_and_table_runs_the_same_act(house: House) -> None:
    guest_id = house.guest()
    with house.verify(changes=1):
        body = {"status": "Seated", "tableId": house.tables[2], "notes": "birthday"}
        guest = house.api.act("PUT", f"/guests/{guest_id}", body)
    assert (guest["status"], guest["notes"], guest["version"]) == ("seated", "birthday", 2)
    assert house.read_table(2)["currentGuestId"] == guest_id


def test_changed_fields_reach_every_device_and_equal_ones_are_silent(house: House) -> None:
    guest_id = house.guest()
    with house.verify(changes=1):
        house.api.act("PATCH", f"/guests/{guest_id}", {"partySize": 4, "phone": "+1 555 0100"})
    with house.verify(changes=0):
        house.api.act("PATCH", f"/guests/{guest_id}", {"party_size": 4, "phoneNumber": "+1 555 0100"})
    assert house.read_guest(guest_id)["phone"] == "+1 555 0100"


def test_a_name_may_come_whole_or_in_parts_and_the_parts_count_first(house: House) -> None:
    guest_id = house.guest(guestName="Ana María Ruiz", name="ignored")
    guest = house.read_guest(guest_id)
    assert (guest["name"], guest["firstName"], guest["lastName"]) == ("Ana María Ruiz", "Ana", "María Ruiz")
    with house.verify(changes=1):
        house.api.act("PATCH", f"/guests/{guest_id}", {"firstName": "Eva", "name": "ignored"})
    assert house.read_guest(guest_id)["guestName"] == "Eva María Ruiz"


def test_a_quoted_wait_is_never_overwritten(house: House) -> None:
    guest_id = house.guest(quotedWait=15)
    with house.verify(changes=0), pytest.raises(Refused) as refused:
        house.api.act("PATCH", f"/guests/{guest_id}", {"quotedWait": 40})
    assert refused.value.status == 422
    assert house.read_guest(guest_id)["quotedWait"] == 15


def test_a_guest_is_created_before_it_is_seated(house: House) -> None:
    for more in ({"status": "seated"}, {"tableId": house.tables[1]}, {"seatedTime": "2026-11-20T19:00:00Z"}):
        with house.verify(changes=0), pytest.raises(Refused) as refused:
            house.guest(**more)
        assert refused.value.status == 422
