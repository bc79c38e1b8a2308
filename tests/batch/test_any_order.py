"""Operations of one batch that depend on each other: the order in which they are listed decides nothing."""

from typing import Any

import pytest

from tests.batch.operations import EVENING, batch, booking, create, delete, update
from tests.support.desk import Desk


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
