"""Request bodies: JSON and nothing else, read strictly before a route looks at them."""

import orjson
from flask import Flask, request

from qtable import wire
from qtable.errors import Malformed, UnsupportedMediaType


def canonical_body() -> bytes:
    """Return the request's body with its keys sorted, empty where there is none.

    Raises UnsupportedMediaType for anything but JSON, and Malformed for JSON that can't be read.
    """
    text = request.get_data(cache=True)
    request.stream.read(1)  # a body in chunks is cut at the limit in silence; asking for more of it is what raises 413
    if not text.strip():
        return b""
    if not request.is_json:
        raise UnsupportedMediaType("Send the body as JSON, with the header Content-Type: application/json.")
    try:
        return orjson.dumps(wire.loads(text), option=orjson.OPT_SORT_KEYS)
    except (ValueError, TypeError) as error:
        raise Malformed("This body can't be read: not JSON, broken Unicode, or nested too deeply.") from error


def init_app(app: Flask) -> None:
    """Let `app` refuse a body that can't be read, also where the route asks for none."""
    app.before_request(_refuse_unreadable)


def _refuse_unreadable() -> None:
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        canonical_body()
