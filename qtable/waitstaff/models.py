"""A server: who waits on tables. Which ones is said by the tables themselves."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from qtable.changes.entities import Entity
from qtable.errors import Conflict
from qtable.extensions import db


class Colour(StrEnum):
    """The hues by which servers are told apart, by name: a page picks the shade that its theme can show."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    INDIGO = "indigo"
    PURPLE = "purple"
    PINK = "pink"
    BROWN = "brown"


class Server(Entity, db.Model):
    """Someone who waits on tables; who is off duty serves none and isn't paused.

    `user_id` is the login of this person, if they have one here. It is no foreign key: they stay a server when the
    login goes.
    """

    __tablename__ = "servers"
    entity_type: ClassVar[str] = "server"

    name: Mapped[str] = mapped_column(String(100))
    initials: Mapped[str] = mapped_column(String(3))
    colour: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[str | None] = mapped_column(String(64))
    on_duty: Mapped[bool] = mapped_column(default=False)
    paused: Mapped[bool] = mapped_column(default=False)

    def insist_on_duty(self) -> None:
        """Raise Conflict for a server who is off duty."""
        if not self.on_duty:
            raise Conflict(f"{self.name} is off duty. Put them on duty first.", "off_duty", server_id=self.id)


def free_colour(taken: Iterable[str]) -> Colour:
    """Return the colour that the fewest have, the first of the palette among equals."""
    worn = Counter(taken)
    return min(Colour, key=lambda colour: worn[colour])
