"""The clients that apps are built with, npm's and Python's, through one evening: a crash, and nothing missed."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from socketio.exceptions import ConnectionError as NotConnected

from bench.clients.api import Api
from bench.clients.in_order import InOrderClient
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener
from bench.clients.store import seq_of
from tests.support import live_document
from tests.support.node_client import NodeClient


class Device(SocketIOListener):
    """A device whose client reconnects by itself, with the payload that it connected with."""

    def __init__(self, api: Api, transports: tuple[str, ...] = ("websocket",)) -> None:
        super().__init__(api, type(self).__name__, transports, subscribe=False)
        self.acks: list[dict[str, Any]] = []

    def connected(self) -> None:
        """Count a connect."""
        with self.progress:
            self.connects += 1
            self.progress.notify_all()

    def open(self) -> None:
        """Connect. Raises ConnectionError when refused."""
        self.sio.connect(self.api.url, auth={"token": self.api.token}, transports=self.transports)

    def _acknowledged(self, ack: dict[str, Any], acks: list[dict[str, Any]]) -> None:
        self.acks.append(ack)
        super()._acknowledged(ack, acks)


class PythonDevice(Device):
    """The client of python-socketio."""

    refusal: dict[str, Any] | None = None

    def _client(self) -> InOrderClient:
        sio = InOrderClient(reconnection_delay=0.05, reconnection_delay_max=0.2, handle_sigint=False)
        sio.on("*", lambda _event, message: self.hear(message))
        sio.on("connect", self.connected)
        sio.on("connect_error", self._refused)
        return sio

    def _refused(self, said: Any) -> None:
        if isinstance(said, dict):
            self.refusal = said

    def act(self, method: str, path: str, body: dict[str, Any]) -> Any:
        """Make a mutation."""
        return self.api.act(method, path, body)


class NodeDevice(Device):
    """The client of npm."""

    sio: NodeClient  # type: ignore[assignment]

    def _client(self) -> NodeClient:  # type: ignore[override]
        return NodeClient(self.hear, self.connected)

    @property
    def refusal(self) -> dict[str, Any] | None:
        """Return with what it was refused."""
        return self.sio.refusal

    def act(self, method: str, path: str, body: dict[str, Any]) -> Any:
        """Make a mutation."""
        headers = {"Authorization": f"Bearer {self.api.token}", "Idempotency-Key": secrets.token_urlsafe(18)}
        answer = self.sio.fetch(method, self.api.url + self.api.base + path, headers, body)
        assert answer["status"] < 300, answer
        return answer["body"]


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path, ALLOW_REGISTRATION="true").prepare().start()
    yield server
    server.stop()
    assert server.complaints() == []


@pytest.mark.parametrize("transports", [("websocket",), ("polling", "websocket")], ids="+".join)
@pytest.mark.parametrize("kind", [NodeDevice, PythonDevice])
def test_a_client_hears_acts_loses_the_server_and_misses_nothing(
    own_server: ServerProcess, kind: type[Any], transports: tuple[str, ...]
) -> None:
    api = Api.register(own_server.url, "Bistro")
    device = kind(api, transports)
    device.open()
    table_id = device.act("POST", "/tables", {"number": 1, "capacity": 4})["id"]
    assert device.wait_for(lambda: "table_created" in device.types())
    assert device.types()[0] == "connection_established"

    device.subscribe()
    started = device.store.seq
    guest_id = device.act("POST", "/guests", {"name": "Lee", "partySize": 2})["id"]
    device.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
    device.act("POST", f"/guests/{guest_id}/finish", {})
    assert device.wait_for_seq(started + 3)

    own_server.kill()
    own_server.start()
    away = [api.act("POST", "/guests", {"name": f"Party {number}", "partySize": 2})["id"] for number in range(3)]
    assert device.wait_for(lambda: device.connects == 2)
    device.subscribe()
    device.act("POST", f"/guests/{away[0]}/seat", {"table_id": table_id})
    full = api.full()
    head = seq_of(full["cursor"])
    assert device.wait_for_seq(head)

    live = [message["seq"] for message in device.heard if message["type"] == "delta_update"]
    missed = [change["seq"] for ack in device.acks for change in ack["changes"]]
    assert sorted({*live, *missed}) == list(range(started + 1, head + 1))
    assert (live, missed) == ([started + 1, started + 2, started + 3, head], [started + 4, started + 5, started + 6])
    assert (device.store.gaps, device.store.duplicates, device.store.differences(full)) == (0, 0, [])
    assert live_document.complaints("server", device.heard) == []
    device.close()
    api.close()


@pytest.mark.parametrize("kind", [NodeDevice, PythonDevice])
def test_a_client_with_a_wrong_token_gets_the_error_whole(api: Api, kind: type[Any]) -> None:
    api.token = "x"
    device = kind(api)
    with pytest.raises(NotConnected):
        device.open()
    assert device.refusal["message"] == device.refusal["data"]["detail"]
    assert device.refusal["data"]["error"]["code"] == "not_authenticated"
    assert (device.connects, device.heard) == (0, [])
    device.close()


def test_an_answer_to_a_poll_holds_no_more_than_any_client_takes_and_the_next_ones_hold_the_rest(api: Api) -> None:
    with httpx.Client(base_url=api.url, params={"EIO": "4", "transport": "polling"}, timeout=30) as http:
        sid = json.loads(http.get("/socket.io/").text[1:])["sid"]
        at = {"sid": sid}
        http.post("/socket.io/", params=at, content="40" + json.dumps({"token": api.token, "stream": "delta"}))
        while "connection_established" not in http.get("/socket.io/", params=at).text:
            pass
        for number in range(60):
            api.act("POST", "/guests", {"name": f"Party {number}", "partySize": 2})
        answers: list[list[str]] = []
        heard: list[int] = []
        while len(heard) < 60:
            answers.append(http.get("/socket.io/", params=at).text.split("\x1e"))
            events = [json.loads(packet[2:]) for packet in answers[-1] if packet.startswith("42")]
            heard += [event[1]["seq"] for event in events if event[0] == "delta_update"]
    assert heard == list(range(1, 61))
    assert max(len(packets) for packets in answers) == 16
