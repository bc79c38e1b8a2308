"""Settings, as an admin and a host meet them."""

from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bench.clients.api import Api
from tests.host_stand.settings import Open, fill, visit
from tests.host_stand.test_one_screen import AXE, small_targets, violations
from tests.support.browser import PHONE, TABLET

ALL = ["device", "you", "guests", "policies", "hours", "devices", "restaurant", "staff", "demo", "about"]


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
    on_one_line = "one => one.lastElementChild.offsetTop <= one.firstElementChild.offsetTop"
    assert page.locator(".notice").evaluate(on_one_line)
    policies = api.get(f"{api.base}/policies")
    assert (policies["hold_minutes"], policies["size_classes"], policies["online_waitlist"]) == (15, [3, 5], True)
    assert policies["stages"] == ["seated", "ordered", "mains", "check", "paid"]

    page.get_by_label("Size classes").fill("5, 3")
    screen.button("Save").click()
    expect(page.get_by_role("alert").filter(has_text="above the one before it")).to_be_visible()
    expect(page.locator(".notice")).to_have_count(0, timeout=1_000)

    visit(screen, "hours").page.get_by_label("Tell opening hours").check()
    page.get_by_label("Monday closes").fill("01:30")
    screen.button("All days like Monday").click()
    with page.expect_response("**/policies"):
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


@pytest.mark.parametrize("device", [TABLET, PHONE], ids=["tablet", "phone"])
def test_all_settings_can_be_read_and_tapped(
    open_screen: Open, host: SimpleNamespace, api: Api, device: dict[str, Any]
) -> None:
    api.act("PUT", "/policies", {"hours": {"friday": [{"open": "18:00", "close": "01:00"}]}})
    screen = open_screen(host, **device)
    screen.page.evaluate(AXE.read_text())
    for section in ALL:
        visit(screen, section)
        expect(screen.page.locator(".settings-body, .settings-nav").first).to_be_attached()
        expect(screen.page.locator(".reading")).to_have_count(0)
        assert (section, small_targets(screen), violations(screen)) == (section, [], [])


def ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")
