"""Long polling's requests, checked before Engine.IO sees them: it answers garbage with 200, or not at all."""

import io
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from engineio.payload import Payload
from flask import Flask

from qtable.extensions import socketio
from qtable.realtime import engine
from qtable.realtime.strangers import SECONDS, Strangers

LONGEST_BODY = 65_536
MOST_PACKETS = 256
# Close, ping, pong, message and upgrade: all that a client may say. Binary is none of it, our events carry JSON.
PACKET = re.compile(r"[1-5]", re.ASCII)

# Refusals: the status and what is wrong.
BROKEN = "400 BAD REQUEST", "These are no Engine.IO packets, or too many."
UNKNOWN = "400 BAD REQUEST", "There is no such session, or it has ended."
FLOOD = "429 TOO MANY REQUESTS", "You send more than 20 packets a second."
FULL = "429 TOO MANY REQUESTS", "Too many connections of your address have not said who they are."


class PollingGuard:
    """WSGI middleware around the app and its Engine.IO; it stands at the WebSocket's door too."""

    def __init__(self, app: Flask) -> None:
        self.engine = socketio.server.eio
        self.strangers: Strangers = app.extensions["qtable.strangers"]
        self.wsgi_app: Callable[..., Iterable[bytes]] = app
        Payload.max_decode_packets = MOST_PACKETS

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO", "").startswith("/socket.io/"):
            sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
            session = self._session(sid)
            if sid and session is None:
                return _refuse(start_response, *UNKNOWN)
            if not sid and self.strangers.is_full(environ["REMOTE_ADDR"]):
                return _refuse(start_response, *FULL)
            if environ["REQUEST_METHOD"] == "POST" and (refusal := self._look_into(environ, session)):
                return _refuse(start_response, *refusal)
        return self.wsgi_app(environ, start_response)

    def _session(self, sid: str) -> Any:
        """Return a session; one that has ended is dropped, where Engine.IO would fail on it."""
        session = self.engine.sockets.get(sid)
        if session is None or not session.closed:
            return session
        self.engine.sockets.pop(sid, None)
        return None

    def _look_into(self, environ: dict[str, Any], session: Any) -> tuple[str, str] | None:
        packets = _packets(environ)
        if packets is None:
            return BROKEN
        if session is not None and not engine.may_say(session, max(len(packets), 1)):
            return FLOOD
        return None


def _packets(environ: dict[str, Any]) -> list[str] | None:
    """Return the packets of a body, None when it can't be one of Engine.IO's, or doesn't come."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LONGEST_BODY or environ.get("HTTP_TRANSFER_ENCODING"):
        return None
    try:
        body = environ["wsgi.input"].read(length)
        packets = body.decode().split("\x1e") if body else []
    except (OSError, UnicodeDecodeError):
        return None
    environ["wsgi.input"] = io.BytesIO(body)
    return packets if len(packets) <= MOST_PACKETS and all(PACKET.match(packet) for packet in packets) else None


def _refuse(start_response: Callable[..., Any], status: str, reason: str) -> list[bytes]:
    """Answer in Engine.IO's own way."""
    retry = [("Retry-After", str(SECONDS))] if status.startswith("429") else []
    start_response(status, [("Content-Type", "application/json"), ("Connection", "close"), *retry])
    return [f'"{reason}"'.encode()]
