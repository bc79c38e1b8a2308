"""The demo restaurant's floor and the first parties at its door."""

import uuid
from datetime import timedelta

from qtable.changes.transaction import transaction
from qtable.guests.actions import create_guest
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.seating import Place, change_status
from qtable.tables.actions import create_section, create_table
from qtable.tables.models import Shape

ACTOR = "demo"

# label, section, shape, capacity, x, y
FLOOR = (
    ("1", "Window", Shape.SQUARE, 2, 0.08, 0.10),
    ("2", "Window", Shape.SQUARE, 2, 0.24, 0.10),
    ("3", "Window", Shape.SQUARE, 2, 0.40, 0.10),
    ("4", "Window", Shape.SQUARE, 2, 0.56, 0.10),
    ("5", "Main room", Shape.ROUND, 4, 0.12, 0.36),
    ("6", "Main room", Shape.ROUND, 4, 0.32, 0.36),
    ("7", "Main room", Shape.ROUND, 4, 0.52, 0.36),
    ("8", "Main room", Shape.SQUARE, 4, 0.12, 0.60),
    ("9", "Main room", Shape.SQUARE, 4, 0.32, 0.60),
    ("10", "Main room", Shape.SQUARE, 4, 0.52, 0.60),
    ("11", "Main room", Shape.RECTANGLE, 6, 0.11, 0.86),
    ("12", "Main room", Shape.RECTANGLE, 6, 0.36, 0.86),
    ("13", "Booths", Shape.BOOTH, 4, 0.76, 0.10),
    ("14", "Booths", Shape.BOOTH, 4, 0.76, 0.30),
    ("15", "Booths", Shape.BOOTH, 6, 0.76, 0.52),
    ("16", "Booths", Shape.OVAL, 8, 0.66, 0.86),
    ("17", "Bar", Shape.BAR, 2, 0.93, 0.72),
    ("18", "Bar", Shape.BAR, 2, 0.93, 0.90),
)

# name, size, minutes since they came, quoted minutes, table, tags
PARTIES: tuple[tuple[str, int, int, int, str | None, list[str]], ...] = (
    ("Okafor", 2, 62, 10, "2", []),
    ("Lindqvist", 4, 48, 15, "6", ["birthday"]),
    ("Moreau", 3, 35, 15, "13", []),
    ("Haddad", 6, 27, 25, "12", ["high chair"]),
    ("Park", 2, 21, 20, None, []),
    ("Silva", 4, 14, 20, None, ["allergy: nuts"]),
    ("Novak", 5, 9, 25, None, []),
    ("Tanaka", 2, 4, 10, None, ["VIP"]),
)


def load_demo(restaurant_id: str) -> None:
    """Lay out 18 tables, seat four parties and let four wait, in one transaction."""
    with transaction(restaurant_id, ACTOR, "load_demo") as tx:
        names = dict.fromkeys(section for _, section, *_ in FLOOR)
        sections = {name: create_section(tx, {"name": name}).id for name in names}
        tables = {}
        for label, section, shape, capacity, x, y in FLOOR:
            place = {"x": x, "y": y, "shape": shape, "section_id": sections[section]}
            tables[label] = create_table(tx, {"label": label, "capacity": capacity, **place}).id
        for name, size, minutes, quoted, seat, tags in PARTIES:
            came = {"arrival_time": tx.now - timedelta(minutes=minutes), "status": GuestStatus.WAITING}
            party = {"id": str(uuid.uuid4()), "name": name, "party_size": size, "quoted_wait": quoted, "tags": tags}
            guest = create_guest(tx, party | came)
            if seat is not None:
                change_status(tx, guest, GuestStatus.SEATED, Place(tables[seat]))
