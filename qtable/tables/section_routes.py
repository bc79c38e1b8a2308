"""Sections over HTTP: under /restaurants/{restaurant_id} and /api."""

from sqlalchemy import select

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.extensions import db
from qtable.tables import actions
from qtable.tables.models import Section
from qtable.tables.schemas import SectionBody, SectionShape
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("sections", __name__, description="The areas of the floor")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/sections")
@needs(Capability.READ)
@blp.response(200, SectionShape(many=True))
def list_sections():
    """List the areas of the floor."""
    mine = Section.restaurant_id == current_actor().restaurant_id
    return db.session.scalars(select(Section).where(mine).order_by(Section.name)).all()


@blp.post("/sections")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(SectionBody)
@blp.response(201, SectionShape)
def create_section(body):
    """Add an area of the floor."""
    return perform("create_section", lambda tx: show(actions.create_section(tx, body)), body, status=201)


@blp.get("/sections/<section_id>")
@needs(Capability.READ)
@blp.response(200, SectionShape)
def read_section(section_id):
    """Show one area of the floor."""
    return find(db.session(), Section, current_actor().restaurant_id, section_id)


@blp.route("/sections/<section_id>", methods=["PUT", "PATCH"])
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(SectionBody)
@blp.response(200, SectionShape)
def rename_section(body, section_id):
    """Give an area of the floor another name."""

    def act(tx):
        return show(actions.rename_section(tx, tx.target(Section, section_id), body["name"]))

    return perform("rename_section", act, body)


@blp.delete("/sections/<section_id>")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def delete_section(body, section_id):
    """Remove an area of the floor; its tables stay, in no section."""

    def act(tx):
        actions.delete_section(tx, tx.target(Section, section_id))
        return {"success": True, "id": section_id}

    return perform("delete_section", act, body)
