"""Engine.IO's sessions, which carry Socket.IO, within the same bounds as plain WebSockets.

Each gets a bucket for what it says, an end to what it leaves unread, and a few seconds to say who it is.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import engineio.socket
from engineio.exceptions import SocketIsClosedError
from flask import Flask

from qtable.extensions import socketio
from qtable.realtime.bucket import Bucket
from qtable.realtime.session import CountedQueue, Session
from qtable.realtime.strangers import strangers

EARLY = 0.5  # seconds before its time that a session may be asked: half of what lies between two looks


def init(app: Flask, end_flood: Callable[[Session], None]) -> None:
    """Bound every session of this process from its first moment; `end_flood` is given the one that says too much."""
    engine = socketio.server.eio
    counted = type("CountedQueue", (CountedQueue, engine._async["queue"]), {})  # noqa: SLF001 - there is no other door
    engine._async = engine._async | {"queue": counted}  # noqa: SLF001
    engineio.socket.Socket = Session
    connect, disconnect = engine.handlers["connect"], engine.handlers["disconnect"]

    def enter(sid: str, environ: dict[str, Any]) -> Any:
        session = engine.sockets[sid]
        session.address = environ["REMOTE_ADDR"]
        session.bucket = Bucket(time.monotonic) if app.config["RATELIMIT_ENABLED"] else None
        session.end_flood = lambda: end_flood(session)
        with app.app_context():
            strangers().enter(sid, session.address)
        return connect(sid, environ)

    def leave(sid: str, reason: str) -> None:
        try:
            disconnect(sid, reason)
        finally:
            with app.app_context():
                strangers().leave(sid)

    engine.on("connect", enter)
    engine.on("disconnect", leave)


def session_of(client_id: str) -> Any:
    """Return the session of a Socket.IO connection, None when it has gone."""
    return socketio.server.eio.sockets.get(socketio.server.manager.eio_sid_from_sid(client_id, "/"))


def may_say(session: Session, packets: int) -> bool:
    """Take so many packets from the session's bucket; the session ends where that has fewer."""
    if session.bucket is None or session.bucket.take(packets):
        return True
    session.end_flood()
    return False


def ask_for_life() -> None:
    """Ask the sessions whose time it is; the stock way keeps a task waiting for each."""
    soon = time.monotonic() + EARLY
    for session in list(socketio.server.eio.sockets.values()):
        if session.ask_at <= soon and not session.closed:
            with suppress(SocketIsClosedError):  # it has just been silent for too long
                session.ask()


def end_late_strangers() -> None:
    """End the sessions that never said who they are; plain WebSockets look after that themselves."""
    for sid in strangers().late():
        session = socketio.server.eio.sockets.get(sid)
        if session is not None and sid in strangers():
            session.close(wait=False)
            socketio.sleep(0)  # a thousand of them at once would keep everybody else waiting
