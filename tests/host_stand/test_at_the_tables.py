"""What is done at a table, on the plan and on the list of tables; what one screen does the other shows."""

import re
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET

Open = Callable[..., Screen]


@pytest.mark.usefixtures("lee")
def test_a_meal_goes_through_its_stages_on_both_screens(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str]
) -> None:
    api.act("PUT", "/policies", {"stages": ["seated", "mains", "check"], "clean_after_finish": True})
    api.act("POST", "/guests", {"id": "kim", "name": "Kim", "partySize": 2})
    api.act("POST", "/guests/kim/seat", {"table_id": tables[1]})
    here, there = open_screen(host), open_screen(host, **PHONE)
    heard: list[str] = []
    there.page.on("websocket", lambda line: line.on("framereceived", lambda data: heard.append(str(data))))
    there.page.reload()
    there.is_live().tab("Floor")
    heard.clear()
    steps = [("Mains", "mains"), ("Check dropped", "check dropped"), ("Left", "dirty"), ("Clean", "free")]
    for button, said in steps:
        here.table("1").click()
        begin = time.perf_counter()
        here.page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
        there.sees("1", said)
        sys.stdout.write(f"{button}: on the other screen after {1000 * (time.perf_counter() - begin):.0f} ms\n")
        here.sees("1", said)
    assert sum('"delta_update"' in frame for frame in heard) == len(steps)


@pytest.mark.usefixtures("tables", "lee")
def test_size_server_notes_and_closing_are_on_the_tables_sheet(open_screen: Open, host: SimpleNamespace) -> None:
    here, there = open_screen(host), open_screen(host)
    here.seat("Lee", "3").table("3").click()
    sheet = here.page.get_by_role("dialog")
    sheet.get_by_text("Size, server, notes").click()
    sheet.get_by_role("radio", name="Ana").check()
    there.sees("3", "seated, Lee", "server Ana")
    sheet.get_by_label("Notes on this table").fill("wobbles")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.locator(".table-note")).to_have_text("wobbles")
    sheet.get_by_role("button", name="4", exact=True).click()
    there.sees("3", "Lee party of 4")
    here.table("1").click()
    here.page.get_by_text("Server, notes, close").click()
    here.button("Close this table").click()
    there.sees("1", "closed")
    here.button("Open this table again").click()
    there.sees("1", "free")


@pytest.mark.parametrize(
    "device",
    [TABLET | {"color_scheme": "light"}, PHONE | {"color_scheme": "dark"}],
    ids=["tablet, light", "phone, dark"],
)
@pytest.mark.usefixtures("lee")
def test_the_list_does_what_the_plan_does_and_both_are_open_to_all(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str], device: dict[str, Any]
) -> None:
    api.act("POST", "/guests", {"id": "kim", "name": "Kim", "partySize": 4})
    api.act("POST", "/guests/kim/seat", {"table_id": tables[3]})
    api.act("PATCH", f"/tables/{tables[1]}", {"status": "needs_cleaning"})
    screen = open_screen(host, **device)
    if "is_mobile" in device:
        screen.tab("Floor")
    screen.page.evaluate(AXE.read_text())
    assert (violations(screen), small_targets(screen)) == ([], [])
    screen.page.get_by_role("radio", name="List").check()
    rows = screen.page.locator(".table-rows .row")
    expect(rows).to_have_count(4)
    rows.nth(0).get_by_role("button", name="Clean").click()
    screen.sees("1", "free")
    rows.nth(2).get_by_role("button", name="Ordered").click()
    screen.sees("3", "Kim", "ordered")
    assert (violations(screen), small_targets(screen)) == ([], [])
    screen.tab("Wait").choose("Lee").sees("2", "best choice 1")
    assert (violations(screen), small_targets(screen)) == ([], [])
    screen.table("2").click()
    screen.sees("2", "seated, Lee")
    screen.table("2").click()
    screen.page.get_by_text("Size, server, notes").click()
    assert (violations(screen), small_targets(screen)) == ([], [])
    screen.page.reload()
    screen.is_live()
    if "is_mobile" in device:
        screen.tab("Floor")
    screen.sees("2", "seated, Lee")
    expect(rows).to_have_count(4)


@pytest.mark.usefixtures("lee")
def test_on_the_list_the_best_tables_stand_first_and_the_keyboard_stays_where_it_is(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str]
) -> None:
    api.act("POST", "/guests", {"id": "kim", "name": "Kim", "partySize": 2})
    api.act("POST", "/guests/kim/seat", {"table_id": tables[4]})
    screen = open_screen(host)
    screen.page.get_by_role("radio", name="List").check()
    rows = screen.page.locator(".table-rows .row .unseen")
    expect(rows).to_have_text([re.compile(f"^Table {number},") for number in (1, 2, 3, 4)])
    screen.choose("Lee")
    expect(rows.first).to_have_text(re.compile("^Table 2,.*best choice 1"))
    expect(rows.nth(1)).to_have_text(re.compile("^Table 3,.*best choice 2"))
    expect(rows.nth(2)).to_have_text(re.compile("^Table 1,.*doesn’t fit"))
    screen.page.keyboard.press("Escape")
    screen.table("4").focus()
    screen.page.keyboard.press("m")
    expect(rows.first).to_have_text(re.compile("best choice 1"))
    expect(screen.table("4")).to_be_focused()
