"""What an admin may do to the staff: a login isn't theirs, and the last admin stays."""

from collections.abc import Container

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from qtable.accounts.models import Membership, User, stored_email
from qtable.accounts.roles import ALLOWED, Capability, Role
from qtable.errors import Conflict

MAY_ADMINISTER = [role for role in Role if Capability.ADMINISTER in ALLOWED[role]]


def places_of(session: Session, user: User | None) -> set[str]:
    """Return the restaurants in which a person works."""
    if user is None:
        return set()
    return set(session.scalars(select(Membership.restaurant_id).where(Membership.user_id == user.id)))


def refuse_who_works_here(restaurant_id: str, places: set[str], email: str) -> None:
    """Raise Conflict where the restaurant is one of `places`."""
    if restaurant_id in places:
        raise Conflict(f"{stored_email(email)} works here already. Change their role instead.", "already_member")


def refuse_a_strangers_login(session: Session, places: set[str], by: str) -> None:
    """Raise Conflict for who works in `places`, unless `by` is an admin in one of them."""
    theirs = exists().where(
        Membership.user_id == by, Membership.restaurant_id.in_(places), Membership.role.in_(MAY_ADMINISTER)
    )
    if places and not session.scalar(select(theirs)):
        raise Conflict(
            "This email has a login at a restaurant where you are no admin: take another email, or ask who runs this "
            "server for `flask --app qtable qtable add-member EMAIL RESTAURANT ROLE`.",
            "email_taken",
        )


def refuse_what_is_theirs(session: Session, user: User, fields: Container[str], by: str) -> None:
    """Raise Conflict where names, password and PIN aren't for an admin to change, or not in this way; hold the user."""
    if "password" in fields and user.id == by:
        raise Conflict("Your own password: change it by POST /auth/password, with the present one.", "own_password")
    session.refresh(user, with_for_update=True)
    if user.shared:
        raise Conflict(
            "This person works or has worked elsewhere too: names, password and PIN are theirs to change, by PUT "
            "/auth/me, POST /auth/password and PUT /auth/pin. Here you can change the role.",
            "works_elsewhere",
        )


def keep_an_admin(session: Session, membership: Membership, role: Role | None) -> None:
    """Raise Conflict where a change to `role` (None: no role) would leave nobody who may administer."""
    if role in MAY_ADMINISTER:
        return
    others = (
        select(Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.restaurant_id == membership.restaurant_id, Membership.user_id != membership.user_id)
        .where(Membership.role.in_(MAY_ADMINISTER), User.active.is_(True))
    )
    if membership.role in MAY_ADMINISTER and session.scalar(select(~others.exists())):
        raise Conflict("This is the last admin here. Make somebody else an admin first.", "last_admin")
