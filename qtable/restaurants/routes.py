"""The restaurant over HTTP: itself under /restaurants/{restaurant_id}, its policies there and under /api."""

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import show
from qtable.changes.perform import perform
from qtable.changes.reading import restaurant_row
from qtable.extensions import db
from qtable.restaurants import actions
from qtable.restaurants.schemas import PoliciesBody, PoliciesShape, RestaurantBody, RestaurantShape

itself = Blueprint("restaurant", __name__, url_prefix="/restaurants/<restaurant_id>", description="The restaurant")
itself.url_value_preprocessor(take_restaurant_from_path)
blp = Blueprint("policies", __name__, description="How the restaurant wants things done")
blp.url_value_preprocessor(take_restaurant_from_path)


@itself.get("")
@needs(Capability.READ)
@itself.response(200, RestaurantShape)
def read_restaurant():
    """Show the restaurant."""
    return restaurant_row(db.session(), current_actor().restaurant_id)


@itself.put("")
@needs(Capability.ADMINISTER)
@itself.arguments(RestaurantBody(partial=True))
@itself.response(200, RestaurantShape)
def update_restaurant(body):
    """Change the restaurant's name, slug, time zone or the hour at which its day ends."""

    def act(tx):
        tx.check_version(tx.restaurant)
        return show(actions.update_restaurant(tx, body))

    return perform("update_restaurant", act, body)


@blp.get("/policies")
@needs(Capability.READ)
@blp.response(200, PoliciesShape)
def read_policies():
    """Show every policy, with the defaults of those that nobody has set."""
    return restaurant_row(db.session(), current_actor().restaurant_id).all_policies


@blp.put("/policies")
@needs(Capability.SET_POLICIES)
@blp.arguments(PoliciesBody)
@blp.response(200, PoliciesShape)
def set_policies(body):
    """Set some policies; the others stay."""

    def act(tx):
        tx.check_version(tx.restaurant)
        return actions.set_policies(tx, body).all_policies

    return perform("set_policies", act, body)
