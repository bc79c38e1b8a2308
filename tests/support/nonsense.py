"""Bad input, and text that only looks bad: the values that every route and event has to bear."""

import json
from typing import Any

LONG = "x" * 10_000
DEEP = "[" * 5_000 + "]" * 5_000
# Within the reader's depth but beyond the writer's: what was read must also be written, for the fingerprint.
DEEP_ENOUGH = "[" * 300 + "]" * 300

# JSON source that no field of any request can mean.
NEVER = {
    "NaN": "NaN",
    "minus infinity": "-Infinity",
    "1e400": "1e400",
    "2 to the 300": str(2**300),
    "10 kB of text": json.dumps(LONG),
    "NUL": r'"Lee\u0000"',
    "an escape character": r'"Lee\u001b[2J"',
    "a lone surrogate": r'"Lee\ud800"',
    "a list in a list": "[[[]]]",
    "null in a list": "[null]",
    "an object": '{"a": {"b": []}}',
    "5,000 levels": DEEP,
    "300 levels": DEEP_ENOUGH,
}

# JSON source that some fields take and others don't: any answer but a failure.
PERHAPS = {
    "null": "null",
    "true": "true",
    "a fraction": "1.5",
    "zero": "0",
    "minus one": "-1",
    "2 to the 63": str(2**63),
    "2 to the 200": str(2**200),
    "nothing": '""',
    "blanks": '"  "',
    "a digit": '"4"',
    "no date": '"2026-02-30T25:61:00Z"',
    "before the calendar": '"0001-01-01T00:00:00+14:00"',
    "after the calendar": '"9999-12-31T23:59:59-14:00"',
    "an empty list": "[]",
    "an empty object": "{}",
    "200 tags": json.dumps(["x"] * 200),
}

# Whole bodies that are no JSON object: (body, content type).
JSON = "application/json"
BODIES: dict[str, tuple[bytes, str]] = {
    "a list": (b"[]", JSON),
    "a number": (b"5", JSON),
    "null": (b"null", JSON),
    "a text": (b'"x"', JSON),
    "cut off": (b'{"name": "Lee", "partySi', JSON),
    "two objects": (b"{} {}", JSON),
    "single quotes": (b"{'name': 'Lee'}", JSON),
    "blanks and a NUL": (b"  \x00", JSON),
    "no UTF-8": (b'{"name": "\xff\xfe"}', JSON),
    "UTF-16": ('{"name": "Lee"}'.encode("utf-16"), JSON),
    "a surrogate in UTF-8": (b'{"name": "\xed\xa0\x80"}', JSON),
    "5,000 levels": (DEEP.encode(), JSON),
    "5,000 levels of an unknown field": (b'{"unknown": ' + DEEP.encode() + b"}", JSON),
    "300 levels of an unknown field": (b'{"unknown": ' + DEEP_ENOUGH.encode() + b"}", JSON),
    "NaN in an unknown field": (b'{"unknown": NaN}', JSON),
    "a surrogate in an unknown field": (rb'{"unknown": "\ud800"}', JSON),
    "another type": (b'{"name": "Lee"}', "text/plain"),
    "a form": (b"name=Lee", "application/x-www-form-urlencoded"),
    "no such type": (b'{"name": "Lee"}', "\u00ff;;=/"),
}

# Path segments, as they stand in the URL.
SEGMENTS = {
    "unknown": "nobody",
    "NUL": "%00",
    "a line break": "a%0d%0ab",
    "no UTF-8": "%ff%fe",
    "a surrogate": "%ed%a0%80",
    "emoji": "%F0%9F%8D%9D",
    "5 kB": "x" * 5_000,
    "a huge number": str(2**200),
    "minus one": "-1",
    "dots": "..%2f..%2fetc%2fpasswd",
    "a quote": "'%20OR%201=1--",
    "a template": "%7B%7B7*7%7D%7D",
}

# Values of query parameters that no parameter means, and those that some mean.
QUERIES_NEVER = {
    "NUL": "%00",
    "10 kB": "x" * 6_000,
    "an escape character": "%1b[2J",
}
QUERIES_PERHAPS = {
    "nothing": "",
    "minus one": "-1",
    "zero": "0",
    "a huge number": str(2**200),
    "4,500 digits": "9" * 4_500,
    "NaN": "NaN",
    "a word": "maybe",
    "no UTF-8": "%ff%fe",
    "no date": "2026-02-30T25:61:00Z",
    "before the calendar": "0001-01-01T00:00:00%2B14:00",
    "after the calendar": "9999-12-31T23:59:59-14:00",
    "another's cursor": "v1.00000000.1.1",
    "base64 of a huge number": "OTk5OTk5OTk5OTk5OTk5OTk5OTkv",
    "base64 of no text": "gICA",
}

# Text that is unusual and good: it comes back as it was sent.
UNUSUAL: dict[str, str] = {
    "emoji": "Zoë 🍝👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "right to left": "محمد بن سلمان \u200f(VIP)\u200f דוד",
    "combining": "Z̷̛̲a̴͎͐l̵͇̈́g̶̙̽o e\u0301",
    "Han and Hangul": "李小龍 이소룡 𠮷野家",
    "quotes": """O'Brien "Bob" <b>&amp; \\ {{x}} %s %00""",
    "longest": "ß" * 200,
    "longest in UTF-16": "🍝" * 200,
    "private and unassigned": "\ue000\ufdd0\ufffd",
    "SQL": "Robert'); DROP TABLE guests;--",
}


# Bodies that are JSON, but no object: a route that asks for no body may pass them over.
READABLE = ("a list", "a number", "null", "a text")
MARK = "\ufffc here"


def with_field(body: dict[str, Any], path: tuple[str | int, ...], source: str) -> bytes:
    """Return the body as JSON with `source` standing, as it is, for the value at `path`."""
    marked = _placed(body, path)
    return json.dumps(marked).replace(json.dumps(MARK), source).encode()


def _placed(body: Any, path: tuple[str | int, ...]) -> Any:
    if not path:
        return MARK
    if isinstance(path[0], int):
        return [_placed(body[0] if isinstance(body, list) and body else {}, path[1:])]
    inner = body.get(path[0], {}) if isinstance(body, dict) else {}
    return (body if isinstance(body, dict) else {}) | {path[0]: _placed(inner, path[1:])}
