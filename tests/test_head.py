"""The head of a request: what reads one way is read, what could be read in two ways is refused."""

import http.client
import io
import socket
from contextlib import suppress
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.clients.server_process import ServerProcess
from qtable import head
from qtable.head import Fields, Refused

NEXT = b"GET /health/live HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n"
LIVE = b"GET /health/live HTTP/1.1\r\n"
LONG = b"x" * 8_192

# What stands before the end of the head, and how it is refused.
MALFORMED = {
    "a field in two lines": (LIVE + b"X-A: a\r\n b: c", 400),
    "a field in two lines, by a tab": (LIVE + b"X-A: a\r\n\tb", 400),
    "a first field that goes on with nothing": (LIVE + b" X-A: a", 400),
    "a blank before the colon": (LIVE + b"X-A : a", 400),
    "a tab before the colon": (LIVE + b"X-A\t: a", 400),
    "a line without a colon": (LIVE + b"X-A", 400),
    "a line without a name": (LIVE + b": a", 400),
    "a blank in a name": (LIVE + b"X A: a", 400),
    "a bracket in a name": (LIVE + b"X-(A): a", 400),
    "a name beyond ASCII": (LIVE + b"X-\xe9: a", 400),
    "a NUL in a name": (LIVE + b"X-\0A: a", 400),
    "a NUL in a value": (LIVE + b"X-A: a\0b", 400),
    "a carriage return in a value": (LIVE + b"X-A: a\rContent-Length: 5", 400),
    "a carriage return too many": (LIVE + b"X-A: a\r", 400),
    "a line feed alone": (LIVE + b"X-A: a\nX-B: b", 400),
    "a line feed alone after the request": (b"GET /health/live HTTP/1.1\nX-A: a", 400),
    "an empty line by a line feed alone": (LIVE + b"X-A: a\r\n\n", 400),
    "a line of mail": (LIVE + b"From somebody", 400),
    "two lengths": (LIVE + b"Content-Length: 0\r\nContent-Length: 9", 400),
    "two equal lengths in other letters": (LIVE + b"Content-Length: 0\r\ncontent-length: 0", 400),
    "a list of lengths": (LIVE + b"Content-Length: 0, 0", 400),
    "a length with a sign": (LIVE + b"Content-Length: +0", 400),
    "a length with an underscore": (LIVE + b"Content-Length: 0_0", 400),
    "a length of nothing": (LIVE + b"Content-Length:", 400),
    "an unknown coding": (LIVE + b"Transfer-Encoding: gzip, chunked", 400),
    "a coding in other words": (LIVE + b"Transfer-Encoding: xchunked", 400),
    "two codings": (LIVE + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", 400),
    "a length and chunks": (LIVE + b"Content-Length: 0\r\nTransfer-Encoding: chunked", 400),
    "too long a field": (LIVE + b"X-A: " + LONG, 400),
    "too long a target": (b"GET /" + LONG + b" HTTP/1.1", 414),
    "too many fields": (LIVE + b"\r\n".join([b"X-A: a"] * 101), 431),
    "too large a head": (LIVE + b"\r\n".join([b"X-A: " + b"x" * 8_000] * 9), 400),
    "no version": (b"GET /health/live", 400),
    "nothing but a line's end": (b"", 400),
    "a method alone": (b"GET", 400),
    "two blanks": (b"GET  /health/live HTTP/1.1", 400),
    "a blank at the start": (b" GET /health/live HTTP/1.1", 400),
    "a blank at the end": (b"GET /health/live HTTP/1.1 ", 400),
    "a blank in the target": (b"GET /health/live /x HTTP/1.1", 400),
    "a tab between": (b"GET\t/health/live\tHTTP/1.1", 400),
    "a NUL in the target": (b"GET /health/live\0 HTTP/1.1", 400),
    "a carriage return in the target": (b"GET /health\r/live HTTP/1.1", 400),
    "a bracket in the method": (b"G(T /health/live HTTP/1.1", 400),
    "another protocol": (b"GET /health/live HTCPCP/1.0", 400),
    "a version of letters": (b"GET /health/live HTTP/one", 400),
    "a version of many digits": (b"GET /health/live HTTP/1.10", 400),
    "HTTP/2": (b"GET /health/live HTTP/2.0", 505),
    "HTTP/0.9 by name": (b"GET /health/live HTTP/0.9", 505),
}  # fmt: skip


@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_head_is_refused_and_what_stands_behind_it_is_no_request(server: ServerProcess, kind: str) -> None:
    before, status = MALFORMED[kind]
    answer = say(server, before + b"\r\n\r\n" + NEXT)
    assert (answer[9:12], answer.count(b"HTTP/1.")) == (str(status).encode(), 1)


READ = {
    "fields of other letters": b"CONNECTION: CLOSE",
    "no blank after a colon": b"Connection:close",
    "blanks and tabs around": b"Connection: \t close \t ",
    "an empty value": b"X-A:\r\nConnection: close",
    "bytes beyond ASCII in a value": b"X-A: caf\xc3\xa9 \xff\r\nConnection: close",
    "a control character that isn't a line's end": b"X-A: a\x7f\tb\r\nConnection: close",
    "a hundred fields": b"\r\n".join([b"X-A: a"] * 99) + b"\r\nConnection: close",
    "a length of nothing to come": b"Content-Length: 000\r\nConnection: close",
    "the longest field": b"X-A: " + b"x" * 8_180 + b"\r\nConnection: close",
}


@pytest.mark.parametrize("kind", READ)
def test_an_odd_but_clear_head_is_read(server: ServerProcess, kind: str) -> None:
    answer = say(server, LIVE + READ[kind] + b"\r\n\r\n")
    assert (answer[9:12], b"\r\nConnection: close\r\n" in answer) == (b"200", True)


@pytest.mark.parametrize(
    ("version", "wish", "kept"),
    [(b"1.1", b"", True), (b"1.1", b"keep-alive", True), (b"1.1", b"Upgrade", True), (b"1.1", b"Close", False),
     (b"1.0", b"", False), (b"1.0", b"Keep-Alive", True), (b"1.0", b"Upgrade", False), (b"1.7", b"", True)],
)  # fmt: skip
def test_a_connection_is_kept_as_the_version_and_the_client_have_it(
    server: ServerProcess, version: bytes, wish: bytes, *, kept: bool
) -> None:
    answer = say(server, b"GET /health/live HTTP/" + version + b"\r\nConnection: " + wish + b"\r\n\r\n" + NEXT)
    assert answer.count(b"HTTP/1.1 200 OK") == 1 + kept


def test_requests_that_come_all_at_once_are_answered_one_after_the_other(server: ServerProcess) -> None:
    body = b"POST /auth/login HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nGET / HTT"
    chunks = b"POST /nowhere HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n9\r\nGET / HTT\r\n0\r\n\r\n"
    answer = say(server, LIVE + b"\r\n" + body + chunks + NEXT)
    assert [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]] == [b"200", b"415", b"415", b"200"]


