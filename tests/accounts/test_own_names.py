"""Changing one's own names."""

import pytest

from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague


def names(desk: Desk) -> tuple[str | None, str | None]:
    me = desk.send("GET", "/auth/me").json
    return me["first_name"], me["last_name"]


@pytest.mark.parametrize("role", Role)
def test_anyone_changes_their_own_names_and_nobody_elses(desk: Desk, role: Role) -> None:
    person = colleague(desk, role)
    answer = person.send("PUT", "/auth/me", json={"firstName": " Zoë ", "last_name": "Park"})
    assert (answer.status_code, answer.json) == (200, person.send("GET", "/auth/me").json)
    assert names(person) == ("Zoë", "Park")
    assert names(desk) == (None, None)
    assert desk.read(f"/api/users/{person.user_id}")["first_name"] == "Zoë"


def test_a_name_that_is_not_sent_stays_and_null_takes_one_away(desk: Desk) -> None:
    desk.send("PUT", "/auth/me", json={"first_name": "Zoë", "last_name": "Park"})
    assert desk.send("PUT", "/auth/me", json={"last_name": None}).status_code == 200
    assert names(desk) == ("Zoë", None)
    assert desk.send("PUT", "/auth/me", json={}).status_code == 200
    assert names(desk) == ("Zoë", None)


def test_a_name_that_cannot_be_stored_changes_nothing(desk: Desk) -> None:
    answer = desk.send("PUT", "/auth/me", json={"first_name": "Zoë", "last_name": "x" * 101})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid")
    assert names(desk) == (None, None)


def test_who_is_not_logged_in_changes_nobody(desk: Desk) -> None:
    assert desk.http.put("/auth/me", json={"first_name": "Eve"}).status_code == 401
