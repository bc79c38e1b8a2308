"""Every live message, by its name: what a client may say, and what the server says. The documents are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import Schema, fields, validate

from qtable.changes.entities import Kind, kinds
from qtable.changes.schemas import FullShape
from qtable.realtime import schemas
from qtable.realtime.messages import PAST, TYPED


@dataclass(frozen=True)
class Event:
    """Something that a client may say: how it is read, and the message that answers it, if any.

    The answer of one that is `acknowledged` is a message on plain WebSockets alone; on Socket.IO it is the
    acknowledgement, without `type`.
    """

    body: type[schemas.EventBody]
    answer: str | None
    summary: str
    acknowledged: bool = False


EVENTS: Mapping[str, Event] = {
    "sync:subscribe": Event(schemas.SubscribeBody, "sync:subscribed", "Listen from a cursor on", acknowledged=True),
    "sync:auth": Event(schemas.TokenBody, "sync:authenticated", "Renew the token", acknowledged=True),
    "auth": Event(schemas.TokenBody, "sync:authenticated", "Say who this is, or renew the token", acknowledged=True),
    "user_action": Event(schemas.NoteBody, "user_action_ack", "Tell the other devices", acknowledged=True),
    "restaurant_connect": Event(schemas.RestaurantBody, "connection_established", "Greet, or change the restaurant"),
    "request_full_sync": Event(schemas.EmptyBody, "full_sync", "Ask for everything"),
    "presence": Event(schemas.EmptyBody, "presence", "Ask who is here, and to be told when that changes"),
    "ping": Event(schemas.EmptyBody, "pong", "Show that someone is there, and ask the same"),
    "pong": Event(schemas.EmptyBody, None, "Show that someone is there"),
    "heartbeat": Event(schemas.EmptyBody, None, "Show that someone is there"),
}

# Those that a plain WebSocket sends where Socket.IO acknowledges.
PLAIN_ONLY = frozenset(str(event.answer) for event in EVENTS.values() if event.acknowledged)


def server_messages() -> dict[str, type[Schema]]:
    """Return the shape of every message of the current app, by its type; each kind of entity brings its own."""
    typed = [kind for kind in kinds() if kind.name in TYPED]
    changes = fields.List(schemas.AnyOf([_change(kind) for kind in kinds()]), required=True)
    listed = fields.List(schemas.AnyOf([_change(kind, listed=True) for kind in kinds()]))
    found: dict[str, type[Schema]] = {
        "connection_established": schemas.EstablishedShape,
        "full_sync": FullShape,
        "delta_update": _made("DeltaUpdate", schemas.NewsShape, changes=changes),
        **{f"{kind.name}_{past}": _typed(kind, past) for kind in typed for past in PAST.values()},
        "data_change": schemas.NewsShape,
        "atomic_transaction_complete": schemas.BatchCompleteShape,
        "user_action": schemas.NoteShape,
        "presence": schemas.PresenceShape,
        "sync:head": schemas.HeadShape,
        "sync:bye": schemas.ByeShape,
        "sync:subscribed": _made("Subscribed", schemas.SubscribedShape, changes=listed),
        "sync:authenticated": schemas.AuthenticatedShape,
        "user_action_ack": schemas.DoneShape,
        "pong": schemas.TimeShape,
        "heartbeat": schemas.TimeShape,
        "error": schemas.ErrorShape,
    }
    return {name: _named(name, shape) for name, shape in found.items()}


def acknowledgement(answer: type[Schema]) -> type[Schema]:
    """Return the shape of Socket.IO's acknowledgement, made of that of the message on plain WebSockets."""
    kept = {name: field for name, field in answer().fields.items() if name != "type"}
    return _made(answer.__name__.replace("Message", "Acknowledgement"), Schema, **kept)


def _named(name: str, shape: type[Schema]) -> type[Schema]:
    title = "".join(word.capitalize() for word in name.replace(":", "_").split("_")) + "Message"
    # A shape that marks no field is sent whole, and so stays one that marks none.
    marks = any(field.required for field in shape().fields.values())
    return _made(title, shape, type=fields.String(required=marks, validate=validate.Equal(name)))


def _typed(kind: Kind, past: str) -> type[Schema]:
    gone = past == PAST["delete"]
    return _made(
        f"{kind.name}_{past}",
        schemas.NewsShape,
        **{f"{kind.name}_id": fields.String(required=True)},
        action=fields.String(required=True),
        data=fields.Raw(allow_none=True, validate=validate.Equal(None)) if gone else fields.Nested(type(kind.schema)),
    )


def _change(kind: Kind, *, listed: bool = False) -> type[Schema]:
    """Return the shape of one entity's change; `listed` ones, of several transactions, say which and when."""
    stamp: dict[str, fields.Field] = (
        {"timestamp": fields.String(required=True), "seq": fields.Integer(required=True)} if listed else {}
    )
    return _made(
        f"{'Listed' if listed else ''}{kind.name.capitalize()}Change",
        Schema,
        entity_type=fields.String(required=True, validate=validate.Equal(kind.name)),
        entity_id=fields.String(required=True),
        action=fields.String(required=True, validate=validate.OneOf(list(PAST))),
        version=fields.Integer(required=True),
        data=fields.Nested(type(kind.schema), required=True, allow_none=True),
        **stamp,
    )


def _made(name: str, base: type[Schema], **more: fields.Field) -> type[Schema]:
    return type(name, (base,), {"__doc__": base.__doc__, **more})
