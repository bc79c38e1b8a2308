"""Bad requests below the routes: methods, paths, headers, lengths and encodings of bodies."""

import socket
from collections.abc import Iterator

import httpx
import pytest

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.support import nonsense
from tests.support.calls import every_call
from tests.support.house import House
from tests.support.refusals import Answers, Caller, complaints

CALLS = every_call()
GUARDED = [call for call in CALLS if call.guarded]
WRITING = [call for call in GUARDED if call.method != "GET" and not call.rule.startswith("/auth/")]
MEGABYTE = 1_048_576


@pytest.fixture
def caller(house: House) -> Iterator[Caller]:
    with Caller(house) as caller:
        yield caller


def test_a_method_that_a_path_does_not_know_is_405_and_names_the_ones_it_does(house: House, caller: Caller) -> None:
    paths = {call.path(caller.ids) for call in CALLS}
    known = {path: {call.method for call in CALLS if call.serves(path)} for path in paths}
    with house.verify(changes=0):
        answers = [
            (f"{method} {path}", caller.stranger.request(method, path))
            for path, methods in known.items()
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "BREW"} - methods
        ]
        assert complaints(answers) == []
    assert {answer.status_code for _, answer in answers} == {405}
    assert all(set(answer.headers["Allow"].split(", ")) & {"GET", "POST", "PUT", "DELETE"} for _, answer in answers)


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/api", "/api/../etc/passwd", "/restaurants//guests", "/%00", "/%ff%fe", "/%F0%9F%8D%9D",
     "/restaurants/%2e%2e/guests/x/y", "/realtime", "/ws/restaurant/sync", "/host/static/../../config.py",
     "/host/static/%2e%2e%2f%2e%2e%2fconfig.py", "/socket.io", "/" + "x" * 7_000],
)  # fmt: skip
def test_an_unknown_path_is_404(api: Api, path: str) -> None:
    answer = api.send("GET", path)
    assert (answer.status_code, complaints([(path[:50], answer)])) == (404, [])


HEADERS: dict[str, list[bytes]] = {
    "Idempotency-Key": [b"", b"short", b"x" * 65, b"with blanks in it", b"caf\xc3\xa9" * 4, b"\xff" * 20],
    "If-Match": [b"", b"x", b'"', b"-1", b"1.5", b"9" * 5_000, b'"1", "2"', b"\xb2", b"\xff", b"W/", b"null"],
}  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_that_makes_no_sense_is_refused_on_every_writing_route(
    house: House, caller: Caller, header: str
) -> None:
    def answers() -> Answers:
        for call in WRITING:
            for value in HEADERS[header]:
                yield f"{call}, {value!r}", caller.send(call, json=caller.good_body(call), headers={header: value})

    with house.verify(changes=0):
        assert complaints(answers()) == []


def test_without_a_good_authorization_every_guarded_route_is_401(house: House, caller: Caller) -> None:
    headers = [b"", b"Bearer", b"Bearer x", b"Bearer \xff\xfe", b"Bearer caf\xc3\xa9.a.b", b"Basic eDp4",
               b"Bearer " + b"x" * 5_000, b"Bearer e30.e30.", b"\xff",
               b"Bearer " + house.api.token.encode() + b"x"]  # fmt: skip

    def answers() -> Answers:
        for call in GUARDED:
            yield f"{call}, none", caller.stranger.request(call.method, call.path(caller.ids))
            for value in headers:
                yield f"{call}, {value[:30]!r}", caller.send(call, headers={"Authorization": value})

    with house.verify(changes=0):
        found = list(answers())
        assert complaints(found) == []
        assert {answer.status_code for _, answer in found} == {401}


@pytest.mark.parametrize("name", [b"\xff\xfe", b"x" * 65, b"a b", b"<script>", b"a\tb", b"%0d%0a", b"\x7f"])
def test_a_request_keeps_a_name_of_its_own_when_the_one_given_is_odd(api: Api, name: bytes) -> None:
    answer = api.send("GET", "/nowhere", headers={"X-Request-Id": name})
    assert complaints([(repr(name), answer)]) == []
    assert answer.headers["X-Request-Id"].encode("latin-1") != name


def test_a_request_goes_by_the_name_that_it_is_given(api: Api) -> None:
    answer = api.send("GET", "/nowhere", headers={"X-Request-Id": "tablet-7.42"})
    assert answer.json()["error"]["request_id"] == "tablet-7.42"


