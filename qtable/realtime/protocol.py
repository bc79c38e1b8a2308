"""What a live connection may say and what it gets back, the same on every transport."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from marshmallow import ValidationError, fields

from qtable import clock, errors, wire
from qtable.accounts import tokens
from qtable.accounts.access import Actor, allow
from qtable.accounts.roles import Capability
from qtable.changes import reading
from qtable.changes.cursor import Cursor
from qtable.database import fresh_session
from qtable.errors import DomainError, Malformed, NotAuthenticated, ResyncRequired
from qtable.realtime import broadcast
from qtable.realtime.clients import Client, clients
from qtable.realtime.feed import feeds
from qtable.realtime.messages import Message, Stream

VERSION = "1"
REPLAY_LIMIT = 200


class SubscribeBody(wire.Body):
    """{restaurant_id?, cursor|null, stream?}."""

    restaurant_id = wire.Id(allow_none=True)
    cursor = fields.String(allow_none=True, load_default=None)
    stream = wire.Choice(Stream, load_default=Stream.DELTA)


class RestaurantBody(wire.Body):
    """{restaurant_id?}: compared with the token's rights."""

    restaurant_id = wire.Id(allow_none=True)


class TokenBody(wire.Body):
    """{token}."""

    token = fields.String(required=True)


class NoteBody(wire.Body):
    """{action, guest_id?, table_id?}: something that a person does on a device."""

    action = wire.Text(60, required=True)
    guest_id = wire.Id(allow_none=True)
    table_id = wire.Id(allow_none=True)
    reservation_id = wire.Id(allow_none=True)


def identify(token: object, restaurant_ref: object) -> tuple[tokens.Identity, Actor]:
    """Return who connects and where they may listen. Raises NotAuthenticated, NotFound or Forbidden."""
    identity = tokens.verify(token)
    return identity, allow(identity, restaurant_ref, Capability.READ)


def welcome(client: Client, stream: Stream, full_sync: bool = False) -> None:
    """Let a new client listen from now on, after `connection_established` (and a full sync where promised)."""
    with feeds().at_head(client.actor.restaurant_id) as (feed, session, _):
        broadcast.tell(client, established(feed.restaurant_id, feed.place))
        if full_sync:
            snapshot = reading.snapshot(session, client.actor.restaurant_id)
            broadcast.tell(client, {"type": "full_sync"} | snapshot.body)
        if client.stream is None:
            client.join(stream)


def established(restaurant_id: str, place: Cursor) -> Message:
    """Return the handshake's message."""
    return _stamped(restaurant_id, "connection_established", place) | {
        "server_version": VERSION,
        "heartbeat_interval": current_app.config["WS_HEARTBEAT_INTERVAL"],
    }


def head(client: Client, place: Cursor) -> Message:
    """Return the regular word of where the log is and what time it is."""
    left = (client.identity.expires_at - clock.now()).total_seconds()
    stamp = clock.rfc3339(clock.now())
    return _stamped(client.actor.restaurant_id, "sync:head", place) | {
        "server_time": stamp,
        "token_expires_in": max(0, int(left)),
    }


def bye(code: int, reason: str, resume: bool) -> Message:
    """Return the word before a close; `resume` tells whether coming back with the cursor makes sense."""
    return {"type": "sync:bye", "code": code, "reason": reason, "resume": resume, "retry_after_ms": 500}


def subscribe(client: Client, payload: object) -> dict[str, Any]:
    """Join the ordered feed at a cursor; return the acknowledgement.

    {mode: live, cursor, changes} | {mode: catchup, cursor} | {mode: resync, reason}. Nothing that
    commits between the cursor and the join is missed or sent twice.
    """
    asked = _load(SubscribeBody(), payload)
    cursor = None if asked["cursor"] is None else Cursor.parse(asked["cursor"])
    actor = allow(client.identity, asked.get("restaurant_id") or client.actor.restaurant_id, Capability.READ)
    client.leave()
    client.actor = actor
    with feeds().at_head(client.actor.restaurant_id) as (feed, session, restaurant):
        if cursor is None:
            client.join(asked["stream"])
            return {"mode": "live", "cursor": str(feed.place), "seq": feed.place.seq, "changes": []}
        try:
            reading.check(session, restaurant, cursor)
        except ResyncRequired as resync:
            return {"mode": "resync", "reason": resync.details["reason"]}
        missed = reading.after(session, restaurant, cursor.seq, REPLAY_LIMIT + 1)
        changes = [change for transaction in missed for change in reading.listed(transaction)]
        if len(changes) > REPLAY_LIMIT:
            return {"mode": "catchup", "cursor": str(cursor)}
        client.join(asked["stream"])
        return {"mode": "live", "cursor": str(feed.place), "seq": feed.place.seq, "changes": changes}


def renew(client: Client, payload: object) -> dict[str, Any]:
    """Take a new token for a live connection, of the same user with the same right to be here."""
    identity = tokens.verify(_load(TokenBody(), payload)["token"])
    if identity.user_id != client.identity.user_id:
        raise NotAuthenticated("This token belongs to another user. Connect anew with it.")
    client.actor = allow(identity, client.actor.restaurant_id, Capability.READ)
    client.identity = identity
    left = (identity.expires_at - clock.now()).total_seconds()
    return {"ok": True, "token_expires_in": int(left)}


def connect_restaurant(client: Client, payload: object) -> Message:
    """Answer `restaurant_connect` with the handshake's message; another restaurant of theirs is heard from now on."""
    ref = _load(RestaurantBody(), payload).get("restaurant_id") or client.actor.restaurant_id
    actor = allow(client.identity, ref, Capability.READ)
    with feeds().at_head(actor.restaurant_id) as (feed, _, _):
        if actor.restaurant_id != client.actor.restaurant_id:
            _change_restaurant(client, actor)
        return established(actor.restaurant_id, feed.place)


def full_sync(client: Client, _payload: object = None) -> Message:
    """Return everything, at one place in the log."""
    return {"type": "full_sync"} | reading.snapshot(fresh_session(), client.actor.restaurant_id).body


def pong(_client: Client, _payload: object = None) -> Message:
    """Answer a ping."""
    return {"type": "pong", "timestamp": clock.rfc3339(clock.now())}


def note(client: Client, payload: object) -> dict[str, Any]:
    """Relay what a person does on one device to the restaurant's others; it changes nothing."""
    said = _load(NoteBody(), payload)
    message = {"type": "user_action", "restaurant_id": client.actor.restaurant_id, "user_id": client.actor.user_id}
    stamp = {"timestamp": clock.rfc3339(clock.now())}
    broadcast.tell_others(clients(), client, message | said | stamp)
    return {"ok": True}


def refusal(error: DomainError) -> Message:
    """Return a refusal as the `error` message."""
    return {"type": "error"} | errors.shape(error.code, error.message, error.details)


def _change_restaurant(client: Client, actor: Actor) -> None:
    stream = client.stream
    client.leave()
    client.actor = actor
    if stream is not None:
        client.join(stream)


def _load(schema: wire.Body, payload: object) -> dict[str, Any]:
    if payload is None:
        payload = {}
    if not isinstance(payload, Mapping):
        raise Malformed("Send a JSON object.")
    try:
        return schema.load(payload)
    except ValidationError as error:
        raise errors.of_fields(error.messages) from error


def _stamped(restaurant_id: str, kind: str, place: Cursor) -> Message:
    return {
        "type": kind,
        "restaurant_id": restaurant_id,
        "timestamp": clock.rfc3339(clock.now()),
        "seq": place.seq,
        "cursor": str(place),
    }
