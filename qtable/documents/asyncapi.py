"""The AsyncAPI document: every live message of both transports, from the catalogue that reads and names them."""

from typing import Any

from apispec import APISpec
from flask import Flask
from marshmallow import Schema

from qtable.changes.entities import kinds
from qtable.documents.examples import EXAMPLES, TOKEN
from qtable.documents.shapes import Json, Plugin, ShapeConverter, example_of
from qtable.realtime import catalogue
from qtable.realtime.catalogue import EVENTS, PLAIN_ONLY
from qtable.realtime.messages import OFFERED, PAST
from qtable.realtime.schemas import AnyOf

KEPT = "qtable.asyncapi"
VERSION = "3.0.0"
ABOUT = """What is said live, on both transports: the same transactions, in the same order. How to resume, what the
streams and the close codes mean, and what comes by the clock, is told in docs/live.md. An operation that this server
`receive`s is an event that a client says; one that it `send`s is what clients hear. Every event may be answered by
`error` instead."""
SOCKETIO, PLAIN = "socketio", {"realtime": "/realtime", "restaurantSync": "/ws/restaurant/sync"}
# What a field's name can't show by itself, by the message's type.
SHOWN: dict[str, Json] = {
    "auth": {"token": TOKEN},
    "sync:auth": {"token": TOKEN},
    "restaurant_connect": {"version": "2.0.0"},
    "user_action": {"action": "guest_created"},
    "error": {"detail": "There is no event 'x'.", "success": False},
    "sync:bye": {"code": 4000, "reason": "The server is shutting down.", "retry_after_ms": 500},
    "sync:subscribed": {"mode": "live"},
    "connection_established": {"server_version": "1", "heartbeat_interval": 30},
    "atomic_transaction_complete": {"transaction_id": "7d1f3f0a-2b59-4c0e-9d77-5a0c4f6f8b12"},
}


def document(app: Flask) -> Json:
    """Return the document of `app`; built when first asked for, and kept. Needs the app's context."""
    if KEPT not in app.extensions:
        app.extensions[KEPT] = _built(app.config["API_TITLE"], app.config["API_VERSION"])
    return app.extensions[KEPT]


def _built(title: str, version: str) -> Json:
    writer = _Writer()
    shapes = catalogue.server_messages()
    said = {name: writer.message("server", name, shape) for name, shape in shapes.items()}
    acknowledged = {
        name: writer.message("ack", name, catalogue.acknowledgement(shapes[name])) for name in sorted(PLAIN_ONLY)
    }
    on_both = [key for name, key in said.items() if name not in PLAIN_ONLY]
    channels = {SOCKETIO: _socketio(writer, on_both, list(acknowledged.values()))}
    channels |= {name: _plain(writer, list(said.values()), address) for name, address in PLAIN.items()}
    operations: Json = {}
    for channel, described in channels.items():
        operations |= _operations(channel, list(described["messages"]))
    return {
        "asyncapi": VERSION,
        "info": {"title": title, "version": version, "description": ABOUT},
        "defaultContentType": "application/json",
        "servers": SERVERS,
        "channels": channels,
        "operations": operations,
        "components": {"messages": writer.messages, "schemas": writer.schemas, "securitySchemes": SECURITY},
    }


class _Writer:
    """Writes messages and the shapes that they are made of, each once."""

    def __init__(self) -> None:
        plugin = Plugin(kinds())
        self.spec = APISpec("", "", "3.1.0", [plugin])
        self.converter = plugin.converter
        self.converter.add_attribute_function(_any_of)
        self.messages: Json = {}
        self.shown = SHOWN | {
            f"{kind.name}_{past}": {f"{kind.name}_id": _example_id(kind.name), "action": past}
            for kind in kinds()
            for past in PAST.values()
        }

    @property
    def schemas(self) -> Json:
        return self.spec.components.schemas

    def message(self, role: str, name: str, shape: type[Schema], summary: str | None = None) -> str:
        """Write one message and return its key.

        `role` is server, ack, event or frame; a frame carries its name as `type` beside what is read.
        """
        payload = self.converter.resolve_nested_schema(shape)
        example = example_of(payload, self.schemas) | self.shown.get(name, {})
        if role == "frame":
            named = {"type": "object", "properties": {"type": {"const": name}}, "required": ["type"]}
            payload, example = {"allOf": [named, payload]}, {"type": name} | example
        key = _key(role, name)
        self.messages[key] = {
            "name": name,
            "title": name,
            "summary": summary or (shape.__doc__ or "").partition("\n")[0],
            "payload": payload,
            "examples": [{"payload": example}],
        }
        return key


