"""Where guests come in: /w/<slug> joins, /p/<token> is one's place in line, /display/<token> the lobby's screen.

Nobody logs in here and no cookie is set: a request can do nothing by who sends it, only by the token in its address,
which a page elsewhere doesn't know. So there is nothing that a forged form could use, and no token against forgery.
"""

import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import Response, abort, current_app, g, make_response, redirect, request, url_for
from marshmallow import ValidationError
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from qtable import clock, errors, wire
from qtable.accounts import limits
from qtable.bodies import FORM, Blueprint, takes_form
from qtable.changes.entities import find
from qtable.changes.open_transaction import Replayed, Request, Transaction
from qtable.changes.reading import restaurant_row
from qtable.changes.transaction import transaction
from qtable.errors import Conflict, IllegalTransition, Invalid, NotFound
from qtable.extensions import db
from qtable.guests.lifecycle import EXPECTED
from qtable.guests.models import Guest
from qtable.lobby import actions, boards, links, looks
from qtable.lobby.models import LobbyLink
from qtable.lobby.schemas import SHOWN_AGAIN, read_form, shown_again
from qtable.restaurants.models import Restaurant
from qtable.tenant import act_for

blp = Blueprint("lobby", __name__, template_folder="templates", description="The guests' own pages")
PAGE = {"content_type": "text/html"}
HOW_JOINING_IS_ASKED = {
    "required": True,
    "content": {
        FORM: {
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            "example": {"party_size": "3", "name": "Dana Lee", "phone_number": "", "consent": "yes"},
        }
    },
}


@blp.get("/w/<slug>")
@limits.guest_pages
@blp.response(200, **PAGE)
def waitlist(slug: str) -> Response:
    """Show the present waits, the rules, and the form that joins the waitlist; or that it is closed."""
    return _join_page(_restaurant(slug), {"key": secrets.token_urlsafe(16)})


@blp.post("/w/<slug>")
@takes_form
@limits.guest_pages
@limits.joins
@blp.doc(requestBody=HOW_JOINING_IS_ASKED)
@blp.response(303)
@blp.alt_response(409, **PAGE)
@blp.alt_response(422, **PAGE)
def join(slug: str) -> AnyResponse:
    """Join the waitlist and go to one's own page; the same form sent twice joins once."""
    form = request.form.to_dict()
    try:
        token = _join(_restaurant(slug).id, read_form(form), form.get("key", ""))
    except Conflict:
        return _join_page(_restaurant(slug), form, 409)
    except (ValidationError, Invalid) as refused:
        wrong = refused.details["fields"] if isinstance(refused, Invalid) else refused.messages_dict
        return _join_page(_restaurant(slug), form, 422, wrong)
    return _to("lobby.place", token=token) if token else _to("lobby.waitlist", slug=slug)


@blp.get("/p/<token>")
@limits.guest_pages
@blp.response(200, **PAGE)
@blp.alt_response(410, **PAGE)
def place(token: str) -> Response:
    """Show where a party stands, and what it can do about it."""
    restaurant, guest = _party(_guests_link(token))
    board = boards.of_party(db.session(), restaurant, guest, clock.now())
    return looks.show("place", refresh=board.refresh, restaurant=restaurant, board=board, token=token)


@blp.post("/p/<token>/here")
@takes_form
@limits.guest_acts
@blp.response(303)
@blp.alt_response(410, **PAGE)
def here(token: str) -> AnyResponse:
    """The party is at the door."""
    return _act(token, "say_here", actions.say_here)


@blp.post("/p/<token>/more-time")
@takes_form
@limits.guest_acts
@blp.response(303)
@blp.alt_response(410, **PAGE)
def more_time(token: str) -> AnyResponse:
    """A called party asks that its table be held five minutes longer, twice at most; sent twice, it counts once."""
    return _act(token, "more_time", lambda tx, guest: actions.ask_more_time(tx, guest, request.form.get("held", "")))


@blp.get("/p/<token>/here")
@blp.get("/p/<token>/more-time")
@limits.guest_pages
@blp.response(303)
def go_back(token: str) -> AnyResponse:
    """Lead to the party's page from the address of a button, which a browser opens again that was closed there."""
    _guests_link(token)
    return _to("lobby.place", token=token)


@blp.get("/p/<token>/leave")
@limits.guest_pages
@blp.response(200, **PAGE)
@blp.alt_response(303)
@blp.alt_response(410, **PAGE)
def ask_to_leave(token: str) -> AnyResponse:
    """Ask once more before the party loses its place; who has none any more is shown how things are."""
    restaurant, guest = _party(_guests_link(token))
    if guest.status not in EXPECTED:
        return _to("lobby.place", token=token)
    return looks.show("leave", restaurant=restaurant, token=token)


