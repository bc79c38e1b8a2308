"""What an answer to bad input must be, and someone who asks for it at every door."""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any, Self

import httpx

from tests.support.calls import GOOD, Call
from tests.support.house import House

BOOKING = {"guestName": "Booked", "partySize": 2, "reservationTime": "2030-06-14T19:00:00Z"}
# These speak to people, also where they refuse.
GUESTS_PAGES = ("/w/", "/p/", "/display/")
Answers = Iterable[tuple[str, httpx.Response]]


class Caller:
    """Sends calls in a restaurant with a seated party, a waiting one and a section; `ids` are theirs."""

    def __init__(self, house: House) -> None:
        self.api = house.api
        self.stranger = httpx.Client(base_url=house.api.url, timeout=30)
        house.seat(house.guest("Seated"), 2)
        device = house.api.act("POST", "/devices", {"name": "Tablet"})
        self.device = {"Authorization": f"Bearer {device['token']}"}
        self.ids: dict[str, Any] = {
            "restaurant_id": house.api.restaurant_id,
            "guest_id": house.guest("Waiting"),
            "table_id": house.tables[1],
            "table_ids": [house.tables[1], house.tables[4]],
            "section_id": house.api.act("POST", "/sections", {"name": "Terrace"})["id"],
            "combination_id": self._combination(),
            "server_id": house.api.act("POST", "/servers", {"name": "Ana", "onDuty": True})["id"],
            "reservation_id": house.api.act("POST", "/reservations", BOOKING)["id"],
            "user_id": house.api.act("POST", "/users", {"email": f"{token_hex(8)}@example.com", "role": "host"})["id"],
            "device_id": device["id"],
            "filename": "nothing.js",
            "slug": "test-bistro",
            "token": "A" * 22,
            "current_password": house.api.login["password"],
            "new_password": house.api.login["password"],
        }
        self.api.act("PUT", f"/users/{self.ids['user_id']}/pin", {"pin": GOOD["pin"]})

    def _combination(self) -> str:
        """Make one; and a draft of the floor, for those who publish or discard it."""
        tables = [{"capacity": 2, "number": 1}]
        self.api.act("PUT", "/floor/draft", {"tables": tables})
        number = {table["number"]: table["id"] for table in self.api.full()["tables"]}
        return self.api.act("POST", "/combinations", {"tableIds": [number[3], number[4]]})["id"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stranger.close()

    def send(self, call: Call, path: str | None = None, **more: Any) -> httpx.Response:
        """Send a call, to its own path if no other is given, with the token that it asks for."""
        path = call.path(self.ids) if path is None else path
        if call.of_a_device:
            more["headers"] = self.device | more.get("headers", {})
            return self.stranger.request(call.method, path, **more)
        if call.guarded:
            return self.api.send(call.method, path, **more)
        return self.stranger.request(call.method, path, **more)

    def good_body(self, call: Call) -> dict[str, Any]:
        """Return a body that is good for a call."""
        return call.good_body(self.ids)


def complaint(response: httpx.Response, *, must_refuse: bool = True) -> str | None:
    """Return what is wrong with an answer to bad input; None when it is as it must be."""
    status = response.status_code
    if status >= 500 or (must_refuse and status < 400):
        return f"{status} {response.text[:150]}"
    return wrong_shape(response) if status >= 400 else None


def complaints(answers: Answers, *, must_refuse: bool = True) -> list[str]:
    """Return a line for each answer that isn't as it must be; there must be answers."""
    judged = [(what, complaint(response, must_refuse=must_refuse)) for what, response in answers]
    assert judged, "nothing was sent"
    return [f"{what}: {wrong}" for what, wrong in judged if wrong]


def wrong_shape(response: httpx.Response) -> str | None:
    """Return what is wrong with a refusal's shape; None when it is the documented one."""
    if response.request.url.path.startswith(GUESTS_PAGES) and is_page(response):
        return None
    if response.headers.get("content-type") != "application/json":
        return f"{response.status_code} as {response.headers.get('content-type')}"
    if response.status_code == 401 and "WWW-Authenticate" not in response.headers:
        return "401 without WWW-Authenticate"
    error = response.json().get("error", {})
    named_alike = error.get("request_id") == response.headers["X-Request-Id"]
    return None if is_refusal(response.json()) and named_alike else f"{response.status_code} {response.text[:200]}"


def is_page(response: httpx.Response) -> bool:
    """Tell whether this is a page that words a refusal for a person."""
    kind = response.headers.get("content-type")
    return kind == "text/html; charset=utf-8" and response.text.count("<h1>") == 1 and "</html>" in response.text


def is_refusal(body: Any) -> bool:
    """Tell whether this is the error shape."""
    error = body.get("error") if isinstance(body, dict) else None
    return (
        isinstance(error, dict)
        and body.keys() >= {"success", "detail", "error"}
        and error.keys() == {"code", "message", "details", "request_id"}
        and body["success"] is False
        and isinstance(body["detail"], str)
        and error["message"] == body["detail"]
        and isinstance(error["code"], str)
        and isinstance(error["details"], dict)
    )
