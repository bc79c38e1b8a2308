"""One case: restaurants at work, something that goes wrong, and what must hold."""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol

from tests.faults.bistro import Bistro
from tests.faults.truth import Database

SEED = os.environ.get("FAULTS_SEED") or str(random.SystemRandom().randrange(10**6))
ROUNDS = int(os.environ.get("FAULTS_ROUNDS") or 3)
# Hosts and devices of the two restaurants.
SIZES = ((4, 14), (2, 6))
# What each host does before the fault, and after it.
ACTS = 8
# Within this every device must have the truth again once the fault is over.
SETTLING_SECONDS = 5.0
# What the log of a server says that answered 500.
FAILED = re.compile(r"request \S+ failed")
Counts = dict[str, float]


class Place(Protocol):
    """What serves the restaurants, and where its rows can be read."""

    url: str
    database: Database


class Evening:
    """One case. `dice` are thrown by the seed and the case's name alone."""

    def __init__(self, name: str, table: list[tuple[str, Counts]], write: Callable[[str], None]) -> None:
        self.name, self.table, self.write = name, table, write
        self.dice = random.Random(f"{SEED} {name}")
        self.behind = 0.0
        self.bistros: list[Bistro] = []

    @contextmanager
    def at(self, place: Place, polling: bool = False) -> Iterator[None]:
        """Have two restaurants there, together 20 devices and 6 hosts."""
        self.database = place.database
        marks = [f"{name}-{self.dice.randrange(10**9):09}" for name in ("anna", "bea")]
        try:
            for mark, size in zip(marks, SIZES, strict=True):
                self.bistros.append(Bistro(place.url, mark, size, self.dice, polling=polling))
            yield
        finally:
            for bistro in self.bistros:
                bistro.close()

    def holds(self, fault: Callable[[], None]) -> Counts:
        """Let the restaurants work through a fault, hold everything to the truth, and return what was felt."""
        self.begin()
        fault()
        self.behind = self.all_hear_all()
        self.end()
        return self.judge()

    def storm(self, faults: dict[Callable[[Any, "Evening"], None], str], place: Place) -> None:
        """Do fault after fault, the next one before the last has healed."""
        for fault in self.dice.choices(list(faults), k=ROUNDS):
            self.write(f"  {fault.__name__.replace('_', ' ')}")
            fault(place, self)

    def begin(self) -> None:
        """Open the restaurants, and let every host do something."""
        for bistro in self.bistros:
            bistro.open()
        for bistro in self.bistros:
            bistro.go_on(ACTS)

    def all_hear_all(self) -> float:
        """Wait until every device has what the log holds now; return the seconds."""
        began = time.monotonic()
        heads = [bistro.head(self.database) for bistro in self.bistros]
        while not all(bistro.has_heard(head) for bistro, head in zip(self.bistros, heads, strict=True)):
            assert time.monotonic() < began + SETTLING_SECONDS, f"devices are still behind; seed {SEED}"
            time.sleep(0.02)
        return time.monotonic() - began

    def all_hear_all_in_silence(self) -> None:
        """The same while no host does anything: no later change may bring what the last one should have brought."""
        with ExitStack() as pauses:
            for bistro in self.bistros:
                for writer in bistro.writers:
                    pauses.enter_context(writer.between_acts)
            self.all_hear_all()

    def end(self) -> None:
        """Let every host do something more and rest, and every device hear it."""
        for bistro in self.bistros:
            bistro.go_on(ACTS)
        for bistro in self.bistros:
            bistro.rest()
        self.all_hear_all()

    def judge(self) -> Counts:
        """Hold everything to the truth; return what was felt, for the table."""
        wrong = [line for bistro in self.bistros for line in bistro.wrong(self.database, self.bistros)]
        counts = [bistro.counts() for bistro in self.bistros]
        merged = {name: (max if name.endswith(" s") else sum)(each[name] for each in counts) for name in counts[0]}
        self.table.append((self.name, merged | {"behind s": self.behind}))
        assert wrong == [], f"seed {SEED}"
        return merged
