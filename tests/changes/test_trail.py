"""The trail: who did what and when, with before and after; and updates for clients that poll."""

from typing import Any

import pytest

from qtable.accounts.roles import Role
from qtable.changes.retention import prune
from qtable.staff.actions import add_member
from tests.support.desk import Desk, colleague, new_desk


def trail(desk: Desk, **asked: Any) -> list[dict[str, Any]]:
    """Return the trail's first page."""
    return desk.read(f"/restaurants/{desk.restaurant_id}/activity", **asked)


def test_the_trail_tells_who_did_what_with_before_and_after_the_latest_first(desk: Desk) -> None:
    table, host = desk.table(1), colleague(desk, Role.HOST)
    guest = desk.guest("Lee")
    waiting = desk.read(f"/api/guests/{guest}")
    host.act("POST", f"/guests/{guest}/seat", {"table_id": table}, Idempotency_Key="the-key-of-seating")
    seated = desk.read(f"/api/guests/{guest}")
    desk.act("DELETE", f"/guests/{guest}")
    removed, seating, added, _ = trail(desk)
    assert [one["kind"] for one in (removed, seating, added)] == ["delete_guest", "seat", "create_guest"]
    assert (seating["actor"]["id"], seating["transaction_id"]) == (host.user_id, "the-key-of-seating")
    assert (removed["actor"]["id"], removed["seq"]) == (desk.user_id, 4)
    of_guest, of_table = seating["changes"]
    assert (of_guest["event"], of_guest["before"], of_guest["after"]) == ("seated", waiting, seated)
    assert (of_table["before"]["status"], of_table["after"]["status"]) == ("available", "occupied")
    assert (added["changes"][0]["before"], removed["changes"][0]["after"]) == (None, None)
    assert removed["changes"][0]["before"]["id"] == guest


def test_a_person_is_shown_by_name_and_never_by_email(desk: Desk) -> None:
    named = desk.act("POST", "/users", {"email": "zoe@example.com", "role": "host", "password": "a-good-password"})
    desk.act("PUT", f"/users/{named.json['id']}", {"first_name": "Zoë", "last_name": "Park"})
    login = desk.http.post("/auth/login", json={"email": "zoe@example.com", "password": "a-good-password"}).json
    zoe = Desk(desk.app, login)
    zoe.guest()
    shown = trail(desk)[0]["actor"]
    assert shown == {"id": zoe.user_id, "name": "Zoë Park"}


def test_a_name_that_the_staff_list_hides_or_of_who_has_left_is_not_in_the_trail_either(desk: Desk) -> None:
    neighbour = new_desk(desk.app, "Next Door")
    zoe = colleague(neighbour, Role.HOST)
    zoe.send("PUT", "/auth/me", json={"first_name": "Zoë"})
    with desk.app.app_context():
        add_member(zoe.send("GET", "/auth/me").json["email"], desk.restaurant_id, Role.HOST)
    for here in (desk, neighbour):
        answer = zoe.send("POST", f"/restaurants/{here.restaurant_id}/guests", json={"name": "Lee", "partySize": 2})
        assert answer.status_code == 201
    assert [trail(one)[0]["actor"] for one in (desk, neighbour)] == [
        {"id": zoe.user_id, "name": None},
        {"id": zoe.user_id, "name": "Zoë"},
    ]
    neighbour.act("DELETE", f"/users/{zoe.user_id}")
    assert [trail(one)[0]["actor"]["name"] for one in (desk, neighbour)] == [None, None]


def test_the_trail_is_filtered_by_entity_person_and_time(desk: Desk) -> None:
    host = colleague(desk, Role.HOST)
    lee, table = desk.guest("Lee"), desk.table(1)
    kim = host.guest("Kim")
    host.act("POST", f"/guests/{kim}/seat", {"table_id": table})
    seqs = {one["seq"]: one["timestamp"] for one in trail(desk)}
    for asked, found in (
        ({"entity_id": lee}, [1]),
        ({"entity_type": "table", "entity_id": table}, [4, 2]),
        ({"entity_type": "table"}, [4, 2]),
        ({"entity_type": "reservation"}, []),
        ({"user_id": host.user_id}, [4, 3]),
        ({"user_id": host.user_id, "entity_id": table}, [4]),
        ({"from": seqs[2], "to": seqs[4]}, [3, 2]),
        ({"entity_id": "nobody"}, []),
    ):
        assert [one["seq"] for one in trail(desk, **asked)] == found, asked


