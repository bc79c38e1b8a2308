"""The page at /docs, in a Chromium that reaches this box and nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.clients.api import Api
from tests.support.browser import PHONE, Elsewhere
from tests.support.servers import Servers

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
OPERATIONS = ".opblock"


@pytest.fixture(scope="module", params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, servers: Servers) -> Iterator[Page]:
    """The page, loaded once for all tests on a device: drawing it takes seconds. What went wrong is told at the end."""
    url = servers.on("sqlite").url
    elsewhere = Elsewhere(url)
    context = browser.new_context(**(PHONE if request.param == "phone" else DESKTOP))
    elsewhere.guard(context)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"{url}/docs")
    yield page
    context.close()
    assert wrong == elsewhere == []


def test_it_fits_its_screen(page: Page) -> None:
    expect(page.locator(OPERATIONS).first).to_be_visible()
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= screen


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
def test_it_shows_every_operation(page: Page, api: Api) -> None:
    """Of a long list the page keeps only what is near the window, so that it is read by scrolling through it."""
    paths = api.get("/openapi.json")["paths"]
    wanted, seen = sum(len(methods) for methods in paths.values()), set()
    expect(page.locator(OPERATIONS).first).to_be_visible()
    for _ in range(200):
        seen |= set(page.locator(OPERATIONS).evaluate_all("all => all.map(one => one.id)"))
        if len(seen) == wanted:
            break
        page.mouse.wheel(0, 400)
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert len(seen) == wanted


def test_a_route_can_be_tried_with_a_token(page: Page, api: Api) -> None:
    page.get_by_role("button", name="Authorize").first.click()
    page.get_by_label("auth-bearer-value").first.fill(api.token)
    page.get_by_role("button", name="Apply credentials").first.click()
    page.get_by_role("button", name="Close", exact=True).first.click()
    page.get_by_placeholder("Filter by tag").fill("accounts")
    operation = page.locator("#operations-accounts-accounts_me")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Execute").click()
    live = operation.locator(".live-responses-table")
    expect(live.locator(".response-col_status").last).to_contain_text("200")
    expect(live).to_contain_text(api.login["email"])
