"""How often the doors to a login, and the guests' pages, may be knocked at: by address, email, person, link."""

import logging
import math
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, NoReturn

from flask import Flask, Response, after_this_request, g, request
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse

from qtable import clock
from qtable.accounts.access import current_device, current_identity
from qtable.accounts.counts import SharedCounts
from qtable.accounts.models import stored_email
from qtable.errors import Forbidden, NotAuthenticated, NotFound, TooManyRequests, WrongPassword, WrongPin
from qtable.extensions import limiter
from qtable.names import key_of
from qtable.redis_client import client

View = Callable[..., Any]
SECONDS_TO_ANSWER = 0.25
# What it says at INFO names the email that was tried.
limiter.logger.setLevel(logging.WARNING)


def init_app(app: Flask) -> None:
    """Count in Redis, so that all workers count together; in memory without one, or while it is away."""
    url = app.config["REDIS_URL"]
    app.config["RATELIMIT_STORAGE_URI"] = f"{SharedCounts.STORAGE_SCHEME[0]}://" if url else "memory://"
    if url:
        app.config["RATELIMIT_STORAGE_OPTIONS"] = {"connection_pool": client(url, SECONDS_TO_ANSWER).connection_pool}
    limiter.init_app(app)


def logins(view: View) -> View:
    """Limit a view that takes {email, password}. Who knows the password is in its way only by sheer number.

    Wrong passwords from one address don't keep the person out who comes from another.
    """
    return _all(
        view,
        _limit("300 per 15 minutes", get_remote_address),
        _limit("100 per 15 minutes", get_remote_address, NotAuthenticated.status),
        _limit("30 per 15 minutes", _email_and_address, NotAuthenticated.status),
        _limit("300 per 15 minutes", _email, NotAuthenticated.status),
    )


def sign_ups(view: View) -> View:
    """Limit a view that makes a restaurant."""
    return _all(view, _limit("20 per 60 minutes", get_remote_address))


def renewals(view: View) -> View:
    """Limit a view that takes a refresh token."""
    return _all(view, _limit("600 per 15 minutes", get_remote_address))


def own_passwords(view: View) -> View:
    """Limit a view that takes the present password of the person who is logged in."""
    return _all(view, _limit("10 per 15 minutes", _person, WrongPassword.status))


def guest_pages(view: View) -> View:
    """Limit a page that guests look at again and again, from phones that may share an address; and guessing.

    A crowd whose pages all renew at once is no crowd of guessers, and 128 bits bear a hundred guesses more: what leads
    nowhere is counted afterwards.
    """
    return _all(
        view,
        _limit("6000 per 15 minutes", get_remote_address),
        _limit("100 per 15 minutes", get_remote_address, NotFound.status, beforehand=False),
    )


def joins(view: View) -> View:
    """Limit a view that puts a party on a restaurant's waitlist: a stranger must not fill it."""
    return _all(
        view,
        _limit("30 per 15 minutes", get_remote_address, 303),
        _limit("150 per 60 minutes", _slug, 303),
    )


def guest_acts(view: View) -> View:
    """Limit what a party does on its own page; and guessing, which would count for another link each time."""
    return guest_pages(_all(view, _limit("60 per 15 minutes", _guests_link)))


def pins(view: View) -> View:
    """Limit a view that a paired device asks with {user_id, pin}: whoever mistypes waits, each time longer.

    Who guesses for one person on one device keeps neither the others of the device out, nor that person elsewhere;
    who goes on from device to device meets the last limit.
    """
    wrong = WrongPin.status
    return _all(
        view,
        _limit("5 per 1 minute", _device_and_person, wrong),
        _limit("10 per 15 minutes", _device_and_person, wrong),
        _limit("20 per 6 hours", _device_and_person, wrong),
        _limit("20 per 15 minutes", _device, wrong),
        _limit("60 per 6 hours", _device, wrong),
        _limit("60 per 6 hours", _pin_owner, wrong),
    )


def setups(view: View) -> View:
    """Limit a view that takes the setup code."""
    return _all(
        view,
        _limit("10 per 15 minutes", get_remote_address, Forbidden.status),
        _limit("60 per 60 minutes", lambda: "setup", Forbidden.status),
    )


def _all(view: View, *limits: Callable[[View], View]) -> View:
    """Return the view behind its limits, of which the first comes first: whom it refuses, the others never hear of."""
    for limit in reversed(limits):
        view = limit(view)
    view.limited = True  # type: ignore[attr-defined]
    return view


def _limit(
    numbers: str, key: Callable[[], str], counted: int | None = None, *, beforehand: bool = True
) -> Callable[[View], View]:
    """Return a decorator for a view behind its schema; where `counted` is given, only answers with that status count.

    Of many tries that are sent at once no answer is known yet: so each counts beforehand, until its answer is another.
    """
    if counted is not None and beforehand:
        return _beforehand(parse(numbers), key, counted)
    counts = None if counted is None else lambda response: _has(response, counted)
    breached = lambda limit: _refuse(limit.reset_at)  # noqa: E731
    return limiter.limit(numbers, key_func=key, scope=numbers, deduct_when=counts, on_breach=breached)


def _beforehand(limit: RateLimitItem, key: Callable[[], str], counted: int) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def limited(*args: Any, **kwargs: Any) -> Any:
            if limiter.enabled:
                _count(limit, (key(), request.endpoint or ""), counted)
            return view(*args, **kwargs)

        return limited

    return decorate


def _count(limit: RateLimitItem, whose: tuple[str, str], counted: int) -> None:
    """Count a try, and let it be taken back when its answer is known."""
    began = clock.now().timestamp()
    within = limiter.limiter.hit(limit, *whose)

    @after_this_request
    def _take_back(response: Response) -> Response:
        ends, left = limiter.limiter.get_window_stats(limit, *whose)
        # A window that has begun since knows nothing of this try; Redis tells whole seconds.
        if not _has(response, counted) and left < limit.amount and ends - limit.get_expiry() <= began + 1:
            limiter.limiter.hit(limit, *whose, cost=-1)
        return response

    if not within:
        _refuse(limiter.limiter.get_window_stats(limit, *whose).reset_time)


def _has(response: Response, status: int) -> bool:
    return response.status_code == status


def _email() -> str:
    """Return the email that the body names, in the one form in which it can be stored; it is never an address."""
    return f"email {stored_email(g.body['email'])}"


def _email_and_address() -> str:
    return f"{get_remote_address()} {_email()}"


def _person() -> str:
    return current_identity().user_id


def _slug() -> str:
    return f"waitlist {(request.view_args or {})['slug']}"


def _guests_link() -> str:
    """Return whose page it is, by a hash: counts are kept where the tokens themselves never are."""
    return sha256((request.view_args or {})["token"].encode()).hexdigest()


def _device() -> str:
    return f"device {current_device().id}"


def _pin_owner() -> str:
    """Return whose PIN the body brings, however it spells that field: that of the device's own restaurant."""
    return f"pin {current_device().restaurant_id} {g.body[key_of('user_id', g.body) or '']}"


def _device_and_person() -> str:
    return f"{_device()} {_pin_owner()}"


def _refuse(until: float) -> NoReturn:
    seconds = max(1, math.ceil(until - clock.to_ms(clock.now()) / 1000))
    minutes = math.ceil(seconds / 60)
    raise TooManyRequests(
        f"Too many tries at {request.path}. Wait {minutes} minute{'s' if minutes > 1 else ''} and try again.", seconds
    )
