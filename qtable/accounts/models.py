"""Users, their membership of restaurants, and their logins."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from qtable.clock import Moment
from qtable.extensions import db


def stored_email(text: str) -> str:
    """Return an email in the one form in which it is stored and looked for."""
    return text.strip().lower()


def initials_of(name: str) -> str:
    """Return the first letters of a name's first and last word, in capitals: of Ana María Ruiz, AR."""
    words = name.split()
    return "".join(word[0].upper()[0] for word in dict.fromkeys((words[0], words[-1])))


class User(db.Model):
    """A person with a login; `email` is as `stored_email` makes it.

    `home_id` is the restaurant where the login began; `shared` stays once it has belonged to another one as well.
    """

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(100))
    active: Mapped[bool] = mapped_column(default=True)
    home_id: Mapped[str | None] = mapped_column(String(64))
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Membership(db.Model):
    """A user's role in one restaurant."""

    __tablename__ = "memberships"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index(None, "restaurant_id"),)


class LoginSession(db.Model):
    """One login on one device: its tokens are good until it expires or is revoked."""

    __tablename__ = "login_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
