"""Whose turn is next, from what was seated, and when a turn is over."""

from datetime import timedelta
from typing import Any

from qtable import clock
from tests.support.desk import Desk
from tests.support.spoken import spoken
from tests.waitstaff.on_duty import server


def test_a_turn_ends_when_the_table_is_ready_again(desk: Desk) -> None:
    desk.set_policies(clean_after_finish=True)
    table, guest = desk.table(1), desk.guest()
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert desk.act("POST", f"/guests/{guest}/finish").json["readyTime"] is None
    desk.act("PUT", f"/tables/{table}/clear")
    visit = desk.read(f"/api/guests/{guest}")
    assert visit["readyTime"] > visit["finishedTime"]
    desk.act("PUT", f"/tables/{table}", {"status": "needs_cleaning"})
    desk.act("PUT", f"/tables/{table}/clear")
    assert desk.read(f"/api/guests/{guest}") == visit
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    assert desk.read(f"/api/guests/{guest}")["readyTime"] is None
    desk.set_policies(clean_after_finish=False)
    left = desk.act("POST", f"/guests/{guest}/finish").json
    assert left["readyTime"] == left["finishedTime"]


def minutes_ago(minutes: int) -> str:
    """Return that moment."""
    return clock.rfc3339(clock.now() - timedelta(minutes=minutes)) or ""


def rotation(desk: Desk) -> dict[str, Any]:
    """Return the rotation, its servers by name."""
    answer = desk.read(f"/restaurants/{desk.restaurant_id}/servers/rotation")
    return answer | {"servers": {one["name"]: one for one in answer["servers"]}}


def test_the_rotation_counts_covers_and_names_who_is_next(desk: Desk) -> None:
    ids = {name: server(desk, name) for name in ("Ana", "Ben", "Cleo")}
    tables = {number: desk.table(number) for number in (1, 2, 3, 4)}
    for name, numbers in (("Ana", (1, 2)), ("Ben", (3,)), ("Cleo", (4,))):
        desk.act("POST", f"/servers/{ids[name]}/assign", {"table_ids": [tables[number] for number in numbers]})
    for number in (1, 2):
        desk.act("POST", f"/guests/{desk.guest(size=4)}/seat", {"table_id": tables[number]})
    shown = rotation(desk)
    assert (shown["next"], shown["rotation_minutes"]) == (ids["Ben"], 60)
    ana = shown["servers"]["Ana"]
    assert {name: ana[name] for name in ("tables", "free_tables", "covers", "recent_covers", "turn")} == {
        "tables": 2, "free_tables": 0, "covers": 8, "recent_covers": 8, "turn": 3,
    }  # fmt: skip
    assert (ana["minutes_since_seated"], shown["servers"]["Ben"]["minutes_since_seated"]) == (0, None)
    desk.act("POST", f"/servers/{ids['Ben']}/pause")
    assert (rotation(desk)["next"], rotation(desk)["servers"]["Ben"]["turn"]) == (ids["Cleo"], None)
    desk.act("POST", f"/servers/{ids['Cleo']}/off-duty")
    assert rotation(desk)["next"] == ids["Ana"]
    assert set(rotation(desk)["servers"]) == {"Ana", "Ben"}


def test_a_party_that_left_counts_for_the_turn_and_one_of_long_ago_does_not(desk: Desk) -> None:
    ana, table, guest = server(desk), desk.table(1), desk.guest(size=3)
    desk.act("PUT", f"/tables/{table}", {"serverId": ana})
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    desk.act("POST", f"/guests/{guest}/finish")
    shown = rotation(desk)["servers"]["Ana"]
    assert (shown["covers"], shown["recent_covers"], shown["free_tables"]) == (0, 3, 1)
    far_from_the_days_end = (clock.now().hour + 12) % 24
    desk.act("PUT", "", {"businessDayCutoff": far_from_the_days_end})
    desk.set_policies(rotation_minutes=20)
    earlier = desk.guest(size=4, arrivalTime=minutes_ago(60))
    desk.act("POST", f"/guests/{earlier}/seat", {"table_id": table})
    desk.act("PUT", f"/guests/{earlier}", {"seatedTime": minutes_ago(30)})
    shown = rotation(desk)["servers"]["Ana"]
    assert (shown["covers"], shown["recent_covers"], shown["minutes_since_seated"]) == (4, 3, 0)
    desk.act("DELETE", f"/guests/{guest}")
    shown = rotation(desk)["servers"]["Ana"]
    assert (shown["recent_covers"], shown["minutes_since_seated"]) == (0, 30)


def test_the_rotation_asks_as_often_however_many_there_are(desk: Desk) -> None:
    def asked() -> list[str]:
        with spoken(desk.app) as said:
            rotation(desk)
        return [one for one in said if one.startswith("SELECT ") and one != "SELECT set_config"]

    table = desk.table(1)
    desk.act("PUT", f"/tables/{table}", {"serverId": server(desk)})
    rotation(desk)
    few = asked()
    assert len(few) == 4, few
    for number in range(2, 12):
        desk.act("PUT", f"/tables/{desk.table(number)}", {"serverId": server(desk, f"Ana {number}")})
    assert asked() == few
