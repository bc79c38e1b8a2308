"""The evening on paper: who waits, who sits where, and so what the server owes each row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.evening.actions import ADD, DELETE, EDIT, PARTY_ACTIONS, TABLE_ACTIONS, Action
from bench.evening.rows import Row

RACE = "race"


@dataclass
class Party:
    """One party. Rivals for a table each have two `tables`: which of them is whose, the race decides."""

    size: int
    quoted: int | None
    told: dict[str, object]
    status: str = "waiting"
    tables: set[str] = field(default_factory=set)


class Paper:
    """A house with free tables; `seats` says how many may sit at each."""

    def __init__(self, seats: Mapping[str, int]) -> None:
        self.seats = seats
        self.parties: dict[str, Party] = {}
        self.states = dict.fromkeys(seats, "available")
        self.holders: dict[str, set[str]] = {table: set() for table in seats}
        self.rivals: dict[str, str] = {}

    def answer(self, row: Row) -> str:
        """Do what a row says, if the rules allow it, and return the error code that it is owed, or nothing.

        Raises BadEvening for a row that makes no sense.
        """
        if row.table and row.table not in self.seats:
            raise row.wrong(f"there is no table {row.table}")
        if row.action in TABLE_ACTIONS:
            return self._table(row, TABLE_ACTIONS[row.action])
        if row.action not in PARTY_ACTIONS:
            raise row.wrong(f"{row.action!r} is no action")
        if row.action == "add":
            return self._add(row)
        if len(row.parties) == 2:
            return self._second_best(row)
        if row.party not in self.parties:
            raise row.wrong(f"party {row.party!r} isn't on the list")
        if row.party in self.rivals:
            raise row.wrong(f"first seat whichever was refused at table {self.rivals[row.party]}")
        return self._party(row, self.parties[row.party], PARTY_ACTIONS[row.action])

    def _add(self, row: Row) -> str:
        if not row.name or row.size is None or not row.source or len(row.parties) != 1:
            raise row.wrong("a new party needs its number, name, size and source")
        if row.party in self.parties:
            raise row.wrong(f"party {row.party} is on the list already")
        if bool(row.booked_for) != (row.source == "reservation"):
            raise row.wrong("booked_for goes with the source reservation")
        self.parties[row.party] = Party(row.size, row.quoted, _told(row), ADD.after)
        return ""

    def _party(self, row: Row, party: Party, action: Action) -> str:
        if party.status not in action.before:
            return "illegal_transition"
        if len(party.tables) > 1 and row.action not in ("finish", "edit"):
            raise row.wrong("nobody knows at which table these rivals sit; they can only finish")
        if action is EDIT:
            return self._edit(row, party)
        if action.seats:
            return self._seat(row, party)
        self._leave(row.party)
        party.status = action.after
        if action is DELETE:
            del self.parties[row.party]
        return ""

    def _edit(self, row: Row, party: Party) -> str:
        if party.told | _told(row) == party.told:
            raise row.wrong("it changes nothing")
        if row.quoted is not None and party.quoted is not None:
            return "invalid"
        party.told |= _told(row)
        party.size, party.quoted = row.size or party.size, row.quoted or party.quoted
        return ""

    def _seat(self, row: Row, party: Party) -> str:
        if not row.table:
            raise row.wrong("at which table?")
        refused = self._refusal(row, party)
        if refused or row.expect == RACE:
            return self._race(row) if row.expect == RACE and not refused else refused
        self._leave(row.party)
        party.status, party.tables = "seated", {row.table}
        self.holders[row.table] = {row.party}
        return ""

    def _refusal(self, row: Row, party: Party) -> str:
        if self.holders[row.table] or list(self.rivals.values()).count(row.table) == 2:
            return "table_occupied"
        if party.size > self.seats[row.table] and row.action != "squeeze":
            return "over_capacity"
        return "" if self.states[row.table] == "available" else "table_not_ready"

    def _race(self, row: Row) -> str:
        """Note a rival; who gets the table is settled by the row of "31 or 44"."""
        if row.action != "seat":
            raise row.wrong("rivals seat, and nothing else")
        self.rivals[row.party] = row.table
        return RACE

    def _second_best(self, row: Row) -> str:
        one, other = row.parties
        contested = self.rivals.pop(one, None)
        if row.action != "seat" or contested is None or contested != self.rivals.pop(other, None):
            raise row.wrong(f"{one} and {other} didn't try one table")
        pair = [self.parties[one], self.parties[other]]
        if any(self._refusal(row, party) for party in pair) or row.table == contested:
            raise row.wrong(f"table {row.table} isn't good for both of them")
        for party in pair:
            party.status, party.tables = "seated", {contested, row.table}
        self.holders[contested] = self.holders[row.table] = set(row.parties)
        return ""

    def _leave(self, number: str) -> None:
        for table in self.parties[number].tables:
            self.holders[table] = self.holders[table] - {number}
        self.parties[number].tables = set()

    def _table(self, row: Row, action: Action) -> str:
        if row.parties or not row.table:
            raise row.wrong(f"{row.action} is about a table alone")
        if self.holders[row.table] or row.table in self.rivals.values():
            raise row.wrong(f"a party sits at table {row.table}")
        if self.states[row.table] not in action.before:
            raise row.wrong(f"table {row.table} is {self.states[row.table]}")
        self.states[row.table] = action.after
        return ""


def _told(row: Row) -> dict[str, object]:
    told = ("name", "size", "quoted", "phone", "tags", "notes")
    return {name: value for name in told if (value := getattr(row, name))}
