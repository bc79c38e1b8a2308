"""The truth after a fault, read from the database itself: what must hold whatever happened."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import NullPool, create_engine, text

from bench.clients.store import Store, seq_of
from tests.faults.people import Person
from tests.faults.writers import Done

REPLAYS = 10


class Database:
    """The database's rows, seen past every policy."""

    def __init__(self, address: str) -> None:
        self.engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """Return what a query finds."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement), values))

    def close(self) -> None:
        """Let it go."""
        self.engine.dispose()


def of_the_log(database: Database, person: Person, start: dict[str, Any]) -> Iterable[str]:
    """Return where the log isn't 1..head in order of time, or doesn't add up to the tables."""
    mine = {"id": person.restaurant_id}
    (head,) = database.rows("SELECT change_seq, last_change_ms FROM restaurants WHERE id = :id", **mine)
    log = database.rows("SELECT seq, at_ms FROM changes WHERE restaurant_id = :id ORDER BY seq", **mine)
    if [row.seq for row in log] != list(range(1, head.change_seq + 1)):
        yield f"the log isn't 1–{head.change_seq} without a gap"
    times = [row.at_ms for row in log]
    if times != sorted(set(times)) or times[-1] != head.last_change_ms:
        yield "the log's times don't grow strictly up to its head"
    folded, full = Store(), person.full()
    folded.load(start)
    more = True
    while more:
        page = person.get("/api/sync/delta", cursor=folded.cursor)
        folded.fold_delta(page["changes"], page["cursor"])
        more = page["has_more"]
    if folded.seq != seq_of(full["cursor"]):
        yield f"the delta ends at {folded.seq}, a full sync at {full['cursor']}"
    yield from (f"start + log differs from the tables: {line}" for line in folded.differences(full)[:3])


def of_the_keys(database: Database, person: Person, done: list[Done], dice: Any) -> Iterable[str]:
    """Return the acts that were acknowledged and aren't there exactly once, and those that nobody was told of."""
    found = "SELECT op_key, seq FROM changes WHERE restaurant_id = :id AND op_key LIKE '%-key-of-its-own'"
    in_log = database.rows(found, id=person.restaurant_id)
    times = Counter(row.op_key for row in in_log)
    seqs = {row.op_key: row.seq for row in in_log}
    for act in done:
        if (times[act.key], seqs.get(act.key)) != (1, act.seq):
            told = f"was acknowledged as {act.seq}, and is in the log {times[act.key]} times ({seqs.get(act.key)})"
            yield f"{act.method} {act.path} under {act.key} {told}"
    yield from (f"{key} was done, but never acknowledged" for key in times.keys() - {act.key for act in done})
    for act in dice.sample(done, min(REPLAYS, len(done))):
        headers = {"Idempotency-Key": act.key}
        again = person.send(act.method, person.base + act.path, json=act.body, headers=headers)
        if (again.status_code, again.json()) != (act.status, act.answer):
            yield f"{act.key} sent again was answered {again.status_code} {again.text[:200]}"


def of_the_floor(database: Database, person: Person) -> Iterable[str]:
    """Return the tables with more than one party, and the parties and tables that don't know each other."""
    mine = {"id": person.restaurant_id}
    seated = "SELECT id, table_id FROM guests WHERE restaurant_id = :id AND status = 'seated'"
    taken = "SELECT current_guest_id, id FROM tables WHERE restaurant_id = :id AND current_guest_id IS NOT NULL"
    parties = sorted(tuple(row) for row in database.rows(seated, **mine))
    tables = sorted(tuple(row) for row in database.rows(taken, **mine))
    if parties != tables:
        yield f"parties sit at {parties}, tables hold {tables}"
    if len({table for _, table in parties}) != len(parties):
        yield f"two parties sit at one table: {parties}"
