"""The staff over HTTP: under /restaurants/{restaurant_id} and /api."""

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.staff import actions
from qtable.staff.schemas import ColleagueBody, ColleagueShape, NewColleagueBody, NewColleagueShape, PinBody
from qtable.wire import RemovedShape

blp = Blueprint("staff", __name__, description="Who works here")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/users")
@needs(Capability.ADMINISTER)
@blp.response(200, ColleagueShape(many=True))
def list_staff():
    """List everybody who works here, who joined first on top."""
    return actions.list_staff(current_actor().restaurant_id)


@blp.post("/users")
@needs(Capability.ADMINISTER)
@blp.arguments(NewColleagueBody)
@blp.response(201, NewColleagueShape)
def add_colleague(body):
    """Let a person work here; an email without a login gets one, with a random password if none is given."""
    actor = current_actor()
    return actions.add_colleague(actor.restaurant_id, by=actor.user_id, **body)


@blp.get("/users/<user_id>")
@needs(Capability.ADMINISTER)
@blp.response(200, ColleagueShape)
def read_colleague(user_id):
    """Show one of the staff."""
    return actions.read_colleague(current_actor().restaurant_id, user_id)


@blp.put("/users/<user_id>")
@needs(Capability.ADMINISTER)
@blp.arguments(ColleagueBody)
@blp.response(200, ColleagueShape)
def update_colleague(body, user_id):
    """Change a role; and names and password of who has never worked elsewhere."""
    actor = current_actor()
    return actions.update_colleague(actor.restaurant_id, user_id, body, by=actor.user_id)


@blp.put("/users/<user_id>/pin")
@needs(Capability.ADMINISTER)
@blp.arguments(PinBody)
@blp.response(200, ColleagueShape)
def set_pin(body, user_id):
    """Set the PIN of who has never worked elsewhere; null takes it away. Logins by an older one end."""
    actor = current_actor()
    return actions.set_pin(actor.restaurant_id, user_id, body["pin"], by=actor.user_id)


@blp.delete("/users/<user_id>")
@needs(Capability.ADMINISTER)
@blp.response(200, RemovedShape)
def remove_colleague(user_id):
    """End a person's work here, and their logins here."""
    actions.remove_colleague(current_actor().restaurant_id, user_id)
    return {"success": True, "id": user_id}
