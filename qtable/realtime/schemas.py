"""Live messages on the wire: what a client's event may carry, and what the server's messages hold."""

from marshmallow import Schema, fields, validate

from qtable import wire
from qtable.realtime.messages import OFFERED, Stream


class EventBody(wire.Asked):
    """An event; its name stands in `type`, or is Socket.IO's own."""


class SubscribeBody(EventBody):
    """{restaurant_id?, cursor|null, stream?}."""

    restaurant_id = wire.Id(allow_none=True)
    cursor = fields.String(allow_none=True, load_default=None)
    stream = wire.Choice(OFFERED, load_default=Stream.DELTA)


class RestaurantBody(EventBody):
    """{restaurant_id?, platform?, version?}: the first is compared with the token's rights, the others with nothing."""

    restaurant_id = wire.Id(allow_none=True)
    platform = fields.Raw(metadata={"example": "iOS"})
    version = fields.Raw()


class TokenBody(EventBody):
    """{token}."""

    token = fields.String(required=True)


class NoteBody(EventBody):
    """{action, restaurant_id?, guest_id?, table_id?, reservation_id?}: something that a person does on a device."""

    action = wire.Text(60, required=True)
    restaurant_id = wire.Id(allow_none=True)
    guest_id = wire.Id(allow_none=True)
    table_id = wire.Id(allow_none=True)
    reservation_id = wire.Id(allow_none=True)


class EmptyBody(EventBody):
    """Nothing is read."""


class AnyOf(fields.Field):
    """One of several shapes; only for documents."""

    def __init__(self, shapes: list[type[Schema]], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.shapes = shapes


class StampedShape(Schema):
    """What most messages carry; `seq` and `cursor` are the place in the restaurant's change log."""

    restaurant_id = fields.String(required=True)
    timestamp = wire.Timestamp(required=True)
    seq = fields.Integer(required=True, validate=validate.Range(0))
    cursor = fields.String(required=True)


class NewsShape(StampedShape):
    """A change; several messages of one transaction carry `part`: [which, of how many]."""

    part = fields.List(
        fields.Integer(validate=validate.Range(1)), validate=validate.Length(equal=2), metadata={"example": [1, 2]}
    )


class BatchCompleteShape(NewsShape):
    """A batch is whole; `transaction_id` is the key that it was sent under."""

    transaction_id = fields.String(required=True, allow_none=True)
    affected_entities = fields.List(fields.String(), required=True)


class EstablishedShape(StampedShape):
    """The handshake; `heartbeat_interval` is seconds."""

    server_version = fields.String(required=True)
    heartbeat_interval = fields.Integer(required=True, validate=validate.Range(1))


class HeadShape(StampedShape):
    """Where the log is; `token_expires_in` is seconds, null where there is no token."""

    server_time = wire.Timestamp(required=True)
    token_expires_in = fields.Integer(required=True, allow_none=True)


class ByeShape(Schema):
    """The word before a close; `resume` tells whether to come back with the cursor, after `retry_after_ms`."""

    code = fields.Integer(required=True)
    reason = fields.String(required=True)
    resume = fields.Boolean(required=True)
    retry_after_ms = fields.Integer(required=True)


class NoteShape(Schema):
    """Another device's note; it is nobody's word for anything."""

    restaurant_id = fields.String(required=True)
    user_id = fields.String(required=True)
    action = fields.String(required=True)
    guest_id = fields.String(allow_none=True)
    table_id = fields.String(allow_none=True)
    reservation_id = fields.String(allow_none=True)
    timestamp = wire.Timestamp(required=True)


class PresentShape(Schema):
    """A person whose devices are connected; the name is null where the staff list shows none."""

    user_id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    initials = fields.String(required=True, allow_none=True)
    devices = fields.Integer(required=True, validate=validate.Range(1))


class PresenceShape(Schema):
    """Who is on the stand now; the latest counts, and nothing of it is in the log."""

    restaurant_id = fields.String(required=True)
    timestamp = wire.Timestamp(required=True)
    people = fields.List(fields.Nested(PresentShape), required=True)


class SubscribedShape(Schema):
    """How to go on: live with the missed `changes`, catchup by the delta, or resync for a `reason`."""

    mode = fields.String(required=True, validate=validate.OneOf(["live", "catchup", "resync"]))
    cursor = fields.String()
    seq = fields.Integer()
    reason = fields.String(validate=validate.OneOf(["epoch", "too_old", "ahead", "diverged"]))


class AuthenticatedShape(Schema):
    """The connection goes on with the new token; `token_expires_in` is seconds."""

    ok = fields.Boolean(required=True)
    token_expires_in = fields.Integer(required=True)


class DoneShape(Schema):
    """It was done."""

    ok = fields.Boolean(required=True)


class TimeShape(Schema):
    """The server's time."""

    timestamp = wire.Timestamp(required=True)


class FaultShape(Schema):
    """What happened and what to do."""

    code = fields.String(required=True)
    message = fields.String(required=True)
    details = fields.Dict(required=True)
    request_id = fields.String(required=True, allow_none=True)


class ErrorShape(Schema):
    """A refusal, in the shape that HTTP has; nothing was changed."""

    success = fields.Boolean(required=True, validate=validate.Equal(False))
    detail = fields.String(required=True)
    error = fields.Nested(FaultShape, required=True)
