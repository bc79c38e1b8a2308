"""Who may act where: one decision, for HTTP and for live connections."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import g, request
from sqlalchemy import or_, select

from qtable import wire
from qtable.accounts import devices, tokens
from qtable.accounts.models import Device, Membership
from qtable.accounts.remembered import remembered
from qtable.accounts.roles import ALLOWED, WITH_PASSWORD, Capability, Role
from qtable.accounts.tokens import Identity
from qtable.errors import Forbidden, NotAuthenticated, NotFound
from qtable.extensions import db
from qtable.restaurants.models import Restaurant
from qtable.tenant import act_for

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Actor:
    """A member who may act: in this restaurant, with this role."""

    user_id: str
    restaurant_id: str
    role: Role


def allow(identity: Identity, restaurant_ref: object, capability: Capability) -> Actor:
    """Return the actor for a restaurant named by id or slug; None means the one logged in to.

    That restaurant's rows are seen from now on.
    Raises NotFound where they are no member, unknown or not, and Forbidden where the role is too small, or a PIN is
    too little.
    """
    ref = identity.restaurant_id if restaurant_ref is None else str(restaurant_ref)
    actor = remembered().recall((identity.user_id, ref), lambda: _actor(identity.user_id, ref))
    if actor is None or (identity.by_pin and actor.restaurant_id != identity.restaurant_id):
        raise NotFound("There is no such restaurant here.")
    insist(actor, capability)
    if capability in WITH_PASSWORD:
        insist_on_password(identity)
    act_for(actor.restaurant_id)
    return actor


def insist(actor: Actor, capability: Capability) -> None:
    """Raise Forbidden where the actor's role is too small."""
    if capability not in ALLOWED[actor.role]:
        raise Forbidden(f"The role {actor.role} may not do this ({capability}). Ask an admin of the restaurant.")


def insist_on_password(identity: Identity) -> None:
    """Raise Forbidden for a login by PIN."""
    if identity.by_pin:
        raise Forbidden("A PIN isn't enough for this. Log in with email and password.", "password_needed")


def needs(capability: Capability) -> Callable[[View], View]:
    """Guard a view: only a member with `capability` in the restaurant that the request names.

    The restaurant is the path's `restaurant_id`, or the query's, or the token's.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            identity = tokens.verify(bearer_token())
            ref = g.get("restaurant_ref") or request.args.get("restaurant_id")
            g.actor = allow(identity, ref, capability)
            return view(*args, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def logged_in(view: View) -> View:
    """Guard a view that concerns only the person who calls: any good access token will do."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.identity = tokens.verify(bearer_token())
        return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]


def on_a_paired_device(view: View) -> View:
    """Guard a view that a paired device asks for, with its own token."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.device = devices.verify(bearer_token())
        return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]


def current_device() -> Device:
    """Return the paired device that asks; `on_a_paired_device` has found out."""
    return g.device


def current_identity() -> Identity:
    """Return who is logged in; `logged_in` has found out."""
    return g.identity


def take_restaurant_from_path(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Move a URL's restaurant out of the view's arguments, so that both URL families share a view."""
    g.restaurant_ref = (values or {}).pop("restaurant_id", None)


def current_actor() -> Actor:
    """Return the actor of this request; `needs` has put them there."""
    return g.actor


def bearer_token() -> str:
    """Return the request's bearer token. Raises NotAuthenticated without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated("Log in first: send the access token as `Authorization: Bearer …`.")
    return token.strip()


def _actor(user_id: str, ref: str) -> Actor | None:
    if not wire.ID.fullmatch(ref):
        return None
    statement = (
        select(Membership.restaurant_id, Membership.role)
        .join(Restaurant, Restaurant.id == Membership.restaurant_id)
        .where(Membership.user_id == user_id, or_(Restaurant.id == ref, Restaurant.slug == ref))
        .order_by(Restaurant.id != ref)
        .limit(1)
    )
    found = db.session.execute(statement).one_or_none()
    return found and Actor(user_id, found.restaurant_id, Role(found.role))
