"""Whose login it is: no admin's password opens a restaurant that isn't theirs."""

import pytest
from flask import Flask
from sqlalchemy import select

from qtable.accounts.models import Membership
from qtable.accounts.roles import Role
from qtable.extensions import db
from tests.support.desk import Desk, colleague, new_desk

PASSWORD = "a-password-for-tests"
BOSS = {"email": "boss@b.example", "role": "admin"}


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def email_of(desk: Desk) -> str:
    return desk.send("GET", "/auth/me").json["email"]


def log_in(desk: Desk, email: str, password: str):
    return desk.http.post("/auth/login", json={"email": email, "password": password})


def command(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["qtable", *words])


def places(app: Flask, user_id: str) -> dict[str, str]:
    with app.app_context():
        rows = db.session.execute(select(Membership.restaurant_id, Membership.role).filter_by(user_id=user_id))
        return {row.restaurant_id: row.role for row in rows}


@pytest.fixture
def neighbour(desk: Desk) -> Desk:
    return new_desk(desk.app, "Next Door")


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.HOST, Role.MANAGER])
def test_a_login_in_use_joins_only_where_the_caller_is_an_admin_of_both(
    desk: Desk, neighbour: Desk, role: Role | None
) -> None:
    boss = desk.act("POST", "/users", BOSS | {"password": PASSWORD}).json["id"]
    if role:
        assert command(desk.app, "add-member", email_of(neighbour), desk.restaurant_id, role.value).exit_code == 0
    refused = neighbour.act("POST", "/users", BOSS)
    assert code(refused) == (409, "email_taken")
    assert "another email" in refused.json["detail"]
    assert "qtable add-member EMAIL RESTAURANT ROLE" in refused.json["detail"]
    assert places(desk.app, boss) == {desk.restaurant_id: "admin"}


def test_who_administers_several_restaurants_takes_their_people_along(desk: Desk, neighbour: Desk) -> None:
    boss = desk.act("POST", "/users", BOSS | {"password": PASSWORD}).json["id"]
    command(desk.app, "add-member", email_of(neighbour), desk.restaurant_id, "admin")
    answer = neighbour.act("POST", "/users", BOSS | {"role": "host"})
    assert (answer.status_code, answer.json["new_login"]) == (201, False)
    assert places(desk.app, boss) == {desk.restaurant_id: "admin", neighbour.restaurant_id: "host"}


def test_the_password_of_who_has_worked_elsewhere_is_never_an_admins_to_set(desk: Desk, neighbour: Desk) -> None:
    boss = neighbour.act("POST", "/users", BOSS | {"password": PASSWORD}).json["id"]
    command(desk.app, "add-member", BOSS["email"], desk.restaurant_id, "viewer")
    for leaving, staying in ((neighbour, desk), (desk, neighbour)):
        assert leaving.act("DELETE", f"/users/{boss}").status_code == 200
        for change in ({"password": "another-password"}, {"first_name": "Eve"}):
            assert code(staying.act("PUT", f"/users/{boss}", change)) == (409, "works_elsewhere")
        command(desk.app, "add-member", BOSS["email"], leaving.restaurant_id, "admin")
    assert log_in(desk, BOSS["email"], PASSWORD).status_code == 200


def test_who_started_anew_belongs_to_the_new_restaurant_alone(desk: Desk, neighbour: Desk) -> None:
    boss = neighbour.act("POST", "/users", BOSS).json["id"]
    command(desk.app, "add-member", BOSS["email"], desk.restaurant_id, "viewer")
    for here in (neighbour, desk):
        here.act("DELETE", f"/users/{boss}")
    assert desk.act("POST", "/users", BOSS).json["new_login"]
    change = {"password": "another-password", "first_name": "Bo"}
    assert desk.act("PUT", f"/users/{boss}", change).json["first_name"] == "Bo"
    assert code(neighbour.act("POST", "/users", BOSS)) == (409, "email_taken")


def test_a_name_is_shown_where_the_login_began_and_not_where_its_person_stayed(desk: Desk, neighbour: Desk) -> None:
    boss = neighbour.act("POST", "/users", BOSS | {"first_name": "Bo"}).json["id"]
    command(desk.app, "add-member", BOSS["email"], desk.restaurant_id, "viewer")
    assert neighbour.read(f"/api/users/{boss}")["first_name"] == "Bo"
    neighbour.act("DELETE", f"/users/{boss}")
    assert desk.read(f"/api/users/{boss}")["first_name"] is None
    command(desk.app, "add-member", BOSS["email"], neighbour.restaurant_id, "host")
    assert neighbour.read(f"/api/users/{boss}")["first_name"] == "Bo"


def test_nobody_sets_their_own_password_without_the_present_one(desk: Desk) -> None:
    refused = desk.act("PUT", f"/users/{desk.user_id}", {"password": "another-password", "first_name": "Eve"})
    assert code(refused) == (409, "own_password")
    assert "/auth/password" in refused.json["detail"]
    assert desk.send("GET", "/auth/me").json["first_name"] is None
    assert log_in(desk, email_of(desk), PASSWORD).status_code == 200


def test_the_command_adds_a_person_who_has_a_login_by_id_or_slug(desk: Desk, neighbour: Desk) -> None:
    ana = colleague(neighbour, Role.HOST)
    email = email_of(ana)
    done = command(desk.app, "add-member", f" {email.upper()} ", "test-bistro", "manager")
    assert (done.exit_code, "same password" in done.output) == (0, True)
    assert places(desk.app, ana.user_id) == {neighbour.restaurant_id: "host", desk.restaurant_id: "manager"}
    assert log_in(desk, email, PASSWORD).status_code == 200
    for words, said in (
        ((email, desk.restaurant_id, "host"), "works here already"),
        ((email, "nowhere", "host"), "no restaurant"),
        (("nobody@example.com", "test-bistro", "host"), "no login"),
        ((email, "test-bistro", "owner"), "Invalid value"),
    ):
        refused = command(desk.app, "add-member", *words)
        assert refused.exit_code != 0
        assert said in refused.output
    assert places(desk.app, ana.user_id)[desk.restaurant_id] == "manager"


def test_the_command_that_sets_a_password_ends_the_logins_that_are_open(desk: Desk) -> None:
    email = email_of(desk)
    assert command(desk.app, "set-password", email, "--password", "short").exit_code == 1
    assert desk.send("GET", "/auth/me").status_code == 200
    assert command(desk.app, "set-password", email, "--password", "another-password").exit_code == 0
    assert desk.send("GET", "/auth/me").status_code == 401
    assert log_in(desk, email, "another-password").status_code == 200