def test_the_trail_names_party_and_table_as_they_were_whichever_of_them_is_asked_for(desk: Desk) -> None:
    guest, table = desk.guest("Lee"), desk.table(12)
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    desk.act("PATCH", f"/guests/{guest}", {"name": "Silva"})
    desk.act("DELETE", f"/guests/{guest}")
    desk.act("PUT", f"/tables/{table}", {"tableNumber": "T12"})
    named = {one["kind"]: [(about["entity_id"], about["name"]) for about in one["about"]] for one in trail(desk)}
    assert named["seat"] == [(guest, "Lee"), (table, "12")]
    assert named["update_guest"] == [(guest, "Silva")]
    assert named["update_table"] == [(table, "T12")]
    of_table = trail(desk, entity_id=table)
    assert [one["kind"] for one in of_table] == ["update_table", "delete_guest", "seat", "create_table"]
    assert [about["name"] for about in of_table[1]["about"]] == ["Silva", "12"]
    assert [change["entity_type"] for change in of_table[1]["changes"]] == ["table"]


def test_a_large_batch_is_named_in_part(desk: Desk) -> None:
    guests = [
        {"id": f"g-{n}", "operation": "create", "data": {"name": f"Party {n}", "partySize": 2}} for n in range(20)
    ]
    assert desk.send("POST", "/api/v1/atomic/batch", json={"guests": guests}).status_code == 200
    (batch,) = trail(desk)
    assert (batch["affected"], len(batch["changes"]), len(batch["about"])) == (20, 20, 10)


def test_the_trail_is_paged_without_a_hole_or_a_double(desk: Desk) -> None:
    for number in range(7):
        desk.guest(f"Party {number}")
    seen, asked = [], {"limit": "3"}
    while True:
        page = desk.send("GET", "/api/activity", query_string=asked)
        seen += [one["seq"] for one in page.json]
        if "X-QTable-Next" not in page.headers:
            break
        asked["cursor"] = page.headers["X-QTable-Next"]
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_what_was_before_the_kept_log_is_not_guessed(desk: Desk) -> None:
    guest = desk.guest()
    for notes in ("one", "two", "three"):
        desk.act("PATCH", f"/guests/{guest}", {"notes": notes})
    with desk.app.app_context():
        prune(days=30, transactions=2)
    assert [one["changes"][0]["before"] and one["changes"][0]["before"]["notes"] for one in trail(desk)] == [
        "two",
        "one",
        None,
    ]


def test_a_restaurant_sees_nothing_of_anothers_trail(desk: Desk) -> None:
    other = new_desk(desk.app, "Next Door")
    theirs = other.guest("Theirs")
    assert trail(desk) == trail(desk, entity_id=theirs) == trail(desk, user_id=other.user_id) == []


def updates(desk: Desk, **asked: Any) -> dict[str, Any]:
    """Return what a polling client is told."""
    return desk.read(f"/restaurants/{desk.restaurant_id}/updates", **asked)


def test_updates_show_the_latest_state_once_and_what_is_gone(desk: Desk) -> None:
    table, guest, gone = desk.table(1), desk.guest("Lee"), desk.guest("Gone")
    since = desk.full()["timestamp"]
    desk.act("PATCH", f"/guests/{guest}", {"notes": "window"})
    desk.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    desk.act("DELETE", f"/guests/{gone}")
    spare = desk.table(2)
    desk.act("DELETE", f"/tables/{spare}")
    told = updates(desk, since=since)
    assert [one["id"] for one in told["guestUpdates"]] == [guest]
    assert told["guestUpdates"][0] == desk.read(f"/api/guests/{guest}")
    assert told["tableUpdates"] == [desk.read(f"/api/tables/{table}")]
    assert (told["deletedGuests"], told["deletedTables"], told["has_more"]) == ([gone], [spare], False)
    again = updates(desk, since=told["timestamp"])
    assert (again["guestUpdates"], again["deletedGuests"], again["timestamp"]) == ([], [], told["timestamp"])


def test_a_client_that_polls_by_timestamp_misses_nothing_however_much_there_is(desk: Desk) -> None:
    since = desk.full()["timestamp"]
    made = {desk.guest(f"Party {number}") for number in range(30)}
    seen: set[str] = set()
    for _ in range(30):
        told = updates(desk, since=since, limit="4")
        seen |= {one["id"] for one in told["guestUpdates"]}
        since = told["timestamp"]
        if not told["has_more"]:
            break
    assert seen == made


@pytest.mark.parametrize(("asked", "status"), [({}, 400), ({"since": "yesterday"}, 422), ({"cursor": "x"}, 400)])
def test_updates_from_nowhere_are_refused(desk: Desk, asked: dict[str, str], status: int) -> None:
    answer = desk.send("GET", "/api/updates", query_string=asked)
    assert answer.status_code == status
