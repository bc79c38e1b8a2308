"""The guests' pages in a Chromium as large as a phone, with JavaScript switched off: a whole visit."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.clients.api import Api
from tests.lobby.conftest import end_the_day_far_from_now
from tests.support.browser import PHONE, Elsewhere

AXE = Path(__file__).parents[2] / "qtable/host_stand/page/node_modules/axe-core/axe.min.js"
TARGETS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), .sizes label')]
    .map((one) => [one.textContent || one.id || one.value, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
VIOLATIONS = "axe.run().then((all) => all.violations.map((one) => [one.id, one.nodes[0].html]))"


def is_usable(page: Page, judge: Page) -> None:
    """Expect nothing that keeps anybody out, targets for a thumb, and nothing wider than the screen.

    axe needs JavaScript itself: it looks at the same document in the judge's window.
    """
    judge.set_content(page.content())
    judge.evaluate(AXE.read_text())
    assert judge.evaluate(VIOLATIONS) == []
    assert page.evaluate(TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def join(page: Page, judge: Page) -> None:
    """Join, after a mistake that the form tells."""
    page.get_by_label("4", exact=True).check()
    page.get_by_label("Tu nombre").fill("Dana Lee")
    page.get_by_label("Teléfono (opcional)").fill("mañana")
    page.get_by_label("puede guardar mi nombre").check()
    page.get_by_role("button", name="Apuntarme a la lista").click()
    expect(page.get_by_label("Teléfono (opcional)")).to_have_accessible_description(re.compile("no es un número"))
    page.get_by_role("alert").get_by_role("link").click()
    is_usable(page, judge)
    expect(page.get_by_label("4", exact=True)).to_be_checked()
    page.get_by_label("Teléfono (opcional)").fill("")
    page.get_by_role("button", name="Apuntarme a la lista").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_visit_from_joining_to_leaving(browser: Browser, api: Api, elsewhere: Elsewhere, scheme: Any) -> None:
    api.act("PUT", "/policies", {"online_waitlist": True})
    end_the_day_far_from_now(api.act)
    contexts = [
        browser.new_context(**PHONE, color_scheme=scheme, locale="es-MX", java_script_enabled=scripts)
        for scripts in (False, True)
    ]
    for context in contexts:
        elsewhere.guard(context)
    page, judge = (context.new_page() for context in contexts)
    page.goto(api.get(f"{api.base}/waitlist-link")["url"])
    is_usable(page, judge)
    join(page, judge)
    expect(page.get_by_role("heading", name="Ya casi te toca")).to_be_visible()
    is_usable(page, judge)
    page.get_by_role("button", name="Ya estoy aquí").click()
    expect(page.get_by_text("En la entrada saben que estás aquí.")).to_be_visible()
    (party,) = api.full()["guests"]
    assert (party["name"], party["partySize"], party["status"], party["source"]) == ("Dana Lee", 4, "arrived", "online")
    api.act("POST", f"/guests/{party['id']}/notify")
    if scheme == "dark":  # in the light the page renews itself
        page.reload()
    expect(page.get_by_role("heading", name="Tu mesa está lista")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="5 minutos más").click()
    expect(page.get_by_text("Guardamos tu mesa 15 minutos más")).to_be_visible()
    page.get_by_role("link", name="English").click()
    is_usable(page, judge)
    page.get_by_role("link", name="Leave the list").click()
    is_usable(page, judge)
    page.get_by_role("button", name="Yes, leave the list").click()
    expect(page.get_by_role("heading", name="You’re off the list")).to_be_visible()
    is_usable(page, judge)
    assert api.full()["guests"][0]["status"] == "cancelled"
    page.goto(api.act("POST", "/display-link")["url"])
    is_usable(page, judge)
    for context in contexts:
        context.close()
