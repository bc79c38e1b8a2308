"""Sync requests and answers on the wire."""

from marshmallow import Schema, fields, validate

from qtable import wire


class DeltaQuery(wire.Asked):
    """`cursor` or `since`, and `limit`: how many changes at most, in whole transactions."""

    cursor = fields.String()
    since = wire.Timestamp()
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))


class UpdatesQuery(wire.Asked):
    """`since` (or `cursor`), and `limit`: how many changes at most, in whole transactions."""

    cursor = fields.String()
    since = wire.Timestamp()
    limit = fields.Integer(load_default=1000, validate=validate.Range(1, 1000))


class UpdatesShape(Schema):
    """The latest state of what changed, and the ids of what is gone; `timestamp` is the next `since`."""

    guest_updates = fields.List(fields.Dict(), data_key="guestUpdates")
    table_updates = fields.List(fields.Dict(), data_key="tableUpdates")
    deleted_guests = fields.List(fields.String(), data_key="deletedGuests")
    deleted_tables = fields.List(fields.String(), data_key="deletedTables")
    timestamp = fields.String()
    cursor = fields.String()
    has_more = fields.Boolean()


class TrailQuery(wire.Asked):
    """Which part of the trail: of an entity, of a person, of a time (half-open); `cursor` leads to the next page.

    `limit` is how many transactions at most; a page of large ones ends early.
    """

    entity_type = wire.Text(20)
    entity_id = wire.Id()
    user_id = wire.Id()
    from_time = wire.Timestamp(data_key="from")
    to_time = wire.Timestamp(data_key="to")
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    cursor = fields.Integer(validate=validate.Range(1, 2**53))


class ActorShape(Schema):
    """Who did it; `name` is null for what no person did."""

    id = fields.String()
    name = fields.String(allow_none=True)


class TrailChangeShape(Schema):
    """What an entity was before and after, as the wire shows it; null before it was made and after it was deleted."""

    entity_type = fields.String()
    entity_id = fields.String()
    action = fields.String(metadata={"enum": ["create", "update", "delete"]})
    event = fields.String()
    before = fields.Dict(allow_none=True)
    after = fields.Dict(allow_none=True)


class AboutShape(Schema):
    """An entity by the name that it had: a party's, a table's label; null where the log no longer knows it."""

    entity_type = fields.String()
    entity_id = fields.String()
    name = fields.String(allow_none=True)


class TrailShape(Schema):
    """One transaction of the trail; `kind` is the host's verb, `affected` how many entities it changed in all.

    `about` names the first ten of them, also those that weren't asked for.
    """

    seq = fields.Integer()
    timestamp = fields.String()
    kind = fields.String()
    transaction_id = fields.String(allow_none=True)
    actor = fields.Nested(ActorShape)
    affected = fields.Integer()
    about = fields.List(fields.Nested(AboutShape))
    changes = fields.List(fields.Nested(TrailChangeShape))


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
