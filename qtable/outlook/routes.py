"""Quotes, free tables and suggestions over HTTP: under /restaurants/{restaurant_id} and /api. They only read."""

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find
from qtable.changes.reading import restaurant_row
from qtable.database import fresh_session
from qtable.guests.models import Guest
from qtable.outlook import evening, record, suggesting
from qtable.outlook.schemas import OutlookShape, QuotesShape, SuggestionsQuery, SuggestionsShape

blp = Blueprint("outlook", __name__, description="What the evening will bring")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/outlook")
@needs(Capability.READ)
@blp.response(200, OutlookShape)
def show_outlook():
    """Show the next free tables and the quotes by size class, a table for each party, and when each leaves."""
    session, restaurant = _restaurant()
    return evening.outlook(session, restaurant, clock.now())


@blp.get("/suggestions")
@needs(Capability.READ)
@blp.arguments(SuggestionsQuery, location="query")
@blp.response(200, SuggestionsShape)
def suggest(asked):
    """Show the best three tables for a party, and why the others aren't for it."""
    session, restaurant = _restaurant()
    guest = find(session, Guest, restaurant.id, asked["guest_id"]) if "guest_id" in asked else None
    size = guest.party_size if guest else asked["party_size"]
    return suggesting.suggestions(session, restaurant, size, clock.now(), guest)


@blp.get("/quotes")
@needs(Capability.READ)
@blp.response(200, QuotesShape)
def show_quotes():
    """Show what the rule of quotes knows, and the last 20 quotes with what really happened."""
    session, restaurant = _restaurant()
    return record.quotes(session, restaurant, clock.now())


def _restaurant():
    session = fresh_session()
    return session, restaurant_row(session, current_actor().restaurant_id)
