"""The pictures of the documents: `make screenshots` takes them anew from a demo server of its own.

The evening is always the same one, in a time zone where it is between seven and eight; only its minutes and its date
are those of the day. A screen that this page doesn't have is left out.
"""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess, own_server

DOCS = Path(__file__).resolve().parents[1] / "docs"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync --no-first-run"
TABLET = {"viewport": {"width": 1024, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
EVENING, FARTHEST_EAST = 19, 14
SERVERS = {"Ana Ruiz": ["Window", "Bar"], "Ben Cole": ["Main room"], "Chloé Martin": ["Booths"]}
LOGIN = {"email": "maya@example.com", "password": "a-password-for-pictures"}
MANAGER = LOGIN | {"role": "manager", "first_name": "Maya", "last_name": "Stone"}
MOST_BYTES = 150_000


class Picture(NamedTuple):
    """A picture of a screen of the stand, by its path there, after what `ready` does to it."""

    name: str
    path: str
    ready: Callable[[Page], None] = lambda _page: None
    device: dict[str, Any] = TABLET
    scheme: str = "light"


def choose_a_party(page: Page) -> None:
    """Choose one that waits, so that the floor says where it would go."""
    page.locator(".row").filter(has_text="Silva").locator(".row-main").click()
    expect(page.locator(".rank").first).to_be_visible()


def open_a_table(page: Page) -> None:
    """Open the sheet of a seated table."""
    page.locator(".tab").filter(has_text="Seated").click()
    page.locator(".row-main").filter(has_text="Haddad").click()
    expect(page.get_by_role("dialog")).to_be_visible()


STAND = (
    Picture("host-stand", "/", choose_a_party),
    Picture("host-stand-dark", "/", open_a_table, scheme="dark"),
    Picture("host-stand-phone", "/", device=PHONE),
    Picture("book", "/book"),
    Picture("floor-editor", "/floor"),
    Picture("activity", "/activity"),
    Picture("reports", "/reports"),
    Picture("settings", "/settings"),
)


def furnish(api: Api) -> dict[str, str]:
    """Put servers on duty and open the waitlist to guests; return the guests' pages by their pictures' names."""
    sections = {section["name"]: section["id"] for section in api.get(f"{api.base}/sections")}
    for name, theirs in SERVERS.items():
        server = api.act("POST", "/servers", {"name": name, "onDuty": True})["id"]
        ids = [sections[section] for section in theirs if section in sections]
        api.act("POST", f"/servers/{server}/assign", {"section_ids": ids})
    api.act("PUT", "/policies", {"online_waitlist": True})
    called = next(party for party in api.get(f"{api.base}/guests") if party["name"] == "Park")
    api.act("POST", f"/guests/{called['id']}/notify")
    return {
        "guests-join": api.get(f"{api.base}/waitlist-link")["url"],
        "guests-ready": api.act("POST", f"/guests/{called['id']}/link")["url"],
    }


def log_in(browser: Browser, server: ServerProcess, picture: Picture) -> Page:
    """Open the stand as its manager, on the picture's device."""
    page = browser.new_page(**picture.device, color_scheme=picture.scheme)  # type: ignore[arg-type]
    page.goto(f"{server.url}/host")
    page.fill("input[type=email]", LOGIN["email"])
    page.fill("input[type=password]", LOGIN["password"])
    page.keyboard.press("Enter")
    expect(page.locator(".pill")).to_have_attribute("data-phase", "live", timeout=30_000)
    return page


def screens_of(page: Page) -> set[str]:
    """Return the paths of the screens that the page's own menu leads to."""
    page.get_by_role("button", name="Screens").click()
    links = page.locator(".screens a")
    expect(links.first).to_be_visible()
    paths = {str(link.get_attribute("href")).lstrip("#") for link in links.all()}
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    return paths


def take_stand(browser: Browser, server: ServerProcess, picture: Picture) -> None:
    """Take one of the stand's screens, if there is such a one."""
    page = log_in(browser, server, picture)
    if picture.path in screens_of(page):
        page.goto(f"{server.url}/host#{picture.path}")
        expect(page.locator("main")).to_be_visible()
        picture.ready(page)
        save(page, picture.name)
    else:
        print(f"left out {picture.name}: no screen {picture.path}")
    page.close()


def take_guests(browser: Browser, name: str, url: str) -> None:
    """Take a guests' page, as it looks on a phone."""
    page = browser.new_page(**PHONE)  # type: ignore[arg-type]
    page.goto(url)
    save(page, name)
    page.close()


def save(page: Page, name: str) -> None:
    """Write the picture once nothing is being read any more. Raises RuntimeError for one that is too large."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".reading[role=status]")).to_have_count(0)
    page.evaluate("document.querySelectorAll('.rows').forEach((list) => (list.scrollTop = 0))")
    path = DOCS / f"{name}.jpg"
    page.screenshot(path=path, type="jpeg", quality=82, animations="disabled")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RuntimeError(f"{path.name} has {size} bytes, more than {MOST_BYTES}")
    print(f"took docs/{path.name}, {size / 1000:.0f} kB")


def evening_zone(now: datetime) -> str:
    """Return a time zone whose clock shows an hour of the evening."""
    ahead = (EVENING - now.hour) % 24
    hours = ahead if ahead <= FARTHEST_EAST else ahead - 24
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"  # POSIX signs: east is minus


def main() -> None:
    """Take every picture."""
    # What opens the evening took a minute at most: at the end of an hour it would be eight o'clock.
    zone = evening_zone(datetime.now(UTC) + timedelta(minutes=2))
    with own_server(TIME_ZONE=zone) as server, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        Api.log_in(server.url, server.email, server.password).act("POST", "/users", MANAGER)
        guests = furnish(Api.log_in(server.url, **LOGIN))
        for picture in STAND:
            take_stand(browser, server, picture)
        for name, url in guests.items():
            take_guests(browser, name, url)
        browser.close()


if __name__ == "__main__":
    main()
