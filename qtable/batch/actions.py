"""A batch: many operations in one transaction, or each in its own."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qtable import errors, wire
from qtable.accounts.access import Actor, insist
from qtable.accounts.roles import Capability
from qtable.batch.plan import Act, EntityType, Operation, in_turn
from qtable.changes.entities import Entity, show
from qtable.changes.open_transaction import Answer, Replayed, Request, Transaction
from qtable.changes.transaction import transaction
from qtable.errors import DomainError
from qtable.guests import actions as guests
from qtable.guests import floor
from qtable.guests.models import Guest
from qtable.reservations import actions as reservations
from qtable.reservations.models import Reservation
from qtable.tables import actions as tables
from qtable.tables.models import Table


def apply_all(tx: Transaction, operations: Sequence[Operation], actor: Actor) -> list[dict[str, Any]]:
    """Do all operations; return a result for each, in the order of the request.

    Raises BatchRefused for the first that is refused; the transaction then rolls all of them back.
    """
    rows: dict[int, Any] = {}
    for operation in in_turn(operations, _sitting(tx, operations)):
        try:
            rows[operation.place] = _run(tx, operation, actor)
            tx.flush()
        except errors.REFUSALS as error:
            raise BatchRefused(errors.refusal(error), operation, operations) from error
    return [_done(operation, rows[operation.place]) for operation in operations]


def apply_each(
    actor: Actor, operations: Sequence[Operation | DomainError], requests: Sequence[Request]
) -> list[dict[str, Any]]:
    """Do each operation in a transaction of its own, in order; a refused one doesn't stop the rest.

    Returns a result for each: {status: success, data, seq, replayed} or {status: failed, error}.
    """
    results = []
    for operation, request in zip(operations, requests, strict=True):
        results.append(_apply_one(actor, operation, request))
        time.sleep(0)  # lets everybody else of this process have a turn between two transactions
    return results


class BatchRefused(DomainError):
    """One operation was refused, so none was done; `results` says which it was."""

    def __init__(self, why: DomainError, at: Operation, operations: Sequence[Operation]) -> None:
        named = f"{at.entity_type.capitalize()} {at.entity_id or ''}".strip()
        message = f"{named}: {why.message} Nothing was changed."
        super().__init__(message, why.code, **why.details, entity_type=at.entity_type, entity_id=at.entity_id)
        self.status, self.headers = why.status, why.headers  # type: ignore[misc]
        failed = {"code": why.code, "message": why.message, "details": why.details}
        self.results = [_undone(operation, failed if operation is at else None) for operation in operations]


@dataclass(frozen=True)
class _Kind:
    """Whose actions a batch runs on one kind of entity."""

    model: type[Entity]
    create: Callable[[Transaction, dict[str, Any], Actor], Any]
    update: Callable[[Transaction, Any, dict[str, Any], Actor], Any]
    delete: Callable[[Transaction, Any, Actor], None]


def _create_table(tx: Transaction, fields: dict[str, Any], actor: Actor) -> Table:
    insist(actor, Capability.ARRANGE_FLOOR)
    return tables.create_table(tx, fields)


def _delete_table(tx: Transaction, table: Table, actor: Actor) -> None:
    insist(actor, Capability.ARRANGE_FLOOR)
    tables.delete_table(tx, table)


KINDS: Mapping[EntityType, _Kind] = {
    EntityType.GUEST: _Kind(
        Guest,
        lambda tx, fields, _: guests.create_guest(tx, fields),
        lambda tx, guest, fields, _: guests.update_guest(tx, guest, fields),
        lambda tx, guest, _: guests.delete_guest(tx, guest),
    ),
    EntityType.TABLE: _Kind(Table, _create_table, floor.update_table, _delete_table),
    EntityType.RESERVATION: _Kind(
        Reservation,
        lambda tx, fields, _: reservations.create_reservation(tx, fields),
        lambda tx, reservation, fields, _: reservations.update_reservation(tx, reservation, fields),
        lambda tx, reservation, _: reservations.delete_reservation(tx, reservation),
    ),
}


def _run(tx: Transaction, operation: Operation, actor: Actor) -> Any:
    """Do one operation; return its row. Raises what its action raises."""
    kind, fields = KINDS[operation.entity_type], dict(operation.fields)
    if operation.act == Act.CREATE:
        return kind.create(tx, fields | ({"id": operation.entity_id} if operation.entity_id else {}), actor)
    row = tx.target(kind.model, operation.entity_id or "", operation.base_version)
    if operation.act == Act.UPDATE:
        return kind.update(tx, row, fields, actor)
    kind.delete(tx, row, actor)
    return row


def _sitting(tx: Transaction, operations: Sequence[Operation]) -> dict[str, str | None]:
    """Return who sits now at each table that the batch changes."""
    ids = {operation.entity_id or "" for operation in operations if operation.entity_type == EntityType.TABLE}
    tables_here = [tx.find_or_none(Table, table_id) for table_id in ids]
    return {table.id: table.current_guest_id for table in tables_here if table is not None}


def _apply_one(actor: Actor, operation: Operation | DomainError, request: Request) -> dict[str, Any]:
    try:
        if isinstance(operation, DomainError):
            raise operation
        with transaction(actor.restaurant_id, actor.user_id, f"{operation.act}_{operation.entity_type}", request) as tx:
            row = _run(tx, operation, actor)
            tx.respond(_done(operation, row))
        assert tx.answer is not None
        return _answered(tx.answer)
    except Replayed as replayed:
        return _answered(replayed.answer)
    except errors.REFUSALS as error:
        why = errors.refusal(error)
        return {
            "status": "failed",
            "data": None,
            "error": {"code": why.code, "message": why.message, "details": why.details},
        }


def _answered(answer: Answer) -> dict[str, Any]:
    return wire.loads(answer.body) | {"cursor": answer.cursor, "replayed": answer.replayed}


def _done(operation: Operation, row: Any) -> dict[str, Any]:
    data = None if operation.act == Act.DELETE else show(row)
    named = {"entity_type": operation.entity_type, "entity_id": row.id}
    return named | {"status": "success", "data": data, "error": None}


def _undone(operation: Operation, error: dict[str, Any] | None) -> dict[str, Any]:
    named = {"entity_type": operation.entity_type, "entity_id": operation.entity_id}
    return named | {"status": "failed" if error else "rolled_back", "data": None, "error": error}
