"""Tokens that aren't good: refused alike on HTTP, Socket.IO and both plain WebSockets."""

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import jwt
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from tests.support.house import House
from tests.support.rawsocketio import RawSocketIO
from tests.support.refusals import complaints

KEY = "k" * 40  # the test server's own


def claims_of(api: Api) -> dict[str, Any]:
    """Return what the api's own token says."""
    return jwt.decode(api.token, options={"verify_signature": False})


def signed(api: Api, key: str = KEY, **changes: Any) -> str:
    """Sign the api's claims anew, with some of them changed, or left out where None."""
    claims = {name: value for name, value in (claims_of(api) | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm="HS256")


def logged_out(api: Api) -> str:
    """Return the token of another login of the same person, which has ended."""
    again = Api.log_in(api.url, api.login["email"], api.login["password"])
    assert again.send("GET", "/auth/me").status_code == 200
    assert again.send("POST", "/auth/logout").status_code == 200
    again.close()
    return again.token


BAD: dict[str, Callable[[Api], str]] = {
    "a refresh token": lambda api: api.login["refresh_token"],
    "alg none": lambda api: jwt.encode(claims_of(api), None, algorithm="none"),
    "a foreign key": lambda api: signed(api, "x" * 40),
    "no exp": lambda api: signed(api, exp=None),
    "expired": lambda api: signed(api, exp=int(time.time()) - 1),
    "not yet good": lambda api: signed(api, nbf=int(time.time()) + 600),
    "an exp that is no number": lambda api: signed(api, exp="tomorrow"),
    "another type": lambda api: signed(api, type="password-reset"),
    "no login": lambda api: signed(api, sid=None),
    "a login that is no text": lambda api: signed(api, sid=["x"]),
    "an unknown login": lambda api: signed(api, sid="unknown"),
    "no subject": lambda api: signed(api, sub=None),
    "another subject": lambda api: signed(api, sub="somebody-else"),
    "a logged-out login": logged_out,
    "a signature cut short": lambda api: api.token[:-4],
    "one part": lambda api: api.token.split(".", maxsplit=1)[0],
    "four parts": lambda api: api.token + ".x",
    "5 kB": lambda api: api.token[:1] * 5_000,
}


def on_http(api: Api, token: str) -> httpx.Response:
    """Ask who the token's holder is."""
    return api.send("GET", "/auth/me", headers={"Authorization": f"Bearer {token}"})


def on_socketio(api: Api, token: str) -> bool:
    """Tell whether Socket.IO admits the token."""
    with RawSocketIO(api) as raw:
        return raw.connect(token=token).startswith("40")


def on_plain(api: Api, token: str, path: str, *, in_query: bool = False) -> bool:
    """Tell whether a plain WebSocket admits the token."""
    url = api.url.replace("http", "ws", 1) + path + (f"?token={token}" if in_query else "")
    headers = {} if in_query else {"Authorization": f"Bearer {token}"}
    with ExitStack() as doors:
        ws = doors.enter_context(connect(url, additional_headers=headers))
        if json.loads(ws.recv(10))["type"] == "connection_established":
            return True
        with suppress(ConnectionClosed):
            while True:
                ws.recv(10)
        assert ws.protocol.close_code == 4401
        return False


def test_a_bad_token_is_401_on_every_transport(house: House) -> None:
    bad = {kind: make(house.api) for kind, make in BAD.items()}
    with house.verify(changes=0):
        answers = [(kind, on_http(house.api, token)) for kind, token in bad.items()]
        admitted = {
            (kind, where): answer
            for kind, token in bad.items()
            for where, answer in (
                ("Socket.IO", on_socketio(house.api, token)),
                ("/realtime", on_plain(house.api, token, "/realtime")),
                ("/ws/restaurant/sync", on_plain(house.api, token, "/ws/restaurant/sync")),
                ("in the query", on_plain(house.api, token, "/realtime", in_query=True)),
            )
        }
    assert {kind: answer.status_code for kind, answer in answers} == dict.fromkeys(bad, 401)
    assert complaints(answers) == []
    assert [where for where, answer in admitted.items() if answer] == []


def test_a_good_token_signed_by_the_same_hand_is_admitted_everywhere(house: House) -> None:
    """Without this, every token above could be refused for the way in which it was made."""
    token = signed(house.api)
    assert on_http(house.api, token).status_code == 200
    assert on_socketio(house.api, token)
    assert on_plain(house.api, token, "/realtime")
    assert on_plain(house.api, token, "/ws/restaurant/sync", in_query=True)


def test_a_token_says_nothing_of_where_its_holder_may_act(house: House, server: ServerProcess) -> None:
    other = Api.register(server.url, "Next Door")
    token = signed(house.api, restaurant_id=other.restaurant_id, role="admin")
    answer = house.api.send("GET", f"{other.base}/guests", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, complaints([("theirs", answer)])) == (404, [])
    assert on_http(house.api, token).json()["restaurant_id"] == house.api.restaurant_id
    other.close()


def test_an_access_token_refreshes_nothing(house: House) -> None:
    answers = [
        ("as bearer", house.api.send("POST", "/auth/refresh")),
        ("in the body", httpx.post(f"{house.api.url}/auth/refresh", json={"refresh_token": house.api.token})),
    ]
    assert [answer.status_code for _, answer in answers] == [401, 401]
    assert complaints(answers) == []
