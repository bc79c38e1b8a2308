"""What happens to the staff: people join, change their role, get a new password and leave.

None of it is in the change log, because devices must not hear of it. A login belongs to its person: an admin
changes names and password only of who works nowhere else, and sees names only where the login began.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Row, and_, exists, select
from sqlalchemy.orm import Session, aliased

from qtable import wire
from qtable.accounts import actions as logins
from qtable.accounts import passwords
from qtable.accounts.models import LoginSession, Membership, User, stored_email
from qtable.accounts.roles import ALLOWED, Capability, Role
from qtable.errors import Conflict, NotFound
from qtable.extensions import db
from qtable.restaurants.models import Restaurant

OWN_FIELDS = ("first_name", "last_name", "password")


def list_staff(restaurant_id: str) -> list[dict[str, Any]]:
    """Return everybody who works here, who joined first on top."""
    return [_shown(*found) for found in db.session.execute(_staff(restaurant_id))]


def read_colleague(restaurant_id: str, user_id: str) -> dict[str, Any]:
    """Return one of the staff. Raises NotFound."""
    return _shown(*_find(db.session(), restaurant_id, user_id))


def add_colleague(
    restaurant_id: str, email: str, role: Role, password: str | None = None, **names: str | None
) -> dict[str, Any]:
    """Let a person work here, with a new login unless they have one elsewhere; return them with `new_login`.

    A login that they have stays as it is. A new one without a password gets a random one, returned as `password`.
    Raises Conflict for who works here already.
    """
    made_up = {} if password else {"password": passwords.random_password()}
    with _locked(restaurant_id) as session:
        user = session.scalar(select(User).where(User.email == stored_email(email)))
        places = _places(session, user)
        if restaurant_id in places:
            raise Conflict(f"{stored_email(email)} works here already. Change their role instead.", "already_member")
        if user is None or not places:
            user = _with_new_login(session, user, email, password or made_up["password"], names)
        logins.join(session, user.id, restaurant_id, role)
        session.flush()
        person = _shown(*_find(session, restaurant_id, user.id))
    return person | ({"new_login": False} if places else {"new_login": True} | made_up)


def update_colleague(restaurant_id: str, user_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    """Change a person's role, and their names and password while they work nowhere else.

    A new password ends their logins. Raises NotFound or Conflict (last admin; works elsewhere too).
    """
    with _locked(restaurant_id) as session:
        user, membership, _ = _find(session, restaurant_id, user_id)
        own = {name: changes[name] for name in OWN_FIELDS if name in changes}
        if own:
            _refuse_who_works_elsewhere(session, user)
        if "role" in changes:
            _keep_an_admin(session, membership, changes["role"])
            membership.role = changes["role"]
        if "password" in own:
            user.password_hash = passwords.hash_password(own.pop("password"))
            logins.end_logins(session, LoginSession.user_id == user.id)
        for name, value in own.items():
            setattr(user, name, value)
        session.flush()
        return _shown(*_find(session, restaurant_id, user_id))


def remove_colleague(restaurant_id: str, user_id: str) -> None:
    """End a person's work here, and their logins here. Raises NotFound or Conflict (last admin)."""
    with _locked(restaurant_id) as session:
        _, membership, _ = _find(session, restaurant_id, user_id)
        _keep_an_admin(session, membership, None)
        session.delete(membership)
        logins.end_logins(session, LoginSession.user_id == user_id, LoginSession.restaurant_id == restaurant_id)


@contextmanager
def _locked(restaurant_id: str) -> Iterator[Session]:
    """Open a transaction that holds the restaurant's row: of two who would leave it without an admin, one waits."""
    with logins.ending_logins() as session:
        session.execute(select(Restaurant.id).where(Restaurant.id == restaurant_id).with_for_update())
        yield session


def _staff(restaurant_id: str) -> Any:
    """Select (user, membership here, whether their login began elsewhere)."""
    earlier = aliased(Membership)
    before = and_(earlier.user_id == Membership.user_id, earlier.created_at < Membership.created_at)
    return (
        select(User, Membership, exists().where(before))
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.restaurant_id == restaurant_id)
        .order_by(Membership.created_at, User.id)
    )


def _find(session: Session, restaurant_id: str, user_id: str) -> Row[User, Membership, bool]:
    """Return a row of `_staff`. Raises NotFound, alike for an unknown id and for who doesn't work here."""
    known = wire.ID.fullmatch(user_id)
    found = session.execute(_staff(restaurant_id).where(User.id == user_id)).one_or_none() if known else None
    if found is None:
        raise NotFound("Nobody with this id works here.", id=user_id)
    return found


def _shown(user: User, membership: Membership, began_elsewhere: bool) -> dict[str, Any]:
    return {
        "id": user.id,
        "email": user.email,
        "first_name": None if began_elsewhere else user.first_name,
        "last_name": None if began_elsewhere else user.last_name,
        "role": membership.role,
        "active": user.active,
    }


def _places(session: Session, user: User | None) -> set[str]:
    """Return the restaurants in which a person works."""
    if user is None:
        return set()
    return set(session.scalars(select(Membership.restaurant_id).where(Membership.user_id == user.id)))


def _with_new_login(
    session: Session, user: User | None, email: str, password: str, names: dict[str, str | None]
) -> User:
    """Make a login; one that leads nowhere any more starts anew, and shows nothing of its past."""
    if user is None:
        return logins.create_user(session, email, password, **names)
    user.password_hash = passwords.hash_password(password)
    user.first_name, user.last_name = names.get("first_name"), names.get("last_name")
    logins.end_logins(session, LoginSession.user_id == user.id)
    return user


def _refuse_who_works_elsewhere(session: Session, user: User) -> None:
    if len(_places(session, user)) > 1:
        raise Conflict(
            "This person works elsewhere too: names and password are theirs to change. Here you can change the role.",
            "works_elsewhere",
        )


def _keep_an_admin(session: Session, membership: Membership, role: Role | None) -> None:
    """Raise Conflict where a change to `role` (None: no role) would leave nobody who may administer."""
    if role is not None and Capability.ADMINISTER in ALLOWED[role]:
        return
    may = [one for one in Role if Capability.ADMINISTER in ALLOWED[one]]
    others = (
        select(Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.restaurant_id == membership.restaurant_id, Membership.user_id != membership.user_id)
        .where(Membership.role.in_(may), User.active.is_(True))
    )
    if membership.role in may and session.scalar(select(~others.exists())):
        raise Conflict("This is the last admin here. Make somebody else an admin first.", "last_admin")
