"""The floors to begin with, drawn as the page draws a table that nobody has sized."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from qtable.cli import DEMO_FLOOR
from qtable.tables.outline import Shape, default_size
from qtable.tables.templates import TEMPLATES, Place

# Left, top, right and bottom, of the plan's width and height.
Sides = tuple[float, float, float, float]


def sides(place: Place) -> Sides:
    width, height = default_size(place.shape, place.capacity)
    return place.x - width / 2, place.y - height / 2, place.x + width / 2, place.y + height / 2


def lie_on_each_other(a: Sides, b: Sides) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def overlaps(floor: Sequence[Place]) -> list[tuple[str, str]]:
    return [(a.label, b.label) for a, b in combinations(floor, 2) if lie_on_each_other(sides(a), sides(b))]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_two_tables_of_a_floor_overlap_and_none_stands_in_a_wall(name: str) -> None:
    floor = TEMPLATES[name]
    assert overlaps(floor) == []
    assert [place.label for place in floor if min(sides(place)) < 0 or max(sides(place)) > 1] == []
    assert len({place.label for place in floor}) == len(floor) > 10


def test_the_demo_is_played_on_one_of_them() -> None:
    assert DEMO_FLOOR in TEMPLATES


def test_the_look_for_overlaps_can_fail() -> None:
    near, far = (Place(label, "Room", Shape.SQUARE, 4, x, 0.5) for label, x in (("1", 0.30), ("2", 0.50)))
    wide = Place("3", "Room", Shape.RECTANGLE, 8, 0.41, 0.5)
    assert overlaps([near, far, wide]) == [("1", "3"), ("2", "3")]
