"""The floor: by taps, by keys, by dragging, as a plan and as a list; what one screen does the other shows."""

import re
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET

Open = Callable[..., Screen]
SEATS = {1: 2, 2: 4, 3: 4, 4: 6}


@pytest.fixture
def tables(api: Api) -> dict[int, str]:
    """Return the ids of four tables, two by two: 1 and 2 above 3 and 4. Ana serves 2, and it is her turn."""
    ids = {
        number: api.act(
            "POST",
            "/tables",
            {"number": number, "capacity": seats, "position": {"x": 0.2 + 0.5 * (i % 2), "y": 0.2 + 0.5 * (i // 2)}},
        )["id"]
        for i, (number, seats) in enumerate(SEATS.items())
    }
    ana = api.act("POST", "/servers", {"name": "Ana", "onDuty": True})["id"]
    api.act("POST", f"/servers/{ana}/assign", {"table_ids": [ids[2]]})
    return ids


@pytest.fixture
def lee(api: Api) -> str:
    """Return the id of a party of three that waits."""
    return str(api.act("POST", "/guests", {"name": "Lee", "partySize": 3})["id"])


def count_taps(page: Page) -> Callable[[], int]:
    page.evaluate("window.taps = 0; addEventListener('pointerdown', () => window.taps++, true)")
    return lambda: int(page.evaluate("window.taps"))


def middle(where: Locator) -> dict[str, float]:
    box = where.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


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
    screen.page.context.set_offline(True)
    screen.sees("2", "best choice 1: fits 4").sees("4", "best choice 2")
    screen.page.locator(".offer").first.click()
    screen.sees("2", "seated, Lee party of 3")


@pytest.mark.usefixtures("tables", "lee")
def test_the_floor_is_worked_by_keys_alone(open_screen: Open, host: SimpleNamespace) -> None:
    screen = open_screen(host)
    press = screen.page.keyboard.press
    press("s")
    expect(screen.table("2")).to_be_focused()
    press("Enter")
    screen.sees("2", "seated, Lee")
    for key, label in (("ArrowDown", "4"), ("ArrowLeft", "3"), ("ArrowUp", "1"), ("ArrowRight", "2")):
        press(key)
        expect(screen.table(label)).to_be_focused()
    press("m")
    expect(screen.page.locator(".picking")).to_contain_text("Moving Lee")
    expect(screen.table("2")).to_be_focused()
    press("ArrowDown")
    expect(screen.table("4")).to_be_focused()
    press("s")
    screen.sees("4", "seated, Lee").sees("2", "free")
    press("Enter")
    expect(screen.button("Ordered")).to_be_focused()
    press("Enter")
    screen.sees("4", "seated, Lee", "ordered")
    expect(screen.table("4")).to_be_focused()


@pytest.mark.usefixtures("tables", "lee")
def test_a_party_is_dragged_to_a_table_and_on_to_another(open_screen: Open, host: SimpleNamespace) -> None:
    screen = open_screen(host)
    drag(screen, screen.row("Lee").locator(".row-main"), "3")
    screen.sees("3", "seated, Lee")
    drag(screen, screen.table("3"), "4")
    screen.sees("4", "seated, Lee").sees("3", "free")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)


def drag(screen: Screen, start: Locator, label: str) -> None:
    mouse = screen.page.mouse
    mouse.move(**middle(start))
    mouse.down()
    mouse.move(**middle(screen.table(label)), steps=4)
    mouse.up()


@pytest.mark.parametrize("line", ["online", "offline"])
def test_a_party_that_is_dropped_on_one_of_the_tables_put_together_gets_all_of_them(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str], line: str
) -> None:
    api.act("POST", "/combinations", {"tableIds": [tables[4], tables[2]], "minPartySize": 7})
    api.act("POST", "/guests", {"id": "ruiz", "name": "Ruiz", "partySize": 8})
    screen = open_screen(host)
    if line == "offline":
        screen.goes_offline()
    drag(screen, screen.row("Ruiz").locator(".row-main"), "2")
    screen.sees("4", "seated, Ruiz party of 8").sees("2", "seated, Ruiz", "joined to table 4")
    # Dragged on from either of them; the box says no, and both are theirs again.
    drag(screen, screen.table("2"), "1")
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


@pytest.mark.usefixtures("tables", "lee")
def test_a_finger_that_rests_drags_and_one_that_goes_on_scrolls(open_screen: Open, host: SimpleNamespace) -> None:
    screen = open_screen(host)
    finger = screen.page.context.new_cdp_session(screen.page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    start, end = middle(screen.row("Lee").locator(".row-main")), middle(screen.table("2"))
    touch("touchStart", start)
    touch("touchMove", start | {"y": start["y"] + 80})
    touch("touchEnd")
    screen.sees("2", "free").is_waiting("Lee")
    expect(screen.page.locator(".picking")).to_have_count(0)
    touch("touchStart", start)
    expect(screen.page.locator(".ghost")).to_contain_text("Lee")
    touch("touchMove", end)
    touch("touchEnd")
    screen.sees("2", "seated, Lee")


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
