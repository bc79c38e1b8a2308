"""How far a meal can have come; each restaurant chooses which of these it uses."""

from enum import StrEnum


class Stage(StrEnum):
    """How far a seated party's meal has come, in order."""

    SEATED = "seated"
    ORDERED = "ordered"
    MAINS = "mains"
    DESSERT = "dessert"
    CHECK = "check"
    PAID = "paid"
