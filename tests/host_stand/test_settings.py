"""Settings, the first run and people who share a device, as an admin, a host and a stranger meet them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.host_stand.screen import Screen
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET, Elsewhere

Open = Callable[..., Screen]
WRONG, RIGHT = "1357", "2580"
ALL = ["device", "you", "guests", "policies", "hours", "devices", "restaurant", "staff", "demo", "about"]


@pytest.fixture
def empty_box(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server on which nobody has a login."""
    box = ServerProcess(tmp_path).prepare("--empty").start()
    yield box
    assert box.stop() == 0
    assert "Traceback" not in box.log()


def test_an_empty_box_is_set_up_on_a_phone_and_its_demo_erased(browser: Browser, empty_box: ServerProcess) -> None:
    elsewhere = Elsewhere(empty_box.url)
    context = browser.new_context(**PHONE, color_scheme="dark", timezone_id="America/Mexico_City")
    elsewhere.guard(context)
    page = context.new_page()
    page.goto(empty_box.url)
    expect(page.get_by_label("Time zone")).to_have_value("America/Mexico_City")
    expect(page.get_by_label("The business day ends at")).to_have_value("4")
    page.get_by_label("Tell opening hours").check()
    is_in_reach(page)

    fill(page, {"Setup code": "AAAA-AAAA", "First name": "Maria", "Email": "maria@example.com"})
    fill(page, {"Password": "a-password-for-tests"})
    page.get_by_label("Name", exact=True).fill("Casa María")
    page.get_by_role("radio", name="Diner").check()
    page.get_by_label("Load a demo service").check()
    page.get_by_role("button", name="Open the stand").click()
    expect(page.get_by_role("alert")).to_contain_text("setup code")

    (line,) = [line for line in empty_box.lines if "code" in line]
    page.get_by_label("Setup code").fill(line.split()[-1])
    page.keyboard.press("Enter")
    expect(page.locator(".pill")).to_have_text("Live")
    expect(page.locator(".row").first).to_be_visible()
    is_in_reach(page)

    page.get_by_role("button", name="Erase").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase").click()
    expect(page.get_by_text("nothing here is real")).to_have_count(0)
    expect(page.locator(".row")).to_have_count(0)
    assert elsewhere == []
    context.close()


