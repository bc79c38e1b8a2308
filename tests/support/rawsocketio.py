"""A Socket.IO client that says exactly what it is told to: bare Engine.IO frames on a WebSocket."""

import json
from contextlib import ExitStack
from itertools import count
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bench.clients.api import Api

PATIENCE = 10.0


class RawSocketIO:
    """One Engine.IO connection; `connect()` makes it a Socket.IO one."""

    def __init__(self, api: Api, headers: dict[str, str] | None = None) -> None:
        self.api = api
        self.headers = headers
        self.doors = ExitStack()
        self.numbers = count(1000)

    def __enter__(self) -> Self:
        url = self.api.url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self.ws = self.doors.enter_context(
            connect(url, additional_headers=self.headers, max_size=None, compression=None)
        )
        self.ws.recv(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self.doors.close()

    def say(self, frame: str | bytes) -> None:
        """Send one frame."""
        self.ws.send(frame)

    def hear(self) -> str:
        """Return the next frame that isn't the transport's own ping."""
        while True:
            frame = str(self.ws.recv(PATIENCE))
            if frame != "2":
                return frame
            self.ws.send("3")

    def connect(self, **auth: Any) -> str:
        """Connect with the api's token and return the answer's frame."""
        self.say("40" + json.dumps({"token": self.api.token} | auth))
        answer = self.hear()
        while answer.startswith("40") and "connection_established" not in self.hear():
            pass
        return answer

    def answers(self, frame: str | bytes) -> list[str]:
        """Send a frame, then a ping, and return all that came before the ping's acknowledgement."""
        number = next(self.numbers)
        self.say(frame)
        self.say(f'42{number}["ping",{{}}]')
        heard = []
        while not (said := self.hear()).startswith(f"43{number}"):
            heard.append(said)
        assert '"type":"pong"' in said
        return [said for said in heard if not said.startswith(('42["pong"', '42["sync:head"', '42["heartbeat"'))]

    def closes_on(self, frame: str | bytes) -> bool:
        """Send a frame and tell whether the server ends the connection."""
        self.say(frame)
        try:
            while True:
                self.hear()
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False


def payload_of(frame: str) -> Any:
    """Return what an event or an acknowledgement carries."""
    values = json.loads(frame[frame.index("[") :])
    return values[1] if frame.startswith("42") else values[0]
