"""Batches on the wire."""

from dataclasses import replace
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate

from qtable import errors, wire
from qtable.batch.plan import MOST_OPERATIONS, Act, EntityType, Operation
from qtable.errors import DomainError
from qtable.guests.schemas import CreateGuestBody, UpdateGuestBody
from qtable.reservations.schemas import CreateReservationBody, UpdateReservationBody
from qtable.tables.schemas import CreateTableBody, UpdateTableBody

# What validates an operation's data: the bodies of the entity's own routes.
BODIES: dict[EntityType, tuple[wire.Body, wire.Body]] = {
    EntityType.GUEST: (CreateGuestBody(), UpdateGuestBody()),
    EntityType.TABLE: (CreateTableBody(), UpdateTableBody()),
    EntityType.RESERVATION: (CreateReservationBody(), UpdateReservationBody()),
}
AT_MOST = validate.Length(max=MOST_OPERATIONS)


class OperationBody(wire.Body):
    """{id, operation: create·update·delete, data}; a create may leave the id to us."""

    entity_type: ClassVar[EntityType]

    id = wire.Id(allow_none=True)
    operation = wire.Choice(Act, load_default=Act.UPDATE)
    data = fields.Dict(keys=fields.String(), load_default=dict, allow_none=True)

    @post_load
    def checked(self, given: dict[str, Any], **_: Any) -> Operation:
        """Return the operation, its data validated as by the route of its kind."""
        entity_id, version = given.get("id"), given.get("base_version")
        return _operation(self.entity_type, entity_id, given["operation"], given["data"] or {}, version)


class GuestOperation(OperationBody):
    """An operation on a guest."""

    entity_type = EntityType.GUEST


class TableOperation(OperationBody):
    """An operation on a table."""

    entity_type = EntityType.TABLE


class ReservationOperation(OperationBody):
    """An operation on a booking."""

    entity_type = EntityType.RESERVATION


