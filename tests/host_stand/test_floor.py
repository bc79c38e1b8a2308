"""The floor: by keys, by dragging, by a finger."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.host_stand.screen import Screen, middle

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
