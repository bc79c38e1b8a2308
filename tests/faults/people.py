"""A login that lives through an evening of faults."""

import threading
from contextlib import suppress

import httpx

from bench.clients.api import Api

SECONDS_TO_ANSWER = 10.0


class Person(Api):
    """One person's login, shared by their devices; whoever finds it run out renews it for all."""

    def __init__(self, url: str, login: dict) -> None:
        super().__init__(url, login)
        self.renewals = 0
        self._renewing = threading.Lock()
        self._http.timeout = httpx.Timeout(SECONDS_TO_ANSWER)

    def renew_if_ended(self, used: str) -> None:
        """Refresh the login if `used` is still its token and is refused; whatever fails, the next try comes soon."""
        with self._renewing, suppress(httpx.TransportError):
            if self.token != used or self.send("GET", "/auth/me").status_code != 401:
                return
            bearer = {"Authorization": f"Bearer {self.login['refresh_token']}"}
            answer = self._http.post("/auth/refresh", json={}, headers=bearer)
            if answer.status_code == 200:
                self.login |= answer.json()
                self.token = answer.json()["access_token"]
                self.renewals += 1
