"""The restaurant that is measured: some tables, some waiting parties, and hosts that seat and unseat them."""

import asyncio
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

    async def act(self) -> Answer:
        """Change the status through the atomic endpoint."""
        async with self._lock:
            body = {"status": "waiting"} if self._seated else {"status": "seated", "table_id": self.table_id}
            answer = await self.caller.call("PUT", self._path, body)
            self._seated = self._seated != answer.fine
            return answer


class House:
    """A restaurant with an admin's login, tables, parties that wait, and one party for each of the tables."""

    def __init__(self, login: Api) -> None:
        self.url, self.restaurant_id = login.url, login.restaurant_id
        self.caller = Caller(login.url, login.token)
        self.tables: list[str] = []
        self.parties: list[Party] = []

    @classmethod
    async def new(cls, url: str, name: str, tables: int = TABLES, waiting: int = WAITING) -> Self:
        """Register a restaurant and furnish it. Raises Refused, or RuntimeError when a table or party is refused."""
        login = await asyncio.to_thread(Api.register, url, name)
        login.close()
        house = cls(login)
        await house.furnish(tables, waiting)
        return house

    async def furnish(self, tables: int, waiting: int) -> None:
        """Add tables, a party for each, and others that wait. Raises RuntimeError when one is refused."""
        self.tables = [(await self.add_table(number))["id"] for number in range(1, tables + 1)]
        self.parties = [Party(self.caller, await self.add_guest(f"Party {table}"), table) for table in self.tables]
        for number in range(waiting):
            await self.add_guest(f"Waiting {number}")

    async def add_table(self, number: int) -> Any:
        """Add a table for four."""
        return await self._made("/api/tables", {"number": number, "capacity": 4})

    async def add_guest(self, name: str) -> Any:
        """Add a party of two to the waitlist."""
        return await self._made("/api/guests", {"name": name, "partySize": 2})

    async def _made(self, path: str, body: dict[str, Any]) -> Any:
        return (await self.caller.call("POST", path, body)).json()
