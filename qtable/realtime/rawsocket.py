"""Plain WebSockets, /realtime and /ws/restaurant/sync: outside Flask, beside it on the same port."""

import logging
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from flask import Flask

from qtable import errors, wire
from qtable.accounts.tokens import Identity
from qtable.errors import DomainError, Malformed, NotAuthenticated, TooManyRequests
from qtable.realtime import anonymous, broadcast, caps, presence, protocol, websocket
from qtable.realtime.bucket import Bucket
from qtable.realtime.clients import TERMINAL, Client, clients
from qtable.realtime.handlers import origin_allowed
from qtable.realtime.messages import Message, Stream, offered
from qtable.realtime.strangers import SECONDS, strangers
from qtable.realtime.websocket import Connection
from qtable.realtime.words import Words

log = logging.getLogger(__name__)

# path → (its default stream, whether a full sync follows the handshake)
PATHS = {"/realtime": (Stream.BOTH, False), "/ws/restaurant/sync": (Stream.DELTA, True)}

CLOSE_CODES: dict[type[DomainError], int] = {NotAuthenticated: 4401, TooManyRequests: 4429}
EVENTS: dict[str, Callable[[Client, Any], Message | None]] = {
    "ping": protocol.pong,
    "restaurant_connect": protocol.connect_restaurant,
    "request_full_sync": protocol.full_sync,
    "presence": presence.ask,
    "sync:subscribe": lambda client, body: {"type": "sync:subscribed"} | protocol.subscribe(client, body),
    "sync:auth": lambda client, body: {"type": "sync:authenticated"} | protocol.renew(client, body),
    "auth": lambda client, body: {"type": "sync:authenticated"} | protocol.renew(client, body),
    "user_action": lambda client, body: {"type": "user_action_ack"} | protocol.note(client, body),
    "pong": lambda *_: None,
    "heartbeat": lambda *_: None,
}
# What a connection without a token may say; all else is refused, also what is added above one day.
ANONYMOUS_EVENTS: dict[str, Callable[["PlainClient", Any], Message | None]] = {
    "ping": protocol.pong,
    "restaurant_connect": anonymous.connect_restaurant,
    "sync:auth": lambda client, body: client.log_in(body),
    "auth": lambda client, body: client.log_in(body),
    "pong": lambda *_: None,
    "heartbeat": lambda *_: None,
}


class PlainClient(Client):
    """A plain WebSocket connection that has said who it is, or may listen without.

    `greeting` is the stream that it asked for, and whether a full sync comes before.
    """

    def __init__(
        self,
        app: Flask,
        identity: Identity | None,
        restaurant_id: str,
        connection: Connection,
        greeting: tuple[Stream, bool],
    ) -> None:
        super().__init__(str(uuid.uuid4()), identity, restaurant_id, connection.address)
        self.app = app
        self.connection = connection
        self.greeting = greeting
        self._put = connection.outlet.put

    def log_in(self, body: object) -> Message:
        """Become an ordinary client, with the token of a connection that had none."""
        stream, full_sync = self.greeting
        return {"type": "sync:authenticated"} | anonymous.log_in(self, body, stream, full_sync=full_sync)

    def deliver(self, words: Words) -> None:
        """Send messages, and count them."""
        self.sent += words.count
        self._put(words.plain)

    def close(self, code: int, reason: str) -> None:
        """Say `sync:bye`, then send the close frame with the code."""
        self.code = code
        with self.app.app_context():
            clients().remove(self)
        bye = protocol.bye(code, reason, resume=code not in TERMINAL)
        self.connection.part(Words([bye]), code, reason)

    def flush(self) -> None:
        """Wait until the last words have been sent."""
        self.connection.outlet.flush()

    @property
    def waiting(self) -> int:
        """Return how many frames wait."""
        return len(self.connection.outlet)

    def ask(self) -> None:
        """Send a WebSocket ping, which every peer answers unasked."""
        self.connection.ask()

    def is_silent(self) -> bool:
        """Tell whether a peer that has answered a ping says nothing any more."""
        return self.connection.is_silent()

    def is_behind(self) -> bool:
        """Tell whether more waits than a reader may leave unread."""
        return self.connection.outlet.is_behind()


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
        bucket = Bucket(time.monotonic) if self.app.config["RATELIMIT_ENABLED"] else None
        return websocket.answer(
            environ, start_response, lambda connection: self._serve(connection, environ, path), bucket
        )

    def _serve(self, connection: Connection, environ: dict[str, Any], path: str) -> None:
        client = None
        try:
            with self.app.app_context():
                client = _identify(self.app, connection, path, environ)
                caps.admit(client)
                _welcome(client)
            client.ask()
            _listen(client)
        except DomainError as error:
            code = _refuse(self.app, connection, error)
            if client is not None:
                client.code = code
        except OSError:
            log.debug("a plain client has gone")
        except Exception:
            log.exception("a plain connection failed")
            if client is not None:
                client.code = 1011
            bye = protocol.bye(1011, "The server failed here. Connect again.", resume=True)
            connection.part(Words([bye]), 1011, "failed")
        finally:
            if client is not None:
                with self.app.app_context():
                    clients().remove(client)


