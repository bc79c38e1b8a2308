"""One operation of a batch, and whose turn comes first. Pure."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qtable.guests.lifecycle import GuestStatus
from qtable.reservations.lifecycle import OVER
from qtable.tables.models import TableStatus

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
    EntityType.TABLE: frozenset({TableStatus.AVAILABLE, TableStatus.NEEDS_CLEANING}),
    EntityType.RESERVATION: frozenset(OVER),
}
_MADE_IN_TURN = (EntityType.TABLE, EntityType.GUEST, EntityType.RESERVATION)
_REST_IN_TURN = tuple(EntityType)


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
    def entity(self) -> tuple[EntityType, str | None]:
        """Return what it acts on."""
        return self.entity_type, self.entity_id


def in_turn(operations: Sequence[Operation], sitting: Mapping[str, str | None]) -> list[Operation]:
    """Return the operations in the order in which they are done, whatever the order of the request.

    What gives a table, a label or a time back comes first, then what is made (tables, guests, bookings), then all
    other changes, then what is removed that the batch also makes or changes. Operations of one turn, and those on
    one entity, keep the order of the request. `sitting` names the guest at each table of the batch.
    """
    made = {operation.entity for operation in operations if operation.act == Act.CREATE}
    guests = {operation.entity_id for operation in operations if operation.entity_type == EntityType.GUEST}
    seen: set[tuple[EntityType, str | None]] = set()
    turns: dict[int, tuple[int, int]] = {}
    for operation in operations:
        new = operation.entity in made
        known = new if operation.act != Act.DELETE else operation.entity in seen
        frees = not known and _frees(operation, guests, sitting)
        turns[operation.place] = _turn(operation, frees)
        seen.add(operation.entity)
    return sorted(operations, key=lambda operation: turns[operation.place])


def _frees(operation: Operation, guests: Container[str | None], sitting: Mapping[str, str | None]) -> bool:
    """Tell whether it gives something back that others may take; a table whose guest has its own act waits for it."""
    if operation.act == Act.DELETE:
        return True
    if operation.act == Act.CREATE:
        return False
    if operation.entity_type == EntityType.TABLE and sitting.get(operation.entity_id or "") in guests:
        return False
    return operation.fields.get("status") in LEAVING[operation.entity_type]


def _turn(operation: Operation, frees: bool) -> tuple[int, int]:
    """Return (phase, rank in it); among what is freed bookings and guests come before the tables they hold."""
    if frees:
        return (1 if operation.act == Act.DELETE else 0, -_MADE_IN_TURN.index(operation.entity_type))
    if operation.act == Act.CREATE:
        return (2, _MADE_IN_TURN.index(operation.entity_type))
    rank = _REST_IN_TURN.index(operation.entity_type)
    return (4, -rank) if operation.act == Act.DELETE else (3, rank)