def _any_of(converter: ShapeConverter, field: Any, **_: Any) -> Json:
    if not isinstance(field, AnyOf):
        return {}
    return {"anyOf": [converter.resolve_nested_schema(shape) for shape in field.shapes]}


def _socketio(writer: _Writer, said: list[str], acknowledged: list[str]) -> Json:
    events = [writer.message("event", name, event.body, event.summary) for name, event in EVENTS.items()]
    return {
        "address": "/",
        "title": "Socket.IO, namespace /",
        "description": (
            "The event's name is the message's name. Connect with `auth: {token, restaurant_id?, stream?}`; the stream "
            f"is one of {', '.join(OFFERED)}. Events are acknowledged where the client asks for it; a refusal is both "
            "the acknowledgement and an `error`."
        ),
        "servers": [{"$ref": f"#/servers/{SOCKETIO}"}],
        "messages": _refs([*said, *acknowledged, *events]),
    }


def _plain(writer: _Writer, said: list[str], address: str) -> Json:
    frames = [writer.message("frame", name, event.body, event.summary) for name, event in EVENTS.items()]
    text = {"type": "string"}
    query = {"token": text, "restaurant_id": text, "stream": text | {"enum": list(OFFERED)}}
    headers = {"Authorization": text | {"description": "Bearer …"}}
    binding = {
        "method": "GET",
        "query": {"type": "object", "properties": query},
        "headers": {"type": "object", "properties": headers},
        "bindingVersion": "0.1.0",
    }
    return {
        "address": address,
        "title": f"A plain WebSocket, {address}",
        "description": "A message is one JSON text frame; its name stands in `type`.",
        "servers": [{"$ref": "#/servers/plain"}],
        "messages": _refs([*said, *frames]),
        "bindings": {"ws": binding},
    }


def _operations(channel: str, keys: list[str]) -> Json:
    """Return what the server sends on a channel, and each event that it receives with what answers it."""
    news = [key for key in keys if key.startswith("server.")]
    found: Json = {f"{channel}.send": {"action": "send", "summary": "What clients hear"} | _on(channel, news)}
    for name, event in EVENTS.items():
        said = name.replace(":", ".")
        heard = _key("event" if channel == SOCKETIO else "frame", name)
        found[f"{channel}.receive.{said}"] = {"action": "receive", "summary": event.summary} | _on(channel, [heard])
        if event.answer:
            who = "ack" if channel == SOCKETIO and event.acknowledged else "server"
            answers = [_key(who, event.answer), _key("server", "error")]
            found[f"{channel}.receive.{said}"]["reply"] = _on(channel, answers)
    return found


def _key(role: str, name: str) -> str:
    return f"{role}.{name}".replace(":", ".")


def _on(channel: str, keys: list[str]) -> Json:
    return {
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{key}"} for key in keys],
    }


def _example_id(kind: str) -> str:
    return EXAMPLES.get(f"{kind.capitalize()}.id", EXAMPLES["id"])


def _refs(keys: list[str]) -> Json:
    return {key: {"$ref": f"#/components/messages/{key}"} for key in keys}


SECURITY: Json = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of a login.",
    },
    "query": {"type": "httpApiKey", "in": "query", "name": "token", "description": "The same, for plain WebSockets."},
    "said": {
        "type": "apiKey",
        "in": "password",
        "description": "The same as `auth.token` of Socket.IO's connect, or in a first plain frame of type `auth`.",
    },
}
WHERE: Json = {"box": {"default": "localhost:8000", "description": "Where QTable listens. Behind TLS: wss."}}
SERVERS: Json = {
    SOCKETIO: {
        "host": "{box}",
        "pathname": "/socket.io/",
        "protocol": "socketio",
        "protocolVersion": "5",
        "description": "Socket.IO over WebSocket or long polling (Engine.IO 4).",
        "variables": WHERE,
        "security": [{"$ref": f"#/components/securitySchemes/{name}"} for name in ("said", "bearer")],
    },
    "plain": {
        "host": "{box}",
        "protocol": "ws",
        "description": "Plain WebSockets, for older apps.",
        "variables": WHERE,
        "security": [{"$ref": f"#/components/securitySchemes/{name}"} for name in SECURITY],
    },
}
