"""Who is connected to this process, and to which stream of which restaurant."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flask import current_app

from qtable.accounts.tokens import Identity
from qtable.errors import NotAuthenticated
from qtable.extensions import gone
from qtable.realtime.messages import Stream
from qtable.realtime.words import Words

# How far a reader may be behind: frames, bytes, and seconds for the oldest of them.
MOST_WAITING_FRAMES = 256
MOST_WAITING_BYTES = 1_048_576
LONGEST_WAIT_SECONDS = 15
PARTING_SECONDS = 1
# Engine.IO's rhythm, which plain WebSockets follow: how often a peer is asked for a sign of life, how late that may be.
PING_SECONDS, PONG_SECONDS = 10, 8
# Close codes after which coming back makes no sense: not authenticated, forbidden, flooding.
TERMINAL = (4401, 4403, 4429)


class Transport(StrEnum):
    """What carries a live connection; ANONYMOUS is a plain one without a token."""

    WEBSOCKET = "websocket"
    POLLING = "polling"
    PLAIN = "plain"
    ANONYMOUS = "anonymous"


@dataclass(eq=False)
class Client(ABC):
    """One live connection; each transport has its own kind. `stream` is None until it listens.

    `identity` is None for an anonymous connection, `address` is where it comes from. `was_behind` is what the last
    look found. `sent` counts its messages, `since` is when it came (monotonic), `code` with which it was closed, None
    where it left by itself. `told_present` is of which
    restaurant it was told who is here, and who; None where it hasn't asked.
    """

    id: str
    identity: Identity | None
    restaurant_id: str
    address: str = ""
    stream: Stream | None = None
    was_behind: bool = False
    sent: int = 0
    since: float = field(default_factory=time.monotonic)
    code: int | None = None
    told_present: tuple[str, dict[str, int]] | None = None

    @property
    def user(self) -> Identity:
        """Return who this is. Raises NotAuthenticated for an anonymous connection."""
        if self.identity is None:
            raise NotAuthenticated("This connection has no token. Send `auth` with one first.")
        return self.identity

    def join(self, stream: Stream) -> None:
        """Listen to a stream of the restaurant, and to no other."""
        clients().join(self, stream)

    def leave(self) -> None:
        """Stop listening."""
        clients().leave(self)

    @abstractmethod
    def deliver(self, words: Words) -> None:
        """Send messages, and count them. It never waits; a peer that has gone is no failure."""

    @abstractmethod
    def close(self, code: int, reason: str) -> None:
        """Say `sync:bye`, then end the connection."""

    @abstractmethod
    def flush(self) -> None:
        """Wait until the last words of a closing connection have been sent."""

    @property
    def transport(self) -> Transport:
        """Return what carries it."""
        return Transport.ANONYMOUS if self.identity is None else Transport.PLAIN

    @property
    def waiting(self) -> int:
        """Return how many frames wait for it, 0 where it has no queue of its own."""
        return 0

    def ask(self) -> None:  # noqa: B027 - Engine.IO asks by itself, and ends who doesn't answer
        """Ask for a sign of life, where the transport doesn't."""

    def is_silent(self) -> bool:
        """Tell whether a peer that gave signs of life when asked gives none any more."""
        return False

    @abstractmethod
    def is_behind(self) -> bool:
        """Tell whether more frames wait for this client than it may leave unread."""


class Clients:
    """The live connections of this process."""

    def __init__(self) -> None:
        self._by_id: dict[str, Client] = {}
        self._rooms: dict[str, dict[Stream, dict[str, Client]]] = {}

    def __iter__(self) -> Iterator[Client]:
        return iter(list(self._by_id.values()))

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, client: Client) -> None:
        """Register a connection that has authenticated."""
        self._by_id[client.id] = client

    def get(self, client_id: str) -> Client | None:
        """Return a connection, unless it has gone."""
        return self._by_id.get(client_id)

    def remove(self, client: Client) -> None:
        """Forget a connection."""
        self.leave(client)
        if self._by_id.pop(client.id, None) is not None:
            gone.send(self, client=client)

    def join(self, client: Client, stream: Stream) -> None:
        """Let a connection listen to its restaurant; one that has gone meanwhile doesn't."""
        self.leave(client)
        if client.id in self._by_id:
            client.stream = stream
            self._rooms.setdefault(client.restaurant_id, {}).setdefault(stream, {})[client.id] = client

    def leave(self, client: Client) -> None:
        """Stop listening."""
        if client.stream is None:
            return
        rooms = self._rooms[client.restaurant_id]
        rooms[client.stream].pop(client.id, None)
        if not rooms[client.stream]:
            del rooms[client.stream]
        if not rooms:
            del self._rooms[client.restaurant_id]
        client.stream = None

    def rooms(self, restaurant_id: str) -> dict[Stream, list[Client]]:
        """Return who listens to a restaurant, by the streams that anyone listens to."""
        rooms = self._rooms.get(restaurant_id, {})
        return {stream: list(listening.values()) for stream, listening in rooms.items()}

    def restaurants(self) -> set[str]:
        """Return the restaurants that anyone here listens to."""
        return set(self._rooms)


def clients() -> Clients:
    """Return the current app's live connections."""
    return current_app.extensions["qtable.clients"]
