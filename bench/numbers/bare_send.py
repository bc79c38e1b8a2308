"""The floor of a delivery: one process that does nothing but `send` the same bytes to its WebSockets.

It says on its first line where it listens. Each line that it is told is {"greeting": text, "payload": text, "count":
rounds, "rate": rounds a second, "sockets": how many}; it greets so many WebSockets, sends each of them the payload
as often, and prints the seconds of CPU that the sending took.
"""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.numbers.caller import END


@contextmanager
def bare_sender() -> Iterator[subprocess.Popen[str]]:
    """Run it in a process of its own as long as the block lasts."""
    words = (sys.executable, "-m", "bench.numbers.bare_send")
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def bare_frame(payload: bytes) -> bytes:
    """Return one text frame as a server sends it. Raises ValueError above 65,535 bytes."""
    size = len(payload)
    return bytes([0x81, size] if size < 126 else [0x81, 126, *size.to_bytes(2, "big")]) + payload


def _serve() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door:
        print(f"http://127.0.0.1:{door.getsockname()[1]}", flush=True)
        for line in sys.stdin:
            print(_answer(door, json.loads(line)), flush=True)


def _answer(door: socket.socket, asked: dict[str, Any]) -> float:
    listeners = [_greeted(door, asked["greeting"]) for _ in range(asked["sockets"])]
    frame, spent, begin = bare_frame(asked["payload"].encode()), 0.0, time.perf_counter()
    for number in range(asked["count"]):
        time.sleep(max(begin + number / asked["rate"] - time.perf_counter(), 0))
        before = time.process_time()
        for listener in listeners:
            listener.send(frame)
        spent += time.process_time() - before
    for listener in listeners:
        listener.close()
    return spent


def _greeted(door: socket.socket, greeting: str) -> socket.socket:
    listener, _ = door.accept()
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    asked = b""
    while END not in asked:
        asked += listener.recv(65_536)
    listener.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + bare_frame(greeting.encode()))
    listener.setblocking(False)
    return listener


if __name__ == "__main__":
    _serve()
