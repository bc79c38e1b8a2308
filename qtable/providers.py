"""The wire's JSON in the forms that Flask and Socket.IO ask for."""

from typing import Any

from flask.json.provider import JSONProvider

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
