"""A Chromium, and screens in it that may talk to the box alone."""

import os
import shutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from bench.clients.api import Api
from tests.host_stand.screen import Screen

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def elsewhere(server: Any) -> Iterator[Elsewhere]:
    """Count the requests to other hosts; every test must end with none."""
    requests = Elsewhere(server.url)
    yield requests
    assert requests == []


@pytest.fixture
def open_screen(browser: Browser, server: Any, elsewhere: Elsewhere) -> Iterator[Callable[..., Screen]]:
    """Return a function that opens a device of its own and logs in; page errors fail the test.

    `host` is who logs in where, else the demo restaurant's admin.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(host: Any = server, **device: Any) -> Screen:
        context = browser.new_context(**(device or TABLET))
        contexts.append(context)
        elsewhere.guard(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return Screen(page, host).log_in()

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def host(api: Api) -> SimpleNamespace:
    """The admin of `api`'s restaurant, which no other test knows, as one logs in at the door."""
    return SimpleNamespace(url=api.url, email=api.login["email"], password=api.login["password"])
