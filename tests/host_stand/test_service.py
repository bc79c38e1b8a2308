"""For who runs the evening: the servers' strip, the reports, and who did what."""

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

Open = Callable[..., Screen]


@pytest.fixture
def tables(api: Api) -> list[str]:
    """Make a section with two tables for four; return their ids."""
    section = api.act("POST", "/sections", {"name": "Terrace"})["id"]
    both = [{"number": n, "capacity": 4, "sectionId": section, "position": {"x": n / 3, "y": 0.5}} for n in (1, 2)]
    return [api.act("POST", "/tables", table)["id"] for table in both]


def seated(api: Api, table: str, name: str, size: int) -> str:
    guest = api.act("POST", "/guests", {"name": name, "partySize": size})["id"]
    api.act("POST", f"/guests/{guest}/seat", {"table_id": table})
    return guest


def go(screen: Screen, path: str) -> None:
    screen.page.goto(f"{screen.server.url}/host#{path}")
    expect(screen.page.locator(".page h1")).to_be_visible()


def test_servers_come_on_duty_get_tables_and_take_turns(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: list[str]
) -> None:
    screen = open_screen(host)
    strip = screen.page.get_by_role("region", name="Servers")
    expect(strip).to_contain_text("No servers on duty.")
    screen.button("Add who is on").click()
    for name in ("Ana Ruiz", "Ben Cole"):
        screen.page.get_by_role("dialog").get_by_label("Name").fill(name)
        screen.button("Add and start shift").click()
        expect(strip.get_by_text(name)).to_be_visible()

    strip.get_by_role("button", name="Ana Ruiz").first.click()
    screen.button("Terrace").click()
    expect(strip.locator("[data-next=true]")).to_contain_text("2 tables · 0 covers")
    screen.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    strip.get_by_role("button", name="Ben Cole").first.click()
    screen.table("1").first.click()
    expect(screen.button("Table 1, Ben Cole")).to_have_attribute("aria-pressed", "true")

    seated(api, tables[1], "Lee", 3)
    expect(strip.locator("[data-next=true]")).to_contain_text("Ben Cole")
    expect(strip.locator(".on-duty").nth(1)).to_contain_text("Ana Ruiz1 table · 3 covers · 0 min since last")
    told = api.get(f"{api.base}/servers/rotation")["servers"]
    assert strip.locator(".on-duty b").all_inner_texts() == [one["name"] for one in told]

    screen.button("Pause, Ben Cole").click()
    expect(strip.locator("[data-next=true]")).to_contain_text("Ana Ruiz")
    screen.button("End shift").click()
    expect(strip.get_by_text("Ben Cole")).to_have_count(0)
    screen.button("Undo").click()
    expect(strip.locator("[data-next=true]")).to_contain_text("Ben Cole")
    assert [table["serverId"] is not None for table in api.get(f"{api.base}/tables")] == [True, True]


def test_an_evening_is_read_as_a_report_and_taken_along(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: list[str]
) -> None:
    screen = open_screen(host)
    go(screen, "/reports")
    expect(screen.page.get_by_text("Nobody came on these days.")).to_be_visible()
    waiting = api.act("POST", "/guests", {"name": "Park", "partySize": 2})["id"]
    screen.page.get_by_role("radio", name="28 days").check()
    expect(screen.page.locator(".report .empty")).to_contain_text("Nobody has sat down on these days.")
    expect(screen.page.locator(".report-bars")).to_have_count(0)
    screen.page.locator(".report").get_by_role("button", name="Host stand").click()
    screen.is_waiting("Park")
    api.act("DELETE", f"/guests/{waiting}")
    go(screen, "/reports")
    seated(api, tables[0], "=Lee", 3)
    seated(api, tables[1], "Kim", 2)
    screen.page.get_by_role("radio", name="7 days").check()
    expect(screen.page.locator(".report-sums")).to_contain_text(re.compile("Covers5"))
    expect(screen.page.get_by_role("table", name="By day")).to_contain_text(re.compile("5.*2"))
    expect(screen.page.get_by_role("table", name="By server")).to_contain_text("Nobody’s table")
    with screen.page.expect_download() as saved:
        screen.button("CSV: by hour of arrival").click()
    assert re.fullmatch(r"hours-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv", saved.value.suggested_filename)
    text = saved.value.path().read_bytes()
    assert text.startswith('\ufeff"hour","parties","covers"'.encode())
    assert sum(int(line.split(b",")[2]) for line in text.splitlines()[1:]) == 5


def test_who_did_what_is_told_as_it_happens_and_leads_there(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: list[str]
) -> None:
    screen = open_screen(host)
    go(screen, "/activity")
    lines = screen.page.locator(".trail .row")
    expect(lines.first).to_be_visible()
    seated(api, tables[0], "Lee", 3)
    expect(lines.first).to_contain_text("seated Lee (3) at table 1")
    expect(lines.first).to_contain_text("status: Waiting → Seated")
    api.act("PUT", f"/tables/{tables[1]}", {"status": "needs_cleaning"})
    expect(lines.first).to_contain_text("marked table 2 as dirty")
    assert not re.search(r"[0-9a-f]{8}-", screen.page.locator(".trail").inner_text())

    screen.page.get_by_label("About").select_option(label="Lee, party of 3")
    expect(lines).to_have_count(2)
    screen.page.get_by_label("About").select_option(label="Table 2")
    expect(lines).to_have_count(2)
    expect(lines.last).to_contain_text("added table 2")
    screen.page.get_by_label("About").select_option(label="Everything")
    lines.filter(has_text="seated Lee").get_by_role("button").press("Enter")
    expect(screen.page.get_by_role("dialog", name="Table 1")).to_be_visible()


def test_a_long_evening_is_paged_back(open_screen: Open, host: SimpleNamespace, api: Api, tables: list[str]) -> None:
    for number in range(60):
        api.act("PUT", f"/tables/{tables[0]}", {"notes": f"note {number}"})
    screen = open_screen(host)
    go(screen, "/activity")
    lines = screen.page.locator(".trail .row")
    expect(lines).to_have_count(50)
    screen.button("Show older").click()
    expect(lines.nth(59)).to_contain_text("changed table 1")
    assert lines.count() == len(api.get(f"{api.base}/activity", limit=200))


@pytest.mark.parametrize("device", [TABLET | {"color_scheme": "dark"}, PHONE], ids=["tablet in the dark", "phone"])
def test_they_can_be_tapped_and_read(
    open_screen: Open, host: SimpleNamespace, api: Api, tables: list[str], device: dict[str, Any]
) -> None:
    server = api.act("POST", "/servers", {"name": "Ana Ruiz", "onDuty": True})["id"]
    api.act("POST", f"/servers/{server}/assign", {"table_ids": tables})
    seated(api, tables[0], "Lee", 3)
    screen = open_screen(host, **device)
    screen.page.evaluate(AXE.read_text())
    screen.page.locator(".on-duty-main").press("Enter")
    expect(screen.page.get_by_role("heading", name="Ana Ruiz")).to_be_focused()
    assert (small_targets(screen), violations(screen)) == ([], [])
    for path, sign in (("/reports", ".report-sums"), ("/activity", ".trail")):
        go(screen, path)
        expect(screen.page.locator(sign)).to_be_visible()
        assert (small_targets(screen), violations(screen)) == ([], []), path
