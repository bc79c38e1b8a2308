"""Socket.IO: connecting, the events a client may send, and how its connection ends."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_socketio import ConnectionRefusedError as Refused

from qtable import errors, providers
from qtable.accounts.tokens import Identity
from qtable.database import fresh_session
from qtable.errors import Malformed, NotAuthenticated
from qtable.extensions import socketio
from qtable.realtime import broadcast, caps, engine, packets, presence, protocol
from qtable.realtime.bucket import FLOODING
from qtable.realtime.clients import PING_SECONDS, PONG_SECONDS, TERMINAL, Client, Transport, clients
from qtable.realtime.messages import Stream, offered
from qtable.realtime.queue import Queue
from qtable.realtime.session import Session
from qtable.realtime.strangers import strangers
from qtable.realtime.words import Words

log = logging.getLogger(__name__)


class SocketIOClient(Client):
    """A Socket.IO connection, which an Engine.IO session carries."""

    def __init__(self, client_id: str, identity: Identity, restaurant_id: str, session: Session) -> None:
        super().__init__(client_id, identity, restaurant_id, session.address)
        self.session = session

    def deliver(self, words: Words) -> None:
        """Send messages, and count them."""
        self.sent += words.count
        self.session.deliver(words)

    def close(self, code: int, reason: str) -> None:
        """End the connection: for good on a terminal code, else at the transport, so that it comes back."""
        self.code = code
        if self.is_behind():
            self.session.drop()  # it comes back for that with its cursor
        broadcast.tell(self, protocol.bye(code, reason, resume=code not in TERMINAL))
        clients().remove(self)
        if code in TERMINAL:
            socketio.server.disconnect(self.id)
        else:
            self.session.close(wait=False)

    def flush(self) -> None:
        """Wait until the last words have been sent."""
        self.session.flush()

    def is_behind(self) -> bool:
        """Tell whether more waits, or longer, than a reader may leave unread."""
        return self.session.is_behind()

    @property
    def waiting(self) -> int:
        """Return how many packets wait."""
        return self.session.waiting

    @property
    def transport(self) -> Transport:
        """Return websocket or polling; who upgrades counts as what they are now."""
        return Transport.WEBSOCKET if self.session.upgraded else Transport.POLLING


@socketio.on("connect")
def connect(auth: object = None) -> None:
    """Admit a client by `auth.token` (or the Authorization header); it hears its restaurant from now on."""
    auth = auth if isinstance(auth, dict) else {}
    scheme, _, header = request.headers.get("Authorization", "").partition(" ")
    token = auth.get("token") or (header if scheme.lower() == "bearer" else None)
    restaurant = auth.get("restaurant_id") or request.args.get("restaurant_id")
    sid = request.sid  # type: ignore[attr-defined]
    try:
        stream = offered(auth.get("stream"), Stream.ENTITIES)
        client = _client(sid, *protocol.identify(token, restaurant))
        caps.admit(client)
    except errors.REFUSALS as error:
        refusal = errors.refusal(error)
        log.info("a Socket.IO connection was refused (%s)", refusal.code)
        raise Refused(refusal.message, errors.shape(refusal.code, refusal.message, refusal.details)) from error
    strangers().leave(socketio.server.manager.eio_sid_from_sid(sid, "/"))
    fresh_session()  # nothing is left to be undone after this: that would let others in before the connect packet
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    socketio.start_background_task(_welcome, app, client, stream)


@socketio.on("disconnect")
def disconnect(*_: Any) -> None:
    """Forget a client that has gone; where its transport is still there, that is a stranger's again."""
    sid = request.sid  # type: ignore[attr-defined]
    client, session = clients().get(sid), engine.session_of(sid)
    if client is not None:
        clients().remove(client)
    if session is not None and not session.closing:
        strangers().enter(session.sid, request.remote_addr or "")


@socketio.on("sync:subscribe")
def subscribe(*payload: Any) -> dict[str, Any]:
    """Join the ordered feed at a cursor; the acknowledgement says how to go on."""
    return _answer(protocol.subscribe, payload)


@socketio.on("auth")
@socketio.on("sync:auth")
def renew(*payload: Any) -> dict[str, Any]:
    """Renew the token of this connection."""
    return _answer(protocol.renew, payload)


@socketio.on("user_action")
def note(*payload: Any) -> dict[str, Any]:
    """Relay a note to the other devices."""
    return _answer(protocol.note, payload)


@socketio.on("ping")
def ping(*payload: Any) -> dict[str, Any]:
    """Answer with a `pong` event."""
    return _answer(protocol.pong, payload, told=True)


