"""What people are called where they work."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtable.accounts.models import Membership, User


def names_of(session: Session, restaurant_id: str, user_ids: Collection[str]) -> dict[str, str | None]:
    """Return the names that the staff list shows too: of who works here with a login that began here."""
    here = (Membership.restaurant_id == restaurant_id, User.home_id == Membership.restaurant_id)
    people = select(User.id, User.first_name, User.last_name).join(Membership, Membership.user_id == User.id)
    found = session.execute(people.where(*here, User.id.in_(user_ids))) if user_ids else ()
    return {row.id: " ".join(filter(None, row[1:])) or None for row in found}
