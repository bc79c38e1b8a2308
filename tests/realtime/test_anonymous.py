"""Listening without a token, where the setting allows it: that something changed, and nothing that anyone said."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from flask import Flask
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from qtable.realtime import heartbeat
from qtable.realtime.clients import Client, clients
from qtable.realtime.messages import OFFERED, Stream, messages
from qtable.realtime.words import Words
from tests.realtime.test_streams import change
from tests.support.desk import Desk
from tests.support.refusals import is_refusal

PATHS = ("/realtime", "/ws/restaurant/sync")
TRUSTING = {"ALLOW_REGISTRATION": "true", "REALTIME_ALLOW_ANONYMOUS": "true", "WS_HEARTBEAT_INTERVAL": "1"}
BY_THE_CLOCK = ("sync:head", "heartbeat")


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that lets anonymous connections listen."""
    process = ServerProcess(tmp_path_factory.mktemp("trusting"), **TRUSTING).prepare().start()
    yield process
    process.stop()
    assert process.complaints() == []


@pytest.fixture
def api(trusting: ServerProcess) -> Iterator[Api]:
    api = Api.register(trusting.url, "Trusting Bistro")
    yield api
    api.close()


@pytest.fixture
def doors() -> Iterator[ExitStack]:
    with ExitStack() as doors:
        yield doors


class Stranger:
    """A plain connection without a token."""

    def __init__(self, doors: ExitStack, api: Api, path: str = "/realtime", query: str | None = None) -> None:
        query = f"restaurant_id={api.restaurant_id}" if query is None else query
        self.ws: ClientConnection = doors.enter_context(connect(f"{api.url.replace('http', 'ws', 1)}{path}?{query}"))

    def hear(self) -> dict[str, Any]:
        """Return the next message that the clock alone didn't send."""
        while (message := json.loads(self.ws.recv(10)))["type"] in BY_THE_CLOCK:
            pass
        return message

    def answers(self, **frame: Any) -> list[dict[str, Any]]:
        """Send a frame, then a ping, and return all that came before the pong."""
        self.ws.send(json.dumps(frame))
        self.ws.send('{"type": "ping"}')
        heard = []
        while (message := self.hear())["type"] != "pong":
            heard.append(message)
        return heard

    def last_words(self) -> tuple[list[dict[str, Any]], int | None]:
        """Return what is heard until the server closes, and its code."""
        heard: list[dict[str, Any]] = []
        with suppress(ConnectionClosed):
            while True:
                heard.append(self.hear())
        return heard, self.ws.protocol.close_code


def test_the_thin_stream_names_what_changed_and_says_nothing_of_it() -> None:
    named = [(said["type"], said.get("part")) for said in messages(change("guest", "section"), Stream.THIN)]
    assert named == [("guest_updated", [1, 2]), ("data_change", [2, 2])]
    batch = messages(change("guest", "table", kind="batch"), Stream.THIN)
    kinds = ["guest_updated", "table_updated", "atomic_transaction_complete", "data_change"]
    assert [said["type"] for said in batch] == kinds
    head = {"type", "restaurant_id", "timestamp", "seq", "cursor", "part"}
    assert batch[0].keys() == head | {"guest_id", "action"}
    assert [said["type"] for said in messages(change("section"), Stream.THIN)] == ["data_change"]


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_hears_that_something_changed_but_no_name(api: Api, doors: ExitStack, path: str) -> None:
    stranger = Stranger(doors, api, path)
    greeting = stranger.hear()
    assert (greeting["type"], greeting["restaurant_id"]) == ("connection_established", api.restaurant_id)
    table_id = api.act("POST", "/tables", {"number": 1, "capacity": 4, "notes": "Secret"})["id"]
    guest_id = api.act("POST", "/guests", {"name": "Secret Lee", "partySize": 2, "phone": "555-Secret"})["id"]
    api.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
    heard = stranger.answers(type="ping")[:7]
    assert "Secret" not in json.dumps(heard)
    assert all("data" not in message for message in heard)
    assert [(said["type"], said["seq"]) for said in heard] == [
        ("table_created", 1),
        ("data_change", 1),
        ("guest_created", 2),
        ("data_change", 2),
        ("guest_updated", 3),
        ("table_updated", 3),
        ("data_change", 3),
    ]
    assert [said.get("guest_id") or said.get("table_id") for said in heard[4:6]] == [guest_id, table_id]


def test_a_restaurant_is_found_by_its_slug_and_hears_only_its_own(api: Api, doors: ExitStack) -> None:
    other = Api.register(api.url, "Slugs And Snails")
    stranger = Stranger(doors, api, query="restaurant_id=slugs-and-snails")
    assert stranger.hear()["restaurant_id"] == other.restaurant_id
    api.act("POST", "/guests", {"name": "Not theirs", "partySize": 2})
    other.act("POST", "/guests", {"name": "Theirs", "partySize": 2})
    assert {said["restaurant_id"] for said in stranger.answers(type="pong")} == {other.restaurant_id}
    other.close()


REFUSED = [
    {"type": "request_full_sync"},
    {"type": "sync:subscribe"},
    {"type": "sync:subscribe", "stream": "entities"},
    {"type": "user_action", "action": "guest_created"},
    {"type": "restaurant_connect", "restaurant_id": "nobody"},
    {"type": "auth", "token": "x"},
    {"type": "sync:auth", "token": "x"},
]


