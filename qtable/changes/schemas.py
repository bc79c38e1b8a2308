"""Sync requests and answers on the wire."""

from marshmallow import Schema, fields, validate

from qtable import wire


class DeltaQuery(wire.Body):
    """`cursor` or `since`, and `limit`: how many changes at most, in whole transactions."""

    cursor = fields.String()
    since = wire.Timestamp()
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))


class ChangeShape(Schema):
    """One change of a delta; `data` is the whole entity, null when deleted."""

    entity_type = fields.String()
    entity_id = fields.String()
    action = fields.String(metadata={"enum": ["create", "update", "delete"]})
    timestamp = fields.String()
    seq = fields.Integer()
    version = fields.Integer()
    data = fields.Dict(allow_none=True)


class DeltaShape(Schema):
    """What came after a cursor, in whole transactions."""

    since_timestamp = fields.String(allow_none=True)
    current_timestamp = fields.String(allow_none=True)
    cursor = fields.String()
    changes = fields.List(fields.Nested(ChangeShape))
    has_more = fields.Boolean()
