"""The only emitter: one message to one client, or one transaction to everybody who listens."""

import logging

from qtable import clock, metrics, wire
from qtable.changes.models import CommittedChange
from qtable.extensions import socketio
from qtable.realtime.clients import Client, Clients
from qtable.realtime.messages import OFFERED, Message, Stream, messages

log = logging.getLogger(__name__)


def tell(client: Client, message: Message) -> None:
    """Send one message to one client."""
    client.sent += 1
    if client.write is not None:
        client.write(wire.dumps(message))
    else:
        socketio.emit(message["type"], message, to=client.id)


def tell_change(clients: Clients, change: CommittedChange) -> None:
    """Send a transaction to everybody who listens to its restaurant; a failure is logged, never raised."""
    told = 0
    for stream in Stream:
        try:
            told += _tell_stream(clients, change, stream)
        except Exception:
            log.exception("change %s of restaurant %s was not sent on %s", change.seq, change.restaurant_id, stream)
    if told:
        metrics.messages.inc(told)
        metrics.delivery.observe(max(0, clock.to_ms(clock.now()) - change.at_ms) / 1000)


def tell_note(clients: Clients, note: Message, sender: Client | None = None) -> None:
    """Send a note to the devices of its restaurant, the sender and the anonymous ones left out."""
    for stream in OFFERED:
        for client in clients.listening(note["restaurant_id"], stream):
            if client is not sender:
                tell(client, note)


def room_of(restaurant_id: str, stream: Stream) -> str:
    """Return the name of the Socket.IO room of one stream of a restaurant."""
    return f"restaurant:{restaurant_id}:{stream}"


def _tell_stream(clients: Clients, change: CommittedChange, stream: Stream) -> int:
    """Return how many messages that were, those of all clients together."""
    listening = clients.listening(change.restaurant_id, stream)
    plain = [client.write for client in listening if client.write is not None]
    said = messages(change, stream) if listening else []
    for message in said:
        if len(plain) < len(listening):
            socketio.emit(message["type"], message, to=room_of(change.restaurant_id, stream))
        if plain:
            text = wire.dumps(message)
            for write in plain:
                write(text)
    for client in listening:
        client.sent += len(said)
    return len(said) * len(listening)
