"""Tokens that aren't good: refused by every way to give one, on every transport."""

import hmac
import json
import sqlite3
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from functools import partial
from typing import Any

import httpx
import jwt
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from qtable.realtime import rawsocket
from tests.support.house import House
from tests.support.rawsocketio import RawSocketIO, payload_of
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


def deactivated(house: House) -> str:
    """Return the token of another person of the same restaurant, whom somebody has deactivated."""
    person = Api.register(house.api.url, "Their Own")
    with closing(sqlite3.connect(house.database)) as database, database:
        database.execute(
            "INSERT INTO memberships (user_id, restaurant_id, role, created_at) "
            "SELECT ?, restaurant_id, role, created_at FROM memberships "
            "WHERE restaurant_id = ?",
            (person.login["user_id"], house.api.restaurant_id),
        )
    assert person.send("GET", f"{house.api.base}/guests").status_code == 200
    with closing(sqlite3.connect(house.database)) as database, database:
        database.execute("UPDATE users SET active = 0 WHERE id = ?", (person.login["user_id"],))
    logged_out(house.api)  # what ends a login makes the server look up everybody's rights anew
    person.close()
    return person.token


def signed_by_hand(api: Api, algorithm: str, digest: str = "sha256") -> str:
    """Return the api's claims under a header of one's choice, signed with the server's own key."""
    header = json.dumps({"alg": algorithm, "typ": "JWT"}).encode()
    said = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in (header, json.dumps(claims_of(api)).encode()))
    signature = hmac.digest(KEY.encode(), said, digest)
    return (said + b"." + urlsafe_b64encode(signature).rstrip(b"=")).decode()


BAD: dict[str, Callable[[House], str]] = {
    "a refresh token": lambda house: house.api.login["refresh_token"],
    "alg none": lambda house: jwt.encode(claims_of(house.api), None, algorithm="none"),
    "alg None": lambda house: signed_by_hand(house.api, "None"),
    "alg HS512": lambda house: signed_by_hand(house.api, "HS512", "sha512"),
    "alg RS256": lambda house: signed_by_hand(house.api, "RS256"),
    "no such alg": lambda house: signed_by_hand(house.api, "HS0"),
    "a foreign key": lambda house: signed(house.api, "x" * 40),
    "no exp": lambda house: signed(house.api, exp=None),
    "expired": lambda house: signed(house.api, exp=int(time.time()) - 1),
    "not yet good": lambda house: signed(house.api, nbf=int(time.time()) + 600),
    "an exp that is no number": lambda house: signed(house.api, exp="tomorrow"),
    "another type": lambda house: signed(house.api, type="password-reset"),
    "no login": lambda house: signed(house.api, sid=None),
    "a login that is no text": lambda house: signed(house.api, sid=["x"]),
    "an unknown login": lambda house: signed(house.api, sid="unknown"),
    "no subject": lambda house: signed(house.api, sub=None),
    "another subject": lambda house: signed(house.api, sub="somebody-else"),
    "a logged-out login": lambda house: logged_out(house.api),
    "a deactivated person": deactivated,
    "a signature cut short": lambda house: house.api.token[:-4],
    "one part": lambda house: house.api.token.split(".", maxsplit=1)[0],
    "four parts": lambda house: house.api.token + ".x",
    "5 kB": lambda house: house.api.token[:1] * 5_000,
}


def bearer(token: str) -> dict[str, str]:
    """Return the header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def on_http(api: Api, token: str) -> httpx.Response:
    """Ask who the token's holder is."""
    return api.send("GET", "/auth/me", headers=bearer(token))


def in_connect_payload(api: Api, token: str) -> bool:
    """Connect to Socket.IO with the token in the payload."""
    with RawSocketIO(api) as raw:
        return raw.connect(token=token).startswith("40")


def in_socketio_header(api: Api, token: str) -> bool:
    """Connect to Socket.IO with the token in the handshake's header."""
    with RawSocketIO(api, bearer(token)) as raw:
        return raw.connect(token=None).startswith("40")


