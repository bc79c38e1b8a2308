"""Socket.IO: connecting, the events a client may send, and how its connection ends."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_socketio import ConnectionRefusedError as Refused

from qtable import errors, providers
from qtable.database import fresh_session
from qtable.errors import Malformed, NotAuthenticated
from qtable.extensions import socketio
from qtable.realtime import broadcast, caps, engine, packets, protocol
from qtable.realtime.bucket import FLOODING
from qtable.realtime.clients import PING_SECONDS, PONG_SECONDS, TERMINAL, Client, Transport, clients
from qtable.realtime.messages import Stream, offered
from qtable.realtime.queue import Queue
from qtable.realtime.strangers import strangers

log = logging.getLogger(__name__)


class SocketIOClient(Client):
    """A Socket.IO connection; what it listens to is a room of that name."""

    parting: Any = None

    def join(self, stream: Stream) -> None:
        """Enter the stream's room, and leave the one before."""
        self.leave()
        super().join(stream)
        if self.stream is not None:
            socketio.server.enter_room(self.id, self._room, namespace="/")

    def leave(self) -> None:
        """Leave the room."""
        if self.stream is not None:
            socketio.server.leave_room(self.id, self._room, namespace="/")
        super().leave()

    def close(self, code: int, reason: str) -> None:
        """End the connection: for good on a terminal code, else at the transport, so that it comes back."""
        self.parting, self.code = engine.transport_of(self.id), code
        if self.is_behind():
            self.parting.queue.drop()  # it comes back for that with its cursor
        broadcast.tell(self, protocol.bye(code, reason, resume=code not in TERMINAL))
        clients().remove(self)
        if code in TERMINAL:
            socketio.server.disconnect(self.id)
        elif self.parting is not None:
            engine.end(self.parting)

    def flush(self) -> None:
        """Wait until the last words have been sent."""
        if self.parting is not None:
            self.parting.queue.join()

    def is_behind(self) -> bool:
        """Tell whether more waits, or longer, than a reader may leave unread."""
        transport = engine.transport_of(self.id)
        return transport is not None and engine.is_behind(transport)

    @property
    def waiting(self) -> int:
        """Return how many packets wait."""
        transport = engine.transport_of(self.id)
        return 0 if transport is None else transport.queue.qsize()

    @property
    def transport(self) -> Transport:
        """Return websocket or polling; who upgrades counts as what they are now."""
        transport = engine.transport_of(self.id)
        return Transport.WEBSOCKET if transport is not None and transport.upgraded else Transport.POLLING

    @property
    def _room(self) -> str:
        assert self.stream is not None
        return broadcast.room_of(self.restaurant_id, self.stream)


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
        client = SocketIOClient(sid, *protocol.identify(token, restaurant), request.remote_addr or "")
        _refuse_who_left(client)
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
    client, transport = clients().get(sid), engine.transport_of(sid)
    if client is not None:
        clients().remove(client)
    if transport is not None and not transport.closing:
        strangers().enter(transport.sid, request.remote_addr or "")


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


def end_flood(app: Flask, transport: Any) -> None:
    """End a session that says more than it may, and for good the Socket.IO connection on it."""
    with app.app_context():
        client = clients().get(socketio.server.manager.sid_from_eio_sid(transport.sid, "/"))
        if client is not None:
            log.warning("client %s floods and is closed", client.id)
            client.close(4429, FLOODING)
    engine.end(transport)


def origin_allowed(app: Flask, origin: str | None, environ: dict[str, Any]) -> bool:
    """Tell whether a page may connect: the box's own (in any scheme), or one of CORS_ORIGINS; apps name no origin."""
    if origin is None:
        return True
    own = origin.partition("://")[2]
    listed = app.config["CORS_ORIGINS"]
    return own == environ.get("HTTP_HOST") or origin in listed or "*" in listed


def _refuse_who_left(client: SocketIOClient) -> None:
    """Raise NotAuthenticated where the transport ended while the token was looked at: nobody would remove it."""
    transport = engine.transport_of(client.id)
    if transport is None or transport.closing or transport.closed:
        raise NotAuthenticated("This connection has ended. Connect again.")


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
