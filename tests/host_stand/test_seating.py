"""A party gets its table: by taps, on advice, at several tables put together."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET
from tests.support.this_hour import this_hour

Open = Callable[..., Screen]


def count_taps(page: Page) -> Callable[[], int]:
    page.evaluate("window.taps = 0; addEventListener('pointerdown', () => window.taps++, true)")
    return lambda: int(page.evaluate("window.taps"))


@pytest.mark.usefixtures("tables", "lee")
def test_seating_costs_two_taps_and_a_walk_in_at_most_six(open_screen: Open, host: SimpleNamespace) -> None:
    screen = open_screen(host)
    taps = count_taps(screen.page)
    screen.row("Lee").locator(".row-main").tap()
    screen.table("2").tap()
    screen.sees("2", "seated", "Lee party of 3", "server Ana")
    assert taps() == 2
    screen.table("1").tap()
    screen.page.get_by_role("dialog").get_by_role("button", name="2", exact=True).tap()
    screen.sees("1", "seated", "party of 2")
    assert taps() == 4
    screen.button("+ Walk-in").tap()
    screen.page.get_by_role("dialog").get_by_role("button", name="4", exact=True).tap()
    screen.button("Add to waitlist").tap()
    screen.row("Walk-in").locator(".row-main").tap()
    screen.table("3").tap()
    screen.sees("3", "seated", "party of 4")
    assert taps() <= 4 + 6


@pytest.mark.usefixtures("lee")
def test_the_best_tables_are_numbered_and_say_why(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str]
) -> None:
    screen = open_screen(host, **TABLET, timezone_id="UTC")
    api.act("POST", "/guests", {"id": "kim", "name": "Kim", "partySize": 4})
    api.act("POST", "/guests/kim/seat", {"table_id": tables[3]})
    api.act("POST", "/combinations", {"tableIds": [tables[4], tables[2]]})
    screen.choose("Lee").sees("2", "free", "best choice 1: fits 4, Ana next")
    screen.sees("4", "best choice 2: fits 6").sees("1", "doesn’t fit").sees("3", "seated, Kim", "doesn’t fit")
    expect(screen.page.locator(".offer")).to_have_text([re.compile("2 fits 4, Ana next"), re.compile("4 fits 6")])
    api.act("POST", "/guests", {"id": "ruiz", "name": "Ruiz", "partySize": 8})
    why = "best choice 1: 4+2, tables put together, fits 10"
    screen.choose("Ruiz").sees("2", why).sees("4", why)
    with screen.page.expect_response("**/guests/ruiz/seat"):
        screen.table("2").click()
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")
    screen.page.keyboard.press("u")
    screen.sees("4", "free").sees("2", "free")
    screen.row("Ruiz").locator(".row-main").focus()
    screen.page.keyboard.press("s")
    expect(screen.table("4")).to_be_focused()
    screen.page.keyboard.press("Enter")
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")
    screen.table("2").click()
    screen.page.get_by_role("dialog").get_by_role("button", name="Ordered", exact=True).click()
    screen.sees("4", "seated, Ruiz party of 8", "ordered")
    api.act("PUT", "/policies", {"clean_after_finish": True})
    screen.table("2").click()
    screen.page.get_by_role("dialog").get_by_role("button", name="Left", exact=True).click()
    screen.sees("4", "dirty").sees("2", "dirty")
    # Cleaning has noted on the visit that its turn is over: the first try may meet another version.
    with screen.page.expect_response(lambda answer: answer.url.endswith("/guests/ruiz/seat") and answer.ok):
        screen.button("Undo").click()
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")
    api.act("PUT", "/policies", {"clean_after_finish": False})
    api.act("POST", "/guests/ruiz/finish")
    screen.sees("2", "free").choose("Lee")
    screen.loses_the_line()
    screen.sees("2", "best choice 1: fits 4").sees("4", "best choice 2")
    screen.page.locator(".offer").first.click()
    screen.sees("2", "seated, Lee party of 3")


@pytest.mark.parametrize("line", ["online", "offline"])
def test_a_party_that_is_dropped_on_one_of_the_tables_put_together_gets_all_of_them(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str], line: str
) -> None:
    api.act("POST", "/combinations", {"tableIds": [tables[4], tables[2]], "minPartySize": 7})
    api.act("POST", "/guests", {"id": "ruiz", "name": "Ruiz", "partySize": 8})
    screen = open_screen(host)
    if line == "offline":
        screen.goes_offline()
    screen.drag(screen.row("Ruiz").locator(".row-main"), "2")
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")
    # Dragged on from either of them; the box says no, and both are theirs again.
    screen.drag(screen.table("2"), "1")
    if line == "offline":
        screen.goes_online()
    expect(screen.page.locator(".notice[data-kind=failure]")).to_be_visible()
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")


def test_tables_put_together_are_chosen_on_a_dark_phone_and_named_in_full(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str]
) -> None:
    api.act("POST", "/combinations", {"tableIds": [tables[4], tables[2]], "name": "Window 4+2"})
    api.act("POST", "/guests", {"id": "ruiz", "name": "Ruiz", "partySize": 8})
    screen = open_screen(host, **PHONE, color_scheme="dark")
    screen.button("Details of Ruiz").click()
    sizes = screen.page.get_by_role("group", name="Party size").get_by_role("button")
    expect(sizes).to_have_text([*map(str, range(1, 9)), "9+"])
    screen.button("Close").click()
    step = screen.row("Ruiz").locator(".row-next")
    with screen.page.expect_response("**/notify"):
        step.click()
    expect(step).to_have_text("Seat at Window 4+2")
    assert step.evaluate("one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight")
    screen.choose("Ruiz").sees("4", "best choice 1: Window 4+2").sees("2", "best choice 1: Window 4+2")
    screen.page.evaluate(AXE.read_text())
    assert (violations(screen), small_targets(screen)) == ([], [])
    screen.page.locator(".offer").click()
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")


def test_who_has_a_table_kept_is_the_first_to_be_seated_there(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str]
) -> None:
    api.act("POST", "/guests", {"name": "Lee", "partySize": 3})
    kept = {"guestName": "Ruiz", "partySize": 3, "assignedTableId": tables[3]} | this_hour(api)
    booking = api.act("POST", "/reservations", kept)["id"]
    api.act("POST", f"/reservations/{booking}/arrive")
    screen = open_screen(host)
    names = screen.page.locator(".choice .row-name")
    screen.table("2").click()
    expect(names).to_have_text(["Lee", "Ruiz"])
    screen.table("3").click()
    expect(names).to_have_text(["Ruiz", "Lee"])


def test_the_words_on_the_smallest_tables_are_whole(open_screen: Open, host: SimpleNamespace, api: Api) -> None:
    for number in range(1, 6):
        where = {"position": {"x": number / 6, "y": 0.5}, "shape": "square"}
        api.act("POST", "/tables", {"number": number, "capacity": 4 if number == 3 else 2} | where)
    lee = api.act("POST", "/guests", {"name": "Lee", "partySize": 4})["id"]
    screen = open_screen(host, **PHONE)
    screen.page.locator(".person-menu .popover-open").click()
    screen.page.get_by_role("radio", name="Español").check()
    api.act("POST", f"/guests/{lee}/notify")
    screen.tab("Sala")
    held = screen.page.locator(".table[data-state=held]")
    expect(held.locator(".table-main")).to_have_text("Guardada")
    expect(held.locator("[data-small=true]")).to_have_count(1)
    assert held.evaluate(
        """table => {
          const [top, words] = ['.table-top', '.table-main'].map((one) => table.querySelector(one))
          return words.getBoundingClientRect().width <= top.getBoundingClientRect().width
        }"""
    )
