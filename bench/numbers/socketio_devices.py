"""Devices on Socket.IO: Engine.IO's packets over a WebSocket, or over long polling."""

import asyncio
from functools import lru_cache

import orjson

from bench.numbers.devices import REMEMBERED, Device, Said, WebSocketDevice, of_message
from bench.numbers.frames import frame

SEPARATOR = b"\x1e"


class SocketIO(WebSocketDevice):
    """An app on Socket.IO over a WebSocket that only connects and never subscribes."""

    transport_name = "Socket.IO"
    path = "/socket.io/?EIO=4&transport=websocket"

    def read(self, at: float, payload: bytes) -> None:
        """Answer one packet."""
        said = answer_to(self, at, payload)
        if said:
            self.transport.write(frame(said))


class Polling(Device):
    """An app on Socket.IO that never gets beyond long polling."""

    transport_name = "Socket.IO polling"

    async def _connect(self) -> None:
        self._path = "/socket.io/?EIO=4&transport=polling"
        opened = await self.caller.send("GET", self._path, b"")
        self._path += f"&sid={orjson.loads(opened.body[1:])['sid']}"
        await self._say(connect_packet(self))
        self._polling = asyncio.create_task(self._poll())

    async def _poll(self) -> None:
        try:
            while self.ended is None:
                answer = await self.caller.send("GET", self._path, b"")
                if not answer.fine:
                    self.ended = f"a poll was answered {answer.status}"
                    return
                for packet in answer.body.split(SEPARATOR):
                    said = answer_to(self, answer.answered, packet)
                    if said:
                        await self._say(said)
        except OSError as error:
            self.ended = f"lost: {error}"

    async def _say(self, packet: bytes) -> None:
        await self.caller.send("POST", self._path, packet, "Content-Type: text/plain;charset=UTF-8\r\n")

    async def close(self) -> None:
        """Leave: one that only falls silent would be told more until its pings are missed.

        Its last poll is answered first, by a pong, so that none is on its way to a session that has ended.
        """
        if self.ended is None:
            self.ended = "left"
            await self._say(b'42["ping",{}]')
            await self._polling
            await self._say(b"1")


def answer_to(device: Device, at: float, packet: bytes) -> bytes:
    """Read one Engine.IO packet and return what to say to it: open → connect, ping → pong, an event → nothing."""
    if packet.startswith(b"42"):
        device.take(at, read_event(packet))
    elif packet.startswith(b"44"):
        raise ConnectionError(f"Socket.IO refused: {packet[2:200]!r}")
    elif packet.startswith(b"0"):
        return connect_packet(device)
    elif packet == b"2":
        return b"3"
    return b""


@lru_cache(REMEMBERED)
def read_event(packet: bytes) -> Said:
    """Read an event, `42["type",{…}]`; what comes to many devices in the same bytes is read once."""
    return of_message(orjson.loads(packet[2:])[1])


def connect_packet(device: Device) -> bytes:
    """Return Socket.IO's CONNECT with the token, and the stream where the device asks for one."""
    said = {"token": device.caller.token, "restaurant_id": device.restaurant_id, "stream": device.stream}
    return b"40" + orjson.dumps(said)
