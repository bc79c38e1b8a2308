"""The two kinds of load: acts at a fixed rate, whatever the answers do, and hosts that never pause."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.numbers.caller import Answer
from bench.numbers.crowd import Crowd
from bench.numbers.house import Party
from bench.numbers.progress import Shown


@dataclass
class Load:
    """What was sent: the accepted answers by their seq, and the seconds it took.

    At a server whose answers tell no seq they are numbered as they come.
    `late` says by how much each act of a fixed rate left after its moment: the load generator's own delay.
    `unsent` counts acts of a fixed rate that were left out because the server didn't keep up.
    """

    answers: dict[int, Answer] = field(default_factory=dict)
    refused: int = 0
    unsent: int = 0
    late: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def last(self) -> int:
        """Return the seq of the last transaction."""
        return max(self.answers, default=0)

    def add(self, answer: Answer) -> None:
        """Note one answer."""
        if answer.fine:
            self.answers[answer.json().get("seq", len(self.answers) + 1)] = answer
        else:
            self.refused += 1

    def after_answer(self, crowd: Crowd) -> list[float]:
        """Return seconds from an answer to the whole transaction at each device; below 0 when that came first."""
        return [at - self.answers[seq].answered for seq, at in self._told(crowd)]

    def end_to_end(self, crowd: Crowd) -> list[float]:
        """Return seconds from the sending of a request to the whole transaction at each device."""
        return [at - self.answers[seq].sent for seq, at in self._told(crowd)]

    def to_the_last(self, crowd: Crowd) -> list[float]:
        """Return seconds from the sending of each request until the last device had its whole transaction."""
        last: dict[int, float] = {}
        for seq, at in self._told(crowd):
            last[seq] = max(at, last.get(seq, at))
        return [at - self.answers[seq].sent for seq, at in last.items()]

    def _told(self, crowd: Crowd) -> list[tuple[int, float]]:
        heard = (one for device in crowd.devices for one in device.heard)
        return [(one.seq, one.at) for one in heard if one.part == one.of and one.seq in self.answers]


async def at_rate(
    parties: Sequence[Party], rate: float, seconds: float, show: Shown, *, leave_out: bool = False
) -> Load:
    """Let the parties act in turn, `rate` times a second: a slow answer delays no other act.

    Whoever's turn comes while their last act isn't answered acts after that, or with `leave_out` not at all: at a
    rate that the server can't keep the queue would grow for ever, and the times in it say nothing.
    """
    load, begin, acts = Load(), time.perf_counter(), []
    total = round(rate * seconds)
    for number in range(total):
        due, party = begin + number / rate, parties[number % len(parties)]
        await asyncio.sleep(due - time.perf_counter())
        if leave_out and party.busy:
            load.unsent += 1
            continue
        load.late.append(time.perf_counter() - due)
        acts.append(asyncio.create_task(party.act()))
        show(number / total)
    for answer in await asyncio.gather(*acts):
        load.add(answer)
    load.seconds = time.perf_counter() - begin
    return load


async def flat_out(parties: Sequence[Party], seconds: float, show: Shown) -> Load:
    """Let each party act again as soon as it is answered."""
    load, begin = Load(), time.perf_counter()

    async def act_on(party: Party) -> None:
        while (past := time.perf_counter() - begin) < seconds:
            load.add(await party.act())
            show(past / seconds)

    await asyncio.gather(*(act_on(party) for party in parties))
    load.seconds = time.perf_counter() - begin
    return load
