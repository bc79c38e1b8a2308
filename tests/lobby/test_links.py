"""Links: unguessable, stored as a hash, good for one day and one party; every other one leads to the same nowhere."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qtable import clock
from qtable.accounts.roles import Role
from qtable.changes.transaction import unlogged_transaction
from qtable.extensions import db
from qtable.lobby.links import guest_link
from qtable.lobby.models import LobbyLink
from qtable.restaurants.models import Restaurant
from tests.lobby.conftest import Guest
from tests.support.desk import Desk, colleague, new_desk

NOWHERE = ("A" * 22, "A" * 21, "A" * 23, "..", "%00", "x", "é" * 22)


def token_of(path: str) -> str:
    return path.rpartition("/")[2]


def bare(answer) -> str:
    """Return a page without what may differ: its own address in the switch of languages."""
    return re.sub(r'href="[^"]*"', "", answer.text)


def stored(app: Flask) -> str:
    """Return everything that is stored, as text."""
    with app.app_context():
        rows = [str(row) for table in db.metadata.sorted_tables for row in db.session.execute(select(table))]
        db.session.remove()
    return "\n".join(rows)


def test_a_token_has_128_bits_and_is_stored_nowhere(open_desk: Desk, guest: Guest) -> None:
    tokens = [token_of(guest.join()) for _ in range(20)] + [display_of(open_desk)]
    assert all(re.fullmatch(r"[\w-]{22}", token) for token in tokens)
    assert len(set(tokens)) == len(tokens)
    letters = Counter("".join(tokens))
    assert len(letters) > 45, letters
    everything = stored(open_desk.app)
    assert "Dana Lee" in everything
    assert [token for token in tokens if token in everything] == []


def display_of(desk: Desk) -> str:
    return token_of(desk.act("POST", "/display-link").json["url"])


def test_under_a_new_secret_the_stand_shows_another_link_and_the_one_that_a_guest_holds_goes_on(
    open_desk: Desk, guest: Guest
) -> None:
    """So what is stored doesn't say the token, without the secret under which it was made."""
    place = guest.join()
    app = open_desk.app
    with app.app_context(), unlogged_transaction(open_desk.restaurant_id) as session:
        restaurant = session.get_one(Restaurant, open_desk.restaurant_id)
        party = session.scalars(select(LobbyLink.guest_id)).one()
        assert guest_link(session, restaurant, party, clock.now()) == token_of(place)
        app.config["JWT_SECRET_KEY"] = "n" * 40
        again = [guest_link(session, restaurant, party, clock.now()) for _ in range(2)]
    assert again[0] == again[1] != token_of(place)
    assert guest.read(f"/p/{again[0]}").status_code == guest.read(place).status_code == 200


def test_what_leads_nowhere_looks_alike_unknown_malformed_or_of_another_kind(open_desk: Desk, guest: Guest) -> None:
    place, display = token_of(guest.join()), display_of(open_desk)
    paths = [f"/p/{token}" for token in (*NOWHERE, display)] + [f"/display/{token}" for token in (*NOWHERE, place)]
    paths += [f"/w/{slug}" for slug in ("nobody", "x" * 65, "%00", "no slug")]
    answers = {path: guest.read(path) for path in paths if ".." not in path}
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({bare(answer) for answer in answers.values()}) == 1
    for what in ("here", "more-time", "leave"):
        assert guest.http.post(f"/p/{display}/{what}").status_code == 404
        assert guest.http.post(f"/p/{'A' * 22}/{what}").status_code == 404


def test_a_link_of_one_party_says_nothing_of_another_and_goes_with_its_party(open_desk: Desk, guest: Guest) -> None:
    place = guest.join(name="Dana")
    other = guest.join(name="Mistral")
    assert "Mistral" not in guest.read(place).text
    parties = {party["name"]: party["id"] for party in open_desk.full()["guests"]}
    open_desk.act("DELETE", f"/guests/{parties['Dana']}")
    assert (guest.read(place).status_code, guest.read(other).status_code) == (404, 200)


