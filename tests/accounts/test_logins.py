"""Logging in, staying logged in, leaving."""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import jwt
import pytest
from sqlalchemy import update

from bench.clients.server_process import ServerProcess
from qtable import clock
from qtable.accounts import actions, passwords
from qtable.accounts.models import LoginSession, User
from qtable.accounts.remembered import SECONDS, Remembered
from qtable.changes.transaction import unlogged_transaction
from qtable.errors import Invalid
from qtable.extensions import db
from tests.support.desk import Desk, new_desk

PASSWORD = "a-password-for-tests"


def email_of(desk: Desk) -> str:
    return desk.send("GET", "/auth/me").json["email"]


def change(desk: Desk, model: type, **values: object) -> None:
    """Change every row: there is one user."""
    with desk.app.app_context(), unlogged_transaction() as session:
        session.execute(update(model).values(**values))


def log_in(desk: Desk, email: str, password: str):
    return desk.http.post("/auth/login", json={"email": email, "password": password})


def test_a_login_gives_the_documented_answer(desk: Desk) -> None:
    email = email_of(desk)
    answer = log_in(desk, f" {email.upper()} ", PASSWORD)
    assert answer.status_code == 200
    assert answer.json["token_type"] == "bearer"
    assert answer.json["expires_in"] == 3600
    assert answer.json["restaurant_id"] == desk.restaurant_id
    assert answer.json["user"] == {
        "id": answer.json["user_id"],
        "email": email,
        "first_name": None,
        "last_name": None,
        "role": "admin",
    }


def test_wrong_email_and_wrong_password_answer_alike(desk: Desk) -> None:
    answers = [log_in(desk, email_of(desk), "wrong"), log_in(desk, "nobody@example.com", PASSWORD)]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json["error"]["message"] for answer in answers}) == 1


def test_a_login_goes_on_after_the_clock_was_set_back(desk: Desk) -> None:
    key = desk.app.config["JWT_SECRET_KEY"]
    claims = jwt.decode(desk.token, key, algorithms=["HS256"])
    made = int(time.time()) + 3600
    desk.token = jwt.encode(claims | {"iat": made, "exp": made + 3600}, key, algorithm="HS256")
    assert "nbf" not in claims
    assert desk.send("GET", "/auth/me").status_code == 200


def test_me_names_the_person_and_their_restaurants(desk: Desk) -> None:
    me = desk.send("GET", "/auth/me").json
    assert (me["role"], me["restaurant_id"], me["restaurant_name"]) == ("admin", desk.restaurant_id, "Test Bistro")
    assert me["restaurants"] == [{"id": desk.restaurant_id, "name": "Test Bistro", "role": "admin"}]


def test_a_refresh_token_renews_and_does_nothing_else(desk: Desk) -> None:
    bearer = {"Authorization": f"Bearer {desk.refresh_token}"}
    assert desk.http.get("/auth/me", headers=bearer).status_code == 401
    for answer in (
        desk.http.post("/auth/refresh", headers=bearer),
        desk.http.post("/auth/refresh", json={"refresh_token": desk.refresh_token}),
    ):
        token = {"Authorization": f"Bearer {answer.json['access_token']}"}
        assert desk.http.get("/auth/me", headers=token).status_code == 200
    assert desk.send("POST", "/auth/refresh").status_code == 401


def test_logging_out_ends_both_tokens_of_that_login_and_no_other(desk: Desk) -> None:
    other = log_in(desk, email_of(desk), PASSWORD).json["access_token"]
    assert desk.send("POST", "/auth/logout").json == {"success": True}
    assert desk.send("GET", "/auth/me").status_code == 401
    refresh = desk.http.post("/auth/refresh", json={"refresh_token": desk.refresh_token})
    assert refresh.status_code == 401
    assert desk.http.get("/auth/me", headers={"Authorization": f"Bearer {other}"}).status_code == 200


def test_a_new_password_ends_every_login(desk: Desk) -> None:
    email = email_of(desk)
    with desk.app.app_context():
        actions.set_password(email, "another-password")
    assert desk.send("GET", "/auth/me").status_code == 401
    assert log_in(desk, email, PASSWORD).status_code == 401
    assert log_in(desk, email, "another-password").status_code == 200


def test_a_person_who_is_no_longer_active_is_refused(desk: Desk) -> None:
    email = email_of(desk)
    change(desk, User, active=False)
    desk.app.extensions["qtable.remembered"].forget()
    assert desk.send("GET", "/auth/me").status_code == 401
    assert log_in(desk, email, PASSWORD).status_code == 401


def test_what_ended_without_a_word_to_this_process_is_found_out_within_ten_seconds(desk: Desk) -> None:
    now = [0.0]
    desk.app.extensions["qtable.remembered"] = Remembered(lambda: now[0])
    assert desk.send("GET", "/auth/me").status_code == 200
    change(desk, LoginSession, revoked_at=clock.now())
    now[0] = SECONDS - 0.01
    assert desk.send("GET", "/auth/me").status_code == 200
    now[0] = SECONDS
    assert desk.send("GET", "/auth/me").status_code == 401
    assert SECONDS < 15  # the promise, for live connections too


