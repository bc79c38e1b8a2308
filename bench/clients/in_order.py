"""A Socket.IO client that handles messages in the order in which they came.

The library starts a thread for each message, and two threads may overtake each other: a device would see
gaps and duplicates that no server sent. Here the reader handles each message before it reads the next.
"""

from typing import Any

import engineio
import socketio


class _Reader(engineio.Client):
    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        return super()._trigger_event(event, *args, **(kwargs | {"run_async": False}))


class InOrderClient(socketio.Client):
    """The library's client, with its handlers and acknowledgements run by the reader."""

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _Reader
