"""Tokens: how a login is turned into them, and the one check that every transport uses."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt as pyjwt
from flask import current_app
from flask_jwt_extended import create_access_token, create_refresh_token
from jwt.types import Options
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from qtable import clock
from qtable.accounts.models import LoginSession, User
from qtable.accounts.remembered import remembered
from qtable.errors import NotAuthenticated
from qtable.extensions import db

# When a token was made is not looked at: a box whose clock was set back would refuse all that it had given out.
READ: Options = {"require": ["exp", "sub", "type"], "verify_iat": False}


@dataclass(frozen=True)
class Identity:
    """Who holds a verified token; `restaurant_id` is where they logged in, not yet a right.

    `by_pin` tells that they showed a PIN on a paired device, and no password.
    """

    user_id: str
    session_id: str
    restaurant_id: str
    expires_at: datetime
    by_pin: bool = False


def open_session(session: Session, user: User, restaurant_id: str) -> LoginSession:
    """Store a new login, good for REFRESH_TOKEN_EXPIRE_DAYS."""
    now = clock.now()
    life = timedelta(days=current_app.config["REFRESH_TOKEN_EXPIRE_DAYS"])
    login = LoginSession(
        id=secrets.token_urlsafe(24),
        user_id=user.id,
        restaurant_id=restaurant_id,
        created_at=now,
        expires_at=now + life,
    )
    session.add(login)
    return login


def issue(login: LoginSession) -> dict[str, Any]:
    """Return {access_token, refresh_token, token_type, expires_in} (seconds) of a login, which both end with."""
    claims = {"sid": login.id, "restaurant_id": login.restaurant_id}
    left = login.expires_at - clock.now()
    life = min(timedelta(minutes=current_app.config["ACCESS_TOKEN_EXPIRE_MINUTES"]), left)
    return {
        "access_token": create_access_token(login.user_id, additional_claims=claims, expires_delta=life),
        "refresh_token": create_refresh_token(login.user_id, additional_claims=claims, expires_delta=left),
        "token_type": "bearer",
        "expires_in": int(life.total_seconds()),
    }


def verify(token: object, kind: str = "access") -> Identity:
    """Return the identity of a good token of `kind` (access or refresh).

    Raises NotAuthenticated for anything else: forged, expired, without exp, of the other kind,
    logged out, or of a user who is no longer active.
    """
    if not isinstance(token, str) or not token:
        raise NotAuthenticated("Log in first: send the access token as `Authorization: Bearer …`.")
    identity = remembered().recall((kind, token), lambda: _identity(token, kind))
    if identity.expires_at <= clock.now():
        raise _expired()
    return identity


def is_open() -> ColumnElement[bool]:
    """Return the condition of a login that has neither been ended nor run out."""
    return and_(LoginSession.revoked_at.is_(None), LoginSession.expires_at > clock.now())


def _identity(token: str, kind: str) -> Identity:
    claims = _claims(token)
    if claims["type"] != kind or not isinstance(claims.get("sid"), str):
        raise NotAuthenticated(f"This token can't be used here; send the {kind} token.")
    statement = (
        select(LoginSession.user_id, LoginSession.restaurant_id, LoginSession.device_id)
        .join(User, User.id == LoginSession.user_id)
        .where(LoginSession.id == claims["sid"], is_open(), User.active.is_(True))
    )
    found = db.session.execute(statement).one_or_none()
    if found is None or found.user_id != claims["sub"]:
        raise NotAuthenticated("This login has ended. Log in again.")
    by_pin = found.device_id is not None
    return Identity(found.user_id, claims["sid"], found.restaurant_id, clock.from_ms(claims["exp"] * 1000), by_pin)


def _claims(token: str) -> dict[str, Any]:
    config = current_app.config
    try:
        return pyjwt.decode(token, config["JWT_SECRET_KEY"], config["JWT_DECODE_ALGORITHMS"], READ)
    except pyjwt.ExpiredSignatureError as error:
        raise _expired() from error
    except (pyjwt.PyJWTError, ValueError, UnicodeError) as error:
        raise NotAuthenticated("This token isn't one of ours. Log in again.") from error


def _expired() -> NotAuthenticated:
    return NotAuthenticated("This token has expired. Refresh it or log in again.", "token_expired")
