"""The restaurant's real floor: its tables by label, and setting it free before the evening begins."""

from typing import Any

from bench.clients.api import Api
from bench.evening.actions import DOOR
from bench.evening.rows import BadEvening


class NotFree(Exception):
    """Parties or tables stand in the evening's way; the message names them."""


class Floor:
    """The tables that the evening uses."""

    def __init__(self, api: Api, labels: set[str]) -> None:
        self.api = api
        tables = {table["tableNumber"]: table for table in api.get(f"{api.base}/tables")}
        missing = sorted(labels - tables.keys())
        if missing:
            raise BadEvening(f"this restaurant has no table {', '.join(missing)}")
        self.ids = {label: tables[label]["id"] for label in labels}
        self.seats = {label: tables[label]["maxPartySize"] for label in labels}

    def check_free(self) -> None:
        """Raise NotFree while a party is here or a table isn't available."""
        parties, tables = self._parties(), self._tables()
        if parties or tables:
            names = [f"{guest['name']} ({guest['status']})" for guest in parties[:5]]
            labels = [f"table {table['tableNumber']} ({table['status']})" for table in tables[:5]]
            raise NotFree(f"{len(parties)} parties and {len(tables)} tables: {', '.join(names + labels)}")

    def clear(self) -> None:
        """Finish who sits, cancel who waits, and make the tables available."""
        for guest in self._parties():
            verb = "cancel" if guest["status"] in DOOR else "finish"
            self.api.act("POST", f"/guests/{guest['id']}/{verb}")
        for table in self._tables():
            self.api.act("PUT", f"/tables/{table['id']}", {"status": "available"})

    def _parties(self) -> list[dict[str, Any]]:
        return self.api.get(f"{self.api.base}/guests", active="true", limit=1000)

    def _tables(self) -> list[dict[str, Any]]:
        tables = self.api.get(f"{self.api.base}/tables")
        return [table for table in tables if table["id"] in self.ids.values() and table["status"] != "available"]
