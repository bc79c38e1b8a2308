"""What needs a floor, or a person, that no other test may see changed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen

Open = Callable[..., Screen]


def test_how_many_may_sit_at_a_table_decides_what_is_offered(
    open_screen: Open, host: SimpleNamespace, api: Api
) -> None:
    api.act("POST", "/tables", {"number": 1, "capacity": 2, "maxPartySize": 3})
    api.act("POST", "/tables", {"number": 2, "capacity": 6, "maxPartySize": 4})
    screen = open_screen(host).add_walk_in("Three", 3).add_walk_in("Four", 4).add_walk_in("Five", 5)
    expect(screen.row("Four")).to_contain_text("Table 2")
    expect(screen.row("Five")).to_contain_text("No table yet")

    screen.sees("1", "seats 2", "free").table("1").click()
    sheet = screen.page.get_by_role("dialog")
    expect(sheet.locator(".choice .row-name")).to_have_text(["Three"])
    expect(sheet.locator(".pad-key[data-over=false]")).to_have_text(["1", "2", "3"])
    sheet.locator(".choice").click()
    screen.sees("1", "seats 2", "seated", "Three party of 3")


def test_a_token_that_the_box_refuses_is_renewed(open_screen: Open, host: SimpleNamespace) -> None:
    screen = open_screen(host)
    renewals = asked_for(screen, "/auth/refresh")
    screen.page.evaluate(
        """() => {
            const saved = JSON.parse(localStorage.getItem("qtable.session"));
            localStorage.setItem("qtable.session", JSON.stringify({ ...saved, access: "forged" }));
        }"""
    )
    screen.page.reload()
    screen.is_live()
    assert 1 <= len(renewals) <= 2


def test_who_is_no_member_any_more_is_told_so_and_asks_no_further(
    open_screen: Open, host: SimpleNamespace, api: Api, server: Any
) -> None:
    screen = open_screen(host)
    renewals = asked_for(screen, "/auth/refresh")
    screen.loses_the_line()
    expect(screen.page.locator(".pill")).not_to_have_text("Live")
    with closing(sqlite3.connect(server.database)) as database, database:
        database.execute("DELETE FROM memberships WHERE restaurant_id = ?", [api.restaurant_id])
    somebody = Api.register(server.url, "Elsewhere")
    somebody.send("POST", "/auth/logout")  # the server looks up everybody's rights anew
    somebody.close()
    screen.page.context.set_offline(False)

    expect(screen.page.locator(".pill")).to_contain_text("Stopped")
    expect(screen.page.get_by_role("alert")).to_contain_text("There is no such restaurant here.")
    screen.page.wait_for_timeout(6_000)  # longer than the longest pause between two tries
    assert renewals == []

    screen.button("Reload").click()
    expect(screen.page.locator(".pill")).to_contain_text("Stopped")
    expect(screen.page.get_by_role("alert")).to_contain_text("There is no such restaurant here.")


def asked_for(screen: Screen, path: str) -> list[str]:
    """Return a list that grows with each request of that path."""
    requests: list[str] = []
    screen.page.on("request", lambda asked: requests.append(asked.url) if path in asked.url else None)
    return requests
