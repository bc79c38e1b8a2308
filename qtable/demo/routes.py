"""The demo service over HTTP: under /restaurants/{restaurant_id} and /api."""

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import show
from qtable.changes.perform import perform
from qtable.demo import actions
from qtable.restaurants.schemas import RestaurantShape

blp = Blueprint("demo", __name__, description="An evening for trying things out")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.post("/demo")
@needs(Capability.ADMINISTER)
@blp.response(200, RestaurantShape)
def load_demo():
    """Load a demo service onto the floor that is there; only on a business day without parties or bookings."""
    return perform("load_demo", lambda tx: show(actions.load_demo(tx)))


@blp.delete("/demo")
@needs(Capability.ADMINISTER)
@blp.response(200, RestaurantShape)
def erase_demo():
    """Erase all parties and bookings made since the demo was loaded, and their trail; floor and staff stay."""
    actor = current_actor()
    actions.shorten_demo(actor.restaurant_id, actor.user_id)
    return perform("erase_demo", lambda tx: show(actions.erase_demo(tx)))
