"""Plain WebSockets, /realtime and /ws/restaurant/sync: outside Flask, beside it on the same port."""

import logging
import socket
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

import eventlet
from eventlet.event import Event
from eventlet.websocket import ConnectionClosedError, RFC6455WebSocket, WebSocketWSGI
from flask import Flask
from sqlalchemy.exc import OperationalError

from qtable import errors, wire
from qtable.accounts.access import Actor
from qtable.accounts.tokens import Identity
from qtable.errors import DomainError, Malformed, NotAuthenticated
from qtable.realtime import broadcast, protocol
from qtable.realtime.clients import MOST_WAITING_FRAMES, TERMINAL, Client, clients
from qtable.realtime.handlers import origin_allowed
from qtable.realtime.messages import Message, Stream

log = logging.getLogger(__name__)

# path → (its default stream, whether a full sync follows the handshake)
PATHS = {"/realtime": (Stream.BOTH, False), "/ws/restaurant/sync": (Stream.DELTA, True)}
LONGEST_FRAME = 65_536
AUTH_SECONDS = 5
UNACKNOWLEDGED_MS = 15_000
MOST_WAITING_BYTES = 1_048_576
LONGEST_SEND_SECONDS = 15
PARTING_SECONDS = 1

EVENTS: dict[str, Callable[[Client, Any], Message | None]] = {
    "ping": protocol.pong,
    "restaurant_connect": protocol.connect_restaurant,
    "request_full_sync": protocol.full_sync,
    "sync:subscribe": lambda client, body: {"type": "sync:subscribed"} | protocol.subscribe(client, body),
    "sync:auth": lambda client, body: {"type": "sync:authenticated"} | protocol.renew(client, body),
    "auth": lambda client, body: {"type": "sync:authenticated"} | protocol.renew(client, body),
    "user_action": lambda client, body: {"type": "user_action_ack"} | protocol.note(client, body),
    "pong": lambda *_: None,
    "heartbeat": lambda *_: None,
}


class Outbox:
    """The frames that wait for one socket, sent by its own greenlet; bounded, so that no reader holds others up."""

    def __init__(self, ws: RFC6455WebSocket) -> None:
        self.ws = ws
        self.frames: deque[str] = deque()
        self.waiting_bytes = 0
        self.sending_since: float | None = None
        self.parting: tuple[int, str] | None = None
        self._more = Event()
        self.writer = eventlet.spawn(self._run)

    def put(self, frame: str) -> None:
        """Queue a frame."""
        self.frames.append(frame)
        self.waiting_bytes += len(frame)
        self._wake()

    def is_behind(self) -> bool:
        """Tell whether more waits, or one frame longer, than a reader may leave unread."""
        stuck = self.sending_since is not None and time.monotonic() - self.sending_since > LONGEST_SEND_SECONDS
        return stuck or len(self.frames) > MOST_WAITING_FRAMES or self.waiting_bytes > MOST_WAITING_BYTES

    def part(self, last_words: list[str], code: int, reason: str) -> None:
        """Send the last frames and close; a client that doesn't take them is cut off after a second."""
        self.frames.clear()
        self.frames.extend(last_words)
        self.parting = (code, reason)
        self._wake()
        eventlet.spawn_after(PARTING_SECONDS, self.cut)

    def cut(self) -> None:
        """Shut the socket down, which ends its reader and its writer."""
        try:
            self.ws.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("socket was gone already")

    def _wake(self) -> None:
        if not self._more.ready():
            self._more.send()

    def _run(self) -> None:
        try:
            while True:
                while self.frames:
                    frame = self.frames.popleft()
                    self.waiting_bytes -= len(frame)
                    self.sending_since = time.monotonic()
                    self.ws.send(frame)
                    self.sending_since = None
                if self.parting is not None:
                    self.ws.close(close_data=self.parting)
                    return
                self._more.wait()
                self._more = Event()
        except (OSError, ConnectionClosedError):
            self.cut()


class PlainClient(Client):
    """A plain WebSocket connection."""

    def __init__(self, identity: Identity, actor: Actor, outbox: Outbox, app: Flask) -> None:
        super().__init__(str(uuid.uuid4()), identity, actor, write=self._write)
        self.outbox = outbox
        self.app = app

    def close(self, code: int, reason: str) -> None:
        """Say `sync:bye`, then send the close frame with the code."""
        with self.app.app_context():
            clients().remove(self)
        bye = protocol.bye(code, reason, resume=code not in TERMINAL)
        self.outbox.part([wire.dumps(bye)], code, reason)

    def flush(self) -> None:
        """Wait until the last words have been sent."""
        self.outbox.writer.wait()

    def is_behind(self) -> bool:
        """Tell whether too many frames, or too many bytes, wait for this client."""
        return self.outbox.is_behind()

    def _write(self, frame: str) -> None:
        if self.outbox.parting is None:
            self.outbox.put(frame)


