"""The restaurant that is measured: some tables, some waiting parties, and hosts that seat and unseat them."""

import asyncio
import secrets
from typing import Any, Self

from bench.clients.api import Api
from bench.numbers.caller import Answer, Caller

TABLES, WAITING = 24, 40


class Party:
    """A party with a table of its own: each act seats it there or sends it back to wait, one act at a time.

    Both change guest and table in one transaction, and both can go on for ever without the data growing.
    """

    def __init__(self, caller: Caller, guest: dict[str, Any], table_id: str) -> None:
        self.caller, self.guest_id, self.table_id = caller, guest["id"], table_id
        self._path = f"/api/guests/{self.guest_id}/status/atomic"
        self._seated = False
        self._lock = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Tell whether an act isn't answered yet."""
        return self._lock.locked()

    async def act(self) -> Answer:
        """Change the status through the atomic endpoint."""
        async with self._lock:
            body = {"status": "waiting"} if self._seated else {"status": "seated", "table_id": self.table_id}
            answer = await self.caller.call("PUT", self._path, body)
            self._seated = self._seated != answer.fine
            return answer


class House:
    """A restaurant with an admin's login, tables, parties that wait, and one party for each of the tables."""

    def __init__(self, url: str, token: str, restaurant_id: str) -> None:
        self.url, self.restaurant_id = url, restaurant_id
        self.caller = Caller(url, token)
        self.tables: list[str] = []
        self.parties: list[Party] = []

    @classmethod
    async def new(cls, url: str, name: str, tables: int = TABLES, waiting: int = WAITING) -> Self:
        """Register a restaurant and furnish it in one batch. Raises Refused, or RuntimeError when that is refused."""
        login = await asyncio.to_thread(Api.register, url, name)
        login.close()
        house = cls(url, login.token, login.restaurant_id)
        await house.furnish(tables, waiting)
        return house

    async def furnish(self, tables: int, waiting: int) -> None:
        """Add tables, a party for each, and others that wait, in one batch. Raises RuntimeError when it is refused."""
        floor = [_new(number=number, capacity=4) for number in range(1, tables + 1)]
        guests = [_new(name=f"Party {number}", partySize=2) for number in range(1, tables + waiting + 1)]
        (await self.caller.call("POST", "/api/v1/atomic/batch", {"tables": floor, "guests": guests})).json()
        self.tables = [table["id"] for table in floor]
        self.parties = [Party(self.caller, *both) for both in zip(guests, self.tables, strict=False)]


def _new(**data: Any) -> dict[str, Any]:
    return {"id": secrets.token_hex(8), "operation": "create", "data": data}
