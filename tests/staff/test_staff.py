"""Who works in a restaurant: people join, change, leave, and a login stays its person's own."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from qtable.accounts import actions
from qtable.accounts.models import Membership, User
from qtable.accounts.roles import Role
from qtable.extensions import db
from tests.support.desk import Desk, colleague, new_desk
from tests.support.house import House

PASSWORD = "a-password-for-tests"
ANA = {"email": " Ana@Example.com", "role": "host", "password": PASSWORD, "first_name": "Ana", "lastName": "Lee"}


def log_in(desk: Desk, email: str, password: str):
    return desk.http.post("/auth/login", json={"email": email, "password": password})


def staff(desk: Desk) -> dict[str, dict]:
    return {one["id"]: one for one in desk.read("/api/users")}


def email_of(desk: Desk) -> str:
    return desk.send("GET", "/auth/me").json["email"]


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def give(desk: Desk, user_id: str, role: Role) -> None:
    """Let a person with a login work at the desk's restaurant."""
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        actions.join(session, user_id, desk.restaurant_id, role)


@pytest.fixture
def neighbour(desk: Desk) -> Desk:
    return new_desk(desk.app, "Next Door")


def test_a_new_colleague_logs_in_with_the_password_that_the_admin_chose(desk: Desk) -> None:
    answer = desk.act("POST", "/users", ANA)
    assert answer.status_code == 201
    shown = {"email": "ana@example.com", "first_name": "Ana", "last_name": "Lee", "role": "host", "active": True}
    shown |= {"has_pin": False}
    assert answer.json == shown | {"id": answer.json["id"], "new_login": True}
    assert desk.read(f"/api/users/{answer.json['id']}") == shown | {"id": answer.json["id"]}
    login = log_in(desk, "ana@example.com", PASSWORD).json
    assert (login["restaurant_id"], login["user"]["role"]) == (desk.restaurant_id, "host")


def test_a_password_that_nobody_chose_is_shown_once_and_good(desk: Desk) -> None:
    answer = desk.act("POST", "/users", {"email": "bo@example.com", "role": "viewer"})
    assert log_in(desk, "bo@example.com", answer.json["password"]).status_code == 200
    assert answer.json["password"] not in desk.send("GET", "/api/users").text
    assert desk.act("PUT", f"/users/{answer.json['id']}", {"role": "host"}).json.keys() == {
        "id", "email", "first_name", "last_name", "role", "active", "has_pin",
    }  # fmt: skip


def test_the_staff_are_listed_in_the_order_in_which_they_joined(desk: Desk) -> None:
    added = [desk.act("POST", "/users", {"email": f"n{n}@example.com", "role": "host"}).json["id"] for n in range(3)]
    assert list(staff(desk)) == [desk.user_id, *added]


def test_nothing_about_staff_reaches_the_log_or_a_device(house: House) -> None:
    with house.verify(changes=0):
        email = f"{secrets.token_hex(8)}@example.com"
        user_id = house.api.act("POST", "/users", {"email": email, "role": "host"})["id"]
        house.api.act("PUT", f"/users/{user_id}", {"role": "manager"})
        house.api.act("DELETE", f"/users/{user_id}")
    assert email not in str(house.api.full())


def test_who_works_here_already_is_not_added_again(desk: Desk) -> None:
    desk.act("POST", "/users", ANA)
    assert code(desk.act("POST", "/users", ANA | {"role": "admin"})) == (409, "already_member")
    assert [one["role"] for one in desk.read("/api/users")] == ["admin", "host"]


def test_a_login_made_elsewhere_joins_as_it_is_and_shows_nothing_of_its_person(desk: Desk, neighbour: Desk) -> None:
    theirs = neighbour.act("POST", "/users", ANA).json
    give(neighbour, desk.user_id, Role.ADMIN)
    taken = {"password": "another-password", "first_name": "Stolen"}
    answer = desk.act("POST", "/users", {"email": "ANA@example.com", "role": "manager"} | taken)
    hidden = {"id": theirs["id"], "email": "ana@example.com", "first_name": None, "last_name": None, "active": True}
    hidden |= {"has_pin": False}
    assert (answer.status_code, answer.json) == (201, hidden | {"role": "manager", "new_login": False})
    assert staff(desk)[theirs["id"]] == hidden | {"role": "manager"}
    assert staff(neighbour)[theirs["id"]]["first_name"] == "Ana"
    assert staff(neighbour)[theirs["id"]]["role"] == "host"
    assert log_in(desk, "ana@example.com", "another-password").status_code == 401
    assert log_in(desk, "ana@example.com", PASSWORD).json["restaurant_id"] == neighbour.restaurant_id


