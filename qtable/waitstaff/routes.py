"""Servers over HTTP: under /restaurants/{restaurant_id} and /api."""

from datetime import timedelta

from sqlalchemy import select

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.changes.reading import restaurant_row
from qtable.database import fresh_session
from qtable.extensions import db
from qtable.waitstaff import actions
from qtable.waitstaff.loads import loads, on_duty
from qtable.waitstaff.models import Server
from qtable.waitstaff.rotation import in_turn
from qtable.waitstaff.schemas import (
    AssignBody,
    AssignedShape,
    CreateServerBody,
    RotationShape,
    ServerShape,
    UpdateServerBody,
)
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("waitstaff", __name__, description="Who serves which tables, and who is next")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/servers")
@needs(Capability.READ)
@blp.response(200, ServerShape(many=True))
def list_servers():
    """List the servers by name, on duty or not."""
    mine = Server.restaurant_id == current_actor().restaurant_id
    return db.session.scalars(select(Server).where(mine).order_by(Server.name, Server.id)).all()


@blp.post("/servers")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(CreateServerBody)
@blp.response(201, ServerShape)
def create_server(body):
    """Add a server; initials and a colour that few have are found where none are given."""
    return perform("create_server", lambda tx: show(actions.create_server(tx, body)), body, status=201)


@blp.get("/servers/rotation")
@needs(Capability.READ)
@blp.response(200, RotationShape)
def rotation():
    """Show who is on duty with tables and covers, and whose turn is next."""
    session, now = fresh_session(), clock.now()
    restaurant = restaurant_row(session, current_actor().restaurant_id)
    servers = on_duty(session, restaurant)
    carried = loads(session, restaurant, servers, now)
    turns = {load.server_id: turn for turn, load in enumerate(in_turn(carried), 1)}
    shown = [_shown(*pair, turns, now) for pair in zip(servers, carried, strict=True)]
    return {
        "server_time": now,
        "rotation_minutes": restaurant.policy("rotation_minutes"),
        "next": next(iter(turns), None),
        "servers": sorted(shown, key=lambda one: (one["turn"] is None, one["turn"] or 0)),
    }


@blp.get("/servers/<server_id>")
@needs(Capability.READ)
@blp.response(200, ServerShape)
def read_server(server_id):
    """Show one server."""
    return find(db.session(), Server, current_actor().restaurant_id, server_id)


@blp.route("/servers/<server_id>", methods=["PUT", "PATCH"])
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(UpdateServerBody(partial=True))
@blp.response(200, ServerShape)
def update_server(body, server_id):
    """Change a server's name, initials, colour or login."""
    return _change("update_server", server_id, body, lambda tx, server: actions.update_server(tx, server, body))


@blp.delete("/servers/<server_id>")
@needs(Capability.ARRANGE_FLOOR)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def delete_server(body, server_id):
    """Remove a server; their tables are nobody's, and visits keep the id of who served them."""

    def act(tx):
        actions.delete_server(tx, tx.target(Server, server_id))
        return {"success": True, "id": server_id}

    return perform("delete_server", act, body)


@blp.post("/servers/<server_id>/assign")
@needs(Capability.HOST_GUESTS)
@blp.arguments(AssignBody)
@blp.response(200, AssignedShape)
def assign(body, server_id):
    """Give a server all tables of some sections, and some single ones, whoever had them."""

    def act(tx):
        server = tx.target(Server, server_id)
        given = actions.assign(tx, server, body["section_ids"], body["table_ids"])
        return {"success": True, "server": show(server), "tables": [show(table) for table in given]}

    return perform("assign_tables", act, body)


@blp.post("/servers/<server_id>/on-duty")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, ServerShape)
def start_duty(body, server_id):
    """Begin a server's shift."""
    return _change("start_duty", server_id, body, actions.start_duty)


@blp.post("/servers/<server_id>/off-duty")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, ServerShape)
def end_duty(body, server_id):
    """End a server's shift; their tables are nobody's."""
    return _change("end_duty", server_id, body, actions.end_duty)


@blp.post("/servers/<server_id>/pause")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, ServerShape)
def pause(body, server_id):
    """Leave a server out of the rotation; their tables stay theirs."""
    return _change("pause_server", server_id, body, lambda tx, server: actions.pause(tx, server, paused=True))


@blp.post("/servers/<server_id>/resume")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, ServerShape)
def resume(body, server_id):
    """Take a paused server into the rotation again."""
    return _change("resume_server", server_id, body, lambda tx, server: actions.pause(tx, server, paused=False))


def _change(kind, server_id, body, act):
    return perform(kind, lambda tx: show(act(tx, tx.target(Server, server_id))), body)


def _shown(server, load, turns, now):
    since = load.last_seated and max(0, (now - load.last_seated) // timedelta(minutes=1))
    return {
        **{name: getattr(server, name) for name in ("name", "initials", "colour", "paused")},
        **{name: getattr(load, name) for name in ("server_id", "tables", "free_tables", "covers", "recent_covers")},
        "minutes_since_seated": since,
        "turn": turns.get(server.id),
    }
