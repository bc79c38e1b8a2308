"""What happens to the staff: people join, change their role, get a new password and leave.

None of it is in the change log, because devices must not hear of it. A login belongs to its person: an admin
changes names and password only of who has never worked elsewhere, and sees names only where the login began.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from qtable import wire
from qtable.accounts import actions as logins
from qtable.accounts import passwords
from qtable.accounts.devices import store_pin
from qtable.accounts.models import LoginSession, Membership, User, stored_email
from qtable.accounts.roles import Role
from qtable.errors import NotFound
from qtable.extensions import db
from qtable.restaurants.models import Restaurant
from qtable.staff import access

OWN_FIELDS = ("first_name", "last_name", "password")


def list_staff(restaurant_id: str) -> list[dict[str, Any]]:
    """Return everybody who works here, who joined first on top."""
    return [_shown(*found) for found in db.session.execute(_staff(restaurant_id))]


def read_colleague(restaurant_id: str, user_id: str) -> dict[str, Any]:
    """Return one of the staff. Raises NotFound."""
    return _shown(*_find(db.session(), restaurant_id, user_id))


def add_colleague(
    restaurant_id: str, email: str, role: Role, password: str | None = None, *, by: str, **names: str | None
) -> dict[str, Any]:
    """Let a person work here, with a new login unless they work elsewhere; return them with `new_login`.

    A login in use stays as it is, and joins only where `by` is an admin too: whoever made it may know its password.
    A new one without a password gets a random one, returned as `password`. Raises Conflict for who works here
    already, or elsewhere.
    """
    made_up = {} if password else {"password": passwords.random_password()}
    with _locked(restaurant_id) as session:
        user = _by_email(session, email)
        places = access.places_of(session, user)
        access.refuse_who_works_here(restaurant_id, places, email)
        access.refuse_a_strangers_login(session, places, by)
        if user is None or not places:
            user = _with_new_login(session, user, email, password or made_up["password"], names)
        logins.join(session, user.id, restaurant_id, role)
        session.flush()
        person = _shown(*_find(session, restaurant_id, user.id))
    return person | ({"new_login": False} if places else {"new_login": True} | made_up)


def add_member(email: str, restaurant_ref: str, role: Role) -> None:
    """Let a person work in a restaurant (its id or slug) with the login that they have; their password stays.

    Nobody's rights are asked: this is for who runs the server. Raises NotFound or Conflict (works there already).
    """
    restaurant_id = _restaurant_id(restaurant_ref)
    with _locked(restaurant_id) as session:
        user = _by_email(session, email)
        if user is None:
            raise NotFound(f"There is no login with the email {email}. An admin of the restaurant can make one.")
        access.refuse_who_works_here(restaurant_id, access.places_of(session, user), email)
        logins.join(session, user.id, restaurant_id, role)


def update_colleague(restaurant_id: str, user_id: str, changes: dict[str, Any], *, by: str) -> dict[str, Any]:
    """Change a person's role, and the names and password of who has never worked elsewhere.

    A new password ends their logins. Raises NotFound or Conflict (last admin; has worked elsewhere; `by` would
    change their own password without the present one).
    """
    with _locked(restaurant_id) as session:
        user, membership = _find(session, restaurant_id, user_id)
        own = {name: changes[name] for name in OWN_FIELDS if name in changes}
        if own:
            access.refuse_what_is_theirs(session, user, own, by)
        if "role" in changes:
            access.keep_an_admin(session, membership, changes["role"])
            membership.role = changes["role"]
        if "password" in own:
            user.password_hash = passwords.hash_password(own.pop("password"))
            logins.end_logins(session, LoginSession.user_id == user.id)
        for name, value in own.items():
            setattr(user, name, value)
        session.flush()
        return _shown(*_find(session, restaurant_id, user_id))


def set_pin(restaurant_id: str, user_id: str, pin: str | None, *, by: str) -> dict[str, Any]:
    """Give a person a PIN here, None takes it away. Raises NotFound, or Conflict for who has worked elsewhere."""
    pin_hash = pin and passwords.hash_password(pin)
    with _locked(restaurant_id) as session:
        user, _ = _find(session, restaurant_id, user_id)
        access.refuse_what_is_theirs(session, user, ("pin",), by)
        store_pin(session, restaurant_id, user_id, pin_hash)
        session.flush()
        return _shown(*_find(session, restaurant_id, user_id))


def remove_colleague(restaurant_id: str, user_id: str) -> None:
    """End a person's work here, and their logins here. Raises NotFound or Conflict (last admin)."""
    with _locked(restaurant_id) as session:
        _, membership = _find(session, restaurant_id, user_id)
        access.keep_an_admin(session, membership, None)
        session.delete(membership)
        logins.end_logins(session, LoginSession.user_id == user_id, LoginSession.restaurant_id == restaurant_id)


@contextmanager
def _locked(restaurant_id: str) -> Iterator[Session]:
    """Open a transaction that holds the restaurant's row: of two who would leave it without an admin, one waits."""
    with logins.ending_logins() as session:
        session.execute(select(Restaurant.id).where(Restaurant.id == restaurant_id).with_for_update())
        yield session


def _staff(restaurant_id: str) -> Any:
    """Select (user, membership here)."""
    return (
        select(User, Membership)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.restaurant_id == restaurant_id)
        .order_by(Membership.created_at, User.id)
    )


def _find(session: Session, restaurant_id: str, user_id: str) -> Row[User, Membership]:
    """Return a row of `_staff`. Raises NotFound, alike for an unknown id and for who doesn't work here."""
    known = wire.ID.fullmatch(user_id)
    found = session.execute(_staff(restaurant_id).where(User.id == user_id)).one_or_none() if known else None
    if found is None:
        raise NotFound("Nobody with this id works here.", id=user_id)
    return found


def _shown(user: User, membership: Membership) -> dict[str, Any]:
    began_here = user.home_id == membership.restaurant_id
    return {
        "id": user.id,
        "email": user.email,
        "first_name": user.first_name if began_here else None,
        "last_name": user.last_name if began_here else None,
        "role": membership.role,
        "active": user.active,
        "has_pin": membership.pin_hash is not None,
    }


def _by_email(session: Session, email: str) -> User | None:
    """Return who has this email, and hold them: two restaurants mustn't take them on at once."""
    return session.scalar(select(User).where(User.email == stored_email(email)).with_for_update())


def _restaurant_id(ref: str) -> str:
    """Return the id of the restaurant with this id or else this slug. Raises NotFound."""
    named = select(Restaurant.id).where(or_(Restaurant.id == ref, Restaurant.slug == ref))
    found = db.session.scalar(named.order_by(Restaurant.id != ref).limit(1))
    if found is None:
        raise NotFound(f"There is no restaurant with the id or slug {ref}.")
    return found


def _with_new_login(
    session: Session, user: User | None, email: str, password: str, names: dict[str, str | None]
) -> User:
    """Make a login; one that leads nowhere any more starts anew, and shows nothing of its past."""
    if user is None:
        return logins.create_user(session, email, password, **names)
    user.password_hash = passwords.hash_password(password)
    user.first_name, user.last_name = names.get("first_name"), names.get("last_name")
    user.home_id, user.shared = None, False
    logins.end_logins(session, LoginSession.user_id == user.id)
    return user