def test_names_and_password_of_who_works_elsewhere_too_are_theirs(desk: Desk, neighbour: Desk) -> None:
    user_id = neighbour.act("POST", "/users", ANA).json["id"]
    give(desk, user_id, Role.HOST)
    for here in (desk, neighbour):
        for field in ({"first_name": "Eve"}, {"last_name": None}, {"password": "another-password"}):
            refused = here.act("PUT", f"/users/{user_id}", field | {"role": "manager"})
            assert code(refused) == (409, "works_elsewhere")
        assert staff(here)[user_id]["role"] == "host"
        assert here.act("PUT", f"/users/{user_id}", {"role": "viewer"}).json["role"] == "viewer"
    assert log_in(desk, "ana@example.com", PASSWORD).status_code == 200


def test_role_names_and_password_of_a_colleague_change_and_a_new_password_ends_their_logins(desk: Desk) -> None:
    host = colleague(desk, Role.HOST)
    answer = desk.act("PUT", f"/users/{host.user_id}", {"role": "Manager", "firstName": "Bo", "last_name": "Ek"})
    assert (answer.json["role"], answer.json["first_name"], answer.json["last_name"]) == ("manager", "Bo", "Ek")
    assert host.act("POST", "/tables", {"number": 1, "capacity": 2}).status_code == 201
    email = email_of(host)
    assert desk.act("PUT", f"/users/{host.user_id}", {"password": "another-password"}).status_code == 200
    assert host.send("GET", "/auth/me").status_code == 401
    assert log_in(desk, email, PASSWORD).status_code == 401
    assert log_in(desk, email, "another-password").status_code == 200
    assert desk.act("PUT", f"/users/{host.user_id}", {}).json["first_name"] == "Bo"


def test_who_leaves_may_do_nothing_here_any_more_and_their_logins_here_end(desk: Desk) -> None:
    host = colleague(desk, Role.HOST)
    email = email_of(host)
    assert desk.act("DELETE", f"/users/{host.user_id}").json == {"success": True, "id": host.user_id}
    assert host.send("GET", "/auth/me").status_code == 401
    assert code(log_in(desk, email, PASSWORD)) == (403, "no_restaurant")
    assert desk.act("DELETE", f"/users/{host.user_id}").status_code == 404
    assert list(staff(desk)) == [desk.user_id]


def test_who_leaves_one_restaurant_keeps_their_login_at_the_other(desk: Desk, neighbour: Desk) -> None:
    host = colleague(neighbour, Role.HOST)
    give(desk, host.user_id, Role.HOST)
    assert host.send("GET", f"/restaurants/{desk.restaurant_id}/guests").status_code == 200
    desk.act("DELETE", f"/users/{host.user_id}")
    assert host.send("GET", f"/restaurants/{desk.restaurant_id}/guests").status_code == 404
    assert host.send("GET", f"/restaurants/{neighbour.restaurant_id}/guests").status_code == 200


def test_a_login_that_no_restaurant_uses_starts_anew(desk: Desk, neighbour: Desk) -> None:
    user_id = neighbour.act("POST", "/users", ANA).json["id"]
    neighbour.act("DELETE", f"/users/{user_id}")
    answer = desk.act("POST", "/users", {"email": "ana@example.com", "role": "host"}).json
    assert (answer["id"], answer["new_login"], answer["first_name"], answer["last_name"]) == (user_id, True, None, None)
    assert log_in(desk, "ana@example.com", PASSWORD).status_code == 401
    assert log_in(desk, "ana@example.com", answer["password"]).status_code == 200


