"""What a live connection may say and what it gets back, the same on every transport."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from marshmallow import ValidationError

from qtable import clock, errors
from qtable.accounts import tokens
from qtable.accounts.access import allow
from qtable.accounts.roles import Capability
from qtable.changes import reading
from qtable.changes.cursor import Cursor
from qtable.database import fresh_session
from qtable.errors import DomainError, Malformed, NotAuthenticated, ResyncRequired
from qtable.extensions import socketio
from qtable.realtime import broadcast, catalogue, news
from qtable.realtime.clients import Client, clients
from qtable.realtime.feed import feeds
from qtable.realtime.messages import Message, Stream

VERSION = "1"
REPLAY_LIMIT = 200


def identify(token: object, restaurant_ref: object) -> tuple[tokens.Identity, str]:
    """Return who connects, and the id of the restaurant where they may listen.

    Raises NotAuthenticated, NotFound or Forbidden.
    """
    identity = tokens.verify(token)
    return identity, allow(identity, restaurant_ref, Capability.READ).restaurant_id


def welcome(client: Client, stream: Stream, full_sync: bool = False) -> None:
    """Let a new client listen from now on, after `connection_established` (and a full sync where promised)."""
    with feeds().at_head(client.restaurant_id) as (feed, session, _):
        broadcast.tell(client, established(feed.restaurant_id, feed.place))
        if full_sync:
            snapshot = reading.snapshot(session, client.restaurant_id)
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
    return _stamped(client.restaurant_id, "sync:head", place) | {
        "server_time": clock.rfc3339(clock.now()),
        "token_expires_in": None if client.identity is None else _seconds_left(client.identity),
    }


def bye(code: int, reason: str, resume: bool) -> Message:
    """Return the word before a close; `resume` tells whether coming back with the cursor makes sense."""
    return {"type": "sync:bye", "code": code, "reason": reason, "resume": resume, "retry_after_ms": 500}


def subscribe(client: Client, payload: object) -> dict[str, Any]:
    """Join the ordered feed at a cursor; return the acknowledgement.

    {mode: live, cursor, changes} | {mode: catchup, cursor} | {mode: resync, reason}. Nothing that
    commits between the cursor and the join is missed or sent twice.
    """
    asked = load("sync:subscribe", payload)
    cursor = None if asked["cursor"] is None else Cursor.parse(asked["cursor"])
    restaurant_id = _restaurant(client, asked)
    client.leave()
    client.restaurant_id = restaurant_id
    with feeds().at_head(client.restaurant_id) as (feed, session, restaurant):
        if cursor is None:
            client.join(asked["stream"])
            return {"mode": "live", "cursor": str(feed.place), "seq": feed.place.seq, "changes": []}
        try:
            reading.check(session, restaurant, cursor)
        except ResyncRequired as resync:
            return {"mode": "resync", "reason": resync.details["reason"]}
        if len(reading.seqs_after(session, restaurant.id, cursor.seq, REPLAY_LIMIT + 1)) > REPLAY_LIMIT:
            return {"mode": "catchup", "cursor": str(cursor)}
        missed = reading.after(session, restaurant, cursor.seq, REPLAY_LIMIT)
        changes = [change for transaction in missed for change in reading.listed(transaction)]
        client.join(asked["stream"])
        return {"mode": "live", "cursor": str(feed.place), "seq": feed.place.seq, "changes": changes}


def renew(client: Client, payload: object) -> dict[str, Any]:
    """Take a new token for a live connection, of the same user with the same right to be here."""
    identity = tokens.verify(load("auth", payload)["token"])
    if identity.user_id != client.user.user_id:
        raise NotAuthenticated("This token belongs to another user. Connect anew with it.")
    allow(identity, client.restaurant_id, Capability.READ)
    client.identity = identity
    return authenticated(identity)


def authenticated(identity: tokens.Identity) -> dict[str, Any]:
    """Return the answer to a token that is good."""
    return {"ok": True, "token_expires_in": _seconds_left(identity)}


def connect_restaurant(client: Client, payload: object) -> Message:
    """Answer `restaurant_connect` with the handshake's message; another restaurant of theirs is heard from now on."""
    restaurant_id = _restaurant(client, load("restaurant_connect", payload))
    with feeds().at_head(restaurant_id) as (feed, _, _):
        if restaurant_id != client.restaurant_id:
            _change_restaurant(client, restaurant_id)
        return established(restaurant_id, feed.place)


def full_sync(client: Client, _payload: object = None) -> Message:
    """Return everything, at one place in the log."""
    return {"type": "full_sync"} | reading.snapshot(fresh_session(client.restaurant_id), client.restaurant_id).body


def pong(_client: Client, _payload: object = None) -> Message:
    """Answer a ping."""
    return {"type": "pong", "timestamp": clock.rfc3339(clock.now())}


def heartbeat() -> Message:
    """Return the regular word to those who know no other."""
    return {"type": "heartbeat", "timestamp": clock.rfc3339(clock.now())}


def note(client: Client, payload: object) -> dict[str, Any]:
    """Relay what a person does on one device to the restaurant's others; it changes nothing."""
    said = load("user_action", payload)
    if _restaurant(client, said) != client.restaurant_id:
        raise Malformed("This connection listens to another restaurant. Send `restaurant_connect` first.")
    by = {"restaurant_id": client.restaurant_id, "user_id": client.user.user_id}
    stamp = {"timestamp": clock.rfc3339(clock.now())}
    message = {"type": "user_action"} | said | by | stamp
    broadcast.tell_note(clients(), message, sender=client)
    news.tell_note(message)
    return {"ok": True}


def refusal(error: DomainError) -> Message:
    """Return a refusal as the `error` message."""
    return {"type": "error"} | errors.shape(error.code, error.message, error.details)


def take_turns() -> None:
    """Let all others go on before a client's next event: forty full syncs in a row would keep them waiting."""
    socketio.sleep(0)


def load(event: str, payload: object) -> dict[str, Any]:
    """Read an event's payload as the catalogue says. Raises Malformed or Invalid."""
    if payload is None:
        payload = {}
    if not isinstance(payload, Mapping):
        raise Malformed("Send a JSON object.")
    try:
        return catalogue.EVENTS[event].body().load(payload)
    except ValidationError as error:
        raise errors.of_fields(error.messages) from error


def _restaurant(client: Client, asked: Mapping[str, Any]) -> str:
    """Return the id of the restaurant that an event names, or else the client's."""
    return allow(client.user, asked.get("restaurant_id") or client.restaurant_id, Capability.READ).restaurant_id


def _change_restaurant(client: Client, restaurant_id: str) -> None:
    stream = client.stream
    client.leave()
    client.restaurant_id = restaurant_id
    if stream is not None:
        client.join(stream)


def _seconds_left(identity: tokens.Identity) -> int:
    return max(0, int((identity.expires_at - clock.now()).total_seconds()))


def _stamped(restaurant_id: str, kind: str, place: Cursor) -> Message:
    return {
        "type": kind,
        "restaurant_id": restaurant_id,
        "timestamp": clock.rfc3339(clock.now()),
        "seq": place.seq,
        "cursor": str(place),
    }
