"""A restaurant's past years, stored at once: before its server runs, by the database itself."""

from typing import Any

import orjson
from sqlalchemy import URL, Connection, create_engine, text

NAMES = ("Okafor", "Lindqvist", "García", "Nguyen", "Rossi", "Haddad", "Kowalski", "O'Neill", "Tanaka", "Lee")
YEARS_MS, TWO_DAYS_MS = 5 * 365 * 86_400_000, 2 * 86_400_000
LOGGED = 50_000  # what CHANGE_RETENTION_TRANSACTIONS keeps
VISITS_A_BOOKING = 30
# A moment of so many milliseconds since 1970, as each engine's column holds it.
MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', ({}) / 1000.0, 'unixepoch')",
    "postgresql": "to_timestamp(({}) / 1000.0)",
}
SERIES = "WITH RECURSIVE series(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM series WHERE n < {count})"
GUESTS = """
INSERT INTO guests (restaurant_id, id, name, first_name, last_name, party_size, status, last_table_id, phone_number,
    quoted_wait, arrival_time, seated_time, finished_time, source, dietary_restrictions, tags, total_visits, version,
    created_at, updated_at)
{series} SELECT '{restaurant_id}', 'past-' || n, {name} || ' ' || n, {name}, CAST(n AS TEXT), 1 + n % 8, 'finished',
    'table-' || n % 24, '+34 6' || n, 15, {came}, {sat}, {left}, 'walk_in', '[]', '["regular"]', 1 + n % 5, 3,
    {came}, {left} FROM series ORDER BY n DESC"""
BOOKINGS = """
INSERT INTO reservations (restaurant_id, id, guest_name, party_size, status, reservation_time, duration_minutes,
    end_time, assigned_table_id, tags, version, created_at, updated_at)
{series} SELECT '{restaurant_id}', 'past-' || n, {name} || ' ' || n, 1 + n % 8, 'finished', {came}, 90, {left},
    'table-' || n % 24, '[]', 4, {came}, {left} FROM series ORDER BY n DESC"""
CHANGES = """
INSERT INTO changes (restaurant_id, seq, at_ms, actor, kind, body)
{series} SELECT '{restaurant_id}', n, {began} + n * {step}, 'past-host', 'finish', '[{{"entity_type":"guest",'
    || '"entity_id":"past-' || ({count} + 1 - n) || '","action":"update","event":"status_changed","version":3,"data":'
    || '{data}' || '}}]' FROM series"""
CHANGED = """
INSERT INTO changed_entities (restaurant_id, entity_type, entity_id, seq)
{series} SELECT '{restaurant_id}', 'guest', 'past-' || ({count} + 1 - n), n FROM series"""
HEAD = "UPDATE restaurants SET change_seq = {count}, last_change_ms = {head}"


def fill(address: URL, guests: int, now_ms: int) -> None:
    """Give the one restaurant of a database finished visits of five years, bookings among them, and the end of its log.

    The role of `address` is PostgreSQL's superuser, who need not check each row.
    """
    engine = create_engine(address)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        _fill(connection, guests, now_ms)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":  # what its autovacuum has done long since
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _fill(connection: Connection, guests: int, now_ms: int) -> None:
    restaurant_id = connection.scalar(text("SELECT id FROM restaurants"))
    moment, logged, bookings = MOMENT[connection.dialect.name], min(guests, LOGGED), guests // VISITS_A_BOOKING
    last = now_ms - TWO_DAYS_MS

    def run(statement: str, count: int) -> None:
        step = YEARS_MS // max(count, 1)
        came = f"{last} - n * {step}"
        words: dict[str, Any] = {
            "series": SERIES.format(count=count),
            "restaurant_id": restaurant_id,
            "name": _name(),
            "came": moment.format(came),
            "sat": moment.format(f"{came} + 600000"),
            "left": moment.format(f"{came} + 5400000"),
            "count": count,
            "began": last - YEARS_MS,
            "head": last - YEARS_MS + count * step,
            "step": step,
            "data": orjson.dumps(_data()).decode(),
        }
        connection.execute(text(statement.format(**words).replace(":", r"\:")))

    run(GUESTS, guests)
    run(BOOKINGS, bookings)
    for statement in (CHANGES, CHANGED, HEAD):
        run(statement, logged)


def _name() -> str:
    quoted = [name.replace("'", "''") for name in NAMES]
    return " ".join(["CASE n % 10", *(f"WHEN {place} THEN '{name}'" for place, name in enumerate(quoted)), "END"])


def _data() -> dict[str, Any]:
    """Return an entity about as large as a guest is on the wire."""
    return {f"field{number}": "2026-11-20T19:30:00.000Z" for number in range(28)}
