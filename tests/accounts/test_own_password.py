"""Changing one's own password."""

import pytest

from qtable.accounts import actions, passwords
from qtable.accounts.roles import Role
from tests.support.desk import Desk, colleague

PASSWORD = "a-password-for-tests"


def change(desk: Desk, current: str = PASSWORD, new: str = "another-password"):
    return desk.send("POST", "/auth/password", json={"current_password": current, "new_password": new})


def log_in(desk: Desk, email: str, password: str):
    return desk.http.post("/auth/login", json={"email": email, "password": password})


def works(desk: Desk, token: str) -> bool:
    return desk.http.get("/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_anyone_changes_their_password_and_keeps_this_login_alone(desk: Desk, role: Role) -> None:
    person = colleague(desk, role)
    email = person.send("GET", "/auth/me").json["email"]
    other = log_in(desk, email, PASSWORD).json["access_token"]
    assert change(person).json == {"success": True}
    assert works(desk, person.token)
    assert person.send("POST", "/auth/refresh", headers={"Authorization": f"Bearer {person.refresh_token}"}).json
    assert not works(desk, other)
    assert works(desk, desk.token)
    assert log_in(desk, email, PASSWORD).status_code == 401
    assert log_in(desk, email, "another-password").status_code == 200


def test_a_wrong_present_password_does_not_look_like_a_login_that_has_ended(desk: Desk) -> None:
    other = colleague(desk, Role.HOST)
    answer = change(desk, current="not-my-password")
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "wrong_password")
    assert list(answer.json["error"]["details"]["fields"]) == ["currentPassword"]
    assert "WWW-Authenticate" not in answer.headers
    email = desk.send("GET", "/auth/me").json["email"]
    assert log_in(desk, email, PASSWORD).status_code == 200
    assert works(desk, other.token)


@pytest.mark.parametrize("new", ["short", "x" * 201])
def test_a_new_password_is_of_a_length_that_can_be_used(desk: Desk, new: str) -> None:
    answer = change(desk, new=new)
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, ["newPassword"])


def test_who_is_not_logged_in_learns_nothing_about_the_body(desk: Desk) -> None:
    assert desk.http.post("/auth/password", json={}).status_code == 401


def test_of_two_changes_at_once_the_later_one_must_know_the_new_password(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    email, good = desk.send("GET", "/auth/me").json["email"], passwords.matches

    def change_it_meanwhile(stored: str | None, password: str) -> bool:
        fits = good(stored, password)
        actions.set_password(email, "set-in-between")
        return fits

    monkeypatch.setattr(passwords, "matches", change_it_meanwhile)
    answer = change(desk)
    monkeypatch.undo()
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "wrong_password")
    assert log_in(desk, email, "set-in-between").status_code == 200
