"""The book on the stand: a booking is made, changed, comes, sits, or is cancelled, on a tablet and on a phone."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET
from tests.support.this_hour import this_hour

Open = Callable[..., Screen]
DAY = "2030-06-14"


@pytest.fixture
def book(open_screen: Open, host: SimpleNamespace, api: Api) -> Callable[..., Screen]:
    """Return a function that opens the book of a day, of a restaurant with one table for four and one for two."""
    api.act("POST", "/tables", {"number": 1, "capacity": 4})
    api.act("POST", "/tables", {"number": 2, "capacity": 2})

    def open_book(**device: Any) -> Screen:
        screen = open_screen(host, **device)
        screen.page.goto(f"{screen.server.url}/host#/book/{DAY}")
        expect(screen.page.get_by_role("heading", level=1)).to_be_visible()
        return screen

    return open_book


def write(screen: Screen, name: str, size: int, time: str) -> None:
    screen.button("New booking").click()
    sheet = screen.page.get_by_role("dialog")
    sheet.get_by_role("button", name=str(size), exact=True).click()
    sheet.get_by_label("Time").fill(time)
    sheet.get_by_label("Name").fill(name)
    expect(sheet.get_by_text("Why not the others?").or_(sheet.get_by_role("radio").nth(2)).first).to_be_visible()
    screen.button("Book").click()
    expect(sheet).to_have_count(0)


def open_booking(screen: Screen, name: str) -> None:
    screen.page.locator(".row-main, .timeline-bar").filter(has_text=name).click()


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_a_booking_is_made_changed_cancelled_and_taken_back(book: Any, api: Api, device: dict[str, Any]) -> None:
    screen = book(**device)
    expect(screen.page.get_by_text("No bookings for this day.")).to_be_visible()
    write(screen, "Lee", 3, "20:00")

    open_booking(screen, "Lee")
    screen.button("Change booking").click()
    screen.page.get_by_role("dialog").get_by_label("Time").fill("21:00")
    screen.button("Save changes").click()
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(r"9:00\sPM–10:30\sPM"))
    [lee] = api.get(f"{api.base}/reservations", date=DAY)
    screen.button("Change booking").click()
    api.act("PUT", f"/reservations/{lee['id']}", {"notes": "birthday"})
    dialog.get_by_label("Phone").fill("600 555 102")
    screen.button("Save changes").click()
    expect(dialog.get_by_role("alert")).to_contain_text("has changed since")
    [kept] = api.get(f"{api.base}/reservations", date=DAY)
    assert (kept["notes"], kept["phoneNumber"]) == ("birthday", None)
    screen.button("Close").click()
    table = {one["id"]: one["number"] for one in api.get(f"{api.base}/tables")}[lee["assignedTableId"]]
    assert (table, lee["partySize"]) == (1, 3)

    screen.button("Cancel booking").click()
    expect(dialog.get_by_role("button", name="Put back into the book")).to_be_visible()
    screen.button("Undo").click()
    expect(dialog.get_by_role("button", name="Arrived")).to_be_visible()
    screen.button("Close").click()

    screen.button("New booking").click()
    dialog.get_by_role("radio", name="Decide later").check(force=True)
    dialog.get_by_label("Name").fill("Kim")
    # As people do where nothing seems to happen.
    screen.button("Book").evaluate("(button) => { button.click(); button.click(); }")
    expect(dialog).to_have_count(0)
    assert [one["guestName"] for one in api.get(f"{api.base}/reservations", date=DAY)].count("Kim") == 1


def test_a_full_hour_shows_who_holds_the_table_and_another_time(book: Any, api: Api) -> None:
    tables = [one["id"] for one in api.get(f"{api.base}/tables")]
    api.act("POST", "/combinations", {"tableIds": tables, "name": "1+2", "minPartySize": 2})
    screen = book()
    write(screen, "Lee", 4, "20:00")
    screen.button("New booking").click()
    sheet = screen.page.get_by_role("dialog")
    sheet.get_by_role("button", name="4", exact=True).click()
    sheet.get_by_label("Time").fill("20:30")
    expect(sheet).to_contain_text(re.compile(r"No table for 4 at 8:30\sPM\."))
    sheet.get_by_text("Why not the others?").click()
    expect(sheet.locator(".booking-reasons")).to_contain_text("Table 1: booked for Lee")
    expect(sheet.locator(".booking-reasons")).to_contain_text("Tables 1+2: booked for Lee")
    expect(sheet.locator(".booking-reasons")).to_contain_text("Table 2: too small")
    sheet.locator(".booking-times .button").last.click()
    expect(sheet.get_by_role("radio", name="Table 1")).to_be_checked()
    sheet.get_by_label("Name").fill("Novak")
    screen.button("Book").click()
    expect(screen.page.locator(".timeline-bar")).to_have_count(2)


def test_a_party_that_no_table_holds_is_booked_and_seated_at_tables_put_together(book: Any, api: Api) -> None:
    tables = [one["id"] for one in sorted(api.get(f"{api.base}/tables"), key=lambda one: one["number"])]
    pair = api.act("POST", "/combinations", {"tableIds": tables})["id"]
    when = this_hour(api)
    screen = book()
    screen.page.goto(f"{screen.server.url}/host#/book/{when['date']}")
    screen.button("New booking").click()
    sheet = screen.page.get_by_role("dialog")
    sheet.get_by_role("button", name="6", exact=True).click()
    sheet.get_by_label("Time").fill(when["time"])
    expect(sheet.get_by_role("radio", name="Tables 1+2 · 6 seats")).to_be_checked()
    sheet.get_by_label("Name").fill("Ruiz")
    screen.button("Book").click()
    expect(screen.page.locator(".timeline-bar")).to_have_count(2)
    screen.page.locator(".timeline-bar").first.click()
    expect(sheet.get_by_text("Tables 1+2")).to_be_visible()
    sheet.get_by_role("button", name="Arrived").click()
    sheet.get_by_role("button", name="Seat at 1+2").click()
    screen.page.goto(f"{screen.server.url}/host")
    screen.sees("1", "seated, Ruiz party of 6").sees("2", "seated, Ruiz", "joined to table 1")
    [ruiz] = api.get(f"{api.base}/reservations", date=when["date"])
    assert (ruiz["status"], ruiz["combinationId"]) == ("seated", pair)


def test_who_is_booked_today_comes_and_sits_from_the_stand(book: Any, api: Api) -> None:
    api.act("POST", "/reservations", {"guestName": "Kim", "partySize": 2} | this_hour(api))
    screen = book()
    screen.page.get_by_role("button", name="Screens").click()
    screen.page.get_by_role("link", name="Host stand").click()
    expect(screen.page.get_by_role("heading", name="Host stand")).to_be_focused()
    screen.tab("Booked").button("Arrived").click()
    screen.button("Seat at 2").click()
    screen.sees("2", "seated", "Kim party of 2").tab("Booked").is_not_listed("Kim")


def test_a_seating_from_the_book_is_undone_there_and_so_is_the_arrival_and_a_move_is_in_its_way(
    book: Any, api: Api
) -> None:
    made = api.act("POST", "/reservations", {"guestName": "Kim", "partySize": 2, "status": "pending"} | this_hour(api))
    screen = book()
    screen.page.goto(f"{screen.server.url}/host")
    screen.tab("Booked").button("Arrived").click()
    screen.button("Seat at 2").click()
    screen.sees("2", "seated", "Kim party of 2")
    screen.button("Undo").click()
    expect(screen.page.get_by_role("status").last).to_contain_text("Undone: Seat Kim by their booking.")
    screen.sees("2", "free").button("Seat at 2").click()
    screen.sees("2", "seated", "Kim party of 2")
    kim = api.get(f"{api.base}/reservations/{made['id']}")
    api.act("POST", f"/guests/{kim['guestId']}/move", {"table_id": api.get(f"{api.base}/tables")[0]["id"]})
    screen.sees("1", "seated", "Kim").page.keyboard.press("u")
    expect(screen.page.get_by_role("alert")).to_contain_text("Can’t undo. Kim has been at table 1 for")
    api.act("POST", f"/guests/{kim['guestId']}/move", {"table_id": kim["assignedTableId"]})
    screen.sees("2", "seated", "Kim").page.keyboard.press("u")
    screen.sees("2", "free")
    expect(screen.button("Seat at 2")).to_be_visible()
    screen.page.keyboard.press("u")
    expect(screen.row("Kim").get_by_role("button", name="Arrived")).to_be_visible()
    screen.tab("Wait").is_not_listed("Kim")
    after = api.get(f"{api.base}/reservations/{made['id']}")
    assert {name: after[name] for name in ("status", "guestId", "assignedTableId")} == {
        name: made[name] for name in ("status", "guestId", "assignedTableId")
    }
    assert api.get(f"{api.base}/guests", active="true") == []
    screen.page.go_back()
    expect(screen.page).to_have_title(re.compile("^Book"))


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_the_book_can_be_tapped_and_read_in_spanish_too(book: Any, device: dict[str, Any]) -> None:
    screen = book(**device)
    write(screen, "Lee", 4, "20:00")
    screen.page.evaluate("localStorage.setItem('qtable.language', 'es')")
    screen.page.reload()
    screen.page.evaluate(AXE.read_text())
    expect(screen.page.get_by_role("heading", name="Libro de reservas")).to_be_visible()
    assert (small_targets(screen), violations(screen)) == ([], [])
    screen.button("Nueva reserva").click()
    screen.page.get_by_role("dialog").get_by_role("button", name="4", exact=True).click()
    screen.page.get_by_role("dialog").get_by_label("Hora").fill("20:00")
    screen.page.get_by_text("¿Por qué no las otras?").click()
    assert (small_targets(screen), violations(screen)) == ([], [])


def test_the_line_of_this_moment_strikes_through_no_name(book: Any, api: Api) -> None:
    """A booking of this hour, which began before now or will; one of the hour before is there in any case."""
    when = this_hour(api)
    table = api.full()["tables"][0]["id"]
    api.act("POST", "/reservations", {"guestName": "Kim", "partySize": 2, "assignedTableId": table} | when)
    screen = book()
    screen.page.goto(f"{screen.server.url}/host#/book/{when['date']}")
    bar = screen.page.locator(".timeline-bar")
    expect(bar).to_contain_text("Kim")
    on_top = """bar => {
      const line = document.querySelector('.timeline-now span')
      line.parentElement.style.pointerEvents = 'auto'
      const box = bar.getBoundingClientRect()
      line.style.left = 'auto'
      line.style.right = `${line.parentElement.getBoundingClientRect().right - box.right + box.width / 2}px`
      const there = line.getBoundingClientRect()
      const over = document.elementFromPoint(there.left + 1, box.top + box.height / 2)
      return there.left > box.left && there.right < box.right && bar.contains(over)
    }"""
    assert bar.evaluate(on_top)
