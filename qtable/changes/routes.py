"""Sync over HTTP, under /api/sync; and the trail, with each restaurant."""

from flask import make_response, request

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes import reading, schemas, trail
from qtable.changes.cursor import Cursor
from qtable.changes.models import CommittedChange
from qtable.database import fresh_session
from qtable.errors import Malformed
from qtable.paging import NEXT

blp = Blueprint("sync", __name__, url_prefix="/api/sync", description="Catching up")
blp.url_value_preprocessor(take_restaurant_from_path)
trail_blp = Blueprint("trail", __name__, description="Who did what")
trail_blp.url_value_preprocessor(take_restaurant_from_path)
POLLED = ("guest", "table")


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
    page, start, end, has_more = _page(asked)
    return {
        "since_timestamp": clock.rfc3339(clock.from_ms(start.at_ms)),
        "current_timestamp": clock.rfc3339(clock.from_ms(end.at_ms)),
        "cursor": str(end),
        "changes": [change for transaction in page for change in reading.listed(transaction)],
        "has_more": has_more,
    }


@blp.get("/health")
@blp.response(200, schemas.SyncHealthShape)
def health():
    """Tell that the sync service answers."""
    return {"status": "ok", "timestamp": clock.now()}


@trail_blp.get("/updates")
@needs(Capability.READ)
@trail_blp.arguments(schemas.UpdatesQuery, location="query")
@trail_blp.response(200, schemas.UpdatesShape)
def updates(asked):
    """Show what guests and tables have become since a timestamp; `timestamp` is that of the last change shown."""
    page, _, place, has_more = _page(asked)
    latest = {(one["entity_type"], one["entity_id"]): one["data"] for change in page for one in reading.listed(change)}
    return {
        **{f"{kind}_updates": [data for (of, _), data in latest.items() if of == kind and data] for kind in POLLED},
        **{
            f"deleted_{kind}s": [id_ for (of, id_), data in latest.items() if of == kind and not data]
            for kind in POLLED
        },
        "timestamp": clock.rfc3339(clock.from_ms(place.at_ms)),
        "cursor": str(place),
        "has_more": has_more,
    }


@trail_blp.get("/activity")
@needs(Capability.READ)
@trail_blp.arguments(schemas.TrailQuery, location="query")
@trail_blp.response(200, schemas.TrailShape(many=True))
def activity(asked):
    """Show who did what and when, the latest first, with before and after; X-QTable-Next leads to the next page.

    Of one entity or one type only its own changes are shown; `affected` counts all that the transaction changed.
    """
    session = fresh_session()
    page, has_more = trail.page(session, current_actor().restaurant_id, asked)
    response = make_response(trail.described(session, page, asked))
    if has_more:
        response.headers[NEXT] = str(page[-1].seq)
    return response


def _page(asked) -> tuple[list[CommittedChange], Cursor, Cursor, bool]:
    """Return whole transactions behind a place, that place, the one behind them, and whether there are more."""
    session = fresh_session()
    restaurant = reading.restaurant_row(session, current_actor().restaurant_id)
    start = _place(session, restaurant, asked)
    page = reading.after(session, restaurant, start.seq, asked["limit"])
    end = Cursor.parse(page[-1].cursor) if page else start
    return page, start, end, end.seq < restaurant.change_seq


def _place(session, restaurant, asked) -> Cursor:
    if "cursor" in asked:
        cursor = Cursor.parse(asked["cursor"])
        reading.check(session, restaurant, cursor)
        return cursor
    if "since" in asked:
        return reading.since(session, restaurant, asked["since"])
    raise Malformed("Say from where: send `cursor`, or `since` with a timestamp.")
