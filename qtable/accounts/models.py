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
    """A user's role in one restaurant, and their PIN on its paired devices."""

    __tablename__ = "memberships"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index(None, "restaurant_id"),)


class LoginSession(db.Model):
    """One login on one device: its tokens are good until it expires or is revoked.

    `device_id` is the paired device on which it was opened by a PIN; None where the password was known.
    """

    __tablename__ = "login_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    device_id: Mapped[str | None] = mapped_column(String(64), index=True)


class Device(db.Model):
    """A device that belongs to a restaurant: on it people switch by PIN. `paired_by` is a user's id."""

    __tablename__ = "devices"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    paired_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
