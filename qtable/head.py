"""The head of an HTTP request, read strictly: what two readers could take for two different requests is refused.

The standard library reads it as it reads mail. It stops at a line that it doesn't know and drops those that follow, a
length among them; a proxy in front of us doesn't, and would see another request begin elsewhere. RFC 9112, RFC 9110.
"""

import re
from collections.abc import Callable

# As many as the standard library takes.
MOST_FIELDS = 100
TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"  # noqa: S105 - the standard's word for a name
REQUEST_LINE = re.compile(rf"({TOKEN}) ([^\x00-\x20\x7f]+) HTTP/([0-9])\.([0-9])\r\n")
# No blank before the colon, no line that goes on with the one before it, no carriage return or line feed alone.
FIELD = re.compile(rf"({TOKEN}):[ \t]*([^\0\r\n]*)\r\n")
# Which say where the body ends, and how both must look.
FRAMING = {"content-length": re.compile("[0-9]+"), "transfer-encoding": re.compile("chunked", re.IGNORECASE)}

BAD = "400 Bad Request"
TOO_MANY = "431 Request Header Fields Too Large"
UNKNOWN_VERSION = "505 HTTP Version Not Supported"


class Refused(Exception):
    """It gets no answer but this status."""


class Fields:
    """The headers, as eventlet asks for them. Of several of one name `get` returns the first."""

    type = "text/plain"  # of a body that doesn't say

    def __init__(self) -> None:
        self._headers: list[tuple[str, str]] = []
        self._first: dict[str, str] = {}

    def add(self, name: str, value: str) -> None:
        """Add one. Raises Refused."""
        key = name.lower()
        if key in FRAMING and (key in self._first or not FRAMING[key].fullmatch(value)):
            raise Refused(BAD)
        self._headers.append((name, value))
        self._first.setdefault(key, value)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return a header's value."""
        return self._first.get(name.lower(), default)


def read_request_line(line: bytes) -> tuple[str, str, str]:
    """Return the method, the target and the version. Raises Refused."""
    found = REQUEST_LINE.fullmatch(line.decode("latin-1"))
    if found is None:
        raise Refused(BAD)
    method, target, major, minor = found.groups()
    if major != "1":
        raise Refused(UNKNOWN_VERSION)
    if target.startswith("//"):  # another server's URL to who sends it on
        target = "/" + target.lstrip("/")
    return method, target, "HTTP/1.0" if minor == "0" else "HTTP/1.1"


def read_fields(readline: Callable[[], bytes]) -> Fields:
    """Read all headers and the empty line below them. Raises Refused, EOFError where they break off."""
    fields = Fields()
    for _ in range(MOST_FIELDS + 1):
        line = readline().decode("latin-1")
        found = FIELD.fullmatch(line)
        if found is not None:
            fields.add(found[1], found[2].rstrip(" \t"))
        elif line == "\r\n":
            return fields
        elif line.endswith("\n"):
            raise Refused(BAD)
        else:
            raise EOFError
    raise Refused(TOO_MANY)