def test_people_share_a_paired_device_by_pin(open_screen: Open, host: SimpleNamespace, api: Api) -> None:
    ana = with_pin(api, "Ana", "host")
    screen = open_screen(host)
    page = screen.page
    visit(screen, "devices").button("Pair").click()
    expect(screen.button("Lock")).to_be_visible()
    screen.button("Lock").click()
    is_in_reach(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ana")).to_be_focused()
    page.keyboard.type(WRONG)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("isn’t Ana’s PIN")
    is_in_reach(page)
    for digit in RIGHT:
        screen.button(digit).click()
    screen.button("OK").click()
    with page.expect_response("**/guests"):
        screen.is_live().add_walk_in("Lee", 2)
    (joined,) = api.get(f"{api.base}/activity", limit=1)
    assert (joined["about"][0]["name"], joined["actor"]["id"]) == ("Lee", ana)

    screen.button("+ Walk-in").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Kim")
    page.evaluate("() => ['.sheet-act', '.lock'].forEach((one) => document.querySelector(one).click())")
    expect(page.get_by_role("heading", name="Who is this?")).to_be_visible()
    page.get_by_role("button", name="Ana").click()
    expect(page.get_by_role("heading", name="Ana")).to_be_focused()
    assert "Kim" in [party["name"] for party in api.get(f"{api.base}/guests")], "what was tapped last is done before"
    page.keyboard.type(RIGHT)
    page.keyboard.press("Enter")

    screen.is_live().goes_offline().button("Lock").click()
    expect(page.get_by_role("alert").filter(has_text="Without the box")).to_be_visible()
    screen.goes_online().button("Lock").click()
    page.get_by_role("button", name="Log in with password").click()
    expect(page.get_by_label("Password")).to_be_visible()

    (device,) = api.get(f"{api.base}/devices")
    api.act("DELETE", f"/devices/{device['id']}")
    screen.button("Back to the faces").click()
    expect(screen.button("Log in")).to_be_visible()
    expect(screen.button("Back to the faces")).to_have_count(0)


def test_a_device_that_nobody_touches_locks_itself(open_screen: Open, host: SimpleNamespace, api: Api) -> None:
    with_pin(api, "Ana", "admin")
    screen = open_screen(host)
    visit(screen, "devices").button("Pair").click()
    expect(screen.button("Lock")).to_be_visible()
    visit(screen, "device").page.get_by_role("radio", name="2 min").check()
    screen.page.clock.install()
    screen.page.reload()
    screen.is_live().page.clock.fast_forward("03:00")
    screen.button("Ana").click()
    for digit in RIGHT:
        screen.button(digit).click()
    screen.button("OK").click()
    visit(screen.is_live(), "staff")
    expect(screen.page.get_by_text("you came in by PIN")).to_be_visible()


def test_an_admin_sets_the_house_and_a_host_sees_only_what_is_theirs(
    open_screen: Open, host: SimpleNamespace, api: Api
) -> None:
    screen = open_screen(host)
    page = screen.page
    visit(screen, "policies")
    page.get_by_label("Minutes a table is held").fill("15")
    page.get_by_label("Size classes").fill("3, 5")
    page.get_by_label("Dessert").uncheck()
    page.get_by_label("Guests join the waitlist").check()
    screen.button("Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    policies = api.get(f"{api.base}/policies")
    assert (policies["hold_minutes"], policies["size_classes"], policies["online_waitlist"]) == (15, [3, 5], True)
    assert policies["stages"] == ["seated", "ordered", "mains", "check", "paid"]

    page.get_by_label("Size classes").fill("5, 3")
    screen.button("Save").click()
    expect(page.get_by_role("alert").filter(has_text="above the one before it")).to_be_visible()

    visit(screen, "hours").page.get_by_label("Tell opening hours").check()
    page.get_by_label("Monday closes").fill("01:30")
    screen.button("All days like Monday").click()
    screen.button("Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert api.get(f"{api.base}/policies")["hours"]["sunday"] == [{"open": "18:00", "close": "01:30"}]

    visit(screen, "staff")
    fill(page, {"First name": "Ben", "Email": f"ben.{api.restaurant_id}@example.com"})
    screen.button("Add somebody").click()
    made = page.get_by_text("shown only now")
    expect(made).to_be_visible()
    ben = SimpleNamespace(url=host.url, email=f"ben.{api.restaurant_id}@example.com")
    ben.password = (made.text_content() or "").split(": ")[-1]

    other = visit(open_screen(ben, **PHONE), "").page
    expect(other.get_by_role("navigation", name="Settings").get_by_role("link")).to_have_text(
        ["This device", "Your account", "Guests’ pages", "About"]
    )
    other.get_by_role("link", name="Guests’ pages").click()
    expect(other.get_by_role("img", name="QR code: Waitlist")).to_be_visible()
    expect(other.get_by_role("link", name="/w/")).to_be_visible()
    expect(other.get_by_role("button", name="Make the link")).to_have_count(0)


def test_an_admin_gives_the_guests_pages_their_address_and_language(
    open_screen: Open, host: SimpleNamespace, api: Api
) -> None:
    screen = open_screen(host)
    page, slug = screen.page, f"casa-{api.restaurant_id[:8]}"
    address = visit(screen, "restaurant").page.get_by_label("Address of the guests’ page")
    other = Api.register(host.url, f"Next Door {api.restaurant_id[:8]}")
    address.fill(other.get(other.base)["slug"])
    other.close()
    screen.button("Save").click()
    expect(page.get_by_role("alert").filter(has_text="Choose another slug")).to_be_visible()
    address.fill(slug)
    expect(page.get_by_text(f"/w/{slug}")).to_be_visible()
    screen.button("Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    visit(screen, "policies").page.get_by_role("radio", name="Español").check()
    screen.button("Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    shown = page.request.get(f"{host.url}/w/{slug}", headers={"Accept-Language": "en"})
    assert (shown.status, shown.headers["content-language"]) == (200, "es")


def test_people_change_their_own_name_and_password(open_screen: Open, host: SimpleNamespace, api: Api) -> None:
    screen = open_screen(host)
    page = visit(screen, "you").page
    fill(page, {"First name": "Zoë", "Last name": "Park"})
    screen.button("Save").first.click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.locator(".person-menu .popover-open")).to_contain_text("Zoë Park")
    me = api.get("/auth/me")
    assert (me["first_name"], me["last_name"]) == ("Zoë", "Park")

    password = page.get_by_role("region", name="Password")
    password.get_by_label("Your password").fill(host.password)
    password.get_by_label("New password", exact=True).fill("another-password")
    password.get_by_label("The new password again").fill("another-passwort")
    password.get_by_role("button", name="Save").click()
    expect(password.get_by_text("don’t match")).to_be_visible()
    password.get_by_label("The new password again").fill("another-password")
    password.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Your password is changed.")).to_be_visible()
    expect(password.get_by_label("Your password")).to_have_value("")
    screen.is_live().log_out()
    open_screen(SimpleNamespace(url=host.url, email=host.email, password="another-password"))


def test_a_device_has_its_own_colours_and_the_lobby_its_link(open_screen: Open, host: SimpleNamespace) -> None:
    screen = open_screen(host, **TABLET, color_scheme="light")
    page = visit(screen, "device").page
    light = ground(page)
    page.get_by_role("radio", name="Dark").check()
    assert ground(page) != light
    page.reload()
    screen.is_live()
    assert ground(page) != light
    visit(screen, "guests").button("Make the link").click()
    link = page.get_by_role("link", name="/display/").get_attribute("href") or ""
    assert page.request.get(link).status == 200
    screen.button("End the link").click()
    page.get_by_role("dialog").get_by_role("button", name="End the link").click()
    expect(screen.button("Make the link")).to_be_visible()
    assert page.request.get(link).status == 404


@pytest.mark.parametrize(
    ("device", "scheme"), [(TABLET, "dark"), (PHONE, "light")], ids=["tablet in the dark", "phone in the light"]
)
def test_all_settings_can_be_read_and_tapped(
    open_screen: Open, host: SimpleNamespace, api: Api, device: dict[str, Any], scheme: str
) -> None:
    api.act("PUT", "/policies", {"hours": {"friday": [{"open": "18:00", "close": "01:00"}]}})
    screen = open_screen(host, **device, color_scheme=scheme)
    screen.page.evaluate(AXE.read_text())
    for section in ALL:
        visit(screen, section)
        expect(screen.page.locator(".settings-body, .settings-nav").first).to_be_attached()
        expect(screen.page.locator(".reading")).to_have_count(0)
        assert (section, small_targets(screen), violations(screen)) == (section, [], [])


def visit(screen: Screen, section: str) -> Screen:
    """Open a part of the settings as a link does, without loading the page anew."""
    screen.page.evaluate("section => (location.hash = `#/settings/${section}`)", section)
    expect(screen.page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    return screen


def with_pin(api: Api, name: str, role: str) -> str:
    """Add one of the staff who has a PIN; return their id."""
    person = {"first_name": name, "email": f"{name}.{api.restaurant_id}@example.com", "role": role}
    added = api.act("POST", "/users", person)
    api.act("PUT", f"/users/{added['id']}/pin", {"pin": RIGHT})
    return added["id"]


def fill(page: Page, fields: dict[str, str]) -> None:
    for label, value in fields.items():
        page.get_by_label(label).fill(value)


def is_in_reach(page: Page) -> None:
    """Expect what stands there now to be large enough for a finger, and axe to find nothing."""
    page.evaluate(AXE.read_text())
    screen = Screen(page, None)
    assert (small_targets(screen), violations(screen)) == ([], [])


def ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")
