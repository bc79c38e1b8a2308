"""Listeners that cost little: what comes is stamped and put aside, and read when the load is over."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from bench.numbers.caller import Answer, Caller
from bench.numbers.crowd import Crowd, Missed
from bench.numbers.devices import Heard
from bench.numbers.frames import frame
from bench.numbers.load import Load
from bench.numbers.socketio_devices import SocketIO

EVENT, OPENED, CONNECTED = b'42["delta_update"', b"0", b"40"
# A ping is answered as it comes, so that nobody is thrown out while another server is under load.
SHORT = 8


class Listener(SocketIO):
    """An app on Socket.IO's WebSocket that asks for one `delta_update` for each transaction."""

    transport_name = "Socket.IO, delta"

    def __init__(self, caller: Caller, restaurant_id: str) -> None:
        super().__init__(caller, restaurant_id)
        self.came: list[tuple[float, bytes]] = []
        self._unread: list[tuple[float, bytes]] = []

    def data_received(self, data: bytes) -> None:
        """Put aside what came, with its moment."""
        self._at = time.perf_counter()
        if self._greeted.is_set() and (len(data) > SHORT or self._unread):
            self._unread.append((self._at, data))
        else:
            super().data_received(data)

    def listen(self) -> None:
        """Read what was put aside: the updates go to `came`, each with the moment of its last byte."""
        unread, self._unread = self._unread, []
        for self._at, data in unread:
            super().data_received(data)

    def read(self, at: float, payload: bytes) -> None:
        """Keep an update as it is; answer everything else."""
        if payload.startswith(EVENT):
            self.came.append((self._at, payload))
        elif payload.startswith(OPENED):
            login = {"token": self.caller.token, "restaurant_id": self.restaurant_id, "stream": "delta"}
            self.transport.write(frame(CONNECTED + orjson.dumps(login)))
        else:
            super().read(at, payload)

    def has_heard(self, seq: int) -> bool:
        """Tell whether as many updates came."""
        self.listen()
        return len(self.came) >= seq


class ConnectedListener(Listener):
    """The same at a server that greets by Socket.IO's own CONNECT alone."""

    def read(self, at: float, payload: bytes) -> None:
        """Take the CONNECT for the greeting."""
        if payload.startswith(CONNECTED):
            self._greeted.set()
        super().read(at, payload)


@dataclass(frozen=True)
class Told:
    """What an audience was told of a load: seconds from each request to each listener, and what was missed.

    A message that comes twice, or of which no accepted update knows, counts as disordered.
    """

    seconds: list[float]
    last: float
    missed: Missed


class Audience(Crowd):
    """Listeners that are asked after each load what they heard of it."""

    devices: Sequence[Listener]

    async def told(self, load: Load) -> Told:
        """Wait for what is still on its way, then sort out what came. What came is forgotten."""
        await self._listen()
        await self.settle(len(load.answers))
        await self._listen()  # settling asks nobody after one who has not heard everything
        place = {payload: (number, answer) for number, payload, answer in _sorted_out(self._payloads(), load)}
        seconds, strange = [], 0
        for device in self.devices:
            device.heard = [Heard(place[payload][0], 1, 1, at) for at, payload in device.came]
            for at, payload in device.came:
                answer = place[payload][1]
                seconds += [] if answer is None else [at - answer.sent]
                strange += answer is None
            device.came = []
        last = max((heard.at for device in self.devices for heard in device.heard), default=0.0)
        missed = self.missed(range(1, len(load.answers) + 1))
        return Told(seconds, last, missed + Missed(0, strange))

    async def _listen(self) -> None:
        for device in self.devices:
            device.listen()
            await asyncio.sleep(0)  # the messages still on their way are stamped meanwhile

    def _payloads(self) -> set[bytes]:
        return {payload for device in self.devices for _, payload in device.came}


def _sorted_out(payloads: set[bytes], load: Load) -> Iterator[tuple[int, bytes, Answer | None]]:
    """Yield each message with its number in the server's own order, and the update of its guest that it tells.

    A guest has one update under way at a time: the nth message about it tells its nth accepted update.
    """
    updates: dict[str, list[Answer]] = defaultdict(list)
    for answer in sorted(load.answers.values(), key=lambda answer: answer.sent, reverse=True):
        updates[answer.json()["guest_id"]].append(answer)
    read = sorted(((orjson.loads(payload[2:])[1], payload) for payload in payloads), key=lambda pair: _seq(pair[0]))
    for number, (message, payload) in enumerate(read, 1):
        left = updates[_guest(message)]
        yield number, payload, left.pop() if left else None


def _seq(message: dict[str, Any]) -> int:
    """Return the server's number of a message; where it numbers only changes, that of the first one."""
    seq: int = message.get("seq") or message["changes"][0]["seq"]
    return seq


def _guest(message: dict[str, Any]) -> str:
    return next((change["entity_id"] for change in message["changes"] if change["entity_type"] == "guest"), "")
