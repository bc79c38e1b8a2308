"""Whose turn it is to take the next party. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Load:
    """What a server who is on duty carries.

    `tables` are theirs, `free_tables` those of them that a party could take now; `covers` are the people who sit at
    them, `recent_covers` those of the parties that were seated with this server in the time that counts;
    `last_seated` is when the last party of the business day was.
    """

    server_id: str
    name: str
    paused: bool = False
    tables: int = 0
    free_tables: int = 0
    covers: int = 0
    recent_covers: int = 0
    last_seated: datetime | None = None

    @property
    def takes_parties(self) -> bool:
        """Tell whether they have a turn at all: who is paused, or has no table, has none."""
        return not self.paused and self.tables > 0


def in_turn(loads: Iterable[Load]) -> list[Load]:
    """Return who takes parties, the next one first.

    Who has a free table goes before who has none. Then the one with the fewest covers seated in the time that counts;
    among equals the one whose last party was seated longest ago, and who had none this business day before all;
    then by name.
    """
    return sorted((load for load in loads if load.takes_parties), key=_turn)


def _turn(load: Load) -> tuple[bool, int, datetime, str, str]:
    return load.free_tables == 0, load.recent_covers, load.last_seated or LONG_AGO, load.name.casefold(), load.server_id
