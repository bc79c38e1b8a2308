"""A table's outline on the floor plan, and how large one is drawn that nobody has sized. Pure."""

from enum import StrEnum


class Shape(StrEnum):
    """A table's outline on the floor plan."""

    ROUND = "round"
    SQUARE = "square"
    RECTANGLE = "rectangle"
    OVAL = "oval"
    BOOTH = "booth"
    BAR = "bar"


PLAN = (800, 600)
# The side of a table for two in pixels of such a plan, and how many sides long one for more people is.
SIDE, LENGTHS, LONGEST = 64, ((2, 1.0), (4, 1.25), (6, 1.5)), 1.85
WIDEST_EVEN = 1.3


def default_size(shape: str, capacity: int) -> tuple[float, float]:
    """Return the width and height of a table, unturned, as fractions of the plan's."""
    long = next((length for seats, length in LENGTHS if capacity <= seats), LONGEST)
    even = shape in (Shape.ROUND, Shape.SQUARE)
    across, down = (min(long, WIDEST_EVEN),) * 2 if even else (long, 1.0)
    return round(across * SIDE / PLAN[0], 4), round(down * SIDE / PLAN[1], 4)
