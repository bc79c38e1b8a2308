"""The picture in the README: `make screenshots` takes it anew from a demo server of its own."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from bench.clients.server_process import ServerProcess, own_server

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "host-stand.png"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync --no-first-run"
TABLET = {"width": 1024, "height": 768}


def take_stand(browser: Browser, server: ServerProcess) -> None:
    """Log in, choose a party that waits, and take the stand as a host sees it then."""
    page = browser.new_page(viewport=TABLET)  # type: ignore[arg-type]
    page.goto(f"{server.url}/host")
    page.fill("input[type=email]", server.email)
    page.fill("input[type=password]", server.password)
    page.keyboard.press("Enter")
    page.get_by_text("Silva").first.click()
    expect(page.get_by_text("tap a table")).to_be_visible()
    page.screenshot(path=PICTURE, animations="disabled")
    print(f"took {PICTURE.relative_to(Path.cwd())}")


def main() -> None:
    """Take every picture."""
    with own_server() as server, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        take_stand(browser, server)
        browser.close()


if __name__ == "__main__":
    main()
