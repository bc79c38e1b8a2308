"""People who share a paired device: they switch by PIN, and it locks itself."""

from types import SimpleNamespace

from playwright.sync_api import expect

from bench.clients.api import Api
from tests.host_stand.settings import RIGHT, Open, is_in_reach, visit, with_pin

WRONG = "1357"


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


def test_who_has_told_no_name_is_called_so(open_screen: Open, host: SimpleNamespace, api: Api) -> None:
    api.act("PUT", f"/users/{api.login['user_id']}/pin", {"pin": RIGHT, "password": host.password})
    screen = open_screen(host)
    visit(screen, "devices").button("Pair").click()
    screen.button("Lock").click()
    screen.button("No name").click()
    expect(screen.page.get_by_role("heading", name="No name")).to_be_focused()
    screen.page.keyboard.type(WRONG)
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("alert")).to_have_text("That isn’t the right PIN. Try again.")
