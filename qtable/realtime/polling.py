"""Long polling's requests, checked before Engine.IO sees them: it answers garbage with 200, or not at all."""

import io
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from engineio.payload import Payload
from flask_socketio import SocketIO

LONGEST_BODY = 65_536
MOST_PACKETS = 256
# Close, ping, pong, message and upgrade: all that a client may say. Binary is none of it, our events carry JSON.
PACKET = re.compile(r"[1-5]", re.ASCII)


class PollingGuard:
    """WSGI middleware around the app and its Engine.IO."""

    def __init__(self, socketio: SocketIO, wsgi_app: Callable[..., Iterable[bytes]]) -> None:
        self.engine = socketio.server.eio
        self.wsgi_app = wsgi_app
        Payload.max_decode_packets = MOST_PACKETS

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO", "").startswith("/socket.io/"):
            self._forget_closed(environ)
            if environ["REQUEST_METHOD"] == "POST" and not _is_payload(environ):
                return _refuse(start_response)
        return self.wsgi_app(environ, start_response)

    def _forget_closed(self, environ: dict[str, Any]) -> None:
        """Drop a session that has ended: Engine.IO fails on it, but answers 400 to one that it doesn't know."""
        sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
        session = self.engine.sockets.get(sid)
        if session is not None and session.closed:
            self.engine.sockets.pop(sid, None)


def _is_payload(environ: dict[str, Any]) -> bool:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LONGEST_BODY:
        return False
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    try:
        packets = body.decode().split("\x1e") if body else []
    except UnicodeDecodeError:
        return False
    return len(packets) <= MOST_PACKETS and all(PACKET.match(packet) for packet in packets)


def _refuse(start_response: Callable[..., Any]) -> list[bytes]:
    """Answer in Engine.IO's own way."""
    start_response("400 BAD REQUEST", [("Content-Type", "application/json"), ("Connection", "close")])
    return [b'"These are no Engine.IO packets, or too many."']
