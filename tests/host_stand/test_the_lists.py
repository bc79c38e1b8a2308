"""The stand's bar, lists and sheets: what is next for a party, who is found, what the keyboard does."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET

Open = Callable[..., Screen]


@pytest.fixture
def door(open_screen: Open, host: SimpleNamespace, api: Api) -> Callable[..., Screen]:
    """Return a function that opens a stand with one table for four, where the Lees wait with an allergy."""
    api.act("POST", "/tables", {"number": 7, "capacity": 4})
    told = {"tags": ["VIP", "allergy: nuts"], "phoneNumber": "+34 600 555 102", "quotedWait": 20}
    api.act("POST", "/guests", {"name": "Íñigo Lee", "partySize": 3, **told})

    def open_door(**device: Any) -> Screen:
        return open_screen(host, **device)

    return open_door


def test_a_party_is_notified_then_seated_and_comes_back_by_undo(door: Any, api: Api) -> None:
    screen = door()
    expect(screen.row("Lee")).to_contain_text("Allergy: nuts")
    with screen.page.expect_response("**/notify"):
        screen.row("Lee").get_by_role("button", name="Notify").click()
    expect(screen.row("Lee")).to_contain_text(re.compile(r"Notified just now.*Held 10 min more"))
    [lee] = api.get(f"{api.base}/guests")
    assert lee["heldUntil"]
    screen.row("Lee").get_by_role("button", name="Seat at 7").click()
    screen.sees("7", "seated", "Íñigo Lee party of 3").tab("Seated")
    expect(screen.row("Lee")).to_contain_text(re.compile(r"Free ~\d"))
    screen.page.keyboard.press("u")
    screen.tab("Wait").is_waiting("Lee").sees("7", "free")


def test_a_free_table_says_for_whom_it_is_held_before_somebody_else_is_seated_there(door: Any) -> None:
    screen = door()
    with screen.page.expect_response("**/notify"):
        screen.row("Lee").get_by_role("button", name="Notify").click()
    screen.sees("7", "held for Íñigo Lee").table("7").click()
    told = screen.page.get_by_role("dialog", name="Table 7").get_by_text("Held for Íñigo Lee until")
    expect(told).to_be_visible()
    screen.page.keyboard.press("Escape")
    screen.add_walk_in("Park", 2).choose("Park")
    offer = screen.page.locator(".offer")
    expect(offer).to_have_text(re.compile("7 held for Íñigo Lee until .*, fits 4"))
    screen.goes_offline().sees("7", "held for Íñigo Lee")
    expect(offer).to_have_text(re.compile("7 held for Íñigo Lee until .*, fits 4"))


def test_what_can_be_done_with_the_last_of_a_long_list_is_in_sight_once_it_is_chosen(door: Any, api: Api) -> None:
    for number in range(12):
        api.act("POST", "/guests", {"name": f"Party {number}", "partySize": 2})
    screen = door().choose("Party 11")
    expect(screen.button("Cancel party")).to_be_in_viewport(ratio=1)
    move = "one => (one.scrollTop = 99, one.scrollTop)"
    assert [screen.page.locator(what).evaluate(move) for what in (".rows", ".stand", ".frame")] == [99, 0, 0]


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_what_is_known_of_a_party_is_corrected_and_taken_back(door: Any, api: Api, device: dict[str, Any]) -> None:
    screen = door(**device)
    if device is TABLET:
        screen.choose("Lee")
    screen.button("Details of Íñigo Lee").click()
    sheet = screen.page.get_by_role("dialog", name="Íñigo Lee")
    [lee] = api.get(f"{api.base}/guests")
    sheet = screen.page.get_by_role("dialog", name="Íñigo Lee")
    if device is TABLET:  # somebody else corrects it meanwhile
        api.act("PATCH", f"/guests/{lee['id']}", {"partySize": 4})
        expect(screen.row("Lee").locator(".badge")).to_contain_text("4")
    else:
        sheet.get_by_role("button", name="4", exact=True).click()
    sheet.get_by_label("Notes").fill("By the window")
    sheet.get_by_role("button", name="High chair").click()
    sheet.get_by_label("Allergy").fill("fish")
    with screen.page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        screen.button("Save changes").click()
    expect(screen.row("Lee")).to_contain_text("Allergy: fish")
    expect(screen.row("Lee")).to_contain_text("High chair")
    [lee] = api.get(f"{api.base}/guests")
    assert (lee["partySize"], lee["notes"], lee["phoneNumber"]) == (4, "By the window", "+34 600 555 102")
    assert lee["tags"] == ["VIP", "high chair", "allergy: fish"]
    screen.button("Undo").click()
    expect(screen.row("Lee")).to_contain_text("Allergy: nuts")


def test_a_walk_in_takes_the_quote_of_its_size_and_its_code_is_shown(door: Any, api: Api) -> None:
    screen = door()
    screen.page.keyboard.press("n")
    sheet = screen.page.get_by_role("dialog", name="New walk-in")
    sheet.get_by_role("button", name="3", exact=True).click()
    expect(sheet.get_by_text("Likely 15–25 min, 1 party ahead")).to_be_visible()
    sheet.get_by_role("button", name="5 minutes longer").click()
    sheet.get_by_label("Name").fill("Okafor")
    with screen.page.expect_response(lambda answer: answer.request.method == "POST"):
        screen.button("Add to waitlist").click()
    screen.choose("Okafor").button("Details of Okafor").click()
    [okafor] = api.get(f"{api.base}/guests", q="Okafor")
    assert okafor["quotedWait"] == 25
    screen.page.get_by_text("Their place in line").click()
    expect(screen.page.get_by_role("img", name="QR code")).to_be_visible()
    assert screen.page.evaluate("document.querySelector('.qr').naturalWidth") > 0


def test_the_bar_says_what_is_free_and_nothing_while_it_cannot_know(door: Any, api: Api) -> None:
    screen = door()
    free = screen.page.get_by_role("group", name="Next free table")
    expect(free).to_contain_text(re.compile(r"Parties of up to 4\D*4\D*now"))
    api.act("POST", "/guests", {"id": "sato", "name": "Sato", "partySize": 4})
    [seven] = api.get(f"{api.base}/tables")
    api.act("POST", "/guests/sato/seat", {"table_id": seven["id"]})
    expect(free).to_contain_text(re.compile(r"Parties of up to 4\D*4\D*~\d+ min"), timeout=8_000)
    screen.goes_offline()
    expect(free).to_have_attribute("data-known", "false")
    expect(free).not_to_contain_text("min")
    screen.goes_online()
    expect(free).to_have_attribute("data-known", "true")


def test_who_was_forgotten_in_line_the_day_before_is_below_it_and_taken_off_with_one_tap(door: Any, api: Api) -> None:
    came = (datetime.now(UTC) - timedelta(hours=30)).isoformat()
    api.act("POST", "/guests", {"name": "Moreau", "partySize": 4, "arrivalTime": came})
    screen = door()
    forgotten = screen.page.get_by_role("region", name="Still listed from an earlier day")
    expect(forgotten.get_by_role("button", name=re.compile("Moreau since"))).to_be_visible()
    expect(screen.row("Lee")).to_contain_text("Table 7")
    expect(screen.page.locator(".bar-figures")).to_have_text(re.compile("waiting3$"))
    expect(screen.page.get_by_role("navigation").get_by_role("button", name=re.compile("^Wait"))).to_contain_text("1")
    screen.page.evaluate(AXE.read_text())
    assert (violations(screen), small_targets(screen)) == ([], [])
    forgotten.get_by_role("button", name="No-show: Moreau").click()
    expect(forgotten).to_have_count(0)
    screen.is_waiting("Lee")


def test_the_keyboard_alone_finds_helps_and_can_be_switched_off(door: Any) -> None:
    screen = door()
    keyboard = screen.page.keyboard
    keyboard.press("/")
    keyboard.type("ini")
    expect(screen.page.get_by_role("option", name=re.compile("Party of 3 ?Íñigo Lee .*Waiting"))).to_be_visible()
    keyboard.press("Enter")
    expect(screen.page.get_by_role("dialog", name="Íñigo Lee")).to_be_visible()
    keyboard.press("Escape")
    keyboard.press("3")
    expect(screen.page.get_by_text("Nobody is seated.")).to_be_visible()
    keyboard.press("?")
    help_ = screen.page.get_by_role("dialog", name="Keyboard")
    expect(help_).to_contain_text("New walk-in")
    keyboard.press("Shift+Tab")
    expect(help_.get_by_role("checkbox")).to_be_focused()
    keyboard.press("Space")
    expect(help_.get_by_role("checkbox")).not_to_be_checked()
    keyboard.press("Escape")
    expect(help_).to_have_count(0)
    screen.page.reload()
    screen.is_live().page.keyboard.press("n")
    keyboard.press("/")
    keyboard.press("?")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    screen.page.get_by_role("button", name="Logged in").click()
    screen.button("Keyboard").click()
    expect(help_.get_by_role("checkbox")).not_to_be_checked()


def test_who_is_on_is_told_to_the_others(door: Any, open_screen: Open, server: Any, api: Api) -> None:
    colleague = {"email": f"ben.{api.login['user_id'][:8]}@example.com", "password": "quite a long one", "role": "host"}
    api.act("POST", "/users", {**colleague, "first_name": "Ben", "last_name": "Ruiz"})
    screen = door()
    other = open_screen(SimpleNamespace(url=server.url, email=colleague["email"], password=colleague["password"]))
    screen.page.get_by_role("button", name="2 people are on").click()
    expect(screen.page.get_by_role("list", name="2 people are on")).to_contain_text("Ben Ruiz")
    other.page.context.close()
    expect(screen.page.get_by_role("button", name="2 people are on")).to_have_count(0)


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_axe_and_fingertips_find_nothing(door: Any, device: dict[str, Any]) -> None:
    screen = door(**device)
    page = screen.page
    page.evaluate(AXE.read_text())
    screen.row("Lee").get_by_role("button", name="Notify").click()
    screen.button("Dismiss").click()

    def is_fine(what: str) -> None:
        assert (what, violations(screen), small_targets(screen)) == (what, [], [])

    is_fine("list")
    page.keyboard.press("/")
    page.keyboard.type("lee")
    is_fine("search")
    page.keyboard.press("Enter")
    page.get_by_text("Their place in line").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    is_fine("party")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    is_fine("walk-in")
    screen.button("How the last quotes did").click()
    expect(page.get_by_text("No quoted party")).to_be_visible()
    is_fine("quotes")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    is_fine("help")
