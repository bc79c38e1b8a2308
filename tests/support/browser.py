"""A Chromium without the internet: where it is, and what it asked of others."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Route, expect, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A page that another test has kept waiting for the processor is slow, not wrong.
expect.set_options(timeout=20_000)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}


class Elsewhere(list[str]):
    """The requests that were meant for another host; each was refused."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.host = urlsplit(url).netloc

    def guard(self, context: BrowserContext) -> None:
        """Let through what goes to the box, note and refuse the rest."""
        context.route("**/*", self._pass_or_refuse)
        context.on("page", lambda page: page.on("websocket", lambda socket: self._note(socket.url)))

    def _pass_or_refuse(self, route: Route) -> None:
        if self._note(route.request.url):
            route.abort()
        else:
            route.continue_()

    def _note(self, url: str) -> bool:
        foreign = urlsplit(url).netloc not in {self.host, ""}
        if foreign:
            self.append(url)
        return foreign


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium, or the one of CHROMIUM, or Playwright's own."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
