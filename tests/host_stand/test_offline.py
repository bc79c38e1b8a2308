"""A device that loses the box in mid-evening: what is done meanwhile waits, happens once, and in its person's name."""

import secrets
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Request, expect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.host_stand.screen import Screen
from tests.support.this_hour import this_hour

Open = Callable[..., Screen]


@pytest.fixture
def floor(api: Api) -> dict[int, str]:
    """Four tables for four in a restaurant of the test's own; their ids by their numbers."""
    return {number: api.act("POST", "/tables", {"number": number, "capacity": 4})["id"] for number in range(1, 5)}


@pytest.mark.usefixtures("floor")
def test_an_evening_offline_ends_as_if_the_line_had_stood(open_screen: Open, host: SimpleNamespace) -> None:
    here, there = open_screen(host), open_screen(host)
    here.add_walk_in("Ann", 2)
    there.is_waiting("Ann").goes_offline()
    there.seat("Ann", "1").add_walk_in("Bob", 3).seat("Bob", "2").table("1").click()
    there.button("Left").click()
    there.shows_pill("Offline", "4 waiting")
    here.add_walk_in("Cy", 4).seat("Cy", "3").sees("3", "seated", "Cy")
    there.sees("3", "free")

    there.goes_online().sees("3", "seated", "Cy").sees("1", "free").sees("2", "seated", "Bob")
    here.sees("1", "free").sees("2", "seated", "Bob").is_not_listed("Ann")
    expect(there.page.locator(".pill")).to_have_text("Live")


@pytest.mark.usefixtures("floor")
def test_a_tab_that_was_closed_offline_sends_what_it_did_once_it_is_open_again(
    open_screen: Open, host: SimpleNamespace
) -> None:
    here, there = open_screen(host), open_screen(host)
    there.goes_offline().add_walk_in("Ann", 2).seat("Ann", "1").sees("1", "seated", "Ann")
    there.shows_pill("2 waiting")
    context = there.page.context
    there.page.close()
    context.set_offline(False)
    here.sees("1", "free")

    again = Screen(context.new_page(), host)
    again.page.goto(f"{host.url}/host")
    again.is_live().sees("1", "seated", "Ann")
    here.sees("1", "seated", "Ann")
    here.tab("Seated")
    expect(here.row("Ann")).to_have_count(1)


@pytest.mark.usefixtures("floor")
def test_a_browser_that_loses_its_database_in_mid_evening_goes_on(open_screen: Open, host: SimpleNamespace) -> None:
    here, there = open_screen(host), open_screen(host)
    here.add_walk_in("Ann", 2)
    there.is_waiting("Ann")
    erase = {"origin": host.url, "storageTypes": "indexeddb"}
    here.page.context.new_cdp_session(here.page).send("Storage.clearDataForOrigin", erase)
    here.seat("Ann", "1")
    there.sees("1", "seated", "Ann")
    here.add_walk_in("Bob", 3)
    there.is_waiting("Bob")


def test_bookings_that_come_offline_are_here_on_both_screens_unless_the_book_says_otherwise(
    open_screen: Open, host: SimpleNamespace, api: Api, floor: dict[int, str]
) -> None:
    when = {"partySize": 2} | this_hour(api)
    kim = api.act("POST", "/reservations", when | {"guestName": "Kim", "tableId": floor[2]})["id"]
    lee = api.act("POST", "/reservations", when | {"guestName": "Lee", "tableId": floor[3]})["id"]
    here, there = open_screen(host).tab("Booked"), open_screen(host).tab("Booked").goes_offline()
    for name in ("Kim", "Lee"):
        there.row(name).get_by_role("button", name="Arrived").click()
    there.row("Kim").get_by_role("button", name="Seat at 2").click()
    there.is_not_listed("Kim").shows_pill("Offline", "3 waiting")
    expect(here.row("Kim").get_by_role("button", name="Arrived")).to_be_visible()
    api.act("POST", f"/reservations/{lee}/cancel")

    there.page.context.set_offline(False)
    there.shows_pill("1 to decide")
    expect(there.page.get_by_text("Not done: Lee, booked, has arrived.")).to_be_visible()
    for screen in (here, there):
        screen.sees("2", "seated", "Kim party of 2").sees("3", "free").is_not_listed("Kim").is_not_listed("Lee")
    statuses = [api.get(f"{api.base}/reservations/{one}")["status"] for one in (kim, lee)]
    assert (statuses, len(api.get("/api/guests"))) == (["seated", "cancelled"], 1)


def test_a_refused_seating_says_who_sits_there_and_the_rest_goes_on(
    open_screen: Open, host: SimpleNamespace, api: Api, floor: dict[int, str]
) -> None:
    for name in ("Ann", "Bob"):
        api.act("POST", "/guests", {"name": name, "partySize": 2})
    screen = open_screen(host).is_waiting("Bob").goes_offline()
    screen.seat("Ann", "1").table("1").click()
    screen.button("Left").click()
    screen.seat("Bob", "2").shows_pill("3 waiting")
    lee = api.act("POST", "/guests", {"name": "Lee", "partySize": 3})["id"]
    api.act("POST", f"/guests/{lee}/seat", {"table_id": floor[1]})

    screen.goes_online().sees("1", "seated", "Lee").sees("2", "seated", "Bob")
    alert = screen.page.get_by_role("alert")
    expect(alert).to_contain_text("Table 1 is taken by Lee (party of 3).")
    expect(alert).to_contain_text("1 more action that was built on it is set aside.")
    screen.shows_pill("2 to decide").is_waiting("Ann").opens_queue()
    screen.button("Discard: Ann left").click()
    screen.button("Another table for Ann").click()
    screen.table("3").click()
    screen.sees("3", "seated", "Ann").is_live()
    assert api.get(f"{api.base}/tables/{floor[1]}")["currentGuestId"] == lee


