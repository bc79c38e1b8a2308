"""Going back, and stopping the renewal: pages that were asked for earlier than how things are now."""

import re
from datetime import timedelta

import pytest

from qtable import clock
from tests.lobby.conftest import Guest
from tests.support.desk import Desk


@pytest.mark.parametrize("end", ["seat", "cancel", "no-show"])
def test_who_stands_in_line_no_more_is_not_asked_whether_to_leave_it(open_desk: Desk, guest: Guest, end: str) -> None:
    place = guest.join()
    (party,) = open_desk.full()["guests"]
    body = {"table_id": open_desk.table()} if end == "seat" else None
    assert open_desk.act("POST", f"/guests/{party['id']}/{end}", body).status_code == 200
    answer = guest.read(f"{place}/leave?lang=es")
    assert (answer.status_code, answer.location) == (303, f"{place}?lang=es")


def test_who_has_stopped_the_renewal_finds_it_stopped_behind_every_button_until_it_is_started_again(
    open_desk: Desk, guest: Guest
) -> None:
    place = guest.join()
    (stop,) = re.findall(r'<a href="([^"]+)">Stop renewing', guest.read(f"{place}?lang=en").text)
    addresses = re.findall(r'(?:href|action)="(/p/[^"]+)"', guest.read(stop.replace("&amp;", "&")).text)
    start, others = addresses[-1], addresses[:-1]
    assert len(others) == 4
    assert [address for address in others if "still=1" not in address] == []
    answer = guest.http.post(next(one for one in others if "/here" in one).replace("&amp;", "&"))
    assert "Refresh" not in guest.read(answer.location).headers
    assert "Refresh" in guest.read(start.replace("&amp;", "&")).headers
    assert "lang=en" in start


@pytest.mark.parametrize("is_open", [True, False])
def test_the_page_of_a_day_gone_by_is_the_restaurants_own_and_leads_back_to_its_list(
    open_desk: Desk, guest: Guest, monkeypatch: pytest.MonkeyPatch, is_open: bool
) -> None:
    open_desk.set_policies(language="es")
    place = guest.join()
    open_desk.set_policies(online_waitlist=is_open)
    tomorrow = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    for answer in (guest.read(place), guest.http.post(f"{place}/here")):
        assert (answer.status_code, answer.headers["Content-Language"]) == (410, "es")
        assert "Test Bistro" in answer.text
        assert ('href="/w/test-bistro"' in answer.text) is is_open


@pytest.mark.parametrize("what", ["here", "more-time"])
def test_the_address_of_a_button_opened_again_leads_to_the_place_and_does_nothing(
    open_desk: Desk, guest: Guest, what: str
) -> None:
    """So a browser asks that was closed on a page that said to try again."""
    place = guest.join()
    before = open_desk.full()["seq"]
    answer = guest.read(f"{place}/{what}?lang=es")
    assert (answer.status_code, answer.location) == (303, f"{place}?lang=es")
    assert open_desk.full()["seq"] == before
