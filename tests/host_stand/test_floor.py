"""The floor: by keys, by dragging, by a finger."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen, middle
from tests.support.browser import PHONE

Open = Callable[..., Screen]


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
    screen.drag(screen.row("Lee").locator(".row-main"), "3")
    screen.sees("3", "seated, Lee")
    screen.drag(screen.table("3"), "4")
    screen.sees("4", "seated, Lee").sees("3", "free")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)


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


def test_on_a_phone_every_room_is_in_sight_and_one_tap_away(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: dict[int, str]
) -> None:
    rooms = ("Main room", "Terrace", "Window", "Upstairs")
    for number, room in enumerate(rooms, 1):
        section = api.act("POST", "/sections", {"name": room})["id"]
        api.act("PUT", f"/tables/{tables[number]}", {"sectionId": section})
    screen = open_screen(host, **PHONE).tab("Floor")
    shown = screen.page.get_by_role("radiogroup", name="Room", exact=True).locator("label")
    expect(shown).to_have_text(["All", *rooms])
    for room in shown.all():
        expect(room).to_be_in_viewport(ratio=1)
    for number, room in enumerate(rooms, 1):
        screen.page.get_by_role("radio", name=room).click()
        expect(screen.table(str(number))).to_be_visible()
        expect(screen.page.locator("[data-table]")).to_have_count(1)
