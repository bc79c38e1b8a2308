"""The first run: everything in one go, once, by who can read the server's console."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from sqlalchemy import select

from bench.clients.server_process import ServerProcess
from qtable.accounts.setup_code import setup_code
from qtable.changes.models import Change
from qtable.extensions import db
from qtable.tables.templates import TEMPLATES
from qtable.tenant import act_for
from tests.support.desk import Desk, new_desk

HOURS = {"friday": [{"open": "18:00", "close": "00:30"}]}
OWNER = {"first_name": "Maria", "last_name": "Silva", "email": "Maria@Example.com", "password": "a-password-for-tests"}
PLACE = {"name": "Casa María", "time_zone": "Europe/Madrid", "business_day_cutoff": 5, "hours": HOURS}


def asked(app: Flask, **more: Any) -> dict[str, Any]:
    code = setup_code(app.config["JWT_SECRET_KEY"])
    return {"code": code, "owner": OWNER, "restaurant": PLACE, "floor": "bistro", "demo": False} | more


def set_up(app: Flask, **more: Any):
    return app.test_client().post("/setup", json=asked(app, **more))


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def test_an_empty_box_says_so_and_offers_floors(app: Flask) -> None:
    state = app.test_client().get("/setup").json
    assert (state["needed"], state["time_zone"]) == (True, app.config["TIME_ZONE"])
    assert [floor["name"] for floor in state["floors"]] == list(TEMPLATES)
    plan = state["floors"][0].pop("plan")
    assert (len(plan), plan[0]) == (18, {"shape": "square", "capacity": 2, "x": 0.08, "y": 0.1})
    assert state["floors"][0] == {
        "name": "bistro",
        "tables": 18,
        "seats": 70,
        "sections": ["Window", "Main room", "Booths", "Bar"],
    }


def test_one_request_makes_restaurant_admin_and_floor_and_logs_its_owner_in(app: Flask) -> None:
    answer = set_up(app)
    assert (answer.status_code, answer.json["user"]["role"]) == (201, "admin")
    assert (answer.json["user"]["first_name"], answer.json["user"]["email"]) == ("Maria", "maria@example.com")
    desk = Desk(app, answer.json)
    (shown,) = desk.full()["restaurants"]
    assert (shown["name"], shown["slug"], shown["timeZone"], shown["businessDayCutoff"], shown["isDemo"]) == (
        "Casa María",
        "casa-maria",
        "Europe/Madrid",
        5,
        False,
    )
    assert shown["policies"]["hours"]["friday"] == HOURS["friday"]
    assert (desk.full()["total_tables"], desk.full()["total_sections"], desk.full()["seq"]) == (18, 4, 1)
    assert app.test_client().get("/setup").json["needed"] is False
    with app.app_context():
        act_for(desk.restaurant_id)
        change = db.session.scalars(select(Change)).one()
    assert (change.kind, change.actor) == ("set_up", desk.user_id)


def test_an_empty_floor_is_one(app: Flask) -> None:
    desk = Desk(app, set_up(app, floor="empty").json)
    assert (desk.full()["total_tables"], desk.full()["seq"]) == (0, 0)
    assert desk.act("POST", "/tables", {"number": 1, "capacity": 2}).headers["X-QTable-Seq"] == "1"


def test_a_demo_service_comes_with_it(app: Flask) -> None:
    desk = Desk(app, set_up(app, demo=True).json)
    full = desk.full()
    assert (full["restaurants"][0]["isDemo"], full["seq"]) == (True, 1)
    assert full["total_guests"] > 20


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"demo": True, "floor": "empty"}, "floor"),
        ({"floor": "castle"}, "floor"),
        ({"owner": OWNER | {"password": "short"}}, "owner"),
        ({"owner": OWNER | {"email": "nobody"}}, "owner"),
        ({"owner": {"email": "a@b.example", "password": "a-password-for-tests"}}, "owner"),
        ({"restaurant": PLACE | {"time_zone": "Mars/Olympus"}}, "restaurant"),
        ({"restaurant": PLACE | {"hours": {"friday": [{"open": "18:00", "close": "18:00"}]}}}, "restaurant"),
        ({"restaurant": {}}, "restaurant"),
    ],
)
def test_what_cannot_be_set_up_leaves_the_box_empty(app: Flask, more: dict[str, Any], field: str) -> None:
    answer = set_up(app, **more)
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, [field])
    assert app.test_client().get("/setup").json["needed"] is True


def test_a_failure_in_the_midst_of_it_leaves_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("qtable.setup.actions.load_demo", fail)
    assert set_up(app, demo=True).status_code == 500
    assert app.test_client().get("/setup").json["needed"] is True
    monkeypatch.undo()
    assert set_up(app, demo=True).status_code == 201


def test_nobody_sets_up_a_box_that_has_a_user_whatever_the_code(app: Flask) -> None:
    desk = new_desk(app)
    assert app.test_client().get("/setup").json["needed"] is False
    for more in ({}, {"code": "AAAA-AAAA"}):
        assert code(set_up(app, **more)) == (409, "already_set_up")
    assert desk.read("/auth/me")["restaurants"][0]["name"] == "Test Bistro"


def test_the_setup_code_is_asked_for_and_read_in_any_case_without_its_dash(app: Flask) -> None:
    right = setup_code(app.config["JWT_SECRET_KEY"])
    for wrong in ("AAAA-AAAA", right[:-1], right + "A", "ключ", "----"):
        assert code(set_up(app, code=wrong)) == (403, "wrong_setup_code")
    assert app.test_client().get("/setup").json["needed"] is True
    assert set_up(app, code=f" {right.replace('-', '').lower()} ").status_code == 201


def test_the_code_is_another_on_another_box() -> None:
    codes = {setup_code(f"secret {number}") for number in range(50)}
    assert len(codes) == 50
    assert {len(one) for one in codes} == {9}


def test_who_guesses_the_code_is_stopped(limited: Flask) -> None:
    answers = [set_up(limited, code=f"AAAA-{number:04}").status_code for number in range(11)]
    assert answers == [403] * 10 + [429]
    assert set_up(limited).status_code == 429


@pytest.fixture
def empty_box(tmp_path: Path, engine: str, request: pytest.FixtureRequest) -> Iterator[ServerProcess]:
    """A real server that was prepared with --empty."""
    place = {} if engine == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgresql").new()}
    server = ServerProcess(tmp_path, **place).prepare("--empty").start()
    yield server
    assert server.stop() == 0
    assert "Traceback" not in server.log()


def shown_code(box: ServerProcess) -> str:
    """Return the code that a server which answers has printed; what it prints is read by another thread."""
    deadline = time.monotonic() + 20
    while not (lines := [line for line in box.lines if "code" in line]):
        assert time.monotonic() < deadline, box.log()
        time.sleep(0.05)
    return lines[0].split()[-1]


def test_of_two_owners_at_once_one_wins_and_the_server_shows_the_code_until_then(empty_box: ServerProcess) -> None:
    url = empty_box.url
    assert httpx.get(f"{url}/setup").json()["needed"] is True
    body = {"code": shown_code(empty_box), "owner": OWNER, "restaurant": PLACE, "floor": "bar", "demo": True}

    def send(number: int) -> httpx.Response:
        owner = OWNER | {"email": f"owner{number}@example.com"}
        return httpx.post(f"{url}/setup", json=body | {"owner": owner}, timeout=30)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    empty_box.stop()
    empty_box.lines.clear()
    assert httpx.get(f"{empty_box.start().url}/setup").json()["needed"] is False
    empty_box.stop()
    assert "open at" in empty_box.log()
    assert "code" not in empty_box.log()
