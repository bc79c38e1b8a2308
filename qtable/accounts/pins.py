"""PINs: which digits a person may take. Pure."""

import re
from itertools import pairwise

PIN = re.compile(r"[0-9]{4,6}", re.ASCII)


def weakness(pin: str) -> str | None:
    """Return why this is no PIN to take, None for a good one.

    Refused are a digit repeated and a straight run, up or down, from 9 on to 0 too: 0000, 1234, 8765, 7890.
    """
    if not PIN.fullmatch(pin):
        return "A PIN has 4 to 6 digits."
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps == {0}:
        return "The same digit again and again is guessed first. Choose another PIN."
    if steps in ({1}, {9}):
        return "A straight run of digits is guessed first. Choose another PIN."
    return None
