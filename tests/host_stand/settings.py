"""The settings as a person finds them, and people who have a PIN."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations

Open = Callable[..., Screen]
RIGHT = "2580"


def visit(screen: Screen, section: str) -> Screen:
    """Open a part of the settings as a link does, without loading the page anew."""
    screen.page.evaluate("section => (location.hash = `#/settings/${section}`)", section)
    expect(screen.page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    return screen


def with_pin(api: Api, name: str, role: str) -> str:
    """Add one of the staff who has a PIN; return their id."""
    person = {"first_name": name, "email": f"{name}.{api.restaurant_id}@example.com", "role": role}
    added = api.act("POST", "/users", person)
    api.act("PUT", f"/users/{added['id']}/pin", {"pin": RIGHT})
    return added["id"]


def fill(page: Page, fields: dict[str, str]) -> None:
    for label, value in fields.items():
        page.get_by_label(label).fill(value)


def is_in_reach(page: Page) -> None:
    """Expect what stands there now to be large enough for a finger, and axe to find nothing."""
    page.evaluate(AXE.read_text())
    screen = Screen(page, None)
    assert (small_targets(screen), violations(screen)) == ([], [])
