"""What happens when people sign up, log in and leave."""

import re
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, delete, exists, not_, select, update
from sqlalchemy.orm import Session

from qtable import clock
from qtable.accounts import passwords, tokens
from qtable.accounts.models import LoginSession, Membership, User, stored_email
from qtable.accounts.roles import Role
from qtable.accounts.setup_code import insist_on_setup_code
from qtable.changes.transaction import unlogged_transaction
from qtable.errors import Conflict, Forbidden, Invalid, NotAuthenticated, NotFound, WrongPassword
from qtable.extensions import db, logins_ended
from qtable.restaurants.models import Restaurant


def log_in(email: str, password: str) -> dict[str, Any]:
    """Open a login and return its token answer. Raises NotAuthenticated, alike for every reason."""
    columns = select(User.id, User.password_hash, User.active).where(User.email == stored_email(email))
    found = db.session.execute(columns).one_or_none()
    good = passwords.matches(found.password_hash if found else None, password)
    if found is None or not good or not found.active:
        raise _wrong_credentials()
    with unlogged_transaction() as session:
        user = session.get_one(User, found.id)
        if user.password_hash != found.password_hash or not user.active:
            raise _wrong_credentials()
        restaurant_id = _first_restaurant(session, user.id)
        login = tokens.open_session(session, user, restaurant_id)
        return token_answer(session, user, login)


def refresh(identity: tokens.Identity) -> dict[str, Any]:
    """Return new tokens of the same login."""
    login = db.session.get_one(LoginSession, identity.session_id)
    return token_answer(db.session(), db.session.get_one(User, identity.user_id), login)


def log_out(identity: tokens.Identity) -> None:
    """End a login: both of its tokens are refused from now on."""
    with ending_logins() as session:
        end_logins(session, LoginSession.id == identity.session_id)


def register(
    open_to_all: bool | None,
    restaurant_name: str,
    email: str,
    password: str,
    setup_code: str | None = None,
    **names: str | None,
) -> dict[str, Any]:
    """Make a restaurant with its first admin and return the token answer.

    `open_to_all` None means: only while there is no user, and with the setup code. Raises Forbidden or Conflict
    (email taken).
    """
    with unlogged_transaction() as session:
        if open_to_all is False or (open_to_all is None and has_users(session)):
            raise Forbidden("Registration is closed here. Ask an admin for a login.", "registration_closed")
        if open_to_all is None:
            insist_on_setup_code(current_app.config["JWT_SECRET_KEY"], setup_code or "")
        restaurant, user = create_restaurant(session, restaurant_name, email, password, **names)
        login = tokens.open_session(session, user, restaurant.id)
        session.flush()
        return token_answer(session, user, login)


def create_restaurant(
    session: Session, restaurant_name: str, email: str, password: str, **names: str | None
) -> tuple[Restaurant, User]:
    """Store a restaurant in the time zone of TIME_ZONE, and its admin. Raises Conflict (email taken)."""
    user = create_user(session, email, password, **names)
    slug = _free_slug(session, restaurant_name)
    now = clock.now()
    restaurant = Restaurant(id=str(uuid.uuid4()), slug=slug, name=restaurant_name, created_at=now, updated_at=now)
    restaurant.time_zone = current_app.config["TIME_ZONE"]
    session.add(restaurant)
    join(session, user.id, restaurant.id, Role.ADMIN)
    return restaurant, user


def create_user(session: Session, email: str, password: str, **names: str | None) -> User:
    """Store a person's login. Raises Conflict when the email has one already."""
    email = stored_email(email)
    if session.scalar(select(exists().where(User.email == email))):
        raise Conflict("This email has a login already. Log in instead.", "email_taken")
    password_hash = passwords.hash_password(password)
    user = User(id=str(uuid.uuid4()), email=email, password_hash=password_hash, created_at=clock.now(), **names)
    session.add(user)
    return user


def join(session: Session, user_id: str, restaurant_id: str, role: Role) -> None:
    """Make a person a member of a restaurant: the first one is the login's home, any other makes it shared."""
    session.flush()
    user = session.get_one(User, user_id)
    user.shared = user.shared or user.home_id not in (None, restaurant_id)
    user.home_id = user.home_id or restaurant_id
    session.add(Membership(user_id=user_id, restaurant_id=restaurant_id, role=role, created_at=clock.now()))


def set_password(email: str, password: str) -> None:
    """Give a user a new password and end all their logins. Raises Invalid or NotFound (no such email)."""
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        raise Invalid(f"A password has {passwords.SHORTEST} to {passwords.LONGEST} characters.")
    with ending_logins() as session:
        user = _by_email(session, email)
        user.password_hash = passwords.hash_password(password)
        end_logins(session, LoginSession.user_id == user.id)


