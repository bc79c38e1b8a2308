"""The log of a real server: one line for each request, and nothing in it that a person typed or is called."""

import fcntl
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio
from socketio.exceptions import ConnectionError as Unconnected
from websockets.sync.client import connect

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.server_process import ROOT, ServerProcess
from bench.clients.socketio_listener import SocketIOListener

# None of these may be read anywhere, whole or in part.
NAME, PHONE, EMAIL = "Zaphyra", "5550199177", "zaphyra@tell.example"
CHUNKED = "Transfer-Encoding: chunked\r\n\r\nzz\r\n"
NOTES, PASSWORD, TOKEN = "tattletale-peanuts", "tattletale-password", "tattletale-token"
FIELDS = ("worker", "request_id", "method", "route", "status", "duration_ms", "restaurant", "user")
RESTAURANT = "/restaurants/{restaurant_id}"


class Day:
    """A server, a person at its door, and what each request of theirs must have left in the log."""

    def __init__(self, folder: Path, level: str, form: str) -> None:
        self.level, self.form = level, form
        settings = {"LOG_LEVEL": level, "LOG_FORMAT": form, "ADMIN_EMAIL": EMAIL, "ADMIN_PASSWORD": PASSWORD}
        self.server = ServerProcess(folder, **settings).prepare().start()
        self.asked: dict[str, tuple[str, str, int]] = {}
        self.api = Api(self.server.url, self.ask("POST", "/auth/login", json={"email": EMAIL, "password": PASSWORD}))

    def ask(self, method: str, path: str, route: str | None = None, **more: Any) -> Any:
        """Send a request under a name of its own; return its JSON."""
        name = f"request-{len(self.asked) + 1}"
        headers = {"X-Request-Id": name} | more.pop("headers", {})
        answer = httpx.request(method, f"{self.server.url}{path}", headers=headers, timeout=30, **more)
        self.asked[name] = (method, route or path.partition("?")[0], answer.status_code)
        return answer.json()

    def act(self, method: str, path: str, route: str | None = None, **more: Any) -> Any:
        """Send a request to the restaurant, with the token."""
        headers = {"Authorization": f"Bearer {self.api.token}", "Content-Type": "application/json"}
        where = RESTAURANT + (path if route is None else route).partition("?")[0]
        return self.ask(method, f"{self.api.base}{path}", where, headers=headers, **more)

    def lines(self) -> list[dict[str, Any]]:
        """Return the log's lines of requests and live connections, read back."""
        found = [read(line, self.form) for line in self.server.lines]
        return [line for line in found if "worker" in line]


def read(line: str, form: str) -> dict[str, Any]:
    """Return the fields of a line, {} where it has none."""
    if form == "json":
        return json.loads(line) if line.startswith("{") else {}
    said = re.findall(r' (\w+)=("(?:[^"\\]|\\.)*"|[^ \n]+)', line)
    message = re.match(r"\S+Z [A-Z]+ \S+ (.*?) worker=", line)
    return {name: None if text == "-" else text for name, text in said} | ({"message": message[1]} if message else {})


@pytest.fixture(scope="module", params=[("DEBUG", "json"), ("INFO", "text")], ids=["debug", "info"])
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A day's requests, good, bad and failing, and a server that has ended after them."""
    day = Day(tmp_path_factory.mktemp("day"), *request.param)
    guest = {"name": NAME, "partySize": 2, "phoneNumber": PHONE, "email": EMAIL, "notes": NOTES}
    known = day.act("POST", "/guests", json=guest)["id"]
    day.act("PUT", f"/guests/{known}", "/guests/{guest_id}", json={"notes": NOTES, "partySize": 3})
    day.act("GET", f"/guests?q={NAME}&token={TOKEN}")
    day.act("POST", "/guests", json=guest | {"partySize": 1000, "email": f"{NAME} no mail"})
    day.act("POST", "/guests", content=f'{{"name": "{NAME}'.encode())
    when = {"reservationTime": "2030-06-14T19:00:00Z", "guestName": NAME, "contactInfo": PHONE}
    day.act("POST", "/reservations", json=when | {"partySize": 2, "notes": NOTES})
    day.act("POST", "/reservations", json=when | {"partySize": 2, "reservationTime": NOTES})
    for body in ({"email": EMAIL, "password": TOKEN}, {"email": NAME, "password": PASSWORD}, {"email": 5}):
        day.ask("POST", "/auth/login", json=body)
    day.ask("POST", "/auth/refresh", headers={"Authorization": f"Bearer {TOKEN}"})
    day.ask("GET", "/auth/me", headers={"Authorization": f"Bearer {day.api.token}{TOKEN}"})
    day.ask("GET", f"/{NAME}/{PHONE}?token={TOKEN}", "none")
    day.ask("GET", "/health")
    day.ask("GET", "/api/sync/full?restaurant_id=" + NAME, headers={"Authorization": f"Bearer {day.api.token}"})
    talk(day)
    fail(day)
    day.api.close()
    assert day.server.stop() == 0, day.server.log()
    return day


