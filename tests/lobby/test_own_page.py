"""One's own page: the place in line, what can be done there, and that too late or twice does no harm."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from qtable import clock
from qtable.guests.lifecycle import GuestStatus
from tests.lobby.conftest import Guest
from tests.support.desk import Desk


class Hands:
    """The hands of the clock."""

    def __init__(self) -> None:
        self.moment = clock.now()

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    hands = Hands()
    monkeypatch.setattr(clock, "now", lambda: hands.moment)
    return hands


def only_party(desk: Desk) -> dict:
    (party,) = desk.full()["guests"]
    return party


def call(desk: Desk) -> datetime:
    """Call the only party; return until when its table is held."""
    answer = desk.act("POST", f"/guests/{only_party(desk)['id']}/notify")
    return clock.parse(answer.json["heldUntil"])


def test_the_place_is_counted_among_parties_of_the_same_size_class(open_desk: Desk, guest: Guest) -> None:
    for name, size in (("First", 2), ("Large", 6), ("Second", 1)):
        open_desk.guest(name, size)
    page = guest.read(guest.join(party_size="2")).text
    assert "Number 3 in line" in page
    assert "among parties of 1 to 2" in page
    assert guest.heading == "You’re on the list"


def test_first_in_line_with_little_to_wait_is_almost(guest: Guest) -> None:
    guest.read(guest.join())
    assert guest.heading == "Almost your turn"
    assert "You’re first in line" in guest.page


def test_who_waits_while_a_table_is_free_is_told_that_it_is_a_matter_of_moments(open_desk: Desk, guest: Guest) -> None:
    open_desk.table(1, 2)
    page = guest.read(guest.join()).text
    assert "Any moment now" in page
    assert "No wait" not in page


def test_a_party_with_a_booking_stands_in_no_line(open_desk: Desk, guest: Guest) -> None:
    booked = {"guestName": "Kim", "partySize": 2, "reservationTime": clock.rfc3339(clock.now())}
    booking = open_desk.act("POST", "/reservations", booked).json["id"]
    arrived = open_desk.act("POST", f"/reservations/{booking}/arrive").json["guestId"]
    link = open_desk.act("POST", f"/guests/{arrived}/link").json["url"]
    page = guest.read(link.removeprefix("http://localhost")).text
    assert "You have a booking" in page
    assert "in line" not in page


def test_who_is_here_is_arrived_and_the_page_says_so(open_desk: Desk, guest: Guest) -> None:
    page = guest.act(guest.join(), "here").text
    assert only_party(open_desk)["status"] == "arrived"
    assert "The host knows that you’re here." in page
    assert "I’m here" not in page


def test_a_called_party_is_ready_with_a_countdown_and_may_ask_twice_for_five_minutes(
    open_desk: Desk, guest: Guest, hands: Hands
) -> None:
    place = guest.join()
    assert not guest.more_time(place)
    held = call(open_desk)
    hands.pass_by(seconds=30)
    page = guest.read(place).text
    assert guest.heading == "Your table is ready"
    assert "We hold your table for 10 more minutes, until " in page
    assert guest.more_time(place)
    party = only_party(open_desk)
    assert (party["status"], clock.parse(party["heldUntil"]) - held) == ("running_late", timedelta(minutes=5))
    assert "for 15 more minutes" in guest.page
    assert "the host sees that you’re running late" in guest.page
    assert guest.more_time(place)
    assert not guest.more_time(place)
    assert clock.parse(only_party(open_desk)["heldUntil"]) - held == timedelta(minutes=10)
    assert [entry["kind"] for entry in open_desk.read("/api/activity")[:2]] == ["more_time", "more_time"]
    hands.pass_by(minutes=20)
    assert "We held your table until " in guest.read(place).text


def test_more_time_sent_twice_counts_once(open_desk: Desk, guest: Guest) -> None:
    place = guest.join()
    held = call(open_desk)
    stamp = re.search(r'name="held" value="([^"]+)"', guest.read(place).text)[1]
    for _ in range(3):
        guest.act(place, "more-time", held=stamp)
    assert clock.parse(only_party(open_desk)["heldUntil"]) - held == timedelta(minutes=5)


@pytest.mark.parametrize("held", ["", "nonsense", "2026-11-20T20:00:00.000Z"])
def test_more_time_of_a_hold_that_nobody_was_shown_changes_nothing(open_desk: Desk, guest: Guest, held: str) -> None:
    place = guest.join()
    call(open_desk)
    before = open_desk.full()["seq"]
    guest.act(place, "more-time", held=held)
    assert open_desk.full()["seq"] == before


def test_called_again_the_hold_begins_anew(open_desk: Desk, guest: Guest, hands: Hands) -> None:
    place = guest.join()
    call(open_desk)
    assert guest.more_time(place)
    hands.pass_by(minutes=14)
    assert call(open_desk) - hands.moment.replace(microsecond=0) >= timedelta(minutes=10)
    assert guest.more_time(place)
    assert guest.more_time(place)


def test_leaving_is_asked_once_more_and_then_the_party_is_off_the_list(open_desk: Desk, guest: Guest) -> None:
    place = guest.join()
    guest.read(f"{place}/leave")
    assert guest.heading == "Leave the list?"
    assert only_party(open_desk)["status"] == "waiting"
    for _ in range(2):
        guest.act(place, "leave")
        assert guest.heading == "You’re off the list"
    assert only_party(open_desk)["status"] == "cancelled"
    assert "/w/test-bistro" in guest.page


@pytest.mark.parametrize(
    ("end", "heading"),
    [("seat", "Enjoy your meal"), ("finish", "Thank you for coming"), ("no-show", "You’re off the list")],
)
def test_what_comes_too_late_changes_nothing_and_shows_how_things_are(
    open_desk: Desk, guest: Guest, end: str, heading: str
) -> None:
    place = guest.join()
    stamp = clock.rfc3339(call(open_desk))
    party = only_party(open_desk)["id"]
    if end in ("seat", "finish"):
        open_desk.act("POST", f"/guests/{party}/seat", {"table_id": open_desk.table()})
    if end != "seat":
        open_desk.act("POST", f"/guests/{party}/{end}")
    before = open_desk.full()["seq"]
    for what, form in (("here", {}), ("more-time", {"held": stamp}), ("leave", {})):
        guest.act(place, what, **form)
        assert guest.heading == heading, what
    assert open_desk.full()["seq"] == before
    assert only_party(open_desk)["status"] in set(GuestStatus) - {"waiting", "arrived", "running_late", "cancelled"}


def test_a_page_that_may_change_renews_itself_until_the_guest_stops_it(open_desk: Desk, guest: Guest) -> None:
    place = guest.join()
    assert guest.read(place).headers["Refresh"] == "20"
    assert "Refresh" not in guest.read(f"{place}?still=1").headers
    assert "Let the page renew itself" in guest.page
    assert "Refresh" not in guest.read(f"{place}/leave").headers
    call(open_desk)
    assert guest.read(place).headers["Refresh"] == "15"
    guest.act(place, "leave")
    assert "Refresh" not in guest.read(place).headers


def test_at_the_business_days_end_the_page_ends_friendly_and_does_nothing_more(
    open_desk: Desk, guest: Guest, hands: Hands
) -> None:
    place, joined = guest.join(), hands.moment
    before, party = open_desk.full()["seq"], only_party(open_desk)["id"]
    end = clock.parse(open_desk.act("POST", f"/guests/{party}/link").json["expires_at"])
    hands.moment = end - timedelta(seconds=1)
    assert guest.read(place).status_code == 200
    hands.moment = end
    assert (guest.read(place).status_code, guest.heading) == (410, "This page has ended with its day")
    for what in ("here", "more-time", "leave"):
        assert guest.http.post(f"{place}/{what}").status_code == 410
    hands.moment = joined
    assert open_desk.full()["seq"] == before