def polling(api: Api, token: str, *, in_header: bool) -> bool:
    """Connect to Socket.IO by long polling."""
    with httpx.Client(base_url=api.url, headers=bearer(token) if in_header else {}, timeout=10) as http:
        opened = http.get("/socket.io/?EIO=4&transport=polling").text
        path = f"/socket.io/?EIO=4&transport=polling&sid={json.loads(opened[1:])['sid']}"
        http.post(path, content="40" + json.dumps({} if in_header else {"token": token}))
        answer = http.get(path).text
        http.post(path, content="1")
        return answer.startswith("40")


def on_plain(api: Api, token: str, path: str, where: str) -> bool:
    """Connect to a plain WebSocket; `where` says which of the three ways brings the token."""
    url = api.url.replace("http", "ws", 1) + path + (f"?token={token}" if where == "query" else "")
    with ExitStack() as doors:
        ws = doors.enter_context(connect(url, additional_headers=bearer(token) if where == "header" else {}))
        if where == "first frame":
            ws.send(json.dumps({"type": "auth", "token": token}))
        if json.loads(ws.recv(10))["type"] == "connection_established":
            return True
        with suppress(ConnectionClosed):
            while True:
                ws.recv(10)
        assert ws.protocol.close_code == 4401
        return False


def renewing_on_socketio(api: Api, token: str, word: str) -> bool:
    """Give the token to a connection that has a good one."""
    with RawSocketIO(api) as raw:
        raw.connect()
        answers = raw.answers(f"421{json.dumps([word, {'token': token}])}")
        assert raw.answers('42["ping",{}]') == []
        return payload_of(next(said for said in answers if said.startswith("431"))).get("ok", False)


def renewing_on_plain(api: Api, token: str, word: str) -> bool:
    """Give the token to a connection that has a good one."""
    with connect(f"{api.url.replace('http', 'ws', 1)}/realtime", additional_headers=bearer(api.token)) as ws:
        ws.send(json.dumps({"type": word, "token": token}))
        ws.send('{"type":"ping"}')
        heard = [json.loads(ws.recv(10))["type"]]
        while heard[-1] != "pong":
            heard.append(json.loads(ws.recv(10))["type"])
        assert ("sync:authenticated" in heard) != ("error" in heard)
        return "sync:authenticated" in heard


# Every way to give a token: it tells whether the token was taken.
WAYS: dict[str, Callable[[Api, str], bool]] = {
    "HTTP": lambda api, token: on_http(api, token).status_code == 200,
    "Socket.IO, payload": in_connect_payload,
    "Socket.IO, header": in_socketio_header,
    "polling, payload": partial(polling, in_header=False),
    "polling, header": partial(polling, in_header=True),
    **{
        f"{path}, {where}": partial(on_plain, path=path, where=where)
        for path in rawsocket.PATHS
        for where in ("header", "query", "first frame")
    },
    **{f"Socket.IO, {word}": partial(renewing_on_socketio, word=word) for word in ("auth", "sync:auth")},
    **{f"plain, {word}": partial(renewing_on_plain, word=word) for word in ("auth", "sync:auth")},
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_token_is_refused_by_each_way_to_give_it(house: House, kind: str) -> None:
    token = BAD[kind](house)
    with house.verify(changes=0):
        assert [way for way, takes in WAYS.items() if takes(house.api, token)] == []
        answer = on_http(house.api, token)
    assert (answer.status_code, complaints([(kind, answer)])) == (401, [])


@pytest.mark.parametrize("make", [signed, lambda api: signed_by_hand(api, "HS256")])
def test_a_good_token_made_by_the_same_hand_is_taken_by_each_way(house: House, make: Callable[[Api], str]) -> None:
    """Without this, every token above could be refused for the way in which it was made."""
    assert [way for way, takes in WAYS.items() if not takes(house.api, make(house.api))] == []


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
