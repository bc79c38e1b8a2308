"""A WebSocket client's bytes: the handshake, frames out (masked) and frames in. RFC 6455, without extensions."""

import base64
import secrets
from collections.abc import Iterator

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL, MASKED = 0x80, 0x80


def handshake(path: str, host: str, token: str) -> bytes:
    """Return the request that opens a WebSocket."""
    key = base64.b64encode(secrets.token_bytes(16)).decode()
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        f"Authorization: Bearer {token}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
    )
    return "\r\n".join((*lines, "", "")).encode()


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return one frame as a client sends it. Raises ValueError above 65,535 bytes."""
    size = len(payload)
    if size > 65_535:
        raise ValueError("a client of this bench sends no long frames")
    head = bytes([FINAL | opcode, MASKED | size]) if size < 126 else bytes([FINAL | opcode, MASKED | 126])
    length = b"" if size < 126 else size.to_bytes(2, "big")
    mask = secrets.token_bytes(4)
    return head + length + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))


def frames(buffer: bytearray) -> Iterator[tuple[int, bytes]]:
    """Take the whole frames off a buffer: (opcode, payload) each. Raises ValueError for a fragment."""
    data, at = bytes(buffer), 0  # what one read brought is cut where it lies, and taken off the buffer once
    while len(data) >= at + 2:
        size, start = data[at + 1] & 0x7F, at + 2
        if size >= 126:
            start += 2 if size == 126 else 8
            size = int.from_bytes(data[at + 2 : start], "big")
        if len(data) < start + size:
            break
        if not data[at] & FINAL:
            raise ValueError("the server sent a message in fragments; this client reads none")
        yield data[at] & 0x0F, data[start : start + size]
        at = start + size
    del buffer[:at]
