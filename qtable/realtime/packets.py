"""Socket.IO packets, read strictly: one that can't be an event of ours becomes one that is refused."""

from typing import Any

from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

MALFORMED = "malformed"
# python-socketio calls a connection's own handlers under these names; a client's event must not.
RESERVED = ("connect", "disconnect", "*")
READ = tuple(str(kind) for kind in (CONNECT, DISCONNECT, EVENT, ACK))
_NOTHING = object()


class StrictPacket(Packet):
    """A packet. What a client sends never raises, which would only fill the log, and never waits for attachments."""

    packet_type: int
    data: Any

    def __init__(self, *args: Any, encoded_packet: object = _NOTHING, **more: Any) -> None:
        super().__init__(*args, **more)
        if encoded_packet is not _NOTHING and not self._read(encoded_packet) and self.packet_type != CONNECT:
            self.packet_type, self.data = EVENT, [MALFORMED]

    def _read(self, text: object) -> bool:
        if not isinstance(text, str) or text[:1] not in READ:
            return False
        try:
            self.decode(text)
        except ValueError:
            return False
        return self.packet_type != EVENT or _is_event(self.data)


def _is_event(data: object) -> bool:
    return isinstance(data, list) and bool(data) and isinstance(data[0], str) and data[0] not in RESERVED
