"""What a person can do and see on one device."""

import re
from typing import Any, Self

from playwright.sync_api import Locator, Page, expect

# Answers when what comes behind the stand has come, its script and its styles.
WHOLE = r"""() => new Promise((whole) => {
  const has = (part) => performance.getEntriesByType("resource").some(({ name }) => part.test(name));
  const look = () => (has(/afterwards/) && has(/later\.css/) ? whole() : setTimeout(look, 20));
  look();
})"""


class Screen:
    """The stand in one browser window."""

    def __init__(self, page: Page, server: Any) -> None:
        self.page = page
        self.server = server

    def log_in(self) -> Self:
        self.page.goto(f"{self.server.url}/host")
        self.page.get_by_label("Email").fill(self.server.email)
        self.page.get_by_label("Password").fill(self.server.password)
        self.button("Log in").click()
        return self.is_live()

    def is_live(self) -> Self:
        expect(self.page.locator(".pill")).to_have_text("Live", timeout=20_000)
        return self

    def log_out(self) -> Self:
        self.page.locator(".person-menu .popover-open").click()
        self.button("Log out").click()
        return self

    def goes_offline(self) -> Self:
        return self.loses_the_line().shows_pill("Offline")

    def loses_the_line(self) -> Self:
        """Cut it once all of the page has come: what comes behind the stand would stay away without it."""
        self.page.evaluate(WHOLE)
        self.page.context.set_offline(True)
        return self

    def goes_online(self) -> Self:
        self.page.context.set_offline(False)
        return self.shows_pill("Live")

    def shows_pill(self, *words: str) -> Self:
        """Expect the pill to say so, in this order."""
        expect(self.page.locator(".pill")).to_have_text(re.compile(".*".join(map(re.escape, words))), timeout=20_000)
        return self

    def opens_queue(self) -> Self:
        """Open the list of this device's actions."""
        self.page.locator(".pill").click()
        expect(self.page.get_by_role("dialog", name="This device")).to_be_visible()
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def tab(self, name: str) -> Self:
        self.page.get_by_role("navigation").get_by_role("button", name=re.compile(f"^{name}")).click()
        return self

    def row(self, name: str) -> Locator:
        """Return a party's line on the list that is shown."""
        return self.page.locator(".row").filter(has_text=name)

    def table(self, label: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(f"^Table {label},"))

    def free_table(self, seats: int) -> str:
        """Return the label of a free table with exactly so many seats."""
        found = self.page.get_by_role("button", name=re.compile(rf"^Table \S+, seats {seats}, free")).first
        label = re.match(r"Table (\S+),", found.get_attribute("aria-label") or "")
        assert label
        return label[1]

    def add_walk_in(self, name: str, size: int) -> Self:
        self.button("+ Walk-in").click()
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("button", name=str(size), exact=True).click()
        sheet.get_by_label("Name").fill(name)
        self.button("Add to waitlist").click()
        expect(self.row(name)).to_be_visible()
        return self

    def choose(self, name: str) -> Self:
        self.row(name).locator(".row-main").click()
        return self

    def seat(self, name: str, label: str) -> Self:
        self.choose(name)
        self.table(label).click()
        return self

    def drag(self, start: Locator, label: str) -> Self:
        """Drag by the mouse onto a table."""
        mouse = self.page.mouse
        mouse.move(**middle(start))
        mouse.down()
        mouse.move(**middle(self.table(label)), steps=4)
        mouse.up()
        return self

    def sees(self, label: str, *words: str) -> Self:
        """Expect the table to say so to a screen reader."""
        expect(self.table(label)).to_have_accessible_name(re.compile(".*".join(map(re.escape, words))))
        return self

    def is_waiting(self, name: str) -> Self:
        expect(self.row(name)).to_be_visible()
        return self

    def is_not_listed(self, name: str) -> Self:
        expect(self.row(name)).to_have_count(0)
        return self


def middle(where: Locator) -> dict[str, float]:
    box = where.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
