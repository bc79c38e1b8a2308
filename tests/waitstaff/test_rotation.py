"""Whose turn is next, rule by rule."""

from datetime import UTC, datetime, timedelta

import pytest

from qtable.accounts.models import initials_of
from qtable.waitstaff.models import Colour, free_colour
from qtable.waitstaff.rotation import Load, in_turn

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def load(name: str, **more: object) -> Load:
    """Return a server's load, with a table that is free unless said otherwise."""
    return Load(name.lower(), name, **({"tables": 1, "free_tables": 1} | more))  # type: ignore[arg-type]


def order(*loads: Load) -> list[str]:
    """Return the names in turn."""
    return [load.name for load in in_turn(loads)]


def test_the_fewest_recent_covers_go_first() -> None:
    assert order(load("Ana", recent_covers=6), load("Ben", recent_covers=2), load("Cleo", recent_covers=4)) == [
        "Ben",
        "Cleo",
        "Ana",
    ]


def test_among_equals_the_one_seated_longest_ago_and_before_all_the_one_never_seated() -> None:
    ana, ben = load("Ana", last_seated=NOON), load("Ben", last_seated=NOON - timedelta(minutes=1))
    assert order(ana, ben, load("Cleo")) == ["Cleo", "Ben", "Ana"]


def test_who_has_a_free_table_goes_before_who_has_none_whatever_the_covers() -> None:
    assert order(load("Ana", free_tables=0), load("Ben", recent_covers=9)) == ["Ben", "Ana"]


def test_who_is_paused_or_has_no_table_has_no_turn() -> None:
    assert order(load("Ana", paused=True), load("Ben", tables=0, free_tables=0)) == []


def test_the_rest_is_by_name_whatever_the_order_in_which_they_are_read() -> None:
    names = ["ana", "Ben", "Cleo"]
    assert order(*map(load, names)) == order(*map(load, reversed(names))) == names


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ana", "A"), ("Ana Ruiz", "AR"), ("ana maría ruiz", "AR"), ("ßeta", "S"), ("Ana Ana", "A"), ("Ó Briain", "ÓB")],
)
def test_initials_are_the_first_and_the_last_words(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_a_new_server_gets_the_colour_that_the_fewest_have() -> None:
    assert free_colour([]) == Colour.RED
    assert free_colour([Colour.RED, Colour.GREEN]) == Colour.ORANGE
    assert free_colour([*Colour, *list(Colour)[:-1]]) == Colour.BROWN
