"""A restaurant under watch: whatever is done to it, every device must end up with the truth."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener
from bench.clients.store import seq_of
from tests.support import live_document


class House:
    """A restaurant with tables 1–4 (for 2, 4, 4 and 6) and a device on every transport."""

    def __init__(self, api: Api, database: Path) -> None:
        self.api = api
        self.database = database
        seats = {1: 2, 2: 4, 3: 4, 4: 6}
        self.tables = {
            number: api.act("POST", "/tables", {"number": number, "capacity": capacity})["id"]
            for number, capacity in seats.items()
        }
        self.socketio = SocketIOListener(api)
        self.browser = SocketIOListener(api, "browser", transports=("polling", "websocket"))
        self.realtime = PlainListener(api, "/realtime")
        self.sync = PlainListener(api, "/ws/restaurant/sync")
        self.devices: list[Any] = [self.socketio, self.browser, self.realtime, self.sync]
        for device in self.devices:
            device.open()

    @contextmanager
    def verify(self, changes: int | None = None) -> Iterator[None]:
        """Check that old snapshot + messages = new snapshot on every device.

        `changes` is how many transactions the block must make; 0 means that nothing may be heard.
        """
        self._settle()
        before = self.api.full()
        heard = {device.name: len(_news(device)) for device in self.devices}
        yield
        after = self.api.full()
        self._settle()
        made = seq_of(after["cursor"]) - seq_of(before["cursor"])
        assert changes is None or made == changes
        for device in self.devices:
            assert device.store.seq == seq_of(after["cursor"]), device.name
            assert device.store.differences(after) == [], device.name
            assert (device.store.gaps, device.store.duplicates) == (0, 0), device.name
            news = _news(device)[heard[device.name] :]
            assert len({message["seq"] for message in news}) == made, device.name
        if made == 0:
            assert before["guests"] == after["guests"] or _without_readings(before) == _without_readings(after)

    def guest(self, name: str = "Lee", size: int = 2, **more: Any) -> str:
        """Add a party and return its id."""
        return self.api.act("POST", "/guests", {"name": name, "partySize": size, **more})["id"]

    def seat(self, guest_id: str, number: int, **more: Any) -> dict[str, Any]:
        """Seat a party at a table by its number."""
        return self.api.act("POST", f"/guests/{guest_id}/seat", {"table_id": self.tables[number], **more})

    def read_guest(self, guest_id: str) -> dict[str, Any]:
        """Return a guest as it is now."""
        return self.api.get(f"{self.api.base}/guests/{guest_id}")

    def read_table(self, number: int) -> dict[str, Any]:
        """Return a table as it is now."""
        return self.api.get(f"{self.api.base}/tables/{self.tables[number]}")

    def close(self) -> None:
        """Disconnect every device; each message that it heard must be one of the live document's."""
        for device in self.devices:
            device.close()
            assert live_document.complaints("server", device.heard) == [], device.name

    def _settle(self) -> None:
        for device in self.devices:
            device.barrier()


def _news(device: Listener) -> list[dict[str, Any]]:
    quiet = ("sync:head", "pong", "connection_established", "full_sync", "sync:subscribed", "heartbeat", "error")
    return [message for message in list(device.heard) if message["type"] not in quiet]


def _without_readings(full: dict[str, Any]) -> list[dict[str, Any]]:
    return [{k: v for k, v in guest.items() if k != "waitTime"} for guest in full["guests"]]
