"""The HTTP client: a login, and calls that carry it."""

import secrets
from typing import Any, Self

import httpx


class Refused(Exception):
    """An answer of 400 or above; `error` is the error object."""

    def __init__(self, response: httpx.Response) -> None:
        body = response.json()
        super().__init__(
            f"{response.request.method} {response.request.url.path}: {response.status_code} {body['detail']}"
        )
        self.status = response.status_code
        self.error = body["error"]


class Api:
    """One person's login at one server; usable from several threads."""

    def __init__(self, url: str, login: dict[str, Any]) -> None:
        self.url = url
        self.token: str = login["access_token"]
        self.restaurant_id: str = login["restaurant_id"]
        self.login = login
        self._http = httpx.Client(base_url=url, timeout=30, limits=httpx.Limits(max_connections=None))

    @classmethod
    def log_in(cls, url: str, email: str, password: str) -> Self:
        """Log in. Raises Refused."""
        return cls(url, _ok(httpx.post(f"{url}/auth/login", json={"email": email, "password": password}, timeout=30)))

    @classmethod
    def register(cls, url: str, name: str) -> Self:
        """Make a restaurant of one's own; its admin's email is random."""
        person = {"email": f"{secrets.token_hex(8)}@example.com", "password": secrets.token_hex(8)}
        answer = httpx.post(f"{url}/auth/register", json={"restaurant_name": name, **person}, timeout=30)
        return cls(url, _ok(answer) | person)

    @property
    def base(self) -> str:
        """Return the path of the restaurant."""
        return f"/restaurants/{self.restaurant_id}"

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request with the token and return the answer, whatever it is."""
        headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        return self._http.request(method, path, headers=headers, **more)

    def get(self, path: str, **params: Any) -> Any:
        """Return an answer's JSON. Raises Refused."""
        return _ok(self.send("GET", path, params=params))

    def act(self, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        """Send a mutation under an idempotency key and return its JSON. Raises Refused."""
        headers = {"Idempotency-Key": key or secrets.token_urlsafe(18)}
        return _ok(self.send(method, self.base + path, json=body or {}, headers=headers))

    def full(self) -> dict[str, Any]:
        """Return a full sync."""
        return self.get("/api/sync/full", restaurant_id=self.restaurant_id)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


def _ok(response: httpx.Response) -> Any:
    if response.status_code >= 400:
        raise Refused(response)
    return response.json()
