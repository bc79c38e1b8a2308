"""Paired devices, and the people who switch on them by a PIN.

A device is the restaurant's own: a token of its own says which one it is, and opens nothing but the door to PINs. A
login by PIN is one like any other in what it leaves in the log, but a short one: it ends with the business day and
with its device, stays in its restaurant, and may nothing of WITH_PASSWORD in roles.py.
"""

import hashlib
import secrets
import uuid
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qtable import clock, wire
from qtable.accounts import passwords, tokens
from qtable.accounts.actions import check_password, ending_logins, token_answer
from qtable.accounts.models import Device, LoginSession, Membership, User
from qtable.changes.transaction import unlogged_transaction
from qtable.errors import NotAuthenticated, NotFound, WrongPin
from qtable.extensions import db
from qtable.restaurants.models import Restaurant


def list_devices(restaurant_id: str) -> list[dict[str, Any]]:
    """Return the paired devices, the newest first."""
    mine = select(Device).where(Device.restaurant_id == restaurant_id)
    return [_shown(device) for device in db.session.scalars(mine.order_by(Device.created_at.desc(), Device.id))]


def pair(restaurant_id: str, name: str, by: str) -> dict[str, Any]:
    """Pair a device; return it with its `token`, of which only a hash is kept."""
    token = secrets.token_urlsafe(32)
    device = Device(id=str(uuid.uuid4()), restaurant_id=restaurant_id, name=name, paired_by=by, created_at=clock.now())
    device.token_hash = _hash(token)
    with unlogged_transaction() as session:
        session.add(device)
        session.flush()
        return _shown(device) | {"token": token}


def unpair(restaurant_id: str, device_id: str) -> None:
    """Remove a device: its token is refused from now on, and the logins made on it end. Raises NotFound."""
    known = wire.ID.fullmatch(device_id)
    with ending_logins() as session:
        mine = (Device.restaurant_id == restaurant_id, Device.id == device_id)
        if not known or session.scalar(delete(Device).where(*mine).returning(Device.id)) is None:
            raise NotFound("There is no such device here.", id=device_id)
        session.execute(delete(LoginSession).where(LoginSession.device_id == device_id))


def verify(token: str) -> Device:
    """Return the device whose token this is. Raises NotAuthenticated."""
    device = db.session.scalar(_with_token(token))
    if device is None:
        raise NotAuthenticated("This device isn't paired (any more). Log in with email and password.", "not_paired")
    return device


def people(device: Device) -> list[dict[str, Any]]:
    """Return who may log in on a device by PIN: {id, first_name, initials}, and nothing else of them."""
    statement = select(User.id, User.first_name, User.last_name).where(*_with_pin(device.restaurant_id))
    rows = db.session.execute(statement.join(Membership, Membership.user_id == User.id)).all()
    shown = [{"id": row.id, "first_name": row.first_name, "initials": _initials(*row[1:])} for row in rows]
    return sorted(shown, key=lambda one: ((one["first_name"] or "").casefold(), one["id"]))


def log_in(device: Device, user_id: str, pin: str) -> dict[str, Any]:
    """Open a login on a paired device until the business day ends; return its token answer.

    Raises WrongPin, alike for every reason, or NotAuthenticated where the device was removed meanwhile.
    """
    known = db.session.scalar(_pin_of(device.restaurant_id, user_id))
    if not passwords.matches(known, pin):
        raise _wrong_pin()
    token_hash, restaurant_id = device.token_hash, device.restaurant_id
    with unlogged_transaction() as session:
        if session.scalar(_pin_of(restaurant_id, user_id)) != known:
            raise _wrong_pin()
        here = session.scalar(select(Device).where(Device.token_hash == token_hash))
        if here is None:
            raise NotAuthenticated("This device isn't paired any more.", "not_paired")
        user, restaurant = session.get_one(User, user_id), session.get_one(Restaurant, restaurant_id)
        login = tokens.open_session(session, user, restaurant_id)
        login.device_id, login.expires_at = here.id, restaurant.day_end(clock.now())
        return token_answer(session, user, login)


def set_own_pin(identity: tokens.Identity, password: str, pin: str | None) -> None:
    """Give a person who knows their password a PIN at the restaurant of their login, None takes it away.

    Raises WrongPassword.
    """
    check_password(identity, password)
    pin_hash = pin and passwords.hash_password(pin)
    with ending_logins() as session:
        store_pin(session, identity.restaurant_id, identity.user_id, pin_hash)


def store_pin(session: Session, restaurant_id: str, user_id: str, pin_hash: str | None) -> None:
    """Store a member's PIN; the logins that were opened with an older one end."""
    session.get_one(Membership, (user_id, restaurant_id)).pin_hash = pin_hash
    theirs = (LoginSession.user_id == user_id, LoginSession.restaurant_id == restaurant_id)
    session.execute(delete(LoginSession).where(*theirs, LoginSession.device_id.is_not(None)))


def _with_pin(restaurant_id: str) -> tuple[Any, ...]:
    return Membership.restaurant_id == restaurant_id, Membership.pin_hash.is_not(None), User.active.is_(True)


def _pin_of(restaurant_id: str, user_id: str) -> Any:
    joined = select(Membership.pin_hash).join(User, User.id == Membership.user_id)
    return joined.where(*_with_pin(restaurant_id), User.id == user_id)


def _with_token(token: str) -> Any:
    return select(Device).where(Device.token_hash == _hash(token))


def _hash(token: str) -> str:
    """Return what is kept of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _initials(*names: str | None) -> str:
    return "".join(name[0].upper() for name in names if name) or "?"


def _wrong_pin() -> WrongPin:
    return WrongPin("This isn't the PIN. Type it again.", fields={"pin": ["This isn't it."]})


def _shown(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "paired_by": device.paired_by,
        "created_at": clock.rfc3339(device.created_at),
    }
