"""A restaurant whose waitlist is open online, and guests who come with nothing but a browser's forms."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from qtable import clock
from tests.support.desk import Desk

PHONE = {"User-Agent": "a phone"}


class Guest:
    """Somebody with a phone: reads pages, sends forms, follows where they lead. `english` is the page's language."""

    def __init__(self, http: FlaskClient, slug: str = "test-bistro") -> None:
        self.http, self.slug = http, slug
        self.page = ""

    def read(self, path: str, **more: Any) -> Any:
        """Open a page."""
        answer = self.http.get(path, **more)
        self.page = answer.text
        return answer

    def form(self, **fields: str) -> dict[str, str]:
        """Return the form that joins, filled in, as it was shown."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', self.read(f"/w/{self.slug}").text))
        assert "key" in hidden, self.page
        return hidden | {"party_size": "2", "name": "Dana Lee", "phone_number": "", "consent": "yes"} | fields

    def send(self, form: dict[str, str], **more: Any) -> Any:
        """Send a form that joins."""
        return self.http.post(f"/w/{self.slug}", data=form, **more)

    def join(self, **fields: str) -> str:
        """Join and return the path of one's page."""
        answer = self.send(self.form(**fields))
        assert answer.status_code == 303, answer.text
        return answer.location

    def act(self, place: str, what: str, **form: str) -> Any:
        """Press a button of one's page."""
        answer = self.http.post(f"{place}/{what}", data=form)
        assert (answer.status_code, answer.location) == (303, place), answer.text
        return self.read(place)

    def more_time(self, place: str) -> bool:
        """Press "5 more minutes" where it is there; tell whether it was."""
        held = re.search(r'name="held" value="([^"]+)"', self.read(place).text)
        if held:
            self.act(place, "more-time", held=held[1])
        return held is not None

    @property
    def heading(self) -> str:
        """Return the heading of the page that is open."""
        found = re.search(r"<h1>(.*?)</h1>", self.page)
        assert found, self.page
        return found[1]


def end_the_day_far_from_now(act: Callable[..., Any]) -> None:
    """Let the business day, and with it every party's link, end in half a day, at whatever hour the tests run.

    `act` sends (method, path behind the restaurant's own, body).
    """
    act("PUT", "", {"timeZone": "UTC", "businessDayCutoff": (clock.now().hour + 12) % 24})


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """A waitlist that is open online, at a restaurant whose day ends in twelve hours: links end with it."""
    desk.set_policies(online_waitlist=True)
    end_the_day_far_from_now(desk.act)
    return desk


@pytest.fixture
def guest(open_desk: Desk) -> Guest:
    return Guest(open_desk.app.test_client())