def _identify(app: Flask, connection: Connection, path: str, environ: dict[str, Any]) -> PlainClient:
    query = {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
    scheme, _, header = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    token: object = header if scheme.lower() == "bearer" else query.get("token")
    ref = query.get("restaurant_id")
    default, full_sync = PATHS[path]
    greeting = (offered(query.get("stream"), default), full_sync)
    if not token and ref and anonymous.may_listen():
        return PlainClient(app, None, anonymous.find_restaurant(ref), connection, greeting)
    token = token or _token_of_first_frame(connection)
    return PlainClient(app, *protocol.identify(token, ref), connection, greeting)


def _welcome(client: PlainClient) -> None:
    stream, full_sync = client.greeting
    if client.identity is None:
        protocol.welcome(client, Stream.THIN)
    else:
        protocol.welcome(client, stream, full_sync=full_sync)


def _token_of_first_frame(connection: Connection) -> object:
    stranger = str(uuid.uuid4())
    strangers().let_in(stranger, connection.address)
    try:
        frame = connection.receive(SECONDS)
        if frame is None:
            raise ConnectionError("it left before it said who it is")
        body = _object(frame)
    except (TimeoutError, Malformed):
        body = {}
    finally:
        strangers().leave(stranger)
    if body.get("type") != "auth":
        raise NotAuthenticated("Send a token first: as a bearer header, as ?token=, or in a first frame of type auth.")
    return body.get("token")


def _listen(client: PlainClient) -> None:
    silence = client.app.config["WS_CONNECTION_TIMEOUT"]
    try:
        while (frame := client.connection.receive(silence)) is not None:
            with client.app.app_context():
                _handle(client, frame)
            protocol.take_turns()
    except TimeoutError:
        client.close(4000, f"Nothing was heard from you for {silence} s. Connect again.")


def _refuse(app: Flask, connection: Connection, error: DomainError) -> int:
    """Tell why, and close; return the close code."""
    code = next((code for kind, code in CLOSE_CODES.items() if isinstance(error, kind)), 4403)
    log.info("a plain connection was refused (%s)", error.code)
    with app.app_context():
        last_words = [protocol.refusal(error), protocol.bye(code, error.message, resume=False)]
    connection.part(Words(last_words), code, error.message[:100])
    return code


def _handle(client: PlainClient, frame: object) -> None:
    """Answer one frame; whatever is wrong with it gets an `error`, never a close."""
    try:
        body = _object(frame)
        answer = _event(client, body.get("type"))(client, body)
    except errors.REFUSALS as error:
        answer = protocol.refusal(errors.refusal(error))
    if answer is not None:
        broadcast.tell(client, answer)


def _event(client: PlainClient, kind: object) -> Callable[[Any, Any], Message | None]:
    if not isinstance(kind, str) or kind not in EVENTS:
        raise Malformed(f"There is no message type {str(kind)[:60]!r}.", "unknown_type")
    if client.identity is not None:
        return EVENTS[kind]
    if kind not in ANONYMOUS_EVENTS:
        raise NotAuthenticated(f"This connection has no token, so it may not say {kind!r}. Send `auth` with one first.")
    return ANONYMOUS_EVENTS[kind]


def _object(frame: object) -> dict[str, Any]:
    try:
        body = wire.loads(frame) if isinstance(frame, str | bytes) else None
    except ValueError as error:
        raise Malformed("This frame isn't JSON.") from error
    if not isinstance(body, dict):
        raise Malformed("Send a JSON object.")
    return body
