"""Tables and sections over HTTP: under /restaurants/{restaurant_id} and /api."""

from sqlalchemy import select

from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.extensions import db
from qtable.guests import floor
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest
from qtable.guests.seating import Place, change_status
from qtable.tables import actions
from qtable.tables.models import Table
from qtable.tables.schemas import (
    CreateTableBody,
    SeatGuestBody,
    StageBody,
    TablesAnswer,
    TablesBody,
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
        return show(floor.update_table(tx, tx.target(Table, table_id), body, current_actor()))

    return perform("update_table", act, body)


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
    return perform("clear_table", lambda tx: show(floor.clear_table(tx, tx.target(Table, table_id))), body)


@blp.post("/tables/<table_id>/seat-guest")
@needs(Capability.HOST_GUESTS)
@blp.arguments(SeatGuestBody)
@blp.response(200, TableShape)
def seat_guest(body, table_id):
    """Seat a party at this table, or move it here."""

    def act(tx):
        table, guest = tx.target(Table, table_id), tx.find(Guest, body["guest_id"])
        change_status(tx, guest, GuestStatus.SEATED, Place(table.id), override=body["override"])
        return show(table)

    return perform("seat", act, body)


@blp.put("/tables/<table_id>/stage")
@needs(Capability.HOST_GUESTS)
@blp.arguments(StageBody)
@blp.response(200, TableShape)
def set_stage(body, table_id):
    """Say how far the meal at a table has come."""
    return perform("set_stage", lambda tx: show(actions.set_stage(tx, tx.target(Table, table_id), body["stage"])), body)


@blp.post("/tables/bulk")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(TablesBody)
@blp.response(200, TablesAnswer)
def lay_out_tables(body):
    """Put many tables on the floor in one transaction, changing those whose id is there already; all or none."""

    def act(tx):
        return {"success": True, "tables": [show(table) for table in actions.lay_out(tx, body["tables"])]}

    return perform("lay_out_tables", act, body)
