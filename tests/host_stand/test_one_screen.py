"""One device: logging in, a phone, the keyboard, and no request to anyone but the box."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.host_stand.screen import Screen
from tests.support.browser import PHONE, TABLET, Elsewhere

Open = Callable[..., Screen]
AXE = Path(__file__).parents[2] / "qtable/host_stand/page/node_modules/axe-core/axe.min.js"


def test_a_wrong_password_is_told_and_lets_nobody_in(browser: Browser, server: Any) -> None:
    page = browser.new_page()
    page.goto(f"{server.url}/")
    page.get_by_label("Email").fill(server.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.locator(".table")).to_have_count(0)
    page.evaluate(AXE.read_text())
    assert (violations(Screen(page, None)), small_targets(Screen(page, None))) == ([], [])
    page.close()


def test_a_reload_stays_logged_in_and_logging_out_does_not(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.reload()
    screen.is_live()
    screen.page.locator(".person-menu .popover-open").click()
    screen.button("Log out").click()
    screen.page.reload()
    expect(screen.button("Log in")).to_be_visible()


def test_a_phone_seats_a_party(open_screen: Open) -> None:
    screen = open_screen(**PHONE)
    name = f"Kim {secrets.token_hex(2)}"
    screen.add_walk_in(name, 2).choose(name)
    label = screen.free_table(4)
    screen.table(label).click()
    screen.sees(label, "seated", name)


def test_a_table_answers_to_the_keyboard(open_screen: Open) -> None:
    screen = open_screen()
    label = screen.free_table(4)
    for key in ("Enter", "Space"):
        screen.table(label).press(key)
        expect(screen.page.get_by_role("dialog", name=f"Table {label}")).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(screen.page.get_by_role("dialog")).to_have_count(0)
        expect(screen.table(label)).to_be_focused()


def test_keys_that_follow_at_once_are_heard(open_screen: Open) -> None:
    screen = open_screen()
    assert screen.page.evaluate(KEYS_AT_ONCE, ["/"]) == ["combobox", 0]
    screen.page.keyboard.press("Escape")
    screen.table(screen.free_table(4)).press("Enter")
    expect(screen.page.get_by_role("dialog")).to_be_visible()
    screen.page.keyboard.press("Escape")
    assert screen.page.evaluate(KEYS_AT_ONCE, ["Enter"])[1] == 1
    screen.page.keyboard.press("Escape")
    assert screen.page.evaluate(KEYS_AT_ONCE, ["Enter", "Escape"]) == ["button", 0]


# No frame is painted between one key and the next: a busy device is as slow, or a host as fast.
KEYS_AT_ONCE = """async (keys) => {
  for (const key of keys) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    for (let turn = 0; turn < 20; turn++) await null;
  }
  return [document.activeElement.getAttribute("role"), document.querySelectorAll("[role=dialog]").length];
}"""


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_everything_that_can_be_tapped_is_as_large_as_a_fingertip(open_screen: Open, device: dict[str, Any]) -> None:
    screen = open_screen(**device)
    assert small_targets(screen) == []
    screen.choose("Novak")
    assert small_targets(screen) == []
    screen.page.keyboard.press("Escape")
    screen.table(screen.free_table(4)).click()
    assert small_targets(screen) == []


def small_targets(screen: Screen) -> list[str]:
    return screen.page.evaluate(
        """() => [...document.querySelectorAll('button, a, summary, input, .table')]
            .map((one) => [one.getAttribute('aria-label') ?? one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && (box.width < 44 || box.height < 44))
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_axe_finds_nothing(open_screen: Open, device: dict[str, Any]) -> None:
    screen = open_screen(**device)
    screen.page.evaluate(AXE.read_text())
    assert violations(screen) == []
    screen.tab("Wait").choose("Novak")
    assert violations(screen) == []
    screen.page.keyboard.press("Escape")
    screen.table(screen.free_table(4)).click()
    assert violations(screen) == []
    screen.opens_queue()
    assert violations(screen) == []
    assert small_targets(screen) == []


def violations(screen: Screen) -> list[list[str]]:
    """Return what axe finds in either theme; the one that was on is on again."""
    dark = screen.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return [one for scheme in (("light", "dark") if dark else ("dark", "light")) for one in _violations(screen, scheme)]


def _violations(screen: Screen, scheme: Any) -> list[list[str]]:
    screen.page.emulate_media(color_scheme=scheme)
    screen.page.wait_for_timeout(300)  # what slides in or fades is half-transparent, and would be measured so
    return screen.page.evaluate("axe.run().then((all) => all.violations.map((one) => [one.id, one.nodes[0].html]))")


def test_a_request_to_another_host_would_be_noticed(browser: Browser, server: Any) -> None:
    elsewhere = Elsewhere(server.url)
    context = browser.new_context()
    elsewhere.guard(context)
    page = context.new_page()
    page.goto("about:blank")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => {})")
    assert elsewhere == ["http://elsewhere.invalid/"]
    context.close()