class AtomicBatchBody(wire.Asked):
    """{transaction_id?, timestamp?, guests?, tables?, reservations?, metadata?}: at most 500 operations."""

    transaction_id = wire.Id(allow_none=True)
    timestamp = wire.Timestamp(allow_none=True)
    guests = fields.List(fields.Nested(GuestOperation), load_default=list, validate=AT_MOST)
    tables = fields.List(fields.Nested(TableOperation), load_default=list, validate=AT_MOST)
    reservations = fields.List(fields.Nested(ReservationOperation), load_default=list, validate=AT_MOST)
    metadata = fields.Dict(allow_none=True)

    @post_load
    def in_one_list(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return {transaction_id, operations}."""
        operations = _counted(given["guests"] + given["tables"] + given["reservations"])
        return {"transaction_id": given.get("transaction_id"), "operations": operations}


class FlatUpdate(wire.Asked):
    """{id, …}: an entity's id beside the fields that are to change."""

    entity_type: ClassVar[EntityType]

    id = wire.Id(required=True)
    data = fields.Dict()

    @property
    def beside(self) -> wire.Body:
        """Return the body whose fields stand beside the id."""
        return BODIES[self.entity_type][1]

    @pre_load
    def canonical(self, data: Any, **_: Any) -> Any:
        """Set the id apart from the fields, which the body of the entity's own route reads."""
        return {"id": data.get("id"), "data": data} if isinstance(data, dict) else data

    @post_load
    def checked(self, given: dict[str, Any], **_: Any) -> Operation:
        """Return the operation."""
        return _operation(self.entity_type, given["id"], Act.UPDATE, given["data"])


class FlatGuest(FlatUpdate):
    """A guest's update."""

    entity_type = EntityType.GUEST


class FlatTable(FlatUpdate):
    """A table's update."""

    entity_type = EntityType.TABLE


class BatchUpdateBody(wire.Asked):
    """{guests?: [{id, …}], tables?: [{id, …}]}: at most 500 together."""

    guests = fields.List(fields.Nested(FlatGuest), load_default=list, validate=AT_MOST)
    tables = fields.List(fields.Nested(FlatTable), load_default=list, validate=AT_MOST)

    @post_load
    def counted(self, given: dict[str, Any], **_: Any) -> list[Operation]:
        """Return the operations."""
        return _counted(given["guests"] + given["tables"])


class SyncUpdateBody(wire.Body):
    """{entity_type, entity_id, data, key?, base_version?, operation?, occurred_at?}: one act of a device that was away.

    `occurred_at` is when it was done, as the header Occurred-At says it of a request.
    """

    entity_type = wire.Choice(EntityType, required=True)
    entity_id = wire.Id(required=True)
    operation = wire.Choice(Act, load_default=Act.UPDATE)
    data = fields.Dict(keys=fields.String(), load_default=dict, allow_none=True)
    key = fields.String(validate=validate.Regexp(rf"{wire.KEY.pattern}\Z", error="16 to 64 of A–Z a–z 0–9 _ -"))
    occurred_at = wire.Timestamp(allow_none=True)


class SyncBatchBody(wire.Asked):
    """{updates: [update, …], timestamp?}: at most 500; each is validated when its turn comes."""

    updates = fields.List(fields.Dict(), required=True, validate=AT_MOST)
    timestamp = wire.Timestamp(allow_none=True)


class ResultShape(Schema):
    """What became of one operation: success with the entity (null when deleted), failed, or rolled_back."""

    entity_type = fields.String(allow_none=True)
    entity_id = fields.String(allow_none=True)
    status = fields.String()
    data = fields.Dict(allow_none=True)
    error = fields.Dict(allow_none=True)


class AtomicBatchAnswer(Schema):
    """What a batch answers that was done."""

    success = fields.Boolean()
    transaction_id = fields.String()
    processed_at = wire.Timestamp()
    results = fields.List(fields.Nested(ResultShape))
    error = fields.Raw(metadata={"type": "null"})
    rolled_back = fields.Boolean()
    seq = fields.Integer()
    cursor = fields.String()


class BatchUpdateAnswer(Schema):
    """What a batch update answers; the counts are of the entries, all of which were done."""

    success = fields.Boolean()
    updated_guests = fields.Integer()
    updated_tables = fields.Integer()
    timestamp = wire.Timestamp()
    errors = fields.List(fields.Dict())
    seq = fields.Integer()
    cursor = fields.String()


class SyncResultShape(ResultShape):
    """A result; of a success also the place in the log behind it, and whether it is an earlier answer to its key."""

    cursor = fields.String(metadata={"optional": True})
    replayed = fields.Boolean(metadata={"optional": True})


class SyncBatchAnswer(Schema):
    """What a sync batch answers; `errors` are the failed results."""

    success = fields.Boolean()
    processed_count = fields.Integer()
    failed_count = fields.Integer()
    errors = fields.List(fields.Nested(SyncResultShape))
    results = fields.List(fields.Nested(SyncResultShape))
    timestamp = wire.Timestamp()
    cursor = fields.String()


def read_update(given: Any) -> tuple[dict[str, Any], Operation | DomainError]:
    """Return the update's names (entity_type, entity_id, key) and its operation, or why it can't be one."""
    names = {name: given.get(name) for name in ("entity_type", "entity_id")} if isinstance(given, dict) else {}
    try:
        asked = SyncUpdateBody().load(given)
        operation = _operation(asked["entity_type"], asked["entity_id"], asked["operation"], asked["data"] or {})
    except ValidationError as error:
        return names, errors.of_fields(error.messages)
    return asked, replace(operation, base_version=asked.get("base_version") or operation.base_version)


def _operation(
    kind: EntityType, entity_id: str | None, act: Act, data: dict[str, Any], base_version: int | None = None
) -> Operation:
    if entity_id is None and act != Act.CREATE:
        raise ValidationError("Missing data for required field.", "id")
    try:
        loaded = _body(kind, act).load(data)
    except ValidationError as error:
        raise ValidationError(error.messages, "data") from error
    in_data = loaded.pop("base_version", None)
    return Operation(kind, entity_id, act, loaded, base_version=base_version or in_data)


def _body(kind: EntityType, act: Act) -> wire.Body:
    create, update = BODIES[kind]
    return {Act.CREATE: create, Act.UPDATE: update, Act.DELETE: wire.VersionBody()}[act]


def _counted(operations: list[Operation]) -> list[Operation]:
    if len(operations) > MOST_OPERATIONS:
        raise ValidationError(f"At most {MOST_OPERATIONS} operations in one batch, this has {len(operations)}.")
    return [replace(operation, place=place) for place, operation in enumerate(operations)]