@blp.post("/p/<token>/leave")
@takes_form
@limits.guest_acts
@blp.response(303)
@blp.alt_response(410, **PAGE)
def leave(token: str) -> AnyResponse:
    """The party leaves the list."""
    return _act(token, "leave", actions.leave)


@blp.get("/display/<token>")
@limits.guest_pages
@blp.response(200, **PAGE)
def display(token: str) -> Response:
    """Show who is called and how long parties wait, for a screen that everybody sees."""
    link = _link(token)
    if link.guest_id is not None:
        raise NotFound("This link leads nowhere.")
    restaurant = restaurant_row(db.session(), link.restaurant_id)
    board = boards.of_everybody(db.session(), restaurant, clock.now())
    return looks.show("display", refresh=boards.DISPLAY_SECONDS, restaurant=restaurant, board=board)


@blp.errorhandler(Exception)
def refuse(error: Exception) -> Response:
    """Say to a person what a program would be told: with the same status and headers, and what to do."""
    answer = current_app.make_response(errors.answer(error))
    words = {404: "unknown", 410: "over", 429: "often"}.get(answer.status_code, "busy")
    page = looks.show("refused", answer.status_code, restaurant=g.get("ended_at"), words=words)
    for name in ("Retry-After", "Allow"):
        if name in answer.headers:
            page.headers[name] = answer.headers[name]
    return page


def _restaurant(slug: str) -> Restaurant:
    known = select(Restaurant).where(Restaurant.slug == slug)
    restaurant = db.session.scalar(known) if wire.ID.fullmatch(slug) else None
    if restaurant is None:
        raise NotFound("This link leads nowhere.")
    act_for(restaurant.id)
    return restaurant


def _link(token: str) -> LobbyLink:
    link = links.find_link(db.session(), token)
    if link is None:
        raise NotFound("This link leads nowhere.")
    act_for(link.restaurant_id)
    return link


def _guests_link(token: str) -> LobbyLink:
    link = _link(token)
    if link.guest_id is None:
        raise NotFound("This link leads nowhere.")
    if link.expires_at is not None and link.expires_at <= clock.now():
        g.ended_at = restaurant_row(db.session(), link.restaurant_id)
        abort(410)
    return link


def _party(link: LobbyLink) -> tuple[Restaurant, Guest]:
    restaurant = restaurant_row(db.session(), link.restaurant_id)
    return restaurant, find(db.session(), Guest, link.restaurant_id, link.guest_id or "")


def _join_page(restaurant: Restaurant, form: dict[str, str], status: int = 200, wrong: Any = ()) -> Response:
    """Show the form with what was typed and, in the order of the fields, what is wrong; or that there is none now."""
    board = boards.of_the_door(db.session(), restaurant, clock.now())
    said = [name for name in SHOWN_AGAIN if name in wrong]
    shown = shown_again(form)
    return looks.show("join", status, public=True, restaurant=restaurant, board=board, form=shown, wrong=said)


def _join(restaurant_id: str, fields: dict[str, Any], key: str) -> str | None:
    """Put the party on the list, once for each form that was shown; return the token of its page.

    The form's key leads to that page as the token does, so the log has a hash of it: every device reads the log.
    """
    key = key if links.TOKEN.fullmatch(key) else secrets.token_urlsafe(16)
    asked = Request(f"join.{sha256(key.encode()).hexdigest()[:48]}", "join")  # a header's key has no dot
    try:
        with transaction(restaurant_id, actions.GUEST, "join_waitlist", asked) as tx:
            guest = actions.join(tx, fields)
            token = links.guest_link(tx.session, tx.restaurant, guest.id, tx.now)
            tx.respond({"guest_id": guest.id}, 201)
            return token
    except Replayed as again:
        act_for(restaurant_id)
        guest_id = wire.loads(again.answer.body)["guest_id"]
        return links.known_guest_link(db.session(), restaurant_id, guest_id, clock.now())


def _act(token: str, kind: str, act: Callable[[Transaction, Guest], None]) -> AnyResponse:
    """Let a party act, and show its page: it tells what has become of it, also where the act came too late."""
    link = _guests_link(token)
    restaurant_id, guest_id = link.restaurant_id, link.guest_id or ""
    try:
        with transaction(restaurant_id, actions.GUEST, kind) as tx:
            act(tx, tx.find(Guest, guest_id))
    except IllegalTransition:
        pass
    return _to("lobby.place", token=token)


def _to(endpoint: str, **values: Any) -> AnyResponse:
    """Return a redirect by path alone: it holds whatever name or address the guest has for this box."""
    answer = make_response(redirect(url_for(endpoint, **values | looks.kept()), 303))
    answer.headers.update(looks.HEADERS | looks.NOT_FOUND_BY_SEARCH)
    return answer
