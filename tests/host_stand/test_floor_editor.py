"""The floor editor: tables are placed, changed, put together and published, by pointer, by taps and by keyboard."""

import re
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


@pytest.fixture
def editor(open_screen: Open, host: SimpleNamespace) -> Callable[..., Screen]:
    """Return a function that opens the floor editor."""

    def open_editor(**device: Any) -> Screen:
        screen = open_screen(host, **device)
        screen.page.goto(f"{screen.server.url}/host#/floor")
        expect(screen.page.locator(".editor")).to_be_visible()
        return screen

    return open_editor


def is_saved(screen: Screen) -> None:
    expect(screen.page.locator(".editor-saving")).to_have_text("Draft saved")


def publish(screen: Screen) -> None:
    screen.button("Publish…").click()
    screen.button("Publish now").click()


def floor(api: Api) -> dict[str, dict[str, Any]]:
    return {table["tableNumber"]: table for table in api.get(f"{api.base}/tables")}


def test_an_empty_floor_begins_with_a_template_and_a_table_is_dragged_to_its_place(editor: Any, api: Api) -> None:
    screen = editor()
    page = screen.page
    screen.button("Bistro, 18 tables").click()
    box = screen.table("7").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 110, box["y"] + 75, steps=4)
    page.mouse.up()
    expect(page.get_by_role("heading", name="Table 7")).to_be_visible()
    is_saved(screen)
    assert floor(api) == {}
    publish(screen)
    expect(page.get_by_text("Published. Every device shows the new floor.")).to_be_visible()
    published = floor(api)
    assert len(published) == 18
    assert published["7"]["position"]["x"] > 0.52 + 0.05
    assert published["7"]["position"]["y"] > 0.36 + 0.05
    expect(page.locator(".editor-saving")).to_have_text("As published")


def test_tables_are_picked_placed_and_changed_by_keyboard_alone(editor: Any, api: Api) -> None:
    for number in (1, 2):
        api.act("POST", "/tables", {"number": number, "capacity": 4, "position": {"x": 0.2 * number, "y": 0.5}})
    screen = editor()
    page = screen.page
    screen.table("2").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    is_saved(screen)
    page.keyboard.press("Control+d")
    expect(screen.table("3")).to_have_attribute("aria-pressed", "true")
    screen.table("1").focus()
    page.keyboard.press("Delete")
    expect(screen.table("1")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(screen.table("1")).to_have_count(1)
    page.get_by_role("button", name="Add a table: bar").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Number or name").fill("2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Another table has this name.")).to_be_visible()
    page.get_by_label("Number or name").fill("B1")
    page.keyboard.press("Enter")
    expect(screen.table("B1")).to_be_visible()
    is_saved(screen)
    screen.button("Publish…").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile("New: .*B1"))
    expect(dialog).to_contain_text("Moved, turned or reshaped: 2")
    page.keyboard.press("Tab")
    screen.button("Publish now").press("Enter")
    expect(dialog).to_have_count(0)
    there = floor(api)
    assert there.keys() == {"1", "2", "3", "B1"}
    assert there["2"]["position"] == pytest.approx({"x": 0.4 + 20 / 800, "y": 0.5 + 4 / 600}, abs=1e-3)


def test_a_table_at_which_a_party_sits_stays_and_the_editor_says_who_sits_there(editor: Any, api: Api) -> None:
    table = api.act("POST", "/tables", {"number": 5, "capacity": 4})
    api.act("POST", "/tables", {"number": 6, "capacity": 4, "position": {"x": 0.2, "y": 0.2}})
    screen = editor()
    screen.table("5").click()
    screen.button("Remove").click()
    is_saved(screen)
    lee = api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    api.act("POST", f"/guests/{lee['id']}/seat", {"table_id": table["id"]})
    screen.button("Publish…").click()
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Removed: 5")
    expect(dialog).to_contain_text("Table 5 stays: Lee sits there.")
    screen.button("Publish now").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Lee (party of 2) sits at table 5.")
    dialog.get_by_role("button", name="Close").click()
    screen.button("Undo").click()
    screen.table("5").focus()
    screen.page.keyboard.press("Delete")
    expect(screen.page.get_by_text("Table 5 stays: Lee sits there.")).to_be_visible()
    screen.button("Discard").click()
    expect(screen.page.locator(".editor-saving")).to_have_text("As published")


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_tables_are_put_together_and_get_a_section_by_taps(editor: Any, api: Api, device: dict[str, Any]) -> None:
    for number in (1, 2, 3):
        api.act("POST", "/tables", {"number": number, "capacity": 4, "position": {"x": 0.25 * number, "y": 0.5}})
    screen = editor(**device)
    rows = screen.page.locator(".editor-rows")
    screen.button("Pick several").click()
    rows.get_by_role("button", name=re.compile("^Table 1")).click()
    rows.get_by_role("button", name=re.compile("^Table 3")).click()
    screen.button("Combine").click()
    screen.page.get_by_text("1+3, for 5–8").click()
    screen.button("More: Smallest party").click()
    screen.page.get_by_role("combobox", name="Section").select_option("New section…")
    screen.page.get_by_label("Name of the section").fill("Terrace")
    screen.page.keyboard.press("Enter")
    screen.button("Down").click()
    is_saved(screen)
    publish(screen)
    expect(screen.page.get_by_text("Published. Every device shows the new floor.")).to_be_visible()
    [pair] = api.get(f"{api.base}/combinations")
    there = floor(api)
    assert (pair["name"], pair["minPartySize"], pair["maxPartySize"]) == ("1+3", 6, 8)
    assert [there[label]["section"] for label in "123"] == ["Terrace", None, "Terrace"]
    assert there["1"]["position"]["y"] > there["2"]["position"]["y"]


@pytest.mark.parametrize(("width", "height"), [(320, 640), (512, 384)], ids=["narrowest", "a tablet at 200 %"])
def test_in_spanish_no_word_runs_over_its_button(editor: Any, width: int, height: int) -> None:
    screen = editor(viewport={"width": width, "height": height})
    screen.button("Diner, 21 tables").click()
    is_saved(screen)
    screen.page.locator(".person-menu .popover-open").click()
    screen.page.get_by_role("radio", name="Español").check()
    screen.page.keyboard.press("Escape")
    expect(screen.button("Publicar…")).to_be_visible()
    over = "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    assert screen.page.locator(".page-head button, .editor button, .editor .segmented").evaluate_all(over) == []


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_axe_finds_nothing_in_the_editor(editor: Any, api: Api, device: dict[str, Any]) -> None:
    screen = editor(**device)
    screen.page.evaluate(AXE.read_text())
    assert (small_targets(screen), violations(screen)) == ([], [])
    screen.button("Diner, 21 tables").click()
    is_saved(screen)
    assert (small_targets(screen), violations(screen)) == ([], [])
    screen.page.locator(".editor-rows .button").first.click()
    assert (small_targets(screen), violations(screen)) == ([], [])
    screen.button("Publish…").click()
    expect(screen.button("Publish now")).to_be_visible()
    assert violations(screen) == []
