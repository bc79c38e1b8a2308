"""The dashboard over HTTP, in the three places where apps look for it."""

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes import reading
from qtable.dashboard import numbers
from qtable.dashboard.schemas import DashboardShape
from qtable.database import fresh_session
from qtable.guests.line import line_start
from qtable.guests.schemas import GUESTS
from qtable.tables.schemas import TABLES

blp = Blueprint("dashboard", __name__, description="The evening in numbers")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/api/v1/dashboard/<restaurant_id>")
@blp.get("/api/v1/dashboard/data")
@blp.get("/restaurants/<restaurant_id>/dashboard-data")
@needs(Capability.READ)
@blp.response(200, DashboardShape)
def dashboard():
    """Show who is here, the floor, and the numbers of this business day."""
    session = fresh_session()
    restaurant = reading.restaurant_row(session, current_actor().restaurant_id)
    now, place = clock.now(), reading.head(restaurant)
    guests = session.scalars(GUESTS.current(restaurant, now)).all()
    tables = session.scalars(TABLES.current(restaurant, now)).all()
    return {
        "guests": guests,
        "tables": tables,
        "stats": numbers.stats(guests, tables, restaurant.day_start(now), line_start(restaurant, now), now),
        "last_updated": clock.rfc3339(clock.from_ms(place.at_ms) if place.seq else now),
        "is_full_sync": True,
        "cursor": str(place),
    }
