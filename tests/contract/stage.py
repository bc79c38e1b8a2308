"""Where the documents' examples are played: one restaurant, a device at each door, and one next door."""

import re
import secrets
from typing import Any

import httpx

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from bench.clients.store import PLURALS
from qtable.restaurants.models import DEFAULT_POLICIES

QUIET = ("sync:head", "heartbeat", "pong", "connection_established", "full_sync", "sync:subscribed", "error")
HOW_TO_MAKE = {"table": "/tables", "guest": "/guests", "reservation": "/reservations", "section": "/sections"}
CLEAN = dict(DEFAULT_POLICIES)


class Stage:
    """A restaurant that is emptied for each example; `names` are what `{name}` in an example stands for."""

    def __init__(self, url: str) -> None:
        self.api, self.neighbour = Api.register(url, "The Contract"), Api.register(url, "Next Door")
        self.anyone = httpx.Client(base_url=url, timeout=30)
        self.tokens: dict[str, str | None] = {"admin": self.api.token, "nobody": None}
        self.tokens |= {"stranger": self.neighbour.token, "refresh": self.api.login["refresh_token"]}
        self.devices: dict[str, Any] = {
            "entities": SocketIOListener(self.api, "an app that only connects", subscribe=False),
            "delta": SocketIOListener(self.api, "an app that subscribes"),
            "both": PlainListener(self.api, "/realtime"),
            "sync": PlainListener(self.api, "/ws/restaurant/sync"),
            "next door": PlainListener(self.neighbour, "/realtime"),
        }
        for device in self.devices.values():
            device.open()
        self.names: dict[str, str] = {}
        self.seq = 0

    def prepare(self, given: list[dict[str, Any]]) -> None:
        """Empty the restaurant, and make what an example wants to find."""
        before = self._empty()
        for step in given:
            ((what, how),) = step.items()
            if what in HOW_TO_MAKE:
                self.api.act("POST", HOW_TO_MAKE[what], how)
            elif what == "seat":
                self.api.act("POST", f"/guests/{how[0]}/seat", {"table_id": how[1]})
            elif what == "status":
                self.api.act("PUT", f"/guests/{how[0]}/status/atomic", {"status": how[1]})
            elif what == "restaurant":
                self.api.act("PUT", "", how)
            elif what == "policies":
                self.api.act("PUT", "/policies", how)
            else:
                assert what == "send", what
                answer = self.send(self.filled(how))
                assert answer.status_code < 400, answer.text
        self._name_places(before)

    def send(self, request: dict[str, Any]) -> httpx.Response:
        """Send an example's request, as the admin unless it says who."""
        who, text = request.get("as", "admin"), request.get("text")
        headers = dict(request.get("headers", {}))
        if (token := self._token(who)) is not None:
            headers["Authorization"] = f"Bearer {token}"
        body: dict[str, Any] = {"json": request["body"]} if "body" in request else {}
        if text is not None:
            body = {"content": text * request.get("times", 1)}
        return self.anyone.request(
            request["method"], request["path"], params=request.get("query"), headers=headers, **body
        )

    def filled(self, value: Any) -> Any:
        """Return JSON with each `{name}` in its texts replaced by what it stands for now."""
        if isinstance(value, dict):
            return {key: self.filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        if isinstance(value, str):
            return re.sub(r"\{(\w+)\}", lambda found: self.names.get(found[1], found[0]), value)
        return value

    def heard_during(self, act: Any) -> tuple[Any, dict[str, list[dict[str, Any]]]]:
        """Run `act`; return what it returns, and what each device heard of it, the regular words left out."""
        self.settle()
        before = {door: len(device.heard) for door, device in self.devices.items()}
        done = act()
        self.settle()
        return done, {door: _news(device)(before[door]) for door, device in self.devices.items()}

    def settle(self) -> None:
        """Wait until each device has heard all that was sent before now."""
        for device in self.devices.values():
            device.barrier()

    def close(self) -> None:
        """Let everybody leave."""
        for device in self.devices.values():
            device.close()
        for client in (self.anyone, self.api, self.neighbour):
            client.close()

    def _empty(self) -> str:
        """Remove all that is here; return the cursor behind that."""
        full = self.api.full()
        cursor = full["cursor"]
        gone = {
            f"{kind}s": [{"id": entity["id"], "operation": "delete"} for entity in full[f"{kind}s"]]
            for kind in ("guest", "table", "reservation")
        }
        if any(gone.values()):
            answer = self.api.send("POST", "/transactions/atomic", json=gone)
            assert answer.status_code == 200, answer.text
            cursor = answer.json()["cursor"]
        for section in full["sections"]:
            self.api.act("DELETE", f"/sections/{section['id']}")
        if full["restaurants"][0]["policies"] != CLEAN:
            self.api.act("PUT", "/policies", CLEAN)
        return cursor

    def _name_places(self, before: str) -> None:
        answer = self.api.send("GET", "/api/sync/full")
        full = answer.json()
        self.seq = full["seq"]
        self.names = {"restaurant": self.api.restaurant_id, "etag": answer.headers["ETag"], "before": before}
        self.names |= {"cursor": full["cursor"], "timestamp": full["timestamp"]}
        self.names |= {"user": self.api.login["user_id"], "email": self.api.login["email"], "new": secrets.token_hex(8)}
        self.names |= {"password": self.api.login["password"], "next_door": self.neighbour.restaurant_id}
        self.names |= {"token": self.api.token, "refresh_token": self.api.login["refresh_token"]}

    def _token(self, who: str) -> str | None:
        if who not in self.tokens:
            person = {"email": f"{secrets.token_hex(8)}@example.com", "password": "a-password-for-tests"}
            self.api.act("POST", "/users", {**person, "role": who})
            self.tokens[who] = Api.log_in(self.api.url, **person).token
        return self.tokens[who]

    def read(self, kind: str, entity_id: str) -> dict[str, Any]:
        """Return what a GET shows of an entity right now."""
        path = "" if kind == "restaurant" else f"/{PLURALS[kind]}/{entity_id}"
        return self.api.get(self.api.base + path)


def _news(device: Listener) -> Any:
    return lambda start: [message for message in device.heard[start:] if message["type"] not in QUIET]
