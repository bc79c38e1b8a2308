"""A restaurant under faults: hosts who work, devices that listen, and what must hold in the end."""

import json
import random
from collections.abc import Iterable
from typing import Any

from bench.clients.store import seq_of
from tests.faults import devices, truth
from tests.faults.people import Person
from tests.faults.writers import Writer

TABLES = 6
OPENING_SECONDS = 20
GOING_ON_SECONDS = 30


class Bistro:
    """One restaurant. Every id made here begins with `mark`, so that it is known where it must not be."""

    def __init__(
        self, url: str, mark: str, sizes: tuple[int, int], dice: random.Random, *, polling: bool = False
    ) -> None:
        self.mark, self.dice = mark, dice
        self.hosts, listening = sizes
        self.person = Person.register(url, f"Bistro {mark}")
        numbers = range(1, TABLES + 1)
        self.tables = [self.person.act("POST", "/tables", _table(mark, number))["id"] for number in numbers]
        self.start = self.person.full()
        self.writers: list[Writer] = []
        self.devices = devices.crowd(self.person, polling, listening, dice)

    def open(self) -> None:
        """Connect all devices, then let the hosts begin."""
        for steady in self.devices:
            steady.start()
        for steady in self.devices:
            assert steady.is_open.wait(OPENING_SECONDS), f"{steady.device.name} could not connect"
        self.hire()

    def hire(self) -> None:
        """Let new hosts begin."""
        for _ in range(self.hosts):
            dice, name = random.Random(self.dice.random()), f"{self.mark}-host-{len(self.writers)}"
            self.writers.append(Writer(self.person, name, dice, self.tables))
            self.writers[-1].start()

    def forget_after(self, seq: int) -> None:
        """Take what was done after `seq` for undone: a backup brings back what was before."""
        for writer in self.writers:
            writer.done = [act for act in writer.done if act.seq <= seq]

    def go_on(self, acts: int) -> None:
        """Wait until each host has done so many more acts."""
        for writer in self.writers[-self.hosts :]:
            assert writer.does(acts, GOING_ON_SECONDS), f"{writer.prefix} got no answers any more"

    def rest(self) -> None:
        """Let the hosts finish what is under way."""
        for writer in self.writers:
            writer.rest()

    def head(self, database: truth.Database) -> int:
        """Return how far the log is."""
        (row,) = database.rows("SELECT change_seq FROM restaurants WHERE id = :id", id=self.person.restaurant_id)
        return row.change_seq

    def has_heard(self, seq: int) -> bool:
        """Tell whether every device is so far."""
        return all(steady.device.store.seq >= seq for steady in self.devices)

    def wrong(self, database: truth.Database, all_of_them: "list[Bistro]") -> list[str]:
        """Return what doesn't hold."""
        done = [act for writer in self.writers for act in writer.done]
        return [
            *(complaint for writer in self.writers for complaint in writer.wrong),
            *truth.of_the_log(database, self.person, self.start),
            *truth.of_the_keys(database, self.person, done, self.dice),
            *truth.of_the_floor(database, self.person),
            *self._wrong_devices([bistro.mark for bistro in all_of_them if bistro is not self]),
        ]

    def counts(self) -> dict[str, float]:
        """Return what happened, for the table of results."""
        return {
            "acts": sum(len(writer.done) for writer in self.writers),
            "refused": sum(writer.refused.total() for writer in self.writers),
            "answers lost": sum(writer.lost for writer in self.writers),
            "503": sum(writer.unavailable for writer in self.writers),
            "longest wait s": max(writer.longest for writer in self.writers),
            "reconnects": sum(steady.device.connects - 1 for steady in self.devices),
        }

    def close(self) -> None:
        """Send everyone home."""
        for writer in self.writers:
            if writer.is_alive():
                writer.rest()
        for steady in self.devices:
            steady.let_go()
        for steady in self.devices:
            steady.end()
        self.person.close()

    def _wrong_devices(self, others: list[str]) -> Iterable[str]:
        full = self.person.full()
        for steady in self.devices:
            device = steady.device
            store = device.store
            who = f"{self.mark}: {device.name} ({device.connects} connects)"
            if store.seq != seq_of(full["cursor"]):
                yield f"{who} is at {store.seq}, not at {full['cursor']}"
            yield from (f"{who} differs: {line}" for line in store.differences(full)[:2])
            if store.skipped or store.repeated:
                yield f"{who} applied a gap {store.skipped} times and a duplicate {store.repeated} times"
            if device.connects == 1 and (store.gaps or store.duplicates):
                yield f"{who} never lost its connection, yet heard {store.gaps} gaps, {store.duplicates} duplicates"
            heard = json.dumps(device.heard)
            yield from (f"{who} heard of {other}" for other in others if other in heard)


def _table(mark: str, number: int) -> dict[str, Any]:
    return {"id": f"{mark}-table-{number}", "number": number, "capacity": 8}
