"""What is taken back is what it was: who was put back on the list sits, who was taken off it waits, as before."""

from typing import Any

import pytest

from tests.support.desk import Desk

OF_CALL = ("notifiedTime", "heldUntil")
OF_SEATING = ("status", "tableId", "seatedTime", "serverId", "readyTime", "finishedTime", *OF_CALL)


def party(desk: Desk, guest: str) -> dict[str, Any]:
    return desk.read(f"/api/guests/{guest}")


def fields(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def act(desk: Desk, guest: str, verb: str, **body: Any) -> dict[str, Any]:
    answer = desk.act("POST", f"/guests/{guest}/{verb}", body)
    assert answer.status_code == 200, answer.json
    return answer.json


def called_and_seated(desk: Desk) -> tuple[str, str]:
    """Return a party that was late, called and seated by Ana, who is at dessert, and its table."""
    ana = desk.act("POST", "/servers", {"name": "Ana", "onDuty": True}).json["id"]
    guest, table = desk.guest(), desk.table(serverId=ana)
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "running_late"})
    act(desk, guest, "notify")
    act(desk, guest, "seat", table_id=table)
    desk.act("PUT", f"/tables/{table}/stage", {"stage": "dessert"})
    return guest, table


def hand_over(desk: Desk, table: str) -> None:
    ben = desk.act("POST", "/servers", {"name": "Ben", "onDuty": True}).json["id"]
    assert desk.act("PATCH", f"/tables/{table}", {"serverId": ben}).status_code == 200


def test_who_was_put_back_on_the_list_by_mistake_sits_since_it_first_did(desk: Desk) -> None:
    guest, table = called_and_seated(desk)
    before, floor = party(desk, guest), desk.full()["tables"]
    assert act(desk, guest, "unseat")["seatedTime"] is None
    hand_over(desk, table)
    after = act(desk, guest, "seat", table_id=table, as_it_was=True)
    assert fields(after, OF_SEATING) == fields(before, OF_SEATING)
    assert after["waitTime"] == before["waitTime"]
    shown = ("status", "stage", "currentGuestId")
    assert fields(desk.full()["tables"][0], shown) == fields(floor[0], shown)


def test_its_seating_can_then_be_taken_back_too(desk: Desk) -> None:
    guest, table = called_and_seated(desk)
    called = fields(party(desk, guest), OF_CALL)
    act(desk, guest, "unseat")
    act(desk, guest, "seat", table_id=table, as_it_was=True)
    after = act(desk, guest, "unseat", still_called=True)
    assert (after["status"], fields(after, OF_CALL)) == ("running_late", called)


def test_a_seating_elsewhere_that_was_a_slip_too_stands_in_nobodys_way(desk: Desk) -> None:
    guest, table = called_and_seated(desk)
    before = party(desk, guest)
    act(desk, guest, "unseat")
    act(desk, guest, "seat", table_id=desk.table(2))
    act(desk, guest, "unseat", still_called=True)
    hand_over(desk, table)
    after = act(desk, guest, "seat", table_id=table, as_it_was=True)
    assert fields(after, OF_SEATING) == fields(before, OF_SEATING)
    assert desk.read(f"/api/tables/{table}")["stage"] == "dessert"


def test_who_is_seated_again_without_that_word_or_elsewhere_has_sat_down_now(desk: Desk) -> None:
    guest, table = called_and_seated(desk)
    before = party(desk, guest)
    act(desk, guest, "unseat")
    elsewhere = act(desk, guest, "seat", table_id=desk.table(2), as_it_was=True)
    assert (elsewhere["seatedTime"] > before["seatedTime"], elsewhere["notifiedTime"]) == (True, None)
    act(desk, guest, "unseat", still_called=True)
    anew = act(desk, guest, "seat", table_id=table)
    assert (anew["seatedTime"] > before["seatedTime"], anew["notifiedTime"]) == (True, None)


@pytest.mark.parametrize("gone", ["cancel", "no-show"])
@pytest.mark.parametrize("status", ["waiting", "arrived", "running_late"])
def test_who_was_taken_off_the_list_by_mistake_is_called_and_late_and_here_as_before(
    desk: Desk, gone: str, status: str
) -> None:
    guest = desk.guest()
    act(desk, guest, "notify")
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": status})
    before = party(desk, guest)
    act(desk, guest, gone)
    answer = desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting", "as_it_was": True})
    assert (answer.status_code, answer.json["new_status"]) == (200, status)
    after = party(desk, guest)
    ignored = ("version", "lastUpdated", "waitTime")
    assert {k: v for k, v in after.items() if k not in ignored} == {k: v for k, v in before.items() if k not in ignored}


def test_a_party_that_comes_back_waits_anew_and_is_called_anew(desk: Desk) -> None:
    guest = desk.guest()
    act(desk, guest, "notify")
    act(desk, guest, "cancel")
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting"})
    assert fields(party(desk, guest), OF_CALL) == dict.fromkeys(OF_CALL)


def test_one_slip_after_the_other_is_taken_back_in_turn(desk: Desk) -> None:
    guest, table = called_and_seated(desk)
    before = party(desk, guest)
    act(desk, guest, "unseat")
    act(desk, guest, "no-show")
    desk.act("PUT", f"/guests/{guest}/status/atomic", {"status": "waiting", "as_it_was": True})
    after = act(desk, guest, "seat", table_id=table, as_it_was=True)
    assert fields(after, OF_SEATING) == fields(before, OF_SEATING)
    back = act(desk, guest, "unseat", still_called=True)
    assert (back["status"], back["notifiedTime"]) == ("running_late", before["notifiedTime"])
