"""The Socket.IO client of npm in a process of its own, with the words of the Python one."""

import json
import shutil
import subprocess
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from socketio.exceptions import ConnectionError as NotConnected

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests/realtime/socketio_client.mjs"
PACKAGE = ROOT / "qtable/host_stand/page/package.json"
NODE = shutil.which("node") or str(ROOT / ".venv/bin/node")
PATIENCE = 15.0


class NodeClient:
    """One client, and the process that it lives in.

    `hear` gets each event's message in the order in which they came, `connected` is called at every connect.
    """

    def __init__(self, hear: Callable[[dict[str, Any]], None], connected: Callable[[], None]) -> None:
        self.hear = hear
        self.connected = connected
        self.refusal: dict[str, Any] | None = None
        self.opened = threading.Event()
        self.numbers = count(1)
        self.callbacks: dict[int, Callable[[Any], None]] = {}
        self.process: subprocess.Popen[str] | None = None

    def connect(self, url: str, auth: Any, transports: list[str]) -> None:
        """Connect and come back at every loss, with the same payload. Raises ConnectionError when refused."""
        self.process = subprocess.Popen(
            [NODE, str(SCRIPT), str(PACKAGE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.reader = threading.Thread(target=self._read, args=(self.process,), daemon=True)
        self.reader.start()
        self._tell(does="connect", url=url, auth=auth, transports=transports)
        if not self.opened.wait(PATIENCE) or self.refusal:
            raise NotConnected(str(self.refusal))

    def emit(self, event: str, payload: Any, callback: Callable[[Any], None] = lambda _: None) -> None:
        """Send an event; `callback` gets its acknowledgement."""
        self._tell(does="emit", number=self._numbered(callback), event=event, payload=payload)

    def fetch(self, method: str, url: str, headers: dict[str, str], body: Any) -> Any:
        """Send a request and return the answer's {status, body}."""
        answers: list[Any] = []
        answered = threading.Event()
        number = self._numbered(lambda answer: (answers.append(answer), answered.set()))
        headers = headers | {"Content-Type": "application/json"}
        self._tell(does="fetch", number=number, method=method, url=url, headers=headers, body=json.dumps(body))
        assert answered.wait(PATIENCE), f"{method} {url}: no answer"
        return answers[0]

    def disconnect(self) -> None:
        """Leave, and end the process."""
        if self.process is None:
            return
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)

    def _numbered(self, callback: Callable[[Any], Any]) -> int:
        number = next(self.numbers)
        self.callbacks[number] = callback
        return number

    def _tell(self, **line: Any) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self._take(json.loads(line))

    def _take(self, line: dict[str, Any]) -> None:
        if "event" in line:
            self.hear(line["message"])
        elif "number" in line:
            self.callbacks.pop(line["number"])(line["value"])
        elif "connected" in line:
            self.connected()
            self.opened.set()
        elif "data" in line:
            self.refusal = {"message": line["failed"], "data": line["data"]}
            self.opened.set()
