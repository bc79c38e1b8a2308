"""A line between devices and the server that can be cut at any byte, without a word to either."""

import random
import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Wire:
    """One TCP connection of a device. `allowance` is how many more bytes reach the device before it is cut."""

    def __init__(self, device: socket.socket, server: socket.socket, allowance: int | None) -> None:
        self.device, self.server = device, server
        self.allowance = allowance
        self.cut_off = False
        for side in (device, server):
            side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for pump in (self._to_server, self._to_device):
            threading.Thread(target=pump, daemon=True).start()

    def cut(self, tell_server: bool = True) -> None:
        """Lose the device; unless told, the server goes on believing that it is there."""
        self.cut_off = True
        _close(self.device)
        if tell_server:
            _close(self.server)

    def close(self) -> None:
        """End both sides."""
        _close(self.device)
        _close(self.server)

    def _to_server(self) -> None:
        with suppress(OSError):
            while data := self.device.recv(65_536):
                self.server.sendall(data)
        if not self.cut_off:
            self.close()

    def _to_device(self) -> None:
        with suppress(OSError):
            while data := self.server.recv(65_536):
                if self.allowance is None:
                    self.device.sendall(data)
                    continue
                self.device.sendall(data[: self.allowance])
                self.allowance -= len(data)
                if self.allowance <= 0:
                    self.cut()
        if not self.cut_off:
            self.close()


class WiFi:
    """The line to a server at an http:// address. `cuts` counts the connections that were cut."""

    def __init__(self, url: str, rng: random.Random) -> None:
        parts = urlsplit(url)
        self.server = (parts.hostname, parts.port or 80)
        self.rng = rng
        self.cuts = 0
        self._next_allowance: int | None = None
        self._wires: list[Wire] = []
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut what is open; half of the time the server learns nothing of it until the next cut."""
        with self._lock:
            self._forget_cut()
            for wire in self._wires:
                wire.cut(tell_server=self.rng.random() < 0.5)
                self.cuts += 1

    def cut_next_after(self, allowance: int | None) -> None:
        """Let the next connection live for so many bytes towards the device; None for as long as it likes."""
        self._next_allowance = allowance

    def close(self) -> None:
        """Take the line down."""
        _close(self._listening)
        with self._lock:
            for wire in self._wires:
                wire.close()

    def _forget_cut(self) -> None:
        """End for the server as well what was cut the last time, and count what its allowance cut meanwhile."""
        for wire in self._wires:
            if wire.cut_off:
                wire.close()
            self.cuts += wire.allowance is not None and wire.allowance <= 0
        self._wires = [wire for wire in self._wires if not wire.cut_off]

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                device, _ = self._listening.accept()
                try:
                    server = socket.create_connection(self.server)
                except OSError:
                    _close(device)
                    continue
                with self._lock:
                    self._wires.append(Wire(device, server, self._next_allowance))
                    self._next_allowance = None


def _close(side: socket.socket) -> None:
    """Close a socket that another thread may be reading."""
    with suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)
    side.close()
