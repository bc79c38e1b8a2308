"""Sync requests and answers on the wire."""

from marshmallow import Schema, fields, validate

from qtable import wire


class DeltaQuery(wire.Body):
    """`cursor` or `since`, and `limit`: how many changes at most, in whole transactions."""

    cursor = fields.String()
    since = wire.Timestamp()
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))


class FullShape(Schema):
    """Everything at one place in the log; of each kind of entity, its list and `total_…` stand beside."""

    restaurant_id = fields.String()
    timestamp = wire.Timestamp()
    server_time = wire.Timestamp()
    cursor = fields.String()
    seq = fields.Integer()


class SyncHealthShape(Schema):
    """That sync answers."""

    status = fields.String()
    timestamp = wire.Timestamp()


class ChangeShape(Schema):
    """One change of a delta; `data` is the whole entity, null when deleted."""

    entity_type = fields.String()
    entity_id = fields.String()
    action = fields.String(metadata={"enum": ["create", "update", "delete"]})
    timestamp = fields.String(metadata={"format": "date-time"})
    seq = fields.Integer()
    version = fields.Integer()
    data = fields.Dict(allow_none=True)


class DeltaShape(Schema):
    """What came after a cursor, in whole transactions."""

    since_timestamp = fields.String(metadata={"format": "date-time"})
    current_timestamp = fields.String(metadata={"format": "date-time"})
    cursor = fields.String()
    changes = fields.List(fields.Nested(ChangeShape))
    has_more = fields.Boolean()
