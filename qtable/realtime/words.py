"""Messages on their way out, encoded once, however many clients get them. Pure."""

from collections.abc import Sequence

from engineio.packet import MESSAGE, Packet

from qtable import wire
from qtable.realtime.frames import Frames, texts
from qtable.realtime.messages import Message


class Words:
    """Some messages, in order: in each of the forms that a transport asks for, made when the first client does."""

    __slots__ = ("_events", "_packets", "_plain", "_texts", "count", "messages")

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages, self.count = messages, len(messages)
        self._texts = [wire.encode(message) for message in messages]
        self._plain: Frames | None = None
        self._events: Frames | None = None
        self._packets: list[Packet] | None = None

    @property
    def plain(self) -> Frames:
        """Return them as a plain WebSocket has them: one JSON text frame each."""
        if self._plain is None:
            self._plain = texts(self._texts)
        return self._plain

    @property
    def events(self) -> Frames:
        """Return them as Socket.IO has them on a WebSocket: events (2) in Engine.IO's messages (4)."""
        if self._events is None:
            self._events = texts([b"4" + event for event in self._socketio()])
        return self._events

    @property
    def packets(self) -> list[Packet]:
        """Return them as Engine.IO queues them for a poll."""
        if self._packets is None:
            self._packets = [Packet(MESSAGE, event.decode()) for event in self._socketio()]
        return self._packets

    def _socketio(self) -> list[bytes]:
        named = zip(self.messages, self._texts, strict=True)
        return [b'2["%b",%b]' % (message["type"].encode(), text) for message, text in named]
