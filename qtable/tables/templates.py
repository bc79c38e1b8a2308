"""Floors to begin with: each a list of tables, laid out so that nothing overlaps and a host finds every number."""

from typing import Any, NamedTuple

from qtable.tables.outline import Shape


class Place(NamedTuple):
    """A table of a template; `x` and `y` are its middle, 0.0–1.0 of the floor plan."""

    label: str
    section: str
    shape: Shape
    capacity: int
    x: float
    y: float

    @property
    def position(self) -> dict[str, float]:
        """Return its middle as it is sent."""
        return {"x": self.x, "y": self.y}

    @property
    def fields(self) -> dict[str, Any]:
        """Return what makes the table, but for its section."""
        return {name: getattr(self, name) for name in ("label", "shape", "capacity", "x", "y")}


BISTRO = (
    Place("1", "Window", Shape.SQUARE, 2, 0.08, 0.10),
    Place("2", "Window", Shape.SQUARE, 2, 0.24, 0.10),
    Place("3", "Window", Shape.SQUARE, 2, 0.40, 0.10),
    Place("4", "Window", Shape.SQUARE, 2, 0.56, 0.10),
    Place("5", "Main room", Shape.ROUND, 4, 0.12, 0.36),
    Place("6", "Main room", Shape.ROUND, 4, 0.32, 0.36),
    Place("7", "Main room", Shape.ROUND, 4, 0.52, 0.36),
    Place("8", "Main room", Shape.SQUARE, 4, 0.12, 0.60),
    Place("9", "Main room", Shape.SQUARE, 4, 0.32, 0.60),
    Place("10", "Main room", Shape.SQUARE, 4, 0.52, 0.60),
    Place("11", "Main room", Shape.RECTANGLE, 6, 0.11, 0.86),
    Place("12", "Main room", Shape.RECTANGLE, 6, 0.36, 0.86),
    Place("13", "Booths", Shape.BOOTH, 4, 0.76, 0.10),
    Place("14", "Booths", Shape.BOOTH, 4, 0.76, 0.30),
    Place("15", "Booths", Shape.BOOTH, 6, 0.76, 0.52),
    Place("16", "Booths", Shape.OVAL, 8, 0.66, 0.86),
    Place("17", "Bar", Shape.BAR, 2, 0.93, 0.72),
    Place("18", "Bar", Shape.BAR, 2, 0.93, 0.90),
)

# Booths along two walls, tables for four in the middle, a counter.
DINER = (
    *(Place(str(number), "Booths", Shape.BOOTH, 4, x, 0.10) for number, x in enumerate((0.10, 0.30, 0.50, 0.70), 1)),
    Place("5", "Booths", Shape.BOOTH, 6, 0.90, 0.12),
    Place("6", "Booths", Shape.BOOTH, 4, 0.90, 0.36),
    Place("7", "Booths", Shape.BOOTH, 4, 0.90, 0.58),
    *(
        Place(str(number), "Tables", Shape.SQUARE, 4, x, y)
        for number, (x, y) in enumerate(((0.14, 0.38), (0.38, 0.38), (0.62, 0.38), (0.14, 0.62), (0.38, 0.62)), 8)
    ),
    Place("13", "Tables", Shape.RECTANGLE, 6, 0.63, 0.62),
    *(Place(f"C{seat}", "Counter", Shape.BAR, 1, 0.08 + 0.12 * (seat - 1), 0.90) for seat in range(1, 9)),
)

# Stools at the bar, high tables before it, a lounge for groups.
BAR = (
    *(Place(f"B{stool}", "Bar", Shape.BAR, 1, 0.08 + 0.12 * (stool - 1), 0.12) for stool in range(1, 9)),
    *(Place(f"H{number}", "High tables", Shape.ROUND, 2, 0.10 + 0.20 * (number - 1), 0.42) for number in range(1, 6)),
    Place("L1", "Lounge", Shape.BOOTH, 4, 0.14, 0.78),
    Place("L2", "Lounge", Shape.BOOTH, 4, 0.38, 0.78),
    Place("L3", "Lounge", Shape.OVAL, 6, 0.63, 0.78),
    Place("L4", "Lounge", Shape.OVAL, 8, 0.88, 0.78),
)

TEMPLATES: dict[str, tuple[Place, ...]] = {"bistro": BISTRO, "diner": DINER, "bar": BAR}
