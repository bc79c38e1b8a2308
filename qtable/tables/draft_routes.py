"""The draft of a floor over HTTP: under /restaurants/{restaurant_id} and /api."""

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.perform import perform
from qtable.database import fresh_session
from qtable.tables import drafting, publishing
from qtable.tables.draft_schemas import FloorDraftBody, FloorDraftShape, PublishedShape, TemplateShape
from qtable.tables.templates import TEMPLATES
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("floor", __name__, description="The floor as it is to be")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/floor/draft")
@needs(Capability.ARRANGE_FLOOR)
@blp.response(200, FloorDraftShape)
def read_draft():
    """Show the draft of the floor, or one that is the floor as it stands."""
    return drafting.read_draft(fresh_session(), current_actor().restaurant_id)


@blp.get("/floor/templates")
@needs(Capability.ARRANGE_FLOOR)
@blp.response(200, TemplateShape(many=True))
def list_templates():
    """List the floors to begin a draft with."""
    return [{"name": name, "tables": places} for name, places in TEMPLATES.items()]


@blp.put("/floor/draft")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(FloorDraftBody)
@blp.response(200, FloorDraftShape)
def store_draft(body):
    """Store a whole draft; the service hears nothing of it."""
    actor = current_actor()
    return drafting.store_draft(actor.restaurant_id, actor.user_id, body)


@blp.delete("/floor/draft")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def discard_draft(body):
    """Throw the draft away; the floor stays as it is."""
    restaurant_id = current_actor().restaurant_id
    drafting.discard_draft(restaurant_id, body.get("base_version"))
    return {"success": True, "id": restaurant_id}


@blp.post("/floor/draft/publish")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(VersionBody)
@blp.response(200, PublishedShape)
def publish_draft(body):
    """Make the draft the floor, in one transaction and one message."""

    def act(tx):
        done = publishing.publish(tx)
        return {"success": True, **done, "seq": tx.place.seq, "cursor": str(tx.place)}

    return perform("publish_floor", act, body)
