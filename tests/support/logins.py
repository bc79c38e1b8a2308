"""Logins as tests need them."""

import time

import jwt

from bench.clients.api import Api

SECRET = "k" * 40


def short_lived(api: Api, seconds: float) -> str:
    """Return a good token of the same login that runs out in `seconds` (negative: has run out)."""
    claims = jwt.decode(api.token, SECRET, algorithms=["HS256"])
    return jwt.encode(claims | {"exp": time.time() + seconds}, SECRET, algorithm="HS256")
