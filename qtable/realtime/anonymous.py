"""Connections without a token, where REALTIME_ALLOW_ANONYMOUS lets them in: they hear that something changed."""

from typing import Any

from flask import current_app
from sqlalchemy import or_, select

from qtable import wire
from qtable.database import fresh_session
from qtable.errors import NotAuthenticated, NotFound
from qtable.realtime import protocol
from qtable.realtime.clients import Client
from qtable.realtime.feed import feeds
from qtable.realtime.messages import Message, Stream
from qtable.restaurants.models import Restaurant


def may_listen() -> bool:
    """Tell whether someone without a token may listen here."""
    return current_app.config["REALTIME_ALLOW_ANONYMOUS"]


def find_restaurant(ref: str) -> str:
    """Return the id of a restaurant named by id or slug. Raises NotFound, in the words for a foreign one."""
    statement = select(Restaurant.id).where(or_(Restaurant.id == ref, Restaurant.slug == ref))
    found = None
    if wire.ID.fullmatch(ref):
        found = fresh_session().scalar(statement.order_by(Restaurant.id != ref).limit(1))
    if found is None:
        raise NotFound("There is no such restaurant here.")
    return found


def connect_restaurant(client: Client, payload: object) -> Message:
    """Answer `restaurant_connect` for the restaurant of the connection. Raises NotAuthenticated for any other."""
    ref = protocol.load("restaurant_connect", payload).get("restaurant_id")
    if ref is not None and not _is(client.restaurant_id, ref):
        raise NotAuthenticated("Without a token there is only the restaurant of the connection. Send `auth` first.")
    with feeds().at_head(client.restaurant_id) as (feed, _, _):
        return protocol.established(client.restaurant_id, feed.place)


def log_in(client: Client, payload: object, stream: Stream, *, full_sync: bool) -> dict[str, Any]:
    """Make an ordinary client of an anonymous one: it is greeted anew, on the stream of its path."""
    token = protocol.load("auth", payload)["token"]
    identity, _ = protocol.identify(token, client.restaurant_id)
    client.leave()
    client.identity = identity
    protocol.welcome(client, stream, full_sync=full_sync)
    return protocol.authenticated(identity)


def _is(restaurant_id: str, ref: str) -> bool:
    try:
        return find_restaurant(ref) == restaurant_id
    except NotFound:
        return False
