"""Where the stand gets the guests' links and their QR codes: under /restaurants/{restaurant_id} and /api.

A link has the address by which the caller came: on a restaurant's own network there is no other to know of.
"""

from flask import url_for

from qtable import clock
from qtable.accounts.access import current_actor, needs, take_restaurant_from_path
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.entities import find
from qtable.changes.reading import restaurant_row
from qtable.changes.transaction import unlogged_transaction
from qtable.errors import NotFound
from qtable.extensions import db
from qtable.guests.models import Guest
from qtable.lobby import links
from qtable.lobby.boards import called_on_screen
from qtable.lobby.qr import svg_of
from qtable.lobby.schemas import GuestLinkShape, LinkShape
from qtable.wire import RemovedShape

blp = Blueprint("lobby_links", __name__, description="Links and QR codes for guests")
blp.url_value_preprocessor(take_restaurant_from_path)


@blp.get("/waitlist-link")
@needs(Capability.READ)
@blp.response(200, LinkShape)
def read_waitlist_link():
    """Give the address at which guests join the waitlist, and its QR code for the door."""
    slug = restaurant_row(db.session(), current_actor().restaurant_id).slug
    return _link("lobby.waitlist", slug=slug)


@blp.post("/guests/<guest_id>/link")
@needs(Capability.HOST_GUESTS)
@blp.response(200, GuestLinkShape)
def make_guest_link(guest_id):
    """Give the link to a party's own page, the same one all day: also for a party that the host has added."""
    now = clock.now()
    with unlogged_transaction(current_actor().restaurant_id) as session:
        restaurant = restaurant_row(session, current_actor().restaurant_id)
        guest = find(session, Guest, restaurant.id, guest_id)
        token = links.guest_link(session, restaurant, guest.id, now)
        link = links.find_link(session, token)
        end = link and link.expires_at  # not today's end of the day: that may have been set anew since
        shown = called_on_screen(restaurant, guest)
    return _link("lobby.place", token=token) | {"shown_as": shown, "expires_at": end}


@blp.get("/display-link")
@needs(Capability.HOST_GUESTS)
@blp.response(200, LinkShape)
def read_display_link():
    """Give the link to the lobby's screen that was made last."""
    token = links.display_link(db.session(), current_actor().restaurant_id)
    if token is None:
        raise NotFound("The lobby's screen has no link yet. A manager can make one.")
    return _link("lobby.display", token=token)


@blp.post("/display-link")
@needs(Capability.SET_POLICIES)
@blp.response(201, LinkShape)
def make_display_link():
    """Make a new link to the lobby's screen; the one before leads nowhere from now on."""
    with unlogged_transaction(current_actor().restaurant_id) as session:
        restaurant = restaurant_row(session, current_actor().restaurant_id)
        token = links.new_display_link(session, restaurant, clock.now())
    return _link("lobby.display", token=token)


@blp.delete("/display-link")
@needs(Capability.SET_POLICIES)
@blp.response(200, RemovedShape)
def end_display_link():
    """Let the link to the lobby's screen lead nowhere from now on."""
    restaurant_id = current_actor().restaurant_id
    with unlogged_transaction(restaurant_id) as session:
        links.end_display_link(session, restaurant_id)
    return {"success": True, "id": restaurant_id}


def _link(endpoint, **values):
    url = url_for(endpoint, **values, _external=True)
    return {"url": url, "svg": svg_of(url)}
