"""The only emitter: one message to one client, or transactions to everybody who listens."""

import logging
from collections.abc import Iterable, Iterator, Sequence

from qtable import clock, metrics
from qtable.changes.models import CommittedChange
from qtable.realtime.clients import Client, Clients
from qtable.realtime.messages import OFFERED, Message, Stream, Telling
from qtable.realtime.words import Words

log = logging.getLogger(__name__)


def tell(client: Client, message: Message) -> None:
    """Send one message to one client."""
    client.deliver(Words([message]))


def tell_all(listening: Iterable[Client], message: Message) -> None:
    """Send one message to several clients; a failure is logged, never raised."""
    _deliver(listening, Words([message]))


def tell_changes(clients: Clients, changes: Sequence[CommittedChange]) -> None:
    """Send a restaurant's transactions, in order, to everybody who listens there; a failure is logged, never raised.

    Several leave for each client as one piece.
    """
    rooms = clients.rooms(changes[0].restaurant_id)
    if not rooms:
        return
    tellings, told = list(_read(changes)), 0
    for stream, listening in rooms.items():
        said = [message for telling in tellings for message in _said(telling, stream)]
        told += len(said) * len(listening)
        _deliver(listening, Words(said))
    metrics.messages.inc(told)
    now = clock.to_ms(clock.now())
    for telling in tellings:
        metrics.delivery.observe(max(0, now - telling.change.at_ms) / 1000)


def tell_note(clients: Clients, note: Message, sender: Client | None = None) -> None:
    """Send a note to the devices of its restaurant, the sender and the anonymous ones left out."""
    rooms = clients.rooms(note["restaurant_id"])
    tell_all((one for stream in OFFERED for one in rooms.get(stream, ()) if one is not sender), note)


def _read(changes: Sequence[CommittedChange]) -> Iterator[Telling]:
    for change in changes:
        try:
            yield Telling(change)
        except Exception:
            log.exception("change %s of restaurant %s was not sent", change.seq, change.restaurant_id)


def _said(telling: Telling, stream: Stream) -> list[Message]:
    try:
        return telling.on(stream)
    except Exception:
        change = telling.change
        log.exception("change %s of restaurant %s was not sent on %s", change.seq, change.restaurant_id, stream)
        return []


def _deliver(listening: Iterable[Client], words: Words) -> None:
    for client in listening:
        try:
            client.deliver(words)
        except Exception:
            log.exception("client %s was not told", client.id)
