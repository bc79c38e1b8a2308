"""What holds for every page: its size, its headers, whose names it shows, how often it may be asked for."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qtable import clock
from qtable.extensions import db
from qtable.lobby.place import code_of
from tests.conftest import app_on
from tests.lobby.conftest import Guest, end_the_day_far_from_now
from tests.support.desk import Desk, new_desk

MOST_BYTES = 15_000
# Of letters that no text of a page, no token and no code has.
NAMES = st.text("ЖЩЮЯΩΨΞ", min_size=4, max_size=12)
LOCAL = "http://localhost"


def path_of(answer) -> str:
    return answer.json["url"].removeprefix(LOCAL)


def every_page(desk: Desk, guest: Guest) -> dict[str, str]:
    """Return every page of a full evening, at its longest: the form with all its faults, each state of a party."""
    desk.set_policies(online_party_max=20, size_classes=[1, 2, 3, 4, 5, 6, 8])
    place, display = guest.join(), path_of(desk.act("POST", "/display-link"))
    party = desk.full()["guests"][-1]["id"]
    pages = {"join": guest.read("/w/test-bistro").text, "faults": guest.send({"name": "é" * 60 + "!"}).text}
    for state in ("waiting", "here", "ready", "leave", "removed"):
        if state == "ready":
            desk.act("POST", f"/guests/{party}/notify")
        if state == "here":
            guest.act(place, "here")
        if state == "removed":
            pages["display"] = guest.read(display).text
            guest.act(place, "leave")
        pages[state] = guest.read(f"{place}/leave" if state == "leave" else place).text
    pages["unknown"] = guest.read(f"/p/{'A' * 22}").text
    desk.set_policies(online_waitlist=False)
    pages["closed"] = guest.read("/w/test-bistro").text
    return pages


def test_every_page_is_whole_in_itself_and_small_enough(open_desk: Desk, guest: Guest) -> None:
    for number in range(30):
        called = open_desk.guest(f"Called {number}")
        open_desk.act("POST", f"/guests/{called}/notify")
    for name, page in every_page(open_desk, guest).items():
        assert len(page.encode()) < MOST_BYTES, name
        assert "<script" not in page
        assert "javascript:" not in page
        assert {*re.findall(r'(?:src|href|action)="([^"]*)"', page)} <= {
            "data:,", *re.findall(r'="(/[wp]/[^"]*|/display/[^"]*|#\w+)"', page)
        }, name  # fmt: skip
        assert "url(" not in page
        assert len(re.findall(r"<h1>[^<]+</h1>", page)) == 1, name
        assert re.search(r"<title>[^<]+</title>", page), name


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_refused_form_is_shown_again_no_longer_than_its_fields_take(open_desk: Desk, guest: Guest, lang: str) -> None:
    open_desk.act("PUT", "", {"name": "'" * 200})
    open_desk.set_policies(online_party_max=20, size_classes=[1, 2, 3, 4, 5, 6, 8])
    for typed in ("<" * 20_000, "🍝" * 10_000):
        form = dict.fromkeys(("party_size", "name", "phone_number", "consent", "key", "more"), typed)
        answer = guest.http.post(f"/w/test-bistro?lang={lang}", data=form)
        assert answer.status_code == 422
        assert len(answer.data) < MOST_BYTES
        assert answer.text.count(typed[0] if typed[0] != "<" else "&lt;") == 60 + 40 + 22


def test_headers_let_no_script_run_no_other_site_frame_it_and_no_cache_or_search_keep_it(
    open_desk: Desk, guest: Guest
) -> None:
    place, display = guest.join(), path_of(open_desk.act("POST", "/display-link"))
    for path in ("/w/test-bistro", place, f"{place}/leave", display, "/w/nobody"):
        answer = guest.read(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert {"frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} <= set(policy.split("; "))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert ("noindex" in answer.headers.get("X-Robots-Tag", "")) == (path != "/w/test-bistro")
        assert "Set-Cookie" not in answer.headers


@given(
    st.lists(st.tuples(NAMES, st.integers(1, 9), st.booleans()), min_size=2, max_size=5, unique_by=lambda one: one[0])
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_shows_anybody_elses_name(app: Flask, parties: list[tuple[str, int, bool]]) -> None:
    desk = new_desk(app, "Test Bistro")
    desk.set_policies(online_waitlist=True)
    slug = desk.read("/restaurants/" + desk.restaurant_id)["slug"]
    guest, places = Guest(app.test_client(), slug), {}
    for name, size, called in parties:
        party = desk.guest(f"{name} {name}", size, notes=name, phoneNumber="+34 600 123 456")
        places[name] = path_of(desk.act("POST", f"/guests/{party}/link"))
        if called:
            desk.act("POST", f"/guests/{party}/notify")
    display = path_of(desk.act("POST", "/display-link"))
    paths = [f"/w/{slug}", display, *places.values(), *(f"{place}/leave" for place in places.values())]
    for path in paths:
        page = guest.read(path).text
        assert [name for name, *_ in parties if name in page] == []
        assert "123 456" not in page


@pytest.mark.parametrize(("how", "shown"), [("initials", "D. L."), ("first_name", "Dana"), ("code", None)])
def test_the_lobbys_screen_shows_of_a_called_party_what_was_chosen_and_its_size(
    open_desk: Desk, guest: Guest, how: str, shown: str | None
) -> None:
    open_desk.set_policies(display_names=how)
    dana, _waiting = open_desk.guest("Dana Lee", 3), open_desk.guest("Mistral", 2)
    display = path_of(open_desk.act("POST", "/display-link"))
    assert "No table has been called yet." in guest.read(display).text
    open_desk.act("POST", f"/guests/{dana}/notify")
    page = guest.read(display).text
    assert re.findall(r"<strong>(.*?)</strong>", page) == [shown or code_of(dana)]
    assert "Party of 3" in page
    assert "Lee" not in page
    assert "Mistral" not in page
    assert re.search(r"<dt>Parties of 1 to 2</dt><dd>1 party · \d+–\d+ min</dd>", page)
    assert guest.read(display).headers["Refresh"] == "15"
    open_desk.act("POST", f"/guests/{dana}/seat", {"table_id": open_desk.table()})
    assert "No table has been called yet." in guest.read(display).text


def test_who_was_forgotten_in_line_the_day_before_is_on_no_page(open_desk: Desk, guest: Guest) -> None:
    came = clock.rfc3339(clock.now() - timedelta(hours=30))
    forgotten = [open_desk.guest(f"Forgotten {number}", 2, arrivalTime=came) for number in (1, 2)]
    display = path_of(open_desk.act("POST", "/display-link"))
    open_desk.act("POST", f"/guests/{forgotten[0]}/notify")
    page = guest.read(display).text
    assert "No table has been called yet." in page
    assert "<dt>Parties of 1 to 2</dt><dd>5–15 min</dd>" in page
    assert "You’re first in line" in guest.read(guest.join()).text


def test_who_was_told_that_the_host_alone_sees_its_name_is_shown_by_its_code_whatever_is_chosen_later(
    open_desk: Desk, guest: Guest
) -> None:
    early, form = guest.join(name="Dana Lee"), guest.form(name="Zoe Park")
    open_desk.set_policies(display_names="first_name")
    late = guest.send(form).location  # a form that was shown before
    fresh = guest.join(name="Kim Novak")
    ids = {party["name"]: party["id"] for party in open_desk.full()["guests"]}
    for party in ids.values():
        open_desk.act("POST", f"/guests/{party}/notify")
    codes = {name: code_of(ids[name]) for name in ("Dana Lee", "Zoe Park")}
    screen = guest.read(path_of(open_desk.act("POST", "/display-link"))).text
    assert set(re.findall(r"<strong>(.*?)</strong>", screen)) == {"Kim", *codes.values()}
    own = {name: re.findall(r"<strong>(.*?)</strong>", guest.read(place).text) for name, place in (
        ("Dana Lee", early), ("Zoe Park", late), ("Kim Novak", fresh),
    )}  # fmt: skip
    assert own == {name: [code] for name, code in codes.items()} | {"Kim Novak": ["Kim"]}
    assert open_desk.act("POST", f"/guests/{ids['Dana Lee']}/link").json["shown_as"] == codes["Dana Lee"]
    open_desk.set_policies(display_names="code")
    assert [code_of(ids["Kim Novak"])] == re.findall(r"<strong>(.*?)</strong>", guest.read(fresh).text)


@pytest.fixture
def limited(empty_database: Path, tmp_path: Path) -> Iterator[Guest]:
    shutil.copyfile(empty_database, tmp_path / "limited.db")
    app = app_on(tmp_path / "limited.db", RATELIMIT_ENABLED=True)
    desk = new_desk(app)
    desk.set_policies(online_waitlist=True)
    end_the_day_far_from_now(desk.act)
    yield Guest(app.test_client())
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_joining_guessing_and_pressing_buttons_have_limits_that_a_party_never_meets(limited: Guest) -> None:
    place = next(iter([limited.join() for _ in range(30)]))
    refused = limited.send(limited.form())
    assert (refused.status_code, refused.mimetype) == (429, "text/html")
    assert "ask the host at the door" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= 901
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    assert limited.send(limited.form(), environ_overrides=elsewhere).status_code == 303
    for button in ("here", "more-time", "leave"):
        pressed = [limited.http.post(f"{place}/{button}").status_code for _ in range(61)]
        assert (set(pressed[:60]), pressed[60]) == ({303}, 429)
    for page in ("p", "display"):
        guessed = [limited.read(f"/{page}/{number:022}").status_code for number in range(101)]
        assert (set(guessed[:100]), guessed[100]) == ({404}, 429)
    for button in ("here", "more-time", "leave"):
        guessed = [limited.http.post(f"/p/{number:022}/{button}").status_code for number in range(101)]
        assert (set(guessed[:100]), guessed[100]) == ({404}, 429)
    assert limited.http.get(place, environ_overrides=elsewhere).status_code == 200


def test_a_crowd_from_many_addresses_does_not_fill_one_restaurants_list(limited: Guest) -> None:
    form = limited.form()
    codes = [
        limited.send(
            form | {"key": f"{number:022}"}, environ_overrides={"REMOTE_ADDR": f"198.51.100.{number}"}
        ).status_code
        for number in range(151)
    ]
    assert (set(codes[:150]), codes[150]) == ({303}, 429)