@socketio.on("pong")
@socketio.on("heartbeat")
def pong(*_: Any) -> None:
    """Take it as the sign of life that it is."""


@socketio.on("restaurant_connect")
def restaurant_connect(*payload: Any) -> dict[str, Any]:
    """Answer with a `connection_established` event."""
    return _answer(protocol.connect_restaurant, payload, told=True)


@socketio.on("request_full_sync")
def request_full_sync(*payload: Any) -> dict[str, Any]:
    """Answer with a `full_sync` event."""
    return _answer(protocol.full_sync, payload, told=True)


@socketio.on("presence")
def who_is_here(*payload: Any) -> dict[str, Any]:
    """Answer with a `presence` event, and with another one whenever that changes."""
    return _answer(presence.ask, payload, told=True)


@socketio.on(packets.MALFORMED)
def malformed(*_: Any) -> dict[str, Any]:
    """Say that a packet can't be read as an event."""

    def refuse(_client: Client, _body: object) -> None:
        raise Malformed("This isn't a Socket.IO event that can be read.")

    return _answer(refuse, ())


@socketio.on("*")
def unknown(event: object, *_: Any) -> dict[str, Any]:
    """Say that there is no such event."""

    def refuse(_client: Client, _body: object) -> dict[str, Any]:
        raise Malformed(f"There is no event {str(event)[:60]!r}.", "unknown_type")

    return _answer(refuse, ())


def init_app(app: Flask, async_mode: str, queue: Queue | None) -> None:
    """Bind Socket.IO to `app`: limits, liveness, and which web origins may connect."""
    socketio.init_app(
        app,
        async_mode=async_mode,
        client_manager=queue,
        json=providers.SocketJson,
        serializer=packets.StrictPacket,
        cors_allowed_origins=lambda origin, environ: origin_allowed(app, origin, environ),
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        max_http_buffer_size=65_536,
        always_connect=False,
        async_handlers=False,  # one event of a client after the other: see take_turns
        manage_session=False,
        # A poll may reach another worker than the one before; a WebSocket stays with its own.
        transports=["websocket"] if app.config["WEB_CONCURRENCY"] > 1 else ["polling", "websocket"],
    )


def end_flood(app: Flask, session: Session) -> None:
    """End a session that says more than it may, and for good the Socket.IO connection on it."""
    with app.app_context():
        client = clients().get(socketio.server.manager.sid_from_eio_sid(session.sid, "/"))
        if client is not None:
            log.warning("client %s floods and is closed", client.id)
            client.close(4429, FLOODING)
    session.close(wait=False)


def origin_allowed(app: Flask, origin: str | None, environ: dict[str, Any]) -> bool:
    """Tell whether a page may connect: the box's own (in any scheme), or one of CORS_ORIGINS; apps name no origin."""
    if origin is None:
        return True
    own = origin.partition("://")[2]
    listed = app.config["CORS_ORIGINS"]
    return own == environ.get("HTTP_HOST") or origin in listed or "*" in listed


def _client(sid: str, identity: Identity, restaurant_id: str) -> SocketIOClient:
    """Raise NotAuthenticated where the session ended while the token was looked at: nobody would remove its client."""
    session = engine.session_of(sid)
    if session is None or session.closing or session.closed:
        raise NotAuthenticated("This connection has ended. Connect again.")
    return SocketIOClient(sid, identity, restaurant_id, session)


def _welcome(app: Flask, client: Client, stream: Stream) -> None:
    """Greet once the connect packet is on its way: what comes before it, clients drop."""
    with app.app_context():
        try:
            protocol.welcome(client, stream)
        except Exception:
            log.exception("client %s could not be welcomed", client.id)
            client.close(4010, "The server could not start your feed. Connect again.")


def _answer(act: Callable[[Client, Any], Any], payload: tuple[Any, ...], told: bool = False) -> dict[str, Any]:
    """Run one event; a refusal is both the acknowledgement and an `error` event."""
    protocol.take_turns()  # before the act: what it queues and its acknowledgement must follow each other
    client = clients().get(request.sid)  # type: ignore[attr-defined]
    if client is None:
        return errors.shape("not_connected", "Connect first.", {})
    try:
        answer = act(client, payload[0] if payload else None)
    except errors.REFUSALS as error:
        refusal = protocol.refusal(errors.refusal(error))
        broadcast.tell(client, refusal)
        return refusal
    if told:
        broadcast.tell(client, answer)
    return answer
