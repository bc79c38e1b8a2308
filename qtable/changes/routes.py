"""Sync over HTTP, under /api/sync."""

from flask import make_response, request

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes import reading, schemas
from qtable.changes.cursor import Cursor
from qtable.database import fresh_session
from qtable.errors import Malformed

blp = Blueprint("sync", __name__, url_prefix="/api/sync", description="Catching up")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/full")
@needs(Capability.READ)
@blp.response(200, schemas.FullShape)
@blp.alt_response(304)
def full():
    """Show everything: the floor, who is here, and today's guests, at one place in the log."""
    snapshot = reading.snapshot(fresh_session(), current_actor().restaurant_id)
    response = make_response(snapshot.body)
    response.set_etag(f"{snapshot.place}.{clock.to_ms(snapshot.day_start)}", weak=True)
    return response.make_conditional(request)


@blp.get("/delta")
@needs(Capability.READ)
@blp.arguments(schemas.DeltaQuery, location="query")
@blp.response(200, schemas.DeltaShape)
def delta(asked):
    """Show what came after a cursor (or a timestamp), in whole transactions."""
    session = fresh_session()
    restaurant = reading.restaurant_row(session, current_actor().restaurant_id)
    place = _place(session, restaurant, asked)
    found = reading.after(session, restaurant, place.seq, asked["limit"])
    page = reading.whole_transactions(found, asked["limit"])
    last = page[-1].seq if page else place.seq
    return {
        "since_timestamp": clock.rfc3339(clock.from_ms(place.at_ms)),
        "current_timestamp": clock.rfc3339(clock.from_ms(page[-1].at_ms if page else place.at_ms)),
        "cursor": page[-1].cursor if page else str(place),
        "changes": [change for transaction in page for change in reading.listed(transaction)],
        "has_more": last < restaurant.change_seq,
    }


@blp.get("/health")
@blp.response(200, schemas.SyncHealthShape)
def health():
    """Tell that the sync service answers."""
    return {"status": "ok", "timestamp": clock.now()}


def _place(session, restaurant, asked) -> Cursor:
    if "cursor" in asked:
        cursor = Cursor.parse(asked["cursor"])
        reading.check(session, restaurant, cursor)
        return cursor
    if "since" in asked:
        return reading.since(session, restaurant, asked["since"])
    raise Malformed("Say from where: send `cursor`, or `since` with a timestamp.")
