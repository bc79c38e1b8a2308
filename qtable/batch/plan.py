"""One operation of a batch, and whose turn comes first. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qtable.guests.lifecycle import GuestStatus
from qtable.reservations.lifecycle import OVER

MOST_OPERATIONS = 500


class EntityType(StrEnum):
    """What a batch may act on."""

    GUEST = "guest"
    TABLE = "table"
    RESERVATION = "reservation"


class Act(StrEnum):
    """What an operation does to its entity."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


# The statuses that give a table back.
LEAVING: Mapping[EntityType, frozenset[str]] = {
    EntityType.GUEST: frozenset(GuestStatus) - {GuestStatus.SEATED},
    EntityType.TABLE: frozenset(),
    EntityType.RESERVATION: frozenset(OVER),
}
_MADE_IN_TURN = (EntityType.TABLE, EntityType.GUEST, EntityType.RESERVATION)
_CHANGED_IN_TURN = tuple(EntityType)


@dataclass(frozen=True)
class Operation:
    """One operation; its `fields` have been validated, `place` is where it stands in the request."""

    entity_type: EntityType
    entity_id: str | None
    act: Act
    fields: dict[str, Any]
    place: int = 0
    base_version: int | None = None

    @property
    def turn(self) -> tuple[int, int]:
        """Return when it is done: what others need is made first, tables are given back before they are taken."""
        if self.act == Act.CREATE:
            return (0, _MADE_IN_TURN.index(self.entity_type))
        if self.act == Act.DELETE:
            return (3, -_MADE_IN_TURN.index(self.entity_type))
        leaves = self.fields.get("status") in LEAVING[self.entity_type]
        return (1 if leaves else 2, _CHANGED_IN_TURN.index(self.entity_type))