def change_password(identity: tokens.Identity, current: str, new: str) -> None:
    """Give a person who knows their password a new one, and end all their logins but this one.

    Raises WrongPassword.
    """
    known = check_password(identity, current)
    new_hash = passwords.hash_password(new)
    with ending_logins() as session:
        user = session.get_one(User, identity.user_id)
        if user.password_hash != known:
            raise _wrong_password()
        user.password_hash = new_hash
        end_logins(session, LoginSession.user_id == user.id, LoginSession.id != identity.session_id)


def check_password(identity: tokens.Identity, password: str) -> str:
    """Return the stored hash of a password that is the person's own. Raises WrongPassword."""
    known = db.session.scalar(select(User.password_hash).where(User.id == identity.user_id))
    if known is None or not passwords.matches(known, password):
        raise _wrong_password()
    return known


def rename(identity: tokens.Identity, names: dict[str, str | None]) -> dict[str, Any]:
    """Change the first or last name of who is logged in, and return them as `describe` does."""
    with unlogged_transaction() as session:
        user = session.get_one(User, identity.user_id)
        for name, value in names.items():
            setattr(user, name, value)
    return describe(identity)


@contextmanager
def ending_logins() -> Iterator[Session]:
    """Open a transaction that may end logins; once it is durable their connections are looked for."""
    with unlogged_transaction() as session:
        yield session
    logins_ended.send(current_app._get_current_object())  # type: ignore[attr-defined]


def end_logins(session: Session, *which: ColumnElement[bool]) -> None:
    """End the logins that meet the conditions: their tokens are refused from now on."""
    session.execute(update(LoginSession).where(*which, tokens.is_open()).values(revoked_at=clock.now()))


def drop_ended_logins() -> None:
    """Forget the logins that have ended: nothing can be done with them any more."""
    with unlogged_transaction() as session:
        session.execute(delete(LoginSession).where(not_(tokens.is_open())))


def describe(identity: tokens.Identity) -> dict[str, Any]:
    """Return who is logged in, as /auth/me shows it; of a login by PIN no other restaurant of the person."""
    user = db.session.get_one(User, identity.user_id)
    statement = (
        select(Restaurant.id, Restaurant.name, Membership.role)
        .join(Membership, Membership.restaurant_id == Restaurant.id)
        .where(Membership.user_id == user.id)
        .order_by(Membership.created_at, Restaurant.id)
    )
    if identity.by_pin:
        statement = statement.where(Restaurant.id == identity.restaurant_id)
    restaurants = [dict(row._mapping) for row in db.session.execute(statement)]
    here = next((row for row in restaurants if row["id"] == identity.restaurant_id), {})
    return _person(user, here.get("role")) | {
        "restaurant_id": identity.restaurant_id,
        "restaurant_name": here.get("name"),
        "restaurants": restaurants,
        "by_pin": identity.by_pin,
    }


def token_answer(session: Session, user: User, login: LoginSession) -> dict[str, Any]:
    """Return what a login gives: its tokens, and who it is where."""
    role = session.scalar(
        select(Membership.role).where(Membership.user_id == user.id, Membership.restaurant_id == login.restaurant_id)
    )
    ids = {"user_id": user.id, "restaurant_id": login.restaurant_id}
    return tokens.issue(login) | ids | {"user": _person(user, role)}


def has_users(session: Session) -> bool:
    """Tell whether anyone can log in yet."""
    return bool(session.scalar(select(exists(select(User.id)))))


def _wrong_credentials() -> NotAuthenticated:
    return NotAuthenticated("Email or password is wrong.", "wrong_credentials")


def _wrong_password() -> WrongPassword:
    message = "This isn't your present password. Type it again."
    return WrongPassword(message, fields={"currentPassword": ["This isn't it."]})


def _by_email(session: Session, email: str) -> User:
    user = session.scalar(select(User).where(User.email == stored_email(email)))
    if user is None:
        raise NotFound(f"There is no login with the email {email}.")
    return user


def _person(user: User, role: str | None) -> dict[str, Any]:
    return {
        "id": user.id,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "role": role,
    }


def _first_restaurant(session: Session, user_id: str) -> str:
    statement = select(Membership.restaurant_id).where(Membership.user_id == user_id)
    restaurant_id = session.scalar(statement.order_by(Membership.created_at, Membership.restaurant_id).limit(1))
    if restaurant_id is None:
        raise Forbidden("This login belongs to no restaurant any more. Ask an admin.", "no_restaurant")
    return restaurant_id


def _free_slug(session: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "restaurant"
    taken = set(session.scalars(select(Restaurant.slug).where(Restaurant.slug.startswith(base))))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
