"""Signing up: a restaurant with its first admin."""

import pytest

from qtable.accounts.setup_code import setup_code
from qtable.extensions import db
from qtable.restaurants.models import Restaurant
from tests.support.desk import Desk

PASSWORD = "a-password-for-tests"


def register(desk: Desk, **more: str):
    body = {"restaurant_name": "Chez Nous", "email": "nous@example.com", "password": PASSWORD} | more
    return desk.http.post("/auth/register", json=body)


def test_registering_makes_a_restaurant_with_its_first_admin(desk: Desk) -> None:
    answer = register(desk, first_name="Ana")
    assert (answer.status_code, answer.json["user"]["role"]) == (201, "admin")
    assert answer.json["user"]["first_name"] == "Ana"
    again = register(desk, email="NOUS@example.com")
    assert (again.status_code, again.json["error"]["code"]) == (409, "email_taken")


def test_two_restaurants_of_one_name_get_different_slugs(desk: Desk) -> None:
    names = [register(desk, email=f"n{n}@example.com").json["restaurant_id"] for n in range(3)]
    with desk.app.app_context():
        assert [db.session.get_one(Restaurant, name).slug for name in names] == [
            "chez-nous",
            "chez-nous-2",
            "chez-nous-3",
        ]


@pytest.mark.parametrize(("setting", "allowed"), [(True, True), (False, False), (None, False)])
def test_registration_is_open_only_as_the_setting_says(desk: Desk, setting: bool | None, allowed: bool) -> None:
    desk.app.config["ALLOW_REGISTRATION"] = setting
    assert register(desk).status_code == (201 if allowed else 403)


def test_registration_is_open_by_default_while_there_is_no_user_to_who_reads_the_console(app) -> None:
    app.config["ALLOW_REGISTRATION"] = None
    body = {"restaurant_name": "First", "email": "first@example.com", "password": PASSWORD}
    for code in ({}, {"setup_code": "AAAA-AAAA"}):
        refused = app.test_client().post("/auth/register", json=body | code)
        assert (refused.status_code, refused.json["error"]["code"]) == (403, "wrong_setup_code")
    body |= {"setup_code": setup_code(app.config["JWT_SECRET_KEY"])}
    assert app.test_client().post("/auth/register", json=body).status_code == 201
    assert app.test_client().post("/auth/register", json=body | {"email": "b@example.com"}).status_code == 403