def test_a_connection_whose_requests_are_all_there_lets_others_have_their_turn(server: ServerProcess) -> None:
    place = ("127.0.0.1", server.port)
    with socket.create_connection(place, timeout=10) as busy, socket.create_connection(place, timeout=10) as other:
        other.sendall(LIVE + b"\r\n")
        other.recv(4_096)
        busy.sendall((LIVE + b"\r\n") * 100)
        busy.recv(1)  # it is being served now
        other.sendall(LIVE + b"\r\n")
        other.recv(4_096)
        busy.setblocking(False)
        assert busy.recv(1_000_000).count(b"HTTP/1.1 200") < 90


def test_a_request_that_comes_byte_by_byte_is_read_like_any_other(server: ServerProcess) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in NEXT:
            wire.sendall(bytes([byte]))
        assert wire.makefile("rb").read()[9:12] == b"200"


def test_a_refused_head_leaves_no_line_in_the_log(server: ServerProcess) -> None:
    before = server.log()
    say(server, b"GET /?token=secret HTTP/9.9\r\nX\r\n\r\n")
    say(server, b"GET /?token=secret HTTP/1.1\r\nX\r\n\r\n")
    assert "secret" not in server.log()[len(before) :]


def test_two_slashes_at_the_start_are_one() -> None:
    """A target of //host would be another server's URL to who sends it on."""
    assert head.read_request_line(b"GET //evil.example/x?y=//z HTTP/1.1\r\n")[1] == "/evil.example/x?y=//z"


def test_of_two_fields_of_one_name_the_first_counts_and_none_is_lost() -> None:
    fields = read(b"X-A: one\r\nx-b: \xe9\r\nx-a: two\r\n\r\n")
    assert (fields.get("x-A"), fields.get("X-B"), fields.get("X-C"), fields.get("X-C", "none")) == (
        "one",
        "é",
        None,
        "none",
    )
    assert fields._headers == [("X-A", "one"), ("x-b", "é"), ("x-a", "two")]


@pytest.mark.parametrize("broken_off", [b"", b"X-A", b"X-A: a", b"X-A: a\r", b"X-A: a\r\n", b"X-A: a\r\n\r"])
def test_fields_that_break_off_are_none(broken_off: bytes) -> None:
    with pytest.raises(EOFError):
        read(broken_off)


NAMES = st.sampled_from(["Accept", "accept", "X-Odd_name", "X!#$%&'*+-.^_`|~9", "Host"])
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=["Cc"]), max_size=30)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=20))
def test_what_is_clear_is_read_as_the_standard_library_reads_it(pairs: list[tuple[str, str]]) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs).encode("latin-1") + b"\r\n"
    ours, theirs = read(lines), http.client.parse_headers(io.BytesIO(lines))
    assert ours._headers == stripped(theirs)
    assert [ours.get(name) for name, _ in pairs] == [theirs[name].strip(" \t") for name, _ in pairs]


@given(st.binary(max_size=60))
def test_no_bytes_make_it_fail(noise: bytes) -> None:
    with suppress(Refused):
        read(noise + b"\r\n\r\n")
    with suppress(Refused):
        head.read_request_line(noise + b"\r\n")


def stripped(message: Message) -> list[tuple[str, str]]:
    return [(name, value.strip(" \t\r\n")) for name, value in message.items()]


def read(lines: bytes) -> Fields:
    return head.read_fields(io.BytesIO(lines).readline)


def say(server: ServerProcess, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes until the server hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
        heard = b""
        with suppress(OSError):  # it hangs up on what it doesn't read, perhaps before all is said
            wire.sendall(request)
            wire.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):  # what had come before that is read first
            while more := wire.recv(65_536):
                heard += more
        return heard
