"""How the process listens: one port for HTTP, Socket.IO and plain WebSockets, and an orderly end."""

import errno
import gc
import logging
import os
import re
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import eventlet
import eventlet.wsgi
from eventlet.event import Event
from flask import Flask
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix

from qtable import logs
from qtable.accounts.actions import has_users
from qtable.accounts.setup_code import setup_code
from qtable.door import ANSWER_SECONDS, Door, Protocol, make_room
from qtable.extensions import db, socketio
from qtable.realtime import engine, handlers, heartbeat, websocket
from qtable.realtime.polling import PollingGuard
from qtable.realtime.rawsocket import PlainSockets

log = logging.getLogger(__name__)

# Every connection holds one green thread; at the pool's end the accept loop itself would wait.
MOST_CONNECTIONS = 20_000
IDLE_SECONDS = 75
PARTING_SECONDS = 4
LINGERING_SECONDS = 1
# How a traceback ends, and what an error says, that tells of a client that has gone or says nothing more.
GONE = re.compile(r"\n(BrokenPipe|ConnectionReset|Timeout)Error: [^\n]*\s*$|while discarding request body")


class _Patience(int):
    """Seconds that an idle connection is kept. Once it is over, each answer says that its connection closes."""

    over = False

    def __bool__(self) -> bool:
        return not self.over


class _FailureLog:
    """What eventlet says: it writes tracebacks and access lines alike as info; only the former are kept."""

    def info(self, message: str, *_: Any) -> None:
        """Keep a traceback."""
        if message.startswith("Traceback"):
            self.error(f"a connection failed: {message}")

    def error(self, message: str, *_: Any) -> None:
        """Keep an error, unless it is the client's: who hangs up would fill the log, and such lines show their URL."""
        if not GONE.search(message):
            log.error(message)

    def debug(self, message: str, *_: Any) -> None:
        """Drop the chatter."""

    write = info


def run(app: Flask, shared: Any = None, alive: Callable[[], bool] = lambda: True) -> None:
    """Serve `app` until SIGTERM or SIGINT, then finish requests and say goodbye.

    `shared` is a listening socket that other workers accept from too; without one it listens on HOST and PORT.
    `alive` is called once a second, and ends the serving too when it returns False.
    """
    make_room()
    door = Door(_listen(app.config["HOST"], app.config["PORT"]) if shared is None else shared, shared is not None)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda *_: eventlet.spawn_after(0, _once, stop))
    logs.write_aside(eventlet.patcher.original("threading"))
    websocket.init(socketio)
    engine.init(app, partial(handlers.end_flood, app))
    pool, patience = eventlet.GreenPool(MOST_CONNECTIONS), _Patience(IDLE_SECONDS)
    serving = eventlet.spawn(_serve, app, door, pool, patience)
    serving.link(lambda _: _once(stop))
    for turns in heartbeat.turns(app):
        eventlet.spawn(heartbeat.run, app, turns)
    if (queue := app.extensions["qtable.queue"]) is not None:
        queue.start()
    eventlet.spawn(_show_life, alive, stop)
    # What is there now stays: looking through it again and again held everybody up for a tenth of a second at a time.
    gc.collect()
    gc.freeze()
    _announce(app, door)
    stop.wait()
    with eventlet.Timeout(PARTING_SECONDS, False):
        _part(app, door, pool, patience)
        eventlet.kill(serving, SystemExit)
        serving.wait()
    sys.exit(0)


def _listen(host: str, port: int) -> Any:
    """Return the listening socket; a port that another server has is refused, not shared with it."""
    try:
        return eventlet.listen((host, port), reuse_port=False, backlog=1024)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        advice = "stop the other server or set PORT=…" if taken else "set HOST=… and PORT=…"
        sys.exit(f"QTable can't listen on {host}:{port} ({error.strerror}); {advice}")


def _serve(app: Flask, door: Door, pool: Any, patience: _Patience) -> None:
    eventlet.wsgi.server(
        door,
        _behind_proxies(app, PlainSockets(app, PollingGuard(app))),
        log=_FailureLog(),
        log_format="",
        protocol=Protocol,
        custom_pool=pool,
        keepalive=patience,
        socket_timeout=ANSWER_SECONDS,
        debug=False,
    )


def _show_life(alive: Callable[[], bool], stop: Event) -> None:
    while alive():
        eventlet.sleep(1)
    _once(stop)


def _once(stop: Event) -> None:
    if not stop.ready():
        stop.send()


def _behind_proxies(app: Flask, wsgi_app: Callable[..., Any]) -> Callable[..., Any]:
    """Take the client's address from X-Forwarded-For, as far as the proxies in front of us are ours.

    And from the nearest one whether the client spoke TLS: links for guests are made of that.
    """
    trusted = app.config["TRUSTED_PROXIES"]
    return ProxyFix(wsgi_app, x_for=trusted, x_proto=1, x_host=0) if trusted else wsgi_app


def _announce(app: Flask, door: Door) -> None:
    host, port = app.config["HOST"], door.getsockname()[1]
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104
    who = f"QTable's worker {os.getpid()}" if door.shared else "QTable"
    place = f"http://{'127.0.0.1' if everywhere else host}:{port}/host"
    print(
        f"{who} is open at {place} (stop with Ctrl-C)\n", end="", flush=True
    )  # in one piece: workers share the output
    if everywhere and not door.shared and (own := _own_address()):
        print(f"Tablets on the same network find it at http://{own}:{port}/host", flush=True)
    if (code := _setup_code(app)) is not None:
        print(f"Nobody has a login here yet. Set it up there with the code {code}\n", end="", flush=True)


def _setup_code(app: Flask) -> str | None:
    """Return the code for the first run, None once there is a user, or without a database that could tell."""
    with app.app_context(), suppress(DBAPIError):
        if not has_users(db.session()):
            return setup_code(app.config["JWT_SECRET_KEY"])
    return None


def _own_address() -> str | None:
    """Return this machine's address on its network; choosing a route sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return None
        address = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def _part(app: Flask, door: Door, pool: Any, patience: _Patience) -> None:
    """Let nobody in, send everyone off with a word to come back, and let the requests that are under way finish.

    Where others serve on, idle connections live a little longer: a request that was on its way is answered yet.
    """
    print("QTable is closing", flush=True)
    door.close_to_newcomers()
    patience.over = True
    with app.app_context():
        leaving = heartbeat.say_goodbye(4000, "The server is shutting down. Connect again in a moment.")
    last_words = eventlet.GreenPool()
    with eventlet.Timeout(PARTING_SECONDS / 2, False):
        for client in leaving:
            last_words.spawn_n(client.flush)
        last_words.waitall()
    if door.shared:
        with eventlet.Timeout(LINGERING_SECONDS, False):
            pool.waitall()
