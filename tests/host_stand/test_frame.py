"""What stands around every screen: the way between them, and the language."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.support.browser import PHONE, TABLET
from tests.support.this_hour import this_hour

Open = Callable[..., Screen]
DIST = Path(__file__).parents[2] / "qtable/host_stand/static/dist"
MOST_BYTES = 80_000


def test_the_language_changes_at_once_and_stays_on_this_device(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.locator(".person-menu .popover-open").click()
    screen.page.get_by_role("radio", name="Español").check()
    expect(screen.page.locator(".pill")).to_have_text("En vivo")
    expect(screen.page.get_by_role("button", name="+ Sin reserva")).to_be_visible()
    expect(screen.page.locator("html")).to_have_attribute("lang", "es")
    screen.page.reload()
    expect(screen.page.locator(".pill")).to_have_text("En vivo")


def test_a_browser_that_speaks_spanish_is_answered_in_spanish(open_screen: Open) -> None:
    screen = open_screen()
    context = screen.page.context.browser.new_context(locale="es-MX")  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{screen.server.url}/host")
    expect(page.get_by_role("button", name="Entrar")).to_be_visible()
    context.close()


def test_the_menus_answer_to_the_keyboard(open_screen: Open) -> None:
    page = open_screen().page
    opener = page.get_by_role("button", name="Screens")
    opener.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Host stand")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Host stand")).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_what_is_told_covers_neither_a_sheet_nor_the_way_to_a_walk_in(
    open_screen: Open, host: SimpleNamespace, api: Api, device: dict[str, Any]
) -> None:
    name = "Bartholomew Montgomery-Fitzgerald"
    api.act("POST", "/tables", {"number": 1, "capacity": 4})
    screen = open_screen(host, **device)
    screen.add_walk_in(name, 2).row(name).get_by_role("button", name=re.compile("^Notify")).click()
    told = screen.page.locator(".notice")
    expect(told).to_contain_text(f"{name} notified")
    told.evaluate("one => Promise.all(one.getAnimations().map(({finished}) => finished))")
    assert covered(screen, ".bar button, .parties button, .tabs button, .strip button") == []
    screen.button("+ Walk-in").click()
    expect(screen.page.get_by_role("dialog")).to_be_visible()
    expect(told).to_be_visible()
    assert covered(screen, ".sheet-head, .sheet button") == []
    assert covered(screen, ".bar") == [""]


def test_on_a_phone_what_is_told_on_other_screens_leaves_the_way_between_them(
    open_screen: Open, host: SimpleNamespace, api: Api
) -> None:
    when = this_hour(api)
    api.act("POST", "/reservations", {"guestName": "Kim", "partySize": 2} | when)
    screen = open_screen(host, **PHONE)
    screen.page.goto(f"{screen.server.url}/host#/book/{when['date']}")
    screen.goes_offline().button("Arrived").click()
    told = screen.page.locator(".notice")
    expect(told).to_contain_text("Kim")
    screen.shows_pill("Offline", "1 waiting")
    expect(screen.page.locator(".person-menu")).to_be_in_viewport(ratio=1)
    told.evaluate("one => Promise.all(one.getAnimations().map(({finished}) => finished))")
    assert covered(screen, ".bar, .bar button, .page-head button, .page-head h1") == []


@pytest.mark.parametrize(("width", "height"), [(512, 384), (320, 640)], ids=["a tablet at 200 %", "a laptop at 400 %"])
def test_at_large_letters_nothing_of_the_stand_is_out_of_reach(
    open_screen: Open, host: SimpleNamespace, api: Api, width: int, height: int
) -> None:
    api.act("POST", "/tables", {"number": 1, "capacity": 4})
    api.act("POST", "/servers", {"name": "Ana", "onDuty": True})
    screen = open_screen(host, viewport={"width": width, "height": height})
    screen.page.locator(".person-menu .popover-open").click()
    screen.page.get_by_role("radio", name="Español").check()
    screen.page.keyboard.press("Escape")
    screen.tab("Sala").page.locator(".table-button").click()
    screen.page.get_by_role("dialog").get_by_role("button", name="2", exact=True).click()
    expect(screen.page.locator(".table[data-state=seated]")).to_be_visible()
    assert screen.page.locator(".map").evaluate("one => one.clientHeight") >= 150
    right = "all => Math.max(...all.map((one) => one.getBoundingClientRect().right))"
    assert screen.page.locator(".bar button, .tabs button, .strip button:visible").evaluate_all(right) <= width


def covered(screen: Screen, what: str) -> list[str]:
    """Return the names of the things that lie below what is told, with less left than a finger needs."""
    return screen.page.evaluate(
        """what => {
          const over = document.querySelector('.notice').getBoundingClientRect()
          return [...document.querySelectorAll(what)].filter((one) => {
            const box = one.getBoundingClientRect()
            const below = box.width && box.left < over.right && over.left < box.right
              && box.top < over.bottom && over.top < box.bottom
            return below && Math.max(box.bottom - over.bottom, over.top - box.top) < 44
          }).map((one) => one.ariaLabel ?? (one.matches('button') ? one.textContent : ''))
        }""",
        what,
    )


def test_a_screen_that_comes_late_begins_at_its_title_too(open_screen: Open) -> None:
    screen = open_screen()
    page, held = screen.page, list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/later.css*", hold)
    page.reload()
    screen.is_live()
    page.get_by_role("button", name="Screens").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("link", name="Reports").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reading")).to_be_visible()
    (late,) = held
    late.continue_()
    expect(page.get_by_role("heading", level=1, name="Reports")).to_be_focused()
    expect(page.locator("link[rel=stylesheet]")).to_have_count(2)


def test_the_whole_stand_comes_over_a_slow_line() -> None:
    """What nobody needs at the door at once is fetched behind it; all else comes with the stand."""
    names = {"app.css", *with_imports("app.js")}
    sizes = {name: len(gzip.compress((DIST / name).read_bytes())) for name in names}
    assert {name for name in sizes if "afterwards" in name} == set()
    assert len(sizes) > 2
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def with_imports(name: str) -> set[str]:
    """Return a script and all that it imports at once, and those in turn."""
    imported = re.findall(r'(?:from|import)\s*"([^"]+)"', (DIST / name).read_text())
    return {name}.union(*(with_imports(f"parts/{Path(path).name}") for path in imported))
