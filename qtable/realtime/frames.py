"""WebSocket frames as a server sends them (RFC 6455): whole, unmasked, without extensions. Pure."""

import struct
from collections.abc import Iterable
from typing import NamedTuple

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
FINAL = 0x80


class Frames(NamedTuple):
    """Frames that follow each other: in one piece, for one `send`, and each by itself."""

    whole: bytes
    each: list[bytes]


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return one frame."""
    size = len(payload)
    if size < 126:
        return bytes((FINAL | opcode, size)) + payload
    if size < 65_536:
        return struct.pack("!BBH", FINAL | opcode, 126, size) + payload
    return struct.pack("!BBQ", FINAL | opcode, 127, size) + payload


def texts(payloads: Iterable[bytes]) -> Frames:
    """Return a text frame for each payload."""
    each = [frame(payload) for payload in payloads]
    return Frames(b"".join(each), each)
