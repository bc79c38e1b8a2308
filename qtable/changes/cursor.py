"""Cursors: an opaque place in a restaurant's change log, `v1.<epoch>.<seq>.<at_ms>`."""

import re
from dataclasses import dataclass

from qtable.errors import Malformed

FORM = re.compile(r"v1\.([0-9a-f]{1,16})\.(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    """The place after transaction `seq`, which happened at `at_ms`; seq 0 is before the first."""

    epoch: str
    seq: int
    at_ms: int

    def __str__(self) -> str:
        return f"v1.{self.epoch}.{self.seq}.{self.at_ms}"

    @classmethod
    def parse(cls, text: object) -> "Cursor":
        """Read a cursor; raises Malformed for anything that we never issued."""
        found = FORM.fullmatch(text) if isinstance(text, str) else None
        if not found:
            raise Malformed("This isn't a cursor. Take it from an answer's `cursor`, unchanged.", "bad_cursor")
        epoch, seq, at_ms = found.groups()
        return cls(epoch, int(seq), int(at_ms))
