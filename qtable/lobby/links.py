"""Tokens of the guests' pages: 128 bits each, stored as their hash alone, and found by it.

A token is a keyed hash of a random salt, under the server's secret: the same link can be shown again, as often as
somebody scans it, though nothing that is stored says it. Neither the database nor the secret alone gives it away.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qtable.lobby.models import LobbyLink
from qtable.restaurants.models import Restaurant

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT_DAYS = 7  # an expired link still says so to who comes back the next morning


def guest_link(session: Session, restaurant: Restaurant, guest_id: str, now: datetime) -> str:
    """Return the token of a party's page, made where there is none that is good today. The caller holds the lock."""
    known = known_guest_link(session, restaurant.id, guest_id, now)
    return known or _make(session, restaurant, now, guest_id, restaurant.day_end(now))


def known_guest_link(session: Session, restaurant_id: str, guest_id: str, now: datetime) -> str | None:
    """Return the token of a party's page that is good today, or None."""
    mine = (LobbyLink.restaurant_id == restaurant_id, LobbyLink.guest_id == guest_id, LobbyLink.expires_at > now)
    return _known(session, *mine)


def display_link(session: Session, restaurant_id: str) -> str | None:
    """Return the token of the restaurant's lobby screen, or None where nobody has made one."""
    return _known(session, LobbyLink.restaurant_id == restaurant_id, LobbyLink.guest_id.is_(None))


def new_display_link(session: Session, restaurant: Restaurant, now: datetime) -> str:
    """Make a token for the lobby screen; the one before leads nowhere from now on."""
    end_display_link(session, restaurant.id)
    return _make(session, restaurant, now, None, None)


def end_display_link(session: Session, restaurant_id: str) -> None:
    """Let the lobby screen's token lead nowhere."""
    screens = (LobbyLink.restaurant_id == restaurant_id, LobbyLink.guest_id.is_(None))
    session.execute(delete(LobbyLink).where(*screens))


def find_link(session: Session, token: str) -> LobbyLink | None:
    """Return what a token leads to, expired or not."""
    return session.get(LobbyLink, _hash(token)) if TOKEN.fullmatch(token) else None


def _known(session: Session, *wanted: object) -> str | None:
    """Return a token that was made before; one made under another secret can't be said again."""
    links = session.scalars(select(LobbyLink).where(*wanted).order_by(LobbyLink.created_at.desc()))  # type: ignore[arg-type]
    tokens = ((link, _token(link.salt)) for link in links)
    return next((token for link, token in tokens if link.token_hash == _hash(token)), None)


def _make(
    session: Session, restaurant: Restaurant, now: datetime, guest_id: str | None, expires_at: datetime | None
) -> str:
    over = (LobbyLink.restaurant_id == restaurant.id, LobbyLink.expires_at < now - timedelta(days=KEPT_DAYS))
    session.execute(delete(LobbyLink).where(*over))
    salt = secrets.token_hex(16)
    token = _token(salt)
    link = LobbyLink(token_hash=_hash(token), salt=salt, restaurant_id=restaurant.id, guest_id=guest_id)
    link.created_at, link.expires_at = now, expires_at
    session.add(link)
    session.flush()
    return token


def _token(salt: str) -> str:
    secret = current_app.config["JWT_SECRET_KEY"].encode()
    digest = hmac.digest(secret, f"lobby link {salt}".encode(), "sha256")
    return urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
