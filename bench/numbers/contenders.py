"""Two servers made alike: a restaurant with as many parties, tables and past guests, and an audience of listeners."""

from dataclasses import dataclass, field
from subprocess import Popen
from typing import Any
from uuid import uuid4

from bench.clients.server_process import ServerProcess
from bench.numbers.audience import Audience, ConnectedListener, Listener
from bench.numbers.caller import Answer, Caller
from bench.numbers.crowd import Missed
from bench.numbers.house import House, Party
from bench.numbers.yardstick import Yardstick

AT_ONCE = 250


class Visit(Party):
    """A party that comes again and again: seated at its own table, finished, back on the waitlist."""

    def __init__(self, caller: Caller, restaurant_id: str, guest_id: str, table_id: str) -> None:
        super().__init__(caller, {"id": guest_id}, table_id)
        self.restaurant_id = restaurant_id
        self._path = f"/restaurants/{restaurant_id}/guests/{guest_id}/status/atomic"
        seat = {"status": "seated", "table_id": table_id}
        self._steps: list[dict[str, str]] = [seat, {"status": "finished"}, {"status": "waiting"}]

    async def act(self) -> Answer:
        """Take the next step of the visit, through the atomic endpoint."""
        async with self._lock:
            answer = await self.caller.call("PUT", self._path, self._steps[0])
            if answer.fine:
                self._steps.append(self._steps.pop(0))
            return answer


@dataclass
class Contender:
    """A running server, the parties that are led through their visits there, who listens, and what went wrong."""

    name: str
    process: Popen[Any] | None
    visits: list[Visit]
    kind: type[Listener]
    audience: Audience = field(default_factory=lambda: Audience([]))
    missed: Missed = field(default_factory=lambda: Missed(0, 0))
    refused: int = 0

    async def heard_by(self, listeners: int) -> None:
        """Let more listeners in, until there are as many. Raises OSError or TimeoutError."""
        caller, restaurant_id = self.visits[0].caller, self.visits[0].restaurant_id
        more = listeners - len(self.audience.devices)
        new = await Audience.of([self.kind], more, caller, restaurant_id).open()
        self.audience = Audience([*self.audience.devices, *new.devices])

    async def leave(self) -> None:
        """Hang up on everything."""
        await self.audience.close()
        self.visits[0].caller.close()


async def qtable(server: ServerProcess, parties: int, past: int) -> Contender:
    """Furnish QTable. Raises Refused or RuntimeError."""
    house = await House.new(server.url, "Beside a yardstick", tables=parties, waiting=0)
    for begin in range(0, past, AT_ONCE):
        ids = [str(uuid4()) for _ in range(begin, min(begin + AT_ONCE, past))]
        await _all(house.caller, ids, "create", {"name": "Old", "partySize": 4})
        await _all(house.caller, ids, "update", {"status": "cancelled"})
    visits = [Visit(party.caller, house.restaurant_id, party.guest_id, party.table_id) for party in house.parties]
    return Contender("QTable", server.process, visits, Listener)


def yardstick(server: Yardstick) -> Contender:
    """Return the yardstick, which furnished itself."""
    caller, seats = Caller(server.url, server.token), zip(server.guests, server.tables, strict=True)
    visits = [Visit(caller, server.restaurant_id, guest, table) for guest, table in seats]
    return Contender("the yardstick", server.process, visits, ConnectedListener)


async def _all(caller: Caller, ids: list[str], operation: str, data: dict[str, Any]) -> None:
    guests = [{"id": guest_id, "operation": operation, "data": data} for guest_id in ids]
    (await caller.call("POST", "/api/v1/atomic/batch", {"guests": guests})).json()