def test_a_right_that_was_looked_up_while_a_login_ended_is_not_remembered() -> None:
    memory = Remembered(lambda: 0.0)
    assert memory.recall("asked", lambda: memory.forget() or "what was so before") == "what was so before"
    assert memory.recall("asked", lambda: "what is so now") == "what is so now"
    assert memory.recall("asked", lambda: "looked up again") == "what is so now"


def test_passwords_and_tokens_are_not_stored_in_the_clear(desk: Desk) -> None:
    with desk.app.app_context():
        user = db.session.get_one(User, desk.user_id)
        assert user.password_hash.startswith("$argon2id$")
        assert desk.token not in str([vars(login) for login in db.session.query(LoginSession)])


def test_a_password_on_a_real_server_costs_a_guesser_what_owasp_asks_for(server: ServerProcess) -> None:
    with closing(sqlite3.connect(server.database)) as file:
        stored = {row[0].rsplit("$", 2)[0] for row in file.execute("SELECT password_hash FROM users")}
    assert stored == {"$argon2id$v=19$m=19456,t=2,p=1"}


def test_a_login_ends_by_itself_when_its_time_is_over(desk: Desk) -> None:
    change(desk, LoginSession, expires_at=clock.now() - timedelta(seconds=1))
    assert desk.send("GET", "/auth/me").status_code == 401
    assert desk.http.post("/auth/refresh", json={"refresh_token": desk.refresh_token}).status_code == 401
    with desk.app.app_context():
        actions.drop_ended_logins()
        assert db.session.query(LoginSession).count() == 0


def test_a_password_changed_while_a_login_waits_for_its_turn_wins(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    email, good = email_of(desk), passwords.matches

    def change_it_meanwhile(stored: str | None, password: str) -> bool:
        fits = good(stored, password)
        actions.set_password(email, "another-password")
        return fits

    monkeypatch.setattr(passwords, "matches", change_it_meanwhile)
    assert log_in(desk, email, PASSWORD).status_code == 401


def test_a_password_that_could_not_be_used_to_log_in_is_not_set(desk: Desk) -> None:
    email = email_of(desk)
    for password in ("short", "x" * 201):
        with desk.app.app_context(), pytest.raises(Invalid):
            actions.set_password(email, password)
    assert log_in(desk, email, PASSWORD).status_code == 200


def claims(desk: Desk) -> dict:
    return jwt.decode(desk.token, "k" * 40, algorithms=["HS256"])


@pytest.mark.filterwarnings("ignore:The HMAC key is 40 bytes long")  # for the algorithm that isn't ours
@pytest.mark.parametrize(
    "forged",
    [
        lambda good: jwt.encode(good, None, algorithm="none"),
        lambda good: jwt.encode(good, "x" * 40, algorithm="HS256"),
        lambda good: jwt.encode(good, "k" * 40, algorithm="HS512"),
        lambda good: jwt.encode({k: v for k, v in good.items() if k != "exp"}, "k" * 40, algorithm="HS256"),
        lambda good: jwt.encode({k: v for k, v in good.items() if k != "sid"}, "k" * 40, algorithm="HS256"),
        lambda good: jwt.encode(good | {"exp": time.time() - 1}, "k" * 40, algorithm="HS256"),
        lambda good: jwt.encode(good | {"type": "refresh"}, "k" * 40, algorithm="HS256"),
        lambda good: jwt.encode(good | {"sub": "somebody-else"}, "k" * 40, algorithm="HS256"),
        lambda good: jwt.encode(good | {"sid": "no-such-login"}, "k" * 40, algorithm="HS256"),
    ],
)
def test_a_token_that_is_not_good_in_every_way_is_refused(desk: Desk, forged) -> None:
    assert jwt.encode(claims(desk), "k" * 40, algorithm="HS256")
    bearer = {"Authorization": f"Bearer {forged(claims(desk))}"}
    answer = desk.http.get("/auth/me", headers=bearer)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="QTable"'


def test_a_restaurant_is_found_by_its_id_or_its_slug_and_only_by_its_members(desk: Desk) -> None:
    stranger = new_desk(desk.app, "Next Door")
    for ref in (desk.restaurant_id, "test-bistro"):
        assert desk.send("GET", f"/restaurants/{ref}/guests").status_code == 200
        assert desk.send("GET", "/api/guests", query_string={"restaurant_id": ref}).status_code == 200
        refused = stranger.send("GET", f"/restaurants/{ref}/guests")
        unknown = stranger.send("GET", "/restaurants/nowhere/guests")
        assert refused.status_code == unknown.status_code == 404
        assert refused.json["error"]["message"] == unknown.json["error"]["message"]