@pytest.mark.usefixtures("floor")
def test_a_discarded_action_takes_what_was_built_on_it_along(open_screen: Open, host: SimpleNamespace) -> None:
    here, there = open_screen(host), open_screen(host)
    there.goes_offline().add_walk_in("Ann", 2).seat("Ann", "1").opens_queue()
    there.button("Discard: Add Ann, party of 2").click()
    expect(there.page.get_by_role("status").last).to_contain_text("1 more action that was built on it is set aside.")
    there.sees("1", "free").opens_queue()
    expect(there.page.get_by_role("dialog")).to_contain_text("What it was built on was discarded.")
    there.goes_online().shows_pill("Live", "1 to decide")
    here.sees("1", "free").is_not_listed("Ann")


@pytest.mark.usefixtures("floor")
def test_two_tabs_of_one_browser_send_each_action_once(open_screen: Open, host: SimpleNamespace) -> None:
    one, watcher = open_screen(host), open_screen(host)
    other = Screen(one.page.context.new_page(), host)
    other.page.goto(f"{host.url}/host")
    other.is_live()
    asked: list[Request] = []
    one.page.context.on("request", lambda sent: asked.append(sent) if sent.method == "POST" else None)
    one.goes_offline()
    one.add_walk_in("Ann", 2).seat("Ann", "1")
    other.is_not_listed("Ann").sees("1", "seated", "Ann")
    other.add_walk_in("Bob", 2).seat("Bob", "2")
    asked.clear()
    one.goes_online().sees("2", "seated", "Bob")
    other.is_live()
    watcher.sees("1", "seated", "Ann").sees("2", "seated", "Bob")
    acts = [sent for sent in asked if "/guests" in sent.url]
    assert [sent.url.rpartition("/")[2] for sent in acts] == ["guests", "seat", "guests", "seat"]
    assert all("occurred-at" in sent.headers for sent in acts), "each says when it was decided"


def test_what_one_person_left_waiting_is_not_sent_by_the_next_who_reads_their_present_name(
    open_screen: Open, host: SimpleNamespace, api: Api, floor: dict[int, str]
) -> None:
    email = f"{secrets.token_hex(6)}@example.com"
    api.act("POST", "/users", {"email": email, "role": "host", "password": host.password, "first_name": "Ben"})
    screen = open_screen(host)
    screen.page.route("**/guests", lambda route: route.abort())
    screen.add_walk_in("Ann", 2).page.goto(f"{host.url}/host#/settings/you")
    screen.page.get_by_label("First name").fill("Zoë")
    screen.button("Save").first.click()
    expect(screen.page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    screen.log_out()
    screen.server = SimpleNamespace(url=host.url, email=email, password=host.password)
    screen.log_in().is_not_listed("Ann").opens_queue()
    expect(screen.page.get_by_role("dialog")).to_contain_text("1 action of Zoë will be sent when")
    assert api.full()["guests"] == []
    screen.button("Close").click()
    screen.log_out()
    screen.page.unroute("**/guests")
    screen.server = host
    screen.log_in().is_waiting("Ann")
    trail = api.get(f"{api.base}/activity", entity_type="guest")
    assert [one["actor"]["id"] for one in trail] == [api.login["user_id"]]


def test_an_undo_that_is_too_late_says_why(
    open_screen: Open, host: SimpleNamespace, api: Api, floor: dict[int, str]
) -> None:
    ann = api.act("POST", "/guests", {"name": "Ann", "partySize": 2})["id"]
    api.act("POST", f"/guests/{ann}/seat", {"table_id": floor[1]})
    screen = open_screen(host).sees("1", "seated", "Ann")
    screen.table("1").click()
    screen.button("Left").click()
    screen.sees("1", "free").opens_queue()
    expect(screen.button("Undo: Ann left")).to_be_visible()
    lee = api.act("POST", "/guests", {"name": "Lee", "partySize": 3})["id"]
    api.act("POST", f"/guests/{lee}/seat", {"table_id": floor[1]})
    screen.sees("1", "seated", "Lee").button("Undo: Ann left").click()
    alert = screen.page.get_by_role("alert")
    expect(alert).to_contain_text("Can’t undo. Table 1 was seated")
    expect(alert).to_contain_text("Lee, party of 3")
    screen.sees("1", "seated", "Lee")


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that a test may kill."""
    process = ServerProcess(tmp_path_factory.mktemp("own")).prepare("--demo").start()
    yield process
    process.stop()


def test_a_box_that_dies_in_the_rush_loses_and_doubles_nothing(
    open_screen: Open, own: ServerProcess, elsewhere: list[str]
) -> None:
    elsewhere.host = own.url.removeprefix("http://")  # type: ignore[attr-defined]
    screen = open_screen(own)
    label = screen.free_table(2)
    for number in range(3):
        screen.add_walk_in(f"Early {number}", 2)
    own.kill()
    for number in range(3):
        screen.add_walk_in(f"Late {number}", 2)
    screen.seat("Early 0", label).shows_pill("waiting")
    own.start()
    screen.is_live().sees(label, "seated", "Early 0")
    api = Api.log_in(own.url, own.email, own.password)
    names = [guest["name"] for guest in api.full()["guests"] if guest["name"].startswith(("Early", "Late"))]
    assert sorted(names) == [f"{when} {number}" for when in ("Early", "Late") for number in range(3)]
    api.close()
