"""Combinations over HTTP: under /restaurants/{restaurant_id} and /api."""

from sqlalchemy import select

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.extensions import db
from qtable.tables import combining
from qtable.tables.models import Combination
from qtable.tables.schemas import CombinationFields, CombinationShape, CreateCombinationBody
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("combinations", __name__, description="Tables that can be put together")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/combinations")
@needs(Capability.READ)
@blp.response(200, CombinationShape(many=True))
def list_combinations():
    """List the tables that can be put together, by name."""
    mine = Combination.restaurant_id == current_actor().restaurant_id
    return db.session.scalars(select(Combination).where(mine).order_by(Combination.name, Combination.id)).all()


@blp.post("/combinations")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(CreateCombinationBody)
@blp.response(201, CombinationShape)
def create_combination(body):
    """Say that tables can be put together; the first one takes the party."""
    return perform("create_combination", lambda tx: show(combining.create_combination(tx, body)), body, status=201)


@blp.get("/combinations/<combination_id>")
@needs(Capability.READ)
@blp.response(200, CombinationShape)
def read_combination(combination_id):
    """Show one combination."""
    return find(db.session(), Combination, current_actor().restaurant_id, combination_id)


@blp.route("/combinations/<combination_id>", methods=["PUT", "PATCH"])
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(CombinationFields)
@blp.response(200, CombinationShape)
def update_combination(body, combination_id):
    """Change a combination; its tables only while nobody sits at it."""

    def act(tx):
        return show(combining.update_combination(tx, tx.target(Combination, combination_id), body))

    return perform("update_combination", act, body)


@blp.delete("/combinations/<combination_id>")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def delete_combination(body, combination_id):
    """Remove a combination; its tables stay. Not while a party sits at it."""

    def act(tx):
        combining.delete_combination(tx, tx.target(Combination, combination_id))
        return {"success": True, "id": combination_id}

    return perform("delete_combination", act, body)