def test_a_login_that_starts_anew_leaves_no_old_token_good(desk: Desk, neighbour: Desk) -> None:
    host = colleague(neighbour, Role.HOST)
    email = email_of(host)
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        session.execute(delete(Membership).where(Membership.user_id == host.user_id))
    assert host.send("GET", "/auth/me").status_code == 200
    assert desk.act("POST", "/users", {"email": email, "role": "host"}).json["new_login"]
    assert host.send("GET", "/auth/me").status_code == 401


def test_the_last_admin_is_neither_demoted_nor_removed(desk: Desk) -> None:
    colleague(desk, Role.MANAGER)
    inactive = colleague(desk, Role.ADMIN)
    with desk.app.app_context(), actions.unlogged_transaction() as session:
        session.get_one(User, inactive.user_id).active = False
    me = f"/users/{desk.user_id}"
    assert code(desk.act("PUT", me, {"role": "manager", "first_name": "Eve"})) == (409, "last_admin")
    assert code(desk.act("DELETE", me)) == (409, "last_admin")
    assert (staff(desk)[desk.user_id]["role"], staff(desk)[desk.user_id]["first_name"]) == ("admin", None)
    assert desk.act("PUT", me, {"role": "admin", "first_name": "Eve"}).json["first_name"] == "Eve"
    heir = desk.act("POST", "/users", {"email": "heir@example.com", "role": "admin"})
    assert heir.status_code == 201
    assert desk.act("PUT", me, {"role": "host"}).status_code == 200
    assert desk.send("GET", "/api/users").status_code == 403


def test_an_admin_of_next_door_is_no_admin_here(desk: Desk, neighbour: Desk) -> None:
    give(desk, neighbour.user_id, Role.VIEWER)
    assert code(desk.act("DELETE", f"/users/{desk.user_id}")) == (409, "last_admin")
    assert neighbour.send("GET", f"/restaurants/{desk.restaurant_id}/users").status_code == 403


def test_people_of_another_restaurant_answer_like_nobody(desk: Desk, neighbour: Desk) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for method, body in (("GET", None), ("PUT", {"role": "host", "password": "another-password"}), ("DELETE", None)):
        texts = set()
        for user_id in (neighbour.user_id, unknown):
            answer = desk.act(method, f"/users/{user_id}", body)
            assert answer.status_code == 404
            texts.add(answer.text.replace(user_id, "ID").replace(answer.headers["X-Request-Id"], "REQUEST"))
        assert len(texts) == 1
    with desk.app.app_context():
        assert db.session.get_one(User, neighbour.user_id).active
    assert neighbour.send("GET", "/auth/me").json["role"] == "admin"


def test_of_two_admins_who_demote_each_other_at_once_one_stays(api: Api) -> None:
    for _ in range(5):
        other = api.act("POST", "/users", {"email": f"{secrets.token_hex(8)}@example.com", "role": "admin"})
        rival = Api.log_in(api.url, other["email"], other["password"])
        duel = [(api, rival.login["user_id"]), (rival, api.login["user_id"])]
        with ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(lambda one: one[0].send("PUT", f"{api.base}/users/{one[1]}", json={"role": "host"}), duel)
            )
        winner = api if answers[0].status_code == 200 else rival
        assert sorted(answer.status_code == 200 for answer in answers) == [False, True]
        roles = {one["id"]: one["role"] for one in winner.get(f"{api.base}/users")}
        assert list(roles.values()).count("admin") == 1
        winner.act("PUT", f"/users/{api.login['user_id']}", {"role": "admin"})
        api.act("DELETE", f"/users/{other['id']}")
        rival.close()


def test_who_leaves_loses_their_live_connections(api: Api) -> None:
    added = api.act("POST", "/users", {"email": f"{secrets.token_hex(8)}@example.com", "role": "host"})
    host = Api.log_in(api.url, added["email"], added["password"])
    device = PlainListener(host)
    device.open()
    api.act("DELETE", f"/users/{added['id']}")
    assert device.wait_for(lambda: "sync:bye" in device.types(), patience=25)
    assert device.heard_last("sync:bye")["code"] == 4401
    device.close()
    host.close()
