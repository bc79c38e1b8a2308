"""What one device does, every other one shows, without a reload."""

import secrets
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen

Open = Callable[..., Screen]


@pytest.fixture
def name() -> str:
    """Return a name that no other test knows."""
    return f"Lee {secrets.token_hex(2)}"


def test_a_walk_in_is_added_seated_and_finished_on_both_screens(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    label = here.free_table(4)

    here.add_walk_in(name, 3)
    there.is_waiting(name)

    here.seat(name, label).sees(label, "seated", f"{name} party of 3")
    there.sees(label, "seated", f"{name} party of 3").is_not_listed(name)

    here.table(label).click()
    here.button("Left").click()
    here.sees(label, "free")
    there.sees(label, "free").tab("Seated").is_not_listed(name)


def test_a_tap_on_an_empty_table_and_a_size_seat_a_walk_in(open_screen: Open) -> None:
    here, there = open_screen(), open_screen()
    label = here.free_table(2)
    here.table(label).click()
    here.page.get_by_role("dialog").get_by_role("button", name="2", exact=True).click()
    there.sees(label, "seated", "party of 2")
    here.sees(label, "seated", "party of 2")


def test_what_another_device_does_is_said_politely(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    here.add_walk_in(name, 2)
    expect(there.page.locator("[aria-live=polite]")).to_contain_text(f"{name}, party of 2, joined the waitlist.")
    expect(here.page.locator("[aria-live=polite]")).not_to_contain_text(name)


def test_tables_and_bookings_of_other_devices_are_said_politely_and_ones_own_are_not(
    open_screen: Open, host: SimpleNamespace, api: Api
) -> None:
    table = api.act("POST", "/tables", {"number": 7, "capacity": 4})["id"]
    screen = open_screen(host)
    told = screen.page.locator("[aria-live=polite]")
    api.act("PUT", f"/tables/{table}", {"status": "out_of_service"})
    expect(told).to_contain_text("Table 7 is closed now.")
    booking = {"guestName": "Haas", "partySize": 2, "reservationTime": "2031-01-04T19:15:00Z"}
    booked = api.act("POST", "/reservations", booking)["id"]
    expect(told).to_contain_text("New booking: Haas, party of 2")
    screen.table("7").click()
    screen.button("Open this table again").click()
    screen.sees("7", "free")
    api.act("POST", f"/reservations/{booked}/cancel")
    expect(told).to_contain_text("Booking of Haas, party of 2: cancelled.")
    expect(told).not_to_contain_text("Table 7")


def test_the_second_to_want_a_table_is_told_who_has_it(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    label, late = here.free_table(4), f"Late {name[4:]}"
    here.add_walk_in(name, 3)
    there.add_walk_in(late, 4)
    here.seat(name, label).sees(label, "seated")
    there.sees(label, "seated").seat(late, label)
    expect(there.page.get_by_role("alert")).to_contain_text(f"Table {label} is taken by {name} (party of 3).")
    there.is_waiting(late).sees(label, "seated", name)
    here.is_waiting(late)


def test_too_large_a_party_is_seated_only_when_asked_again(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    label = here.free_table(2)
    here.add_walk_in(name, 3).seat(name, label)
    expect(here.page.get_by_role("alert")).to_contain_text(label)
    there.is_waiting(name)
    here.button("Seat anyway").click()
    there.sees(label, "seated", f"{name} party of 3")


def test_a_seating_can_be_undone(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    label = here.free_table(4)
    here.add_walk_in(name, 2).seat(name, label)
    there.sees(label, "seated", name)
    here.button("Undo").click()
    there.sees(label, "free").is_waiting(name)


def test_a_cancelled_party_can_be_brought_back(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    here.add_walk_in(name, 2)
    there.is_waiting(name)
    here.choose(name).button("Cancel party").click()
    there.is_not_listed(name)
    here.button("Undo").click()
    there.is_waiting(name)


def test_a_lost_connection_shows_and_heals_with_what_happened_meanwhile(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    label = here.free_table(4)
    full_reads: list[str] = []
    there.page.on("request", lambda asked: full_reads.append(asked.url) if "/sync/full" in asked.url else None)
    there.loses_the_line()
    expect(there.page.locator(".pill")).to_contain_text("Offline", timeout=15_000)

    here.add_walk_in(name, 2).seat(name, label).sees(label, "seated", name)
    there.sees(label, "free")

    there.page.context.set_offline(False)
    there.is_live().sees(label, "seated", name)
    assert full_reads == [], "it should resume where it stopped"


def test_an_action_begun_while_the_connection_is_away_reaches_the_box(open_screen: Open, name: str) -> None:
    here, there = open_screen(), open_screen()
    there.loses_the_line()
    there.add_walk_in(name, 2)
    here.is_not_listed(name)
    there.page.context.set_offline(False)
    here.is_waiting(name)
    expect(there.row(name)).to_have_count(1)
