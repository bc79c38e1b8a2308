"""Messages on their way out, encoded once, however many clients get them. Pure."""

from collections.abc import Sequence
from functools import cached_property

from engineio.packet import MESSAGE, Packet

from qtable import wire
from qtable.realtime.frames import Frames, texts
from qtable.realtime.messages import Message


class Words:
    """Some messages, in order: in each of the forms that a transport asks for, made when the first client does."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.count = len(messages)
        self._messages = messages

    @cached_property
    def plain(self) -> Frames:
        """Return them as a plain WebSocket has them: one JSON text frame each."""
        return texts(self._texts)

    @cached_property
    def events(self) -> Frames:
        """Return them as Socket.IO events (2) in Engine.IO messages (4) on a WebSocket."""
        return texts(b"4" + event for event in self._events)

    @cached_property
    def packets(self) -> list[Packet]:
        """Return them as Engine.IO queues them."""
        return [Packet(MESSAGE, event.decode()) for event in self._events]

    @cached_property
    def _texts(self) -> list[bytes]:
        return [wire.encode(message) for message in self._messages]

    @cached_property
    def _events(self) -> list[bytes]:
        named = zip(self._messages, self._texts, strict=True)
        return [b"2[" + wire.encode(message["type"]) + b"," + text + b"]" for message, text in named]
