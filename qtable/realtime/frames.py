"""WebSocket frames of both live transports: what eventlet and Engine.IO leave open to a hostile client is shut here."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from engineio.async_drivers.eventlet import WebSocketWSGI
from eventlet.websocket import FailedConnectionError, RFC6455WebSocket
from flask_socketio import SocketIO

ENGINE_PACKET = re.compile(r"[0-6]", re.ASCII)


class BoundedMessage(RFC6455WebSocket.Message):
    """A message being put together; eventlet bounds each frame of it, but neither their sum nor their text."""

    size = 0

    def push(self, data: bytes, final: bool = False) -> None:
        """Add what came. Raises FailedConnectionError when it is too much."""
        self.size += len(data)
        if self.size > self.max_frame_length:
            raise FailedConnectionError(1009, f"A message may have {self.max_frame_length} bytes.")
        super().push(data, final)

    def getvalue(self) -> str | bytes:
        """Return the whole message. Raises FailedConnectionError for text that isn't UTF-8."""
        try:
            return super().getvalue()
        except UnicodeDecodeError as error:
            raise FailedConnectionError(1007, "Text must be UTF-8.") from error


class EngineSocket(WebSocketWSGI):
    """Engine.IO's WebSocket; a frame that is no Engine.IO packet ends it like a close, where the stock one raises."""

    def __init__(self, handler: Callable[[RFC6455WebSocket], Any], server: Any) -> None:
        super().__init__(lambda ws: handler(_heard(ws)), server)
        self.support_legacy_versions = False


def init(socketio: SocketIO) -> None:
    """Let the server of this process read its frames this way."""
    RFC6455WebSocket.Message = BoundedMessage
    engine = socketio.server.eio
    engine._async = engine._async | {"websocket": EngineSocket}  # noqa: SLF001 - there is no other door


def _heard(ws: RFC6455WebSocket) -> RFC6455WebSocket:
    ws.iterator = _packets(ws.iterator)
    return ws


def _packets(frames: Iterator[str | bytes]) -> Iterator[str | bytes]:
    for frame in frames:
        if isinstance(frame, str) and not ENGINE_PACKET.match(frame):
            return
        yield frame
