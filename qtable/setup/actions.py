"""The first run: the restaurant, its admin, its floor and perhaps a demo service, all in one transaction or none."""

from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from qtable.accounts import actions as logins
from qtable.accounts import tokens
from qtable.accounts.setup_code import insist_on_setup_code
from qtable.changes.transaction import founding
from qtable.demo.actions import load_demo
from qtable.errors import Conflict, Invalid
from qtable.extensions import db
from qtable.tables.actions import lay_out_template
from qtable.tables.templates import TEMPLATES

EMPTY = "empty"


def state() -> dict[str, Any]:
    """Return whether the box waits for its first run, and what there is to choose from."""
    return {
        "needed": not logins.has_users(db.session()),
        "time_zone": current_app.config["TIME_ZONE"],
        "floors": [
            {
                "name": name,
                "tables": len(places),
                "seats": sum(place.capacity for place in places),
                "sections": list(dict.fromkeys(place.section for place in places)),
                "plan": places,
            }
            for name, places in TEMPLATES.items()
        ],
    }


def set_up(code: str, owner: dict[str, Any], restaurant: dict[str, Any], floor: str, *, demo: bool) -> dict[str, Any]:
    """Make the first restaurant as its owner says, and return the owner's token answer.

    Raises Conflict once there is a user, Forbidden for a wrong code, Invalid for a demo service without a floor.
    """
    if logins.has_users(db.session()):
        raise _done()
    insist_on_setup_code(current_app.config["JWT_SECRET_KEY"], code)
    return found_restaurant(owner, restaurant, floor, demo=demo)


def found_restaurant(owner: dict[str, Any], restaurant: dict[str, Any], floor: str, *, demo: bool) -> dict[str, Any]:
    """Make the first restaurant: `owner` is {email, password, names}, `restaurant` its own fields and `hours`.

    Nobody's code is asked. Raises Conflict once there is a user (of two at once, one wins), Invalid.
    """
    if demo and floor == EMPTY:
        raise Invalid("A demo service needs tables: choose a floor.", fields={"floor": ["Empty, and demo is true."]})

    def make(session: Session) -> dict[str, Any]:
        if logins.has_users(session):
            raise _done()
        return _make(session, owner, restaurant)

    with founding(make, "set_up") as (tx, login):
        if floor != EMPTY:
            lay_out_template(tx, TEMPLATES[floor])
        if demo:
            load_demo(tx)
    return login


def _make(session: Session, owner: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    own = dict(fields)
    name, hours = own.pop("name"), own.pop("hours", None)
    restaurant, user = logins.create_restaurant(session, name, **owner)
    for field, value in own.items():
        setattr(restaurant, field, value)
    if hours is not None:
        restaurant.policies = {"hours": hours}
    login = tokens.open_session(session, user, restaurant.id)
    session.flush()
    return logins.token_answer(session, user, login)


def _done() -> Conflict:
    return Conflict("This box is set up already. Log in, or ask an admin for a login.", "already_set_up")
