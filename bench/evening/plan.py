"""The plan: each row with what must be done before it, so that several hosts can work at once."""

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.evening.paper import RACE, Paper
from bench.evening.rows import Row


@dataclass
class Step:
    """One row. `after` are the lines that must be done before it, `sitting` who holds its table by then.

    Two rivals share `meet`, where they wait for each other before they try, and are each other's `rival`.
    """

    row: Row
    after: set[int]
    sitting: set[str]
    meet: threading.Barrier | None = None
    rival: "Step | None" = None


def plan(rows: Sequence[Row], seats: Mapping[str, int]) -> list[Step]:
    """Play the evening on paper and return its steps. Raises BadEvening where a row doesn't fit what came before."""
    paper = Paper(seats)
    last: defaultdict[str, set[int]] = defaultdict(set)
    steps: list[Step] = []
    for row in rows:
        touched = {*row.parties, *_tables(row, paper)}
        sitting = set(paper.holders.get(row.table, ()))
        owed = paper.answer(row)
        if owed != row.expect:
            raise row.wrong(f"expects {row.expect or 'to be accepted'}, but {owed or 'it would be accepted'}")
        touched |= _tables(row, paper)
        step = Step(row, set().union(*(last[key] for key in touched)), sitting)
        if row.expect == RACE and not _pair(step, steps):
            step.meet = threading.Barrier(2)
        for key in touched:
            last[key] = {row.line, step.rival.row.line} if step.rival else {row.line}
        steps.append(step)
    _refuse_leftovers(steps, paper)
    return steps


def _tables(row: Row, paper: Paper) -> set[str]:
    """Return the tables that a row concerns, under names that no party has."""
    known = [paper.parties[number] for number in row.parties if number in paper.parties]
    tables = {table for party in known for table in party.tables}
    return {f"table {table}" for table in tables | {row.table, *_contested(row, paper)} - {""}}


def _contested(row: Row, paper: Paper) -> set[str]:
    return {paper.rivals[number] for number in row.parties if number in paper.rivals}


def _pair(step: Step, steps: list[Step]) -> bool:
    """Make the step before this one its rival, if it waits for one; rivals don't wait for each other."""
    other = steps[-1] if steps else None
    if other is None or other.row.expect != RACE or other.rival is not None:
        return False
    if (other.row.minute, other.row.table) != (step.row.minute, step.row.table) or other.row.host == step.row.host:
        raise step.row.wrong("rivals try one table in the same minute, by different hosts")
    step.after = step.after - {other.row.line} | other.after
    step.meet, step.rival, other.rival = other.meet, other, step
    return True


def _refuse_leftovers(steps: list[Step], paper: Paper) -> None:
    for step in steps:
        if step.meet is not None and step.rival is None:
            raise step.row.wrong("a race needs two")
    if not steps:
        return
    for number, party in paper.parties.items():
        if party.status in ("waiting", "arrived", "running_late", "seated"):
            raise steps[-1].row.wrong(f"the evening ends, and party {number} is still {party.status}")
    for table, state in paper.states.items():
        if state != "available":
            raise steps[-1].row.wrong(f"the evening ends, and table {table} is {state}")