def test_more_than_a_megabyte_is_413_on_every_writing_route(house: House, caller: Caller) -> None:
    body = b'{"name": "' + b"x" * MEGABYTE + b'"}'
    calls = [call for call in CALLS if call.method != "GET" and call.rule.startswith(("/auth", "/restaurants"))]
    json = {"Content-Type": nonsense.JSON}
    with house.verify(changes=0):
        answers = [(str(call), caller.send(call, content=body, headers=json)) for call in calls]
        chunked = house.api.send("POST", f"{house.api.base}/guests", content=iter([body[:9], body[9:]]), headers=json)
        answers.append(("in chunks", chunked))
        assert complaints(answers) == []
    assert {answer.status_code for _, answer in answers} == {413}


def test_a_body_in_chunks_is_read_like_any_other(house: House) -> None:
    body = iter([b'{"name": "In ', b'chunks", "part', b'ySize": 3}'])
    with house.verify(changes=1):
        answer = house.api.send(
            "POST", f"{house.api.base}/guests", content=body, headers={"Content-Type": nonsense.JSON}
        )
    assert (answer.status_code, answer.json()["name"], answer.json()["partySize"]) == (201, "In chunks", 3)


RAW = {
    "half a body": (b"Content-Length: 50", b'{"name"', 400),
    "a chunk without a size": (b"Transfer-Encoding: chunked", b"zz\r\n{}\r\n0\r\n\r\n", 400),
    "a chunk of negative size": (b"Transfer-Encoding: chunked", b"-5\r\n{}\r\n0\r\n\r\n", 400),
    "half a chunk": (b"Transfer-Encoding: chunked", b"50\r\n{", 400),
    "a length that is no number": (b"Content-Length: abc", b"{}", 400),
    "a negative length": (b"Content-Length: -1", b"{}", 400),
    "two lengths": (b"Content-Length: 2\r\nContent-Length: 5", b"{}", 400),
    "a length beyond measure": (b"Content-Length: " + b"9" * 30, b"{}", 413),
    "length and chunks": (b"Transfer-Encoding: chunked\r\nContent-Length: 2", b"{}", 400),
    "a request id in two lines": (b"X-Request-Id: a\r\n b\r\nContent-Length: 2", b"{}", 400),
    "a NUL in the request id": (b"X-Request-Id: a\x00b\r\nContent-Length: 2", b"{}", 400),
    "150 headers": (b"\r\n".join(b"X-%d: y" % n for n in range(150)), b"", 431),
}


def test_a_broken_request_is_answered_with_a_4xx(server: ServerProcess, house: House) -> None:
    head = f"POST {house.api.base}/guests HTTP/1.1\r\nHost: box\r\nAuthorization: Bearer {house.api.token}\r\n"
    head += "Content-Type: application/json\r\nConnection: close\r\n"
    with house.verify(changes=0):
        found = {
            kind: exchange(server, head.encode() + more + b"\r\n\r\n" + body) for kind, (more, body, _) in RAW.items()
        }
    assert found == {kind: status for kind, (_, _, status) in RAW.items()}


def test_a_request_whose_headers_break_off_is_not_carried_out(server: ServerProcess, house: House) -> None:
    guest = house.guest()
    head = f"DELETE {house.api.base}/guests/{guest} HTTP/1.1\r\nAuthorization: Bearer {house.api.token}\r\nIf-Ma"
    with house.verify(changes=0):
        for part in (head, head.rpartition("\r\n")[0], head.rpartition("If-Ma")[0]):
            with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
                wire.sendall(part.encode())
                wire.shutdown(socket.SHUT_WR)
                assert wire.recv(1_000) == b""


def test_an_upgrade_without_a_websocket_version_is_400(server: ServerProcess) -> None:
    upgrade = b"Host: box\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
    for path in (b"/realtime", b"/ws/restaurant/sync", b"/socket.io/?EIO=4&transport=websocket", b"/health"):
        assert exchange(server, b"GET " + path + b" HTTP/1.1\r\n" + upgrade) == 400, path


def exchange(server: ServerProcess, request: bytes) -> int:
    """Send bytes as they are, end there, and return the status of the answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        return int(wire.makefile("rb").readline().split()[1])


def test_a_url_too_long_for_the_server_is_414(api: Api) -> None:
    answer: httpx.Response = api.send("GET", f"/api/guests?q={'x' * 9_000}")
    assert answer.status_code == 414
