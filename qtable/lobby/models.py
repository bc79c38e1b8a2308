"""A link that someone without a login holds: to one party's page, or to the screen in the lobby."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from qtable.clock import Moment
from qtable.extensions import db


class LobbyLink(db.Model):
    """What leads from a token to a party, or (`guest_id` is None) to a restaurant's lobby screen.

    Of the token only the hash is stored; `salt` gives it back to who holds the server's secret (links.py).
    It is found before it is known whose it is, like a login, and so lies outside row-level security.
    """

    __tablename__ = "lobby_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"))
    guest_id: Mapped[str | None] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        Index(None, "restaurant_id", "guest_id"),
        Index(None, "restaurant_id", "expires_at"),
        ForeignKeyConstraint(
            ["restaurant_id", "guest_id"],
            ["guests.restaurant_id", "guests.id"],
            name="fk_lobby_links_guest",
            ondelete="CASCADE",
        ),
    )
