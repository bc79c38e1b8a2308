"""What Flask and Socket.IO ask for in their own forms: the wire's JSON, and no cookies."""

from typing import Any

from flask import Flask, Request
from flask.json.provider import JSONProvider
from flask.sessions import SessionInterface

from qtable import wire


class Json(JSONProvider):
    """Flask's JSON, through the same reader and writer."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write JSON as text."""
        return wire.dumps(obj)

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read JSON strictly."""
        return wire.loads(s)


class SocketJson:
    """The same reader and writer, with the signature that python-socketio calls."""

    dumps = staticmethod(lambda value, **_: wire.dumps(value))
    loads = staticmethod(lambda text, **_: wire.loads(text))


class NoCookies(SessionInterface):
    """No session in a cookie: who asks says so by a token. Flask's own would look for one at each request."""

    def open_session(self, app: Flask, request: Request) -> None:
        """Open none."""
