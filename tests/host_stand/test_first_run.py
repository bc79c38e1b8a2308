"""The first run, as a stranger with a phone meets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bench.clients.server_process import ServerProcess
from tests.host_stand.settings import fill, is_in_reach
from tests.support.browser import PHONE, Elsewhere


@pytest.fixture
def empty_box(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server on which nobody has a login."""
    box = ServerProcess(tmp_path).prepare("--empty").start()
    yield box
    assert box.stop() == 0
    assert "Traceback" not in box.log()


def test_an_empty_box_is_set_up_on_a_phone_and_its_demo_erased(browser: Browser, empty_box: ServerProcess) -> None:
    elsewhere = Elsewhere(empty_box.url)
    context = browser.new_context(**PHONE, color_scheme="dark", timezone_id="America/Mexico_City")
    elsewhere.guard(context)
    page = context.new_page()
    page.goto(empty_box.url)
    expect(page.get_by_label("Time zone")).to_have_value("America/Mexico_City")
    expect(page.get_by_label("The business day ends at")).to_have_value("4")
    page.get_by_label("Tell opening hours").check()
    is_in_reach(page)

    fill(page, {"Setup code": "AAAA-AAAA", "First name": "Maria", "Email": "maria@example.com"})
    fill(page, {"Password": "a-password-for-tests"})
    page.get_by_label("Name", exact=True).fill("Casa María")
    page.get_by_role("radio", name="Diner").check()
    page.get_by_label("Load a demo service").check()
    page.get_by_role("button", name="Open the stand").click()
    expect(page.get_by_role("alert")).to_contain_text("setup code")

    (line,) = [line for line in empty_box.lines if "code" in line]
    page.get_by_label("Setup code").fill(line.split()[-1])
    page.keyboard.press("Enter")
    expect(page.locator(".pill")).to_have_text("Live")
    expect(page.locator(".row").first).to_be_visible()
    is_in_reach(page)

    page.get_by_role("button", name="Erase").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase").click()
    expect(page.get_by_text("nothing here is real")).to_have_count(0)
    expect(page.locator(".row")).to_have_count(0)
    assert elsewhere == []
    context.close()
