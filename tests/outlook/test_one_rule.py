"""What is said of a size class and of a party that waits in it is one thing; who came on an earlier day is out."""

from datetime import timedelta
from typing import Any

import pytest

from qtable import clock
from qtable.changes.transaction import unlogged_transaction
from qtable.guests.models import Guest
from qtable.guests.quoting import ENOUGH
from tests.outlook.looking import book, look, sat_down, seat
from tests.outlook.test_quotes import give_a_log
from tests.support.desk import Desk

TURN = 90


def came_the_day_before(desk: Desk, guest: str, hours: int = 30) -> None:
    """Let a party have come on an earlier business day, and be forgotten in line."""
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.get_one(Guest, (desk.restaurant_id, guest)).arrival_time = clock.now() - timedelta(hours=hours)


def label(suggestion: Any) -> str | None:
    """Return what is written on a suggested table."""
    return suggestion and suggestion["label"]


def told(desk: Desk, guest: str) -> tuple[str | None, str | None, int | None]:
    """Return the tables that a party for two is told, in line and in the bar, and the bar's minutes."""
    said = look(desk)
    (mine,) = [one for one in said["waiting"] if one["guest_id"] == guest]
    pairs = said["size_classes"][0]
    return label(mine["suggestion"]), label(pairs["suggestion"]), pairs["next_free_minutes"]


def before_them(desk: Desk, what: str) -> None:
    """Let something keep the only table from a party of two."""
    table = desk.table(1, 4)
    if what == "a larger party":
        desk.guest("Four", 4)
    elif what == "a booking that begins soon":
        book(desk, table, 30)
    elif what == "a party with a booking":
        desk.act("POST", f"/reservations/{book(desk, table, 10, 4)}/arrive")
    elif what == "a party that overstays":
        desk.set_policies(reservation_minutes=30)
        seat(desk, sits := desk.guest("Sits", 2), table)
        sat_down(desk, sits, 100)


@pytest.mark.parametrize(
    ("what", "minutes"),
    [
        ("a larger party", TURN),
        ("a booking that begins soon", None),
        ("a party with a booking", TURN),
        ("a party that overstays", 0),
    ],
)
def test_no_table_is_free_for_a_class_that_its_first_party_does_not_get(desk: Desk, what: str, minutes: int) -> None:
    before_them(desk, what)
    nobody_waits = look(desk)["size_classes"][0]
    assert (nobody_waits["suggestion"], nobody_waits["next_free_minutes"]) == (None, minutes)
    assert nobody_waits["quote"]["minutes"] > 0
    two = desk.guest("Two", 2)
    assert told(desk, two) == (None, None, minutes)


def test_the_table_of_a_class_is_the_one_that_its_first_party_gets(desk: Desk) -> None:
    desk.table(1, 2)
    first, second = desk.guest("First", 2), desk.guest("Second", 2)
    assert told(desk, first) == ("1", "1", 0)
    desk.table(2, 2)
    assert (told(desk, first), told(desk, second)) == (("1", "1", 0), ("2", "1", 0))


def test_who_was_called_has_its_table_before_all_others_and_its_class_looks_for_the_next(desk: Desk) -> None:
    desk.set_policies(clean_after_finish=True)
    desk.table(1, 2)
    first, called = desk.guest("First", 2), desk.guest("Called", 2)
    assert desk.act("POST", f"/guests/{called}/notify").status_code == 200
    assert (told(desk, called), told(desk, first)) == (("1", None, TURN + 5), (None, None, TURN + 5))
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.get_one(Guest, (desk.restaurant_id, called)).held_until = clock.now()
    assert (told(desk, called), told(desk, first)) == ((None, "1", 0), ("1", "1", 0))


def test_who_was_forgotten_in_line_on_an_earlier_day_is_before_nobody(desk: Desk) -> None:
    desk.table(1, 2)
    came_the_day_before(desk, desk.guest("Yesterday", 2))
    said = look(desk)
    pairs = said["size_classes"][0]
    assert (said["waiting"], pairs["waiting"], pairs["quote"]["minutes"], label(pairs["suggestion"])) == ([], 0, 0, "1")
    today = desk.guest("Today", 2)
    assert [(one["guest_id"], one["ahead"], label(one["suggestion"])) for one in look(desk)["waiting"]] == [
        (today, 0, "1")
    ]
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        assert session.get_one(Guest, (desk.restaurant_id, today)).expected_ahead == 0


def test_who_came_shortly_before_the_day_began_still_stands_in_line(desk: Desk) -> None:
    assert desk.act("PUT", "", {"timeZone": "UTC", "businessDayCutoff": clock.now().hour}).status_code == 200
    waits, forgotten = desk.guest("Came at night", 2), desk.guest("Left at night", 2)
    came_the_day_before(desk, waits, hours=2)
    came_the_day_before(desk, forgotten, hours=4)
    said = look(desk)
    assert ([one["guest_id"] for one in said["waiting"]], said["size_classes"][0]["waiting"]) == ([waits], 1)
    stats = desk.read(f"/restaurants/{desk.restaurant_id}/dashboard-data")["stats"]
    assert (stats["waiting_covers"], stats["longest_wait"]) == (2, 120)


def test_who_sits_since_the_day_before_still_sits(desk: Desk) -> None:
    table, guest = desk.table(1, 2), desk.guest("Night owls", 2)
    seat(desk, guest, table)
    came_the_day_before(desk, guest)
    assert [one["guest_id"] for one in look(desk)["seated"]] == [guest]


def test_a_party_that_was_forgotten_makes_no_later_line_longer_in_the_log(desk: Desk) -> None:
    came_the_day_before(desk, desk.guest("Last month", 2), hours=30 * 24)
    give_a_log(desk, [(6, 40)] * ENOUGH)
    known = desk.read("/api/quotes")["size_classes"][0]
    assert (known["pace_basis"], known["pace"]) == ("log", 6.0)
