"""The handshake of socket.io-client-swift 16, as it goes over the wire: long polling first, the upgrade at once."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, Self

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bench.clients.api import Api
from tests.support import live_document

PATIENCE = 10.0
SEPARATOR = "\x1e"


class SwiftClient:
    """One connection, made as the app makes it; `heard` are its events, in order."""

    def __init__(self, api: Api, payload: str) -> None:
        self.api = api
        self.payload = payload
        self.doors = ExitStack()
        self.heard: list[dict[str, Any]] = []
        self.acknowledged: list[Any] = []

    def __enter__(self) -> Self:
        self.http = self.doors.enter_context(httpx.Client(base_url=self.api.url, timeout=PATIENCE))
        opened = self.http.get("/socket.io/?transport=polling&b64=1&EIO=4").text
        self.handshake = json.loads(opened.removeprefix("0"))
        self.sid = self.handshake["sid"]
        with ThreadPoolExecutor(1) as beside:
            polled = beside.submit(self._poll_until_released)
            path = f"/socket.io/?transport=polling&b64=1&EIO=4&sid={self.sid}"
            assert self.http.post(path, content=f"40/,{self.payload}", headers=PLAIN_TEXT).text == "OK"
            self.ws = self._upgrade()
            self.packets = polled.result(PATIENCE)
        self.ws.send("5")
        return self

    def __exit__(self, *_: object) -> None:
        self.doors.close()

    def hear_until(self, kind: str, since: int = 0) -> dict[str, Any]:
        """Return the first message of a type behind the first `since` messages."""
        while True:
            found = next((message for message in self.heard[since:] if message["type"] == kind), None)
            if found is not None:
                return found
            self._take(self._next())

    def call(self, number: int, event: str, payload: dict[str, Any]) -> Any:
        """Emit an event and return its acknowledgement."""
        self.ws.send(f"42{number}{json.dumps([event, payload])}")
        known = len(self.acknowledged)
        while len(self.acknowledged) == known:
            self._take(self._next())
        return self.acknowledged[-1]

    def _upgrade(self) -> ClientConnection:
        """Open the WebSocket with Starscream's origin, whose scheme is ws, and probe it."""
        address = self.api.url.replace("http", "ws", 1)
        url = f"{address}/socket.io/?transport=websocket&b64=1&EIO=4&sid={self.sid}"
        ws = self.doors.enter_context(connect(url, additional_headers={"Origin": address}, compression=None))
        ws.send("2probe")
        assert ws.recv(PATIENCE) == "3probe"
        return ws

    def _poll_until_released(self) -> list[str]:
        """Poll until the server lets go of the last poll, because the WebSocket takes over."""
        packets: list[str] = []
        while "6" not in packets:
            answer = self.http.get(f"/socket.io/?transport=polling&b64=1&EIO=4&sid={self.sid}")
            packets += answer.text.split(SEPARATOR)
        return packets

    def _next(self) -> str:
        """Return the next packet: those of the polls first, as the app handles them first."""
        return self.packets.pop(0) if self.packets else str(self.ws.recv(PATIENCE))

    def _take(self, packet: str) -> None:
        if packet == "2":
            self.ws.send("3")
        elif packet.startswith("40"):
            self.connected = json.loads(packet[2:])
        elif packet.startswith("44"):
            self.heard.append({"type": "refused", **json.loads(packet[2:])})
        elif packet.startswith("42") and hasattr(self, "connected"):  # the app drops events before the 40
            self.heard.append(json.loads(packet[2:])[1])
        elif packet.startswith("43"):
            self.acknowledged.append(json.loads(packet[packet.index("[") :])[0])


PLAIN_TEXT = {"Content-Type": "text/plain;charset=UTF-8"}


@pytest.fixture
def payload(api: Api) -> Iterator[str]:
    """The connect payload that the app stores, byte for byte the same at every connect."""
    return json.dumps({"token": api.token, "restaurant_id": api.restaurant_id})


def test_it_connects_hears_subscribes_acts_and_comes_back_with_the_same_payload(api: Api, payload: str) -> None:
    with SwiftClient(api, payload) as app:
        assert app.handshake["upgrades"] == ["websocket"]
        assert all(app.handshake[name] % 1000 == 0 < app.handshake[name] for name in ("pingInterval", "pingTimeout"))
        assert app.hear_until("connection_established")["restaurant_id"] == api.restaurant_id
        assert app.connected["sid"]
        api.act("POST", "/tables", {"number": 1, "capacity": 4})
        assert app.hear_until("table_created")["seq"] == 1
        ack = app.call(1, "sync:subscribe", {"restaurant_id": api.restaurant_id, "cursor": api.full()["cursor"]})
        assert (ack["mode"], ack["changes"]) == ("live", [])
        assert app.call(2, "user_action", {"action": "guest_created"}) == {"ok": True}
        api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
        news = app.hear_until("delta_update")
        assert (news["seq"], news["changes"][0]["data"]["name"]) == (2, "Lee")
        assert live_document.complaints("server", app.heard) == []
    api.act("POST", "/guests", {"name": "Kim", "partySize": 2})
    with SwiftClient(api, payload) as again:
        ack = again.call(1, "sync:subscribe", {"restaurant_id": api.restaurant_id, "cursor": news["cursor"]})
        assert [change["data"]["name"] for change in ack["changes"]] == ["Kim"]
        assert again.hear_until("connection_established")["restaurant_id"] == api.restaurant_id


def test_every_upgrade_finds_its_way_while_others_write(api: Api, payload: str) -> None:
    """What is said during the upgrade comes on one of the two transports, once and in order."""
    with ThreadPoolExecutor(1) as beside:
        for number in range(8):
            writing = beside.submit(api.act, "POST", "/guests", {"name": f"Party {number}", "partySize": 2})
            with SwiftClient(api, payload) as app:
                place = app.hear_until("connection_established")["seq"]
                writing.result(PATIENCE)
                api.act("POST", "/guests", {"name": "The last", "partySize": 2})
                head = int(api.full()["cursor"].split(".")[2])
                while app.heard[-1].get("seq") != head:
                    app._take(app._next())
                news = [message["seq"] for message in app.heard if message["type"] == "guest_created"]
                assert news == list(range(place + 1, head + 1))


def test_a_wrong_token_is_refused_with_its_reason(api: Api) -> None:
    with SwiftClient(api, json.dumps({"token": "x"})) as app:
        refusal = app.hear_until("refused")
    assert refusal["data"]["error"]["code"] == "not_authenticated"
    assert refusal["message"] == refusal["data"]["detail"]


def test_an_origin_of_another_box_is_refused(api: Api) -> None:
    with httpx.Client(base_url=api.url) as http:
        opened = json.loads(http.get("/socket.io/?transport=polling&b64=1&EIO=4").text[1:])
    url = f"{api.url.replace('http', 'ws', 1)}/socket.io/?transport=websocket&EIO=4&sid={opened['sid']}"
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(url, additional_headers={"Origin": "ws://elsewhere.example:8000"}),
    ):
        pass
    assert refused.value.response.status_code == 400
