"""Guests over HTTP: under /restaurants/{restaurant_id} and /api."""

import uuid

from flask import make_response

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.errors import Invalid
from qtable.extensions import db
from qtable.guests import actions, schemas, slips
from qtable.guests.lifecycle import GuestStatus, Verb
from qtable.guests.listing import guests_query
from qtable.guests.models import Guest
from qtable.guests.seating import Place
from qtable.guests.seating import change_status as change_visit
from qtable.paging import NEXT, write_cursor
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("guests", __name__, description="Parties, from the door to the bill")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/guests")
@needs(Capability.READ)
@blp.arguments(schemas.GuestQuery, location="query")
@blp.response(200, schemas.GuestShape(many=True))
def list_guests(asked):
    """List guests, oldest arrival first; X-QTable-Next holds the cursor of the next page."""
    found = db.session.scalars(guests_query(current_actor().restaurant_id, asked)).all()
    page = found[: asked["limit"]]
    response = make_response(schemas.GuestShape(many=True).dump(page))
    if len(found) > len(page):
        response.headers[NEXT] = write_cursor(page[-1].arrival_time, page[-1].id)
    return response


@blp.post("/guests")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.CreateGuestBody)
@blp.response(201, schemas.GuestShape)
def create_guest(body):
    """Add a party at the door."""
    return perform("create_guest", lambda tx: show(actions.create_guest(tx, body)), body, status=201)


@blp.get("/guests/<guest_id>")
@needs(Capability.READ)
@blp.response(200, schemas.GuestShape)
def read_guest(guest_id):
    """Show one guest."""
    return find(db.session(), Guest, current_actor().restaurant_id, guest_id)


@blp.route("/guests/<guest_id>", methods=["PUT", "PATCH"])
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.UpdateGuestBody)
@blp.response(200, schemas.GuestShape)
def update_guest(body, guest_id):
    """Change a guest's fields; status and tableId run the action of the same name."""
    return perform("update_guest", lambda tx: show(actions.update_guest(tx, tx.target(Guest, guest_id), body)), body)


@blp.delete("/guests/<guest_id>")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def delete_guest(body, guest_id):
    """Remove a guest; a seated one's table becomes free."""

    def act(tx):
        actions.delete_guest(tx, tx.target(Guest, guest_id))
        return {"success": True, "id": guest_id}

    return perform("delete_guest", act, body)


@blp.put("/guests/<guest_id>/status/atomic")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.StatusBody)
@blp.arguments(schemas.StatusBody(only=("status",)), location="query")
@blp.response(200, schemas.StatusAnswer)
def change_status(body, asked, guest_id):
    """Change a guest's status, and its table with it, in one transaction and one message."""
    status = body.get("status", asked.get("status"))
    if status is None:
        raise Invalid("Say which status.", fields={"status": ["Missing data for required field."]})

    def act(tx):
        guest = tx.target(Guest, guest_id)
        done = _how(body)(tx, guest, status, _place(body), override=body["override"])
        return _status_answer(tx, done)

    return perform("change_status", act, body)


def _status_answer(tx, done):
    return {
        "success": True,
        "transaction_id": tx.request.key or str(uuid.uuid4()),
        "guest_id": done.guest.id,
        "old_status": done.old,
        "new_status": done.new,
        "table_cleared": done.table_cleared,
        "changes_count": len(tx.recorded),
        "processed_at": clock.rfc3339(tx.now),
        "seq": tx.place.seq,
        "cursor": str(tx.place),
    }


@blp.post("/guests/<guest_id>/seat")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.SeatBody)
@blp.response(200, schemas.GuestShape)
def seat(body, guest_id):
    """Seat a party at a table or at a combination of them; one that sits elsewhere is moved."""
    return _lead(guest_id, GuestStatus.SEATED, body, Verb.SEAT, Verb.MOVE, Verb.RESEAT)


@blp.post("/guests/<guest_id>/move")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.PlaceBody)
@blp.response(200, schemas.GuestShape)
def move(body, guest_id):
    """Move a seated party to another table or combination, or to its own table alone: those joined to it come back."""
    return _lead(guest_id, GuestStatus.SEATED, body, Verb.MOVE)


@blp.post("/guests/<guest_id>/unseat")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.UnseatBody)
@blp.response(200, schemas.GuestShape)
def unseat(body, guest_id):
    """Undo a seating: the party waits again, not called unless it still is; the table is free, no cover counts."""

    def act(tx):
        guest = tx.target(Guest, guest_id)
        if body["still_called"]:
            slips.back_at_the_door(tx, guest, body.get("status"), only={Verb.UNSEAT})
        else:
            change_visit(tx, guest, body.get("status") or GuestStatus.WAITING, only={Verb.UNSEAT})
        return show(guest)

    return perform("change_status", act, body)


@blp.post("/guests/<guest_id>/notify")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.GuestShape)
def notify(body, guest_id):
    """The party was told that its table is ready; every device shows since when."""
    return perform("notify", lambda tx: show(actions.notify_guest(tx, tx.target(Guest, guest_id))), body)


@blp.post("/guests/<guest_id>/finish")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.GuestShape)
def finish(body, guest_id):
    """The party has left; its table is free."""
    return _lead(guest_id, GuestStatus.FINISHED, body, Verb.FINISH)


@blp.post("/guests/<guest_id>/cancel")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.GuestShape)
def cancel(body, guest_id):
    """The party told us that it won't come, or won't wait."""
    return _lead(guest_id, GuestStatus.CANCELLED, body, Verb.CANCEL)


@blp.post("/guests/<guest_id>/no-show")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.GuestShape)
def no_show(body, guest_id):
    """The party never came."""
    return _lead(guest_id, GuestStatus.NO_SHOW, body, Verb.NO_SHOW)


def _lead(guest_id, status, body, *verbs):
    def act(tx):
        guest, override = tx.target(Guest, guest_id), body.get("override", False)
        _how(body)(tx, guest, status, _place(body, alone=verbs == (Verb.MOVE,)), override=override, only=verbs)
        return show(guest)

    return perform("change_status", act, body)


def _how(body):
    return slips.change_status if body.get("as_it_was") else change_visit


def _place(body, *, alone=False):
    return Place(body.get("table_id"), body.get("combination_id"), alone)
