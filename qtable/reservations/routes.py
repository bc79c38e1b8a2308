"""Bookings over HTTP: under /restaurants/{restaurant_id} and /api."""

from flask import make_response

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find, show
from qtable.changes.perform import perform
from qtable.changes.reading import restaurant_row
from qtable.extensions import db
from qtable.guests.seating import Place
from qtable.paging import NEXT, write_cursor
from qtable.reservations import actions, schemas
from qtable.reservations.lifecycle import BOOKED, ReservationStatus
from qtable.reservations.listing import reservations_query
from qtable.reservations.models import Reservation
from qtable.reservations.offering import availability
from qtable.wire import RemovedShape, VersionBody

blp = Blueprint("reservations", __name__, description="The book")
blp.url_value_preprocessor(take_restaurant_from_path)
NOT_SEATED = (*BOOKED, ReservationStatus.PARTIALLY_ARRIVED, ReservationStatus.CANCELLED, ReservationStatus.NO_SHOW)


@blp.get("/reservations")
@needs(Capability.READ)
@blp.arguments(schemas.ReservationQuery, location="query")
@blp.response(200, schemas.ReservationShape(many=True))
def list_reservations(asked):
    """List bookings by when they begin; X-QTable-Next holds the cursor of the next page."""
    restaurant = restaurant_row(db.session(), current_actor().restaurant_id)
    found = db.session.scalars(reservations_query(restaurant, asked)).all()
    page = found[: asked["limit"]]
    response = make_response(schemas.ReservationShape(many=True).dump(page))
    if len(found) > len(page):
        response.headers[NEXT] = write_cursor(page[-1].reservation_time, page[-1].id)
    return response


@blp.post("/reservations")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.CreateReservationBody)
@blp.response(201, schemas.ReservationShape)
def create_reservation(body):
    """Write a booking into the book; two active ones never overlap on a table."""
    return perform("book", lambda tx: show(actions.create_reservation(tx, body)), body, status=201)


@blp.get("/reservations/availability")
@needs(Capability.READ)
@blp.arguments(schemas.AvailabilityQuery, location="query")
@blp.response(200, schemas.AvailabilityShape)
def read_availability(asked):
    """Tell which tables a booking could have, best first, why not the others, and other times within an hour."""
    restaurant = restaurant_row(db.session(), current_actor().restaurant_id)
    return availability(db.session(), restaurant, asked, clock.now())


@blp.get("/reservations/<reservation_id>")
@needs(Capability.READ)
@blp.response(200, schemas.ReservationShape)
def read_reservation(reservation_id):
    """Show one booking."""
    return find(db.session(), Reservation, current_actor().restaurant_id, reservation_id)


@blp.route("/reservations/<reservation_id>", methods=["PUT", "PATCH"])
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.UpdateReservationBody)
@blp.response(200, schemas.ReservationShape)
def update_reservation(body, reservation_id):
    """Change a booking's fields; a status runs the act of the same name."""

    def act(tx):
        return show(actions.update_reservation(tx, tx.target(Reservation, reservation_id), body))

    return perform("update_reservation", act, body)


@blp.delete("/reservations/<reservation_id>")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, RemovedShape)
def delete_reservation(body, reservation_id):
    """Take a booking out of the book; a party that has come stays as a guest."""

    def act(tx):
        actions.delete_reservation(tx, tx.target(Reservation, reservation_id))
        return {"success": True, "id": reservation_id}

    return perform("delete_reservation", act, body)


@blp.post("/reservations/<reservation_id>/arrive")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.ArriveBody)
@blp.response(200, schemas.ReservationShape)
def arrive(body, reservation_id):
    """The party has come: it waits as a guest from now on, whose id is `guestId`."""
    return _lead(reservation_id, body["status"], body, origins=NOT_SEATED)


@blp.post("/reservations/<reservation_id>/seat")
@needs(Capability.HOST_GUESTS)
@blp.arguments(schemas.SeatReservationBody)
@blp.response(200, schemas.ReservationShape)
def seat(body, reservation_id):
    """Seat the party, at the assigned table if no table or combination is named; one that hasn't come yet comes now."""
    return _lead(reservation_id, ReservationStatus.SEATED, body)


@blp.post("/reservations/<reservation_id>/unseat")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.ReservationShape)
def unseat(body, reservation_id):
    """Undo a seating: booking, tables and party are what they were; who came only with it is expected again."""

    def act(tx):
        return show(actions.unseat(tx, tx.target(Reservation, reservation_id)))

    return perform("change_reservation", act, body)


@blp.post("/reservations/<reservation_id>/cancel")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.ReservationShape)
def cancel(body, reservation_id):
    """The party won't come; its table is free for others."""
    return _lead(reservation_id, ReservationStatus.CANCELLED, body)


@blp.post("/reservations/<reservation_id>/no-show")
@needs(Capability.HOST_GUESTS)
@blp.arguments(VersionBody)
@blp.response(200, schemas.ReservationShape)
def no_show(body, reservation_id):
    """The party never came."""
    return _lead(reservation_id, ReservationStatus.NO_SHOW, body)


def _lead(reservation_id, status, body, origins=tuple(ReservationStatus)):
    def act(tx):
        reservation, override = tx.target(Reservation, reservation_id), body.get("override", False)
        at = Place(body.get("table_id"), body.get("combination_id"))
        return show(actions.change_status(tx, reservation, status, at, override=override, origins=origins))

    return perform("change_reservation", act, body)