@pytest.mark.parametrize("path", PATHS)
def test_what_reads_or_tells_is_refused_and_the_stranger_hears_on(api: Api, doors: ExitStack, path: str) -> None:
    other = Api.register(api.url, "Next Door")
    stranger = Stranger(doors, api, path, f"restaurant_id={api.restaurant_id}&stream=entities")
    stranger.hear()
    foreign = {"type": "restaurant_connect", "restaurant_id": other.restaurant_id}
    for frame in [*REFUSED, foreign]:
        (said,) = stranger.answers(**frame)
        assert (is_refusal(said), said["error"]["code"]) == (True, "not_authenticated"), frame
    assert stranger.answers(**foreign)[0]["detail"] == stranger.answers(**REFUSED[4])[0]["detail"]
    assert stranger.answers(type="sync:subscribe", stream="thin")[0]["error"]["code"] == "not_authenticated"
    assert stranger.answers(type="nonsense")[0]["error"]["code"] == "unknown_type"
    assert stranger.answers(type="auth", token=other.token)[0]["error"]["code"] == "not_found"
    assert [said["type"] for said in stranger.answers(type="restaurant_connect")] == ["connection_established"]
    api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    assert [said["type"] for said in stranger.answers(type="pong")] == ["guest_created", "data_change"]
    other.close()


def test_nobodys_note_reaches_a_stranger(api: Api, doors: ExitStack) -> None:
    stranger, teller = Stranger(doors, api), Stranger(doors, api, query=f"token={api.token}")
    listener = Stranger(doors, api, query=f"token={api.token}")
    for one in (stranger, teller, listener):
        one.hear()
    assert teller.answers(type="user_action", action="Secret")[0]["type"] == "user_action_ack"
    assert [said["action"] for said in listener.answers(type="pong")] == ["Secret"]
    assert stranger.answers(type="pong") == []


@pytest.mark.parametrize(("path", "word"), [("/realtime", "auth"), ("/ws/restaurant/sync", "sync:auth")])
def test_a_stranger_with_a_token_becomes_an_ordinary_client(api: Api, doors: ExitStack, path: str, word: str) -> None:
    stranger = Stranger(doors, api, path)
    stranger.hear()
    greeted = [said["type"] for said in stranger.answers(type=word, token=api.token)]
    sync = ["full_sync"] if path != "/realtime" else []
    assert greeted == ["connection_established", *sync, "sync:authenticated"]
    api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    (news,) = stranger.answers(type="pong")
    told = news["data"] if path == "/realtime" else news["changes"][0]["data"]
    assert told["name"] == "Lee"
    assert stranger.answers(type="request_full_sync")[0]["total_guests"] == 1


def test_the_clock_speaks_to_strangers_too(api: Api, doors: ExitStack) -> None:
    stranger = Stranger(doors, api)
    found: dict[str, Any] = {}
    while not set(BY_THE_CLOCK) <= found.keys():
        message = json.loads(stranger.ws.recv(20))
        found[message["type"]] = message
    assert found["sync:head"]["token_expires_in"] is None
    assert found["heartbeat"].keys() == {"type", "timestamp"}


@pytest.mark.parametrize("path", PATHS)
def test_a_bad_token_is_refused_and_not_taken_for_none(api: Api, doors: ExitStack, path: str) -> None:
    words, code = Stranger(doors, api, path, f"restaurant_id={api.restaurant_id}&token=x").last_words()
    assert ([said["type"] for said in words], code) == (["error", "sync:bye"], 4401)


def test_an_unknown_restaurant_is_refused_as_a_foreign_one_is(api: Api, doors: ExitStack) -> None:
    other = Api.register(api.url, "Next Door")
    foreign = Stranger(doors, api, query=f"restaurant_id={other.restaurant_id}&token={api.token}").last_words()
    for unknown in ("nobody", "%00", "%ff", "x" * 500):
        assert Stranger(doors, api, query=f"restaurant_id={unknown}").last_words() == foreign, unknown
    assert foreign[1] == 4403
    other.close()


def test_without_a_restaurant_a_token_is_waited_for(api: Api, doors: ExitStack) -> None:
    stranger = Stranger(doors, api, query="")
    stranger.ws.send('{"type": "ping"}')
    assert stranger.last_words()[1] == 4401


@pytest.mark.parametrize("path", PATHS)
def test_with_the_setting_off_a_stranger_is_refused(server: ServerProcess, doors: ExitStack, path: str) -> None:
    api = Api.register(server.url, "Wary Bistro")
    stranger = Stranger(doors, api, path)
    stranger.ws.send('{"type": "restaurant_connect"}')
    words, code = stranger.last_words()
    assert ([said["type"] for said in words], code) == (["error", "sync:bye"], 4401)
    api.close()


class Listening(Client):
    """A connection of no transport; it notes how it was closed."""

    closed: int | None = None

    def deliver(self, words: Words) -> None:
        """Hear nothing."""

    def close(self, code: int, reason: str) -> None:  # noqa: ARG002 - every transport says it
        self.closed = code

    def flush(self) -> None:
        """Nothing waits."""

    def is_behind(self) -> bool:
        return False


def test_what_closes_ended_logins_and_expired_tokens_leaves_strangers_alone(app: Flask, desk: Desk) -> None:
    with app.app_context():
        stranger = Listening("stranger", None, desk.restaurant_id)
        clients().add(stranger)
        stranger.join(Stream.THIN)
        heartbeat.close_expired_tokens()
        heartbeat.close_ended_logins()
        heartbeat.close_slow_readers()
        assert stranger.closed is None
        heartbeat.say_goodbye(4000, "closing")
        assert stranger.closed == 4000


def test_nobody_can_choose_the_thin_stream(api: Api, doors: ExitStack) -> None:
    assert Stream.THIN not in OFFERED
    assert Stranger(doors, api, query=f"token={api.token}&stream=thin").last_words()[1] == 4403
    member = Stranger(doors, api, query=f"token={api.token}")
    member.hear()
    assert member.answers(type="sync:subscribe", stream="thin")[0]["error"]["code"] == "invalid"
