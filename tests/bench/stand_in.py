"""A small yardstick without node: it accepts every update and tells its listeners, but for the faults it was given.

`node` and `npm` are scripts, so that it is installed and started as any other. server.js holds the faults as JSON. By
the number of the update that they befall, among those with listeners: lost and twice (one listener's message), late
(it comes after the next one), strange (of which no answer knows), refused. `dead` is its last word, `unmade` makes no
database.
"""

import asyncio
import json
import re
import sys
from itertools import count
from pathlib import Path

FILL = """
import json, sys
file, port, guests, past = sys.argv[1:]
assert open(file).read() == "made by the server"
names = [f"guest-{n}" for n in range(int(guests))]
login = {"base": f"http://127.0.0.1:{port}", "restaurant": "r", "token": "t"}
print(json.dumps(login | {"guests": names, "tables": names}))
"""
INSTALL = "mkdir -p node_modules; touch node_modules/.package-lock.json"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def folder(place: Path, **faults: int | str) -> Path:
    """Make the folder of a yardstick."""
    node = place / "yardstick" / "node"
    node.mkdir(parents=True)
    (node / "package.json").write_text("{}")
    (node / "server.js").write_text(json.dumps(faults))
    (node / "fill.py").write_text(FILL)
    return node.parent


def programs(place: Path, npm: str = INSTALL) -> Path:
    """Make a folder with `node` and `npm`; npm notes each of its runs in npm.log."""
    bin_ = place / "bin"
    bin_.mkdir(exist_ok=True)
    scripts = {"node": f'exec "{sys.executable}" "{__file__}" "$@"', "npm": f'echo "$@" >> "{place}/npm.log"; {npm}'}
    for name, script in scripts.items():
        (bin_ / name).write_text(f"#!/bin/sh\n{script}\n")
        (bin_ / name).chmod(0o755)
    return bin_


class StandIn:
    """The server."""

    def __init__(self, faults: dict[str, int]) -> None:
        self.faults = faults
        self.numbers, self.heard = count(1), count(1)
        self.listeners: list[asyncio.StreamWriter] = []
        self.held = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b"Upgrade: websocket" in head:
                    await self.listen(reader, writer)
                length = LENGTH.search(head)
                await reader.readexactly(int(length[1]) if length else 0)
                self.answer(writer, head.split(b" ")[1].decode().split("/"))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + frame(b'0{"sid":"e"}'))
        await reader.read(1000)
        writer.write(frame(b'40{"sid":"s"}'))
        self.listeners.append(writer)
        await reader.read()
        self.listeners.remove(writer)
        raise ConnectionError

    def answer(self, writer: asyncio.StreamWriter, path: list[str]) -> None:
        if path[1] == "health":
            return respond(writer, 200, {})
        number = next(self.heard) if self.listeners else 0
        befallen = next((fault for fault, at in self.faults.items() if at == number), "")
        if befallen == "refused":
            return respond(writer, 409, {})
        self.tell(next(self.numbers), path[4], befallen)
        if befallen == "strange":
            self.tell(next(self.numbers), path[4])
        return respond(writer, 200, {"guest_id": path[4]})

    def tell(self, seq: int, guest: str, fault: str = "") -> None:
        changes = [{"entity_type": "guest", "entity_id": guest, "seq": seq}]
        message = frame(b'42["delta_update",' + json.dumps({"changes": changes}).encode() + b"]")
        for listener in self.listeners[1:]:
            listener.write(message)
        if self.listeners:
            said = {"lost": b"", "twice": message * 2, "late": b""}.get(fault, message)
            self.listeners[0].write(said + self.held)
            self.held = message if fault == "late" else b""


def respond(writer: asyncio.StreamWriter, status: int, body: dict[str, str]) -> None:
    text = json.dumps(body).encode()
    writer.write(f"HTTP/1.1 {status} OK\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text)


def frame(payload: bytes) -> bytes:
    size = len(payload)
    return bytes([0x81, size] if size < 126 else [0x81, 126, *size.to_bytes(2, "big")]) + payload


async def main() -> None:
    script, port, file, durability = sys.argv[1:]
    assert durability == "full"
    faults = json.loads(Path(script).read_text())
    if "dead" in faults:
        sys.exit(faults["dead"])
    if "unmade" not in faults:
        Path(file).write_text("made by the server")
    await (await asyncio.start_server(StandIn(faults).serve, "127.0.0.1", int(port))).serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