def talk(day: Day) -> None:
    """Live connections: one of each transport that says things, and those that aren't let in."""
    bare = SocketIOListener(day.api, subscribe=False)
    plain = PlainListener(day.api, "/ws/restaurant/sync")
    bare.open()
    plain.open()
    plain.say({"type": NAME, "notes": NOTES})
    plain.say({"type": "user_action", "action": NOTES, "data": {"name": NAME}})
    plain.barrier()
    bare.sio.emit(NAME, {"notes": NOTES})
    bare.barrier()
    for listener in (bare, plain):
        listener.close()
    for token in (day.api.token, TOKEN):
        with connect(f"{day.server.url.replace('http', 'ws')}/realtime?token={token}&restaurant_id={NAME}") as ws:
            ws.recv(10)
    page = {"Origin": f"http://{NAME}.example"}
    httpx.get(f"{day.server.url}/socket.io/?EIO=4&transport=polling&token={TOKEN}", headers=page)
    broken = f"POST /nowhere?token={TOKEN}&q={NAME} HTTP/1.1\r\nHost: box\r\n{CHUNKED}"
    with socket.create_connection(("127.0.0.1", day.server.port), 10) as bare_bytes:
        bare_bytes.sendall(broken.encode())
        assert bare_bytes.recv(4096)  # what it says of the body is logged behind its answer
    with suppress(Unconnected):
        socketio.Client(reconnection=False).connect(day.server.url, auth={"token": TOKEN}, transports=["websocket"])


def fail(day: Day) -> None:
    """Make the server fail: by what is stored, and by a table that has gone."""
    with sqlite3.connect(day.server.database) as other:
        other.execute("UPDATE guests SET tags = 'neither JSON nor quiet'")
    other.close()
    assert day.act("GET", "/guests")["error"]["code"] == "internal"
    with sqlite3.connect(day.server.database) as other:
        other.execute("ALTER TABLE reservations RENAME TO gone")
    other.close()
    assert day.act("GET", f"/reservations?q={NAME}")["error"]["code"] == "database_unavailable"


def test_nothing_that_a_person_typed_or_is_called_is_in_the_log(day: Day) -> None:
    log = day.server.log()
    for secret in (NAME, PHONE, EMAIL, NOTES, PASSWORD, TOKEN, day.api.token, day.api.login["refresh_token"]):
        at = log.lower().find(secret.lower())
        assert at < 0, log[max(0, at - 300) : at + 300]
    assert ("neither JSON" in log, "Traceback" in log, "no such table" in log) == (False, True, True)


def test_whatever_is_said_as_json_is_json(day: Day) -> None:
    if day.form == "json":
        assert [line for line in day.server.lines if not line.startswith(("{", "QTable is "))] == []


def test_each_request_has_exactly_one_line_with_all_its_fields(day: Day) -> None:
    lines = [line for line in day.lines() if line.get("message") == "request"]
    quiet = {name for name, (_, route, _) in day.asked.items() if route == "/health" and day.level != "DEBUG"}
    ours = [line for line in lines if line["request_id"] in day.asked]
    assert [line["request_id"] for line in ours] == [name for name in day.asked if name not in quiet]
    for line in ours:
        assert set(FIELDS) <= set(line), line
        shown = (line["method"], line["route"], int(line["status"]))
        assert shown == day.asked[line["request_id"]]
        assert float(line["duration_ms"]) > 0
        # What can't be read at all is refused before anybody is asked who they are.
        inside = line["route"].startswith(RESTAURANT) and int(line["status"]) != 400
        assert (line["restaurant"], line["user"] is not None) == (day.api.restaurant_id if inside else None, inside), (
            line
        )


def test_each_live_connection_has_a_line_at_its_end(day: Day) -> None:
    ended = [line for line in day.lines() if line.get("message") == "live connection ended"]
    assert sorted(line["transport"] for line in ended) == ["plain", "websocket"]
    for line in ended:
        assert (line["code"], line["restaurant"]) == (None, day.api.restaurant_id)
        assert (int(line["messages"]) > 1, float(line["seconds"]) >= 0) == (True, True)
        assert line["user"] == day.api.login["user_id"]
    refused = [line["message"] for line in day.lines() if "was refused" in line.get("message", "")]
    assert refused == [
        "a plain connection was refused (not_found)",
        "a plain connection was refused (not_authenticated)",
        "a Socket.IO connection was refused (not_authenticated)",
    ]


def test_a_request_waits_for_nobody_who_reads_the_log(tmp_path: Path) -> None:
    """The pipe takes some 60 lines, and nobody empties it."""
    server = ServerProcess(tmp_path, LOG_LEVEL="DEBUG").prepare()
    unread, end = os.pipe()
    fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, 8192)
    process = subprocess.Popen(
        [sys.executable, "wsgi.py"], cwd=ROOT, env=server._environment(), stdout=subprocess.PIPE, stderr=end, text=True
    )
    assert process.stdout is not None
    port = re.search(r":(\d+)/", process.stdout.readline())
    assert port is not None
    with httpx.Client(base_url=f"http://127.0.0.1:{port[1]}", timeout=10) as client:
        for _ in range(300):
            assert client.get("/health/live").status_code == 200
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()
    for door in (unread, end):
        os.close(door)