class PlainSockets:
    """WSGI middleware that answers the plain WebSocket paths and passes the rest on."""

    def __init__(self, app: Flask, wsgi_app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app
        self.wsgi_app = wsgi_app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        # Compression costs more than it saves on messages of this size, and opens the door to inflated frames.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        path = environ.get("PATH_INFO", "").rstrip("/")
        if path not in PATHS or environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return self.wsgi_app(environ, start_response)
        if not origin_allowed(self.app, environ.get("HTTP_ORIGIN"), environ):
            start_response("403 Forbidden", [("Content-Length", "0")])
            return [b""]
        answer = WebSocketWSGI(lambda ws: self._serve(ws, environ, path), max_frame_length=LONGEST_FRAME)
        answer.support_legacy_versions = False
        return answer(environ, start_response)

    def _serve(self, ws: RFC6455WebSocket, environ: dict[str, Any], path: str) -> None:
        ws.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)
        query = {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        outbox = Outbox(ws)
        client = None
        try:
            with self.app.app_context():
                client = _admit(self.app, ws, outbox, query, environ)
                stream, full_sync = _stream(query, path), PATHS[path][1]
                protocol.welcome(client, stream, full_sync=full_sync)
            self._listen(ws, client)
        except DomainError as error:
            self._refuse(outbox, error)
        except (OSError, ConnectionClosedError):
            log.debug("a plain client has gone")
        except Exception:
            log.exception("a plain connection failed")
            outbox.part(
                [wire.dumps(protocol.bye(1011, "The server failed here. Connect again.", True))], 1011, "failed"
            )
        finally:
            if client is not None:
                with self.app.app_context():
                    clients().remove(client)
            if outbox.parting is None:
                outbox.writer.kill()
            else:
                outbox.writer.wait()

    def _listen(self, ws: RFC6455WebSocket, client: PlainClient) -> None:
        silence = self.app.config["WS_CONNECTION_TIMEOUT"]
        while True:
            frame: Any = None
            with eventlet.Timeout(silence, False):
                frame = ws.wait()
                if frame is None:
                    return
            if frame is None:
                client.close(4000, f"Nothing was heard from you for {silence} s. Connect again.")
                return
            with self.app.app_context():
                _handle(client, frame)

    def _refuse(self, outbox: Outbox, error: DomainError) -> None:
        code = 4401 if isinstance(error, NotAuthenticated) else 4403
        with self.app.app_context():
            last_words = [protocol.refusal(error), protocol.bye(code, error.message, resume=False)]
        outbox.part([wire.dumps(message) for message in last_words], code, error.message[:100])


def _admit(
    app: Flask, ws: RFC6455WebSocket, outbox: Outbox, query: dict[str, str], environ: dict[str, Any]
) -> PlainClient:
    scheme, _, header = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    token: object = header if scheme.lower() == "bearer" else query.get("token")
    token = token or _token_of_first_frame(ws)
    identity, actor = protocol.identify(token, query.get("restaurant_id"))
    client = PlainClient(identity, actor, outbox, app)
    clients().add(client)
    return client


def _token_of_first_frame(ws: RFC6455WebSocket) -> object:
    frame: Any = None
    with eventlet.Timeout(AUTH_SECONDS, False):
        frame = ws.wait()
    body = _object(frame) if frame is not None else {}
    if body.get("type") != "auth":
        raise NotAuthenticated("Send a token first: as a bearer header, as ?token=, or in a first frame of type auth.")
    return body.get("token")


def _stream(query: dict[str, str], path: str) -> Stream:
    try:
        return Stream(query.get("stream") or PATHS[path][0])
    except ValueError as error:
        raise Malformed(f"There is no such stream; choose one of {', '.join(Stream)}.") from error


def _handle(client: PlainClient, frame: object) -> None:
    """Answer one frame; whatever is wrong with it gets an `error`, never a close."""
    try:
        body = _object(frame)
        event = EVENTS.get(body["type"]) if isinstance(body.get("type"), str) else None
        if event is None:
            raise Malformed(f"There is no message type {str(body.get('type'))[:60]!r}.", "unknown_type")
        answer = event(client, body)
    except DomainError as error:
        answer = protocol.refusal(error)
    except OperationalError as error:
        answer = protocol.refusal(errors.of_database(error))
    if answer is not None:
        broadcast.tell(client, answer)


def _object(frame: object) -> dict[str, Any]:
    try:
        body = wire.loads(frame) if isinstance(frame, str | bytes) else None
    except ValueError as error:
        raise Malformed("This frame isn't JSON.") from error
    if not isinstance(body, dict):
        raise Malformed("Send a JSON object.")
    return body
