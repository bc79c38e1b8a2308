"""Tables and sections over HTTP: under /restaurants/{restaurant_id} and /api."""

from sqlalchemy import select

from qtable.accounts.access import current_actor, insist, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.extensions import db
from qtable.guests import actions as guest_actions
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest
from qtable.tables import actions
from qtable.tables.models import Section, Table, TableStatus
from qtable.tables.schemas import (
    CreateTableBody,
    SeatGuestBody,
    SectionBody,
    SectionShape,
    TableShape,
    UpdateTableBody,
)
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("tables", __name__, description="The floor")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/tables")
@needs(Capability.READ)
@blp.response(200, TableShape(many=True))
def list_tables():
    """List the tables by number."""
    mine = Table.restaurant_id == current_actor().restaurant_id
    return db.session.scalars(select(Table).where(mine).order_by(Table.number, Table.id)).all()


@blp.post("/tables")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(CreateTableBody)
@blp.response(201, TableShape)
def create_table(body):
    """Put a new table on the floor."""
    return perform("create_table", lambda tx: show(actions.create_table(tx, body)), body, status=201)


@blp.get("/tables/<table_id>")
@needs(Capability.READ)
@blp.response(200, TableShape)
def read_table(table_id):
    """Show one table."""
    return find(db.session(), Table, current_actor().restaurant_id, table_id)


@blp.route("/tables/<table_id>", methods=["PUT", "PATCH"])
@needs(Capability.HOST_GUESTS)
@blp.arguments(UpdateTableBody)
@blp.response(200, TableShape)
def update_table(body, table_id):
    """Change a table's fields (all but the notes by who may arrange the floor); a status runs the act of its name."""

    def act(tx):
        table = tx.target(Table, table_id)
        status, override = _asked_status(table, body), body.pop("override")
        guest_id = body.pop("current_guest_id", None)
        if actions.arranges(table, body):
            insist(current_actor(), Capability.ARRANGE_FLOOR)
        actions.update_table(tx, table, body)
        if status is not None:
            guest_actions.change_table_status(tx, table, status, guest_id, override=override)
        return show(table)

    return perform("update_table", act, body)


def _asked_status(table, body):
    """Return the status that a table is to have; a `currentGuestId` that differs asks for one too."""
    guest_id = body.get("current_guest_id", table.current_guest_id)
    if "status" in body or guest_id == table.current_guest_id:
        return body.pop("status", None)
    return TableStatus.AVAILABLE if guest_id is None else TableStatus.OCCUPIED


@blp.delete("/tables/<table_id>")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def delete_table(body, table_id):
    """Take a table off the floor; not while a party sits at it."""

    def act(tx):
        actions.delete_table(tx, tx.target(Table, table_id))
        return {"success": True, "id": table_id}

    return perform("delete_table", act, body)


@blp.route("/tables/<table_id>/clear", methods=["PUT", "POST"])
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, TableShape)
def clear_table(body, table_id):
    """Make a table ready again: whoever sat there has left, and it is clean."""
    return perform("clear_table", lambda tx: show(guest_actions.clear_table(tx, tx.target(Table, table_id))), body)


@blp.post("/tables/<table_id>/seat-guest")
@needs(Capability.HOST_GUESTS)
@blp.arguments(SeatGuestBody)
@blp.response(200, TableShape)
def seat_guest(body, table_id):
    """Seat a party at this table, or move it here."""

    def act(tx):
        table, guest = tx.target(Table, table_id), tx.find(Guest, body["guest_id"])
        guest_actions.change_status(tx, guest, GuestStatus.SEATED, table.id, override=body["override"])
        return show(table)

    return perform("seat", act, body)


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
