"""Screens that may talk to the box alone."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.support.browser import TABLET, Elsewhere

SEATS = {1: 2, 2: 4, 3: 4, 4: 6}


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


@pytest.fixture
def tables(api: Api) -> dict[int, str]:
    """Return the ids of four tables, two by two: 1 and 2 above 3 and 4. Ana serves 2, and it is her turn."""
    ids = {
        number: api.act(
            "POST",
            "/tables",
            {"number": number, "capacity": seats, "position": {"x": 0.2 + 0.5 * (i % 2), "y": 0.2 + 0.5 * (i // 2)}},
        )["id"]
        for i, (number, seats) in enumerate(SEATS.items())
    }
    ana = api.act("POST", "/servers", {"name": "Ana", "onDuty": True})["id"]
    api.act("POST", f"/servers/{ana}/assign", {"table_ids": [ids[2]]})
    return ids


@pytest.fixture
def lee(api: Api) -> str:
    """Return the id of a party of three that waits."""
    return str(api.act("POST", "/guests", {"name": "Lee", "partySize": 3})["id"])
