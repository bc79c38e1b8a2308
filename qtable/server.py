"""How the process listens: one port for HTTP, Socket.IO and plain WebSockets, and an orderly end."""

import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

import eventlet
import eventlet.wsgi
from eventlet.event import Event
from flask import Flask

from qtable.extensions import socketio
from qtable.realtime import heartbeat, websocket
from qtable.realtime.polling import PollingGuard
from qtable.realtime.rawsocket import PlainSockets

log = logging.getLogger(__name__)

# Every connection holds one green thread; at the pool's end the accept loop itself would wait.
MOST_CONNECTIONS = 20_000
IDLE_SECONDS = 75
PARTING_SECONDS = 4


class _FailureLog:
    """What eventlet says: it writes tracebacks and access lines alike as info; only the former are kept."""

    def info(self, message: str, *_: Any) -> None:
        """Keep a traceback."""
        if message.startswith("Traceback"):
            log.error("a connection failed: %s", message)

    def error(self, message: str, *_: Any) -> None:
        """Keep an error."""
        log.error(message)

    def debug(self, message: str, *_: Any) -> None:
        """Drop the chatter."""

    write = info


def run(app: Flask) -> None:
    """Serve `app` on HOST and PORT until SIGTERM or SIGINT, then finish requests and say goodbye."""
    listener = _listen(app.config["HOST"], app.config["PORT"])
    # Connections inherit it. Without it the second of two messages waits 40 ms for the first one's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.ready() or eventlet.spawn_after(0, stop.send))
    websocket.init(socketio)
    serving = eventlet.spawn(_serve, app, listener)
    eventlet.spawn(heartbeat.run, app)
    _announce(app, listener.getsockname()[1])
    stop.wait()
    _end(app, serving)


def _listen(host: str, port: int) -> Any:
    """Return the listening socket; a port that another server has is refused, not shared with it."""
    try:
        return eventlet.listen((host, port), reuse_port=False, backlog=1024)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        advice = "stop the other server or set PORT=…" if taken else "set HOST=… and PORT=…"
        sys.exit(f"QTable can't listen on {host}:{port} ({error.strerror}); {advice}")


def _serve(app: Flask, listener: Any) -> None:
    eventlet.wsgi.server(
        listener,
        _in_turn(_with_ends_of_bodies(PlainSockets(app, PollingGuard(socketio, app)))),
        log=_FailureLog(),
        log_format="",
        custom_pool=eventlet.GreenPool(MOST_CONNECTIONS),
        keepalive=IDLE_SECONDS,
        debug=False,
    )


def _in_turn(wsgi_app: Callable[..., Any]) -> Callable[..., Any]:
    """Let all others have a turn before each request: a busy connection's next one may be there already."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        eventlet.sleep(0)
        return wsgi_app(environ, start_response)

    return answer


def _with_ends_of_bodies(wsgi_app: Callable[..., Any]) -> Callable[..., Any]:
    """Tell `wsgi_app` that a chunked body has an end: eventlet sees to it but doesn't say so, and Flask reads none."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            environ["wsgi.input_terminated"] = True
        return wsgi_app(environ, start_response)

    return answer


def _announce(app: Flask, port: int) -> None:
    host, everywhere = app.config["HOST"], app.config["HOST"] in ("0.0.0.0", "::")  # noqa: S104
    print(f"QTable is open at http://{'127.0.0.1' if everywhere else host}:{port}/host (stop with Ctrl-C)", flush=True)
    if everywhere and (own := _own_address()):
        print(f"Tablets on the same network find it at http://{own}:{port}/host", flush=True)


def _own_address() -> str | None:
    """Return this machine's address on its network; choosing a route sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return None
        address = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def _end(app: Flask, serving: Any) -> None:
    """Send everyone off with a word to come back, let requests finish, and leave within a few seconds."""
    print("QTable is closing", flush=True)
    with app.app_context():
        leaving = heartbeat.say_goodbye(4000, "The server is shutting down. Connect again in a moment.")
    last_words = eventlet.GreenPool()
    with eventlet.Timeout(PARTING_SECONDS / 2, False):
        for client in leaving:
            last_words.spawn_n(client.flush)
        last_words.waitall()
    eventlet.kill(serving, SystemExit)
    with eventlet.Timeout(PARTING_SECONDS, False):
        serving.wait()
    sys.exit(0)