def test_a_host_gets_the_same_link_all_day_for_a_party_that_it_added(open_desk: Desk, guest: Guest) -> None:
    party, host = open_desk.guest("Walk In", 3), colleague(open_desk, Role.HOST)
    first, second = (host.act("POST", f"/guests/{party}/link").json for _ in range(2))
    assert first == second
    assert colleague(open_desk, Role.VIEWER).act("POST", f"/guests/{party}/link").status_code == 403
    page = guest.read(first["url"].removeprefix("http://localhost")).text
    assert f"<strong>{first['shown_as']}</strong>" in page
    assert "Party of 3" in page
    assert timedelta(0) < clock.parse(first["expires_at"]) - clock.now() <= timedelta(hours=25)


def test_the_stand_tells_when_a_link_really_ends_also_where_the_day_has_another_end_since(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    party = open_desk.guest("Walk In")
    first = open_desk.act("POST", f"/guests/{party}/link").json
    end = clock.parse(first["expires_at"])
    for cutoff in range(24):
        open_desk.act("PUT", "", {"businessDayCutoff": cutoff})
        again = open_desk.act("POST", f"/guests/{party}/link").json
        assert (again["url"], clock.parse(again["expires_at"])) == (first["url"], end)


def test_a_link_has_the_address_by_which_the_stand_came_and_its_code_says_the_same(open_desk: Desk) -> None:
    place = {"base_url": "http://192.168.1.20:8000"}
    answer = open_desk.send("GET", "/api/waitlist-link", **place).json
    assert answer["url"] == "http://192.168.1.20:8000/w/test-bistro"
    assert answer["svg"].startswith("<svg xmlns=")
    assert open_desk.send("GET", "/api/waitlist-link").json["svg"] != answer["svg"]


def test_only_who_sets_policies_makes_the_lobbys_link_and_a_new_one_ends_the_one_before(
    open_desk: Desk, guest: Guest
) -> None:
    host, manager, viewer = (colleague(open_desk, role) for role in (Role.HOST, Role.MANAGER, Role.VIEWER))
    assert host.send("GET", "/api/display-link").status_code == 404
    assert host.act("POST", "/display-link").status_code == 403
    first = manager.act("POST", "/display-link").json
    assert host.read("/api/display-link") == first
    assert viewer.send("GET", "/api/display-link").status_code == 403
    second = manager.act("POST", "/display-link").json
    paths = [one["url"].removeprefix("http://localhost") for one in (first, second)]
    assert [guest.read(path).status_code for path in paths] == [404, 200]
    assert host.act("DELETE", "/display-link").status_code == 403
    assert manager.act("DELETE", "/display-link").status_code == 200
    assert guest.read(paths[1]).status_code == 404


def test_a_party_that_is_here_the_next_day_gets_a_link_that_is_good(
    open_desk: Desk, guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link() -> str:
        return open_desk.act("POST", f"/guests/{party}/link").json["url"].removeprefix("http://localhost")

    party, yesterday = open_desk.guest("Walk In"), clock.now() - timedelta(hours=25)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: yesterday)
        first = link()
    assert [guest.read(path).status_code for path in (first, link())] == [410, 200]


def test_one_restaurants_screen_shows_nobody_of_next_door_and_ends_with_its_own_link_alone(
    open_desk: Desk, guest: Guest
) -> None:
    other = new_desk(open_desk.app, "Next Door")
    here, there = (f"/display/{display_of(desk)}" for desk in (open_desk, other))
    other.act("POST", f"/guests/{other.guest('Lee', 5)}/notify")
    assert "Party of 5" in guest.read(there).text
    assert "Party of 5" not in guest.read(here).text
    assert other.act("DELETE", "/display-link").status_code == 200
    assert [guest.read(path).status_code for path in (here, there)] == [200, 404]


def test_links_of_days_gone_by_are_cleared_away(open_desk: Desk, guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    guest.join()
    display = display_of(open_desk)
    later = clock.now() + timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    guest.join()
    with open_desk.app.app_context():
        kept = db.session.scalars(select(LobbyLink.expires_at)).all()
        db.session.remove()
    assert sorted(moment is None for moment in kept) == [False, True]
    assert guest.read(f"/display/{display}").status_code == 200
