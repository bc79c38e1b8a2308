"""A restaurant moved from one engine to the other and back: every row, or nothing."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, event

from bench.clients.postgresql import Databases
from qtable.changes.transaction import unlogged_transaction
from qtable.copying import copy_database
from qtable.errors import Conflict
from qtable.extensions import db
from tests.conftest import ENGINES, app_on
from tests.support.desk import Desk, new_desk

Copy = Callable[[str, str], Result]


@pytest.fixture
def copy(app: Flask) -> Copy:
    """Run the command with two addresses."""
    return lambda source, target: app.test_cli_runner().invoke(args=["qtable", "copy-database", source, target])


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path, postgresql: Databases) -> Callable[[str], str]:
    """Make a prepared database without a row on an engine; return its address."""
    numbers, empty = count(), request.getfixturevalue("empty_database")

    def make(engine: str) -> str:
        if engine == "postgresql":
            return postgresql.new()
        path = tmp_path / f"copy-{next(numbers)}.db"
        path.write_bytes(empty.read_bytes())
        return f"sqlite:///{path}"

    return make


def an_evening(desk: Desk) -> None:
    """Leave rows of every kind, among them those that name each other."""
    section = desk.act("POST", "/sections", {"name": "Window"}).json["id"]
    server = desk.act("POST", "/servers", {"name": "Ana", "onDuty": True}).json["id"]
    table = desk.table(1, section_id=section, server_id=server)
    for number in range(20):
        desk.guest(f"Zoë {number}", tags=["VIP", "é"])
    guest = desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}, Idempotency_Key="a-key-of-the-evening").json
    desk.act("POST", f"/guests/{guest['id']}/seat", {"table_id": table})
    desk.act("POST", f"/guests/{guest['id']}/link")
    desk.act("POST", "/display-link")
    booked = {"guestName": "Kim", "partySize": 2, "startTime": "2030-06-14T19:00:00Z", "tableId": table}
    reservation = desk.act("POST", "/reservations", booked).json["id"]
    desk.act("POST", f"/reservations/{reservation}/arrive")
    desk.act("POST", "/devices", {"name": "Tablet"})
    pair = desk.combination([desk.table(2), desk.table(3)])
    desk.act("POST", f"/guests/{desk.guest('Silva', 6)}/seat", {"combination_id": pair})
    desk.act("PUT", "/floor/draft", {"tables": [{"number": 1, "capacity": 2}]})


def rows(address: str, restaurants: list[str]) -> dict[str, list[str]]:
    """Return every row of every table."""
    app, found = app_on(address), {}
    with app.app_context():
        for table in db.metadata.sorted_tables:
            found[table.name] = []
            for restaurant_id in restaurants if "restaurant_id" in table.c else [None]:
                with unlogged_transaction(restaurant_id) as session:
                    found[table.name] += [_text(row) for row in session.execute(table.select())]
            found[table.name] = sorted(set(found[table.name]))
        db.session.remove()
        db.engine.dispose()
    return found


def _text(row: Any) -> str:
    return str([value.timestamp() if hasattr(value, "timestamp") else value for value in row])


def test_there_and_back_every_row_is_the_same_and_devices_carry_on(
    desk: Desk, address: str, copy: Copy, new_database: Callable[[str], str]
) -> None:
    other = new_desk(desk.app, "Next Door")
    for one in (desk, other):
        an_evening(one)
    restaurants, cursor = [desk.restaurant_id, other.restaurant_id], desk.full()["cursor"]
    there, back = new_database("postgresql"), new_database("sqlite")
    first, second = copy(address, there), copy(there, back)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert "guests: 46 rows" in first.output
    assert "Next Door: the full syncs and the logs' heads are equal" in first.output
    before = rows(address, restaurants)
    assert all(before.values())
    assert rows(there, restaurants) == before == rows(back, restaurants)
    moved = Desk(app_on(there), {**vars(desk), "access_token": desk.token})
    replayed = moved.act("POST", "/guests", {"name": "Lee", "partySize": 2}, Idempotency_Key="a-key-of-the-evening")
    assert replayed.headers["Idempotency-Replayed"] == "true"
    moved.guest("Moreau")
    delta = moved.read("/api/sync/delta", cursor=cursor)
    assert [change["data"]["name"] for change in delta["changes"]] == ["Moreau"]
    with moved.app.app_context():
        db.engine.dispose()


def test_a_database_that_holds_a_restaurant_is_not_copied_into(
    desk: Desk, address: str, copy: Copy, new_database: Callable[[str], str]
) -> None:
    target = new_database("postgresql")
    assert copy(address, target).exit_code == 0
    again = copy(address, target)
    assert again.exit_code == 1
    assert "has restaurants already" in again.output


def test_what_is_not_prepared_or_no_database_is_refused_with_what_to_do(
    desk: Desk, address: str, copy: Copy, postgresql: Databases, tmp_path: Path
) -> None:
    unmigrated = Databases(postgresql.address)
    for target in (f"sqlite:///{tmp_path / 'nothing.db'}", unmigrated.new()):
        refused = copy(address, target)
        assert refused.exit_code == 1
        assert "isn't prepared for this version. Run: " in refused.output
    unmigrated.drop_all()
    assert "it must be sqlite:///" in copy("mysql://box/q", address).output
    assert "can't be used, and nothing was copied" in copy(address, "postgresql://q@127.0.0.1:1/q").output


UNEQUAL = {
    "UPDATE guests SET notes = 'Not the same'": "copy of guests isn't equal",
    "UPDATE tables SET notes = 'Not the same'": "full syncs .* differ",
}


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("fault", UNEQUAL)
def test_a_copy_that_is_not_equal_is_not_kept(
    desk: Desk, new_database: Callable[[str], str], kind: str, fault: str
) -> None:
    an_evening(desk)
    target = new_database(kind)

    def spoil(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO guests"):
            connection.exec_driver_sql(fault)

    event.listen(Engine, "after_cursor_execute", spoil)
    try:
        with desk.app.app_context(), pytest.raises(Conflict, match=UNEQUAL[fault]):
            copy_database(desk.app.config["SQLALCHEMY_DATABASE_URI"], target, lambda _: None)
    finally:
        event.remove(Engine, "after_cursor_execute", spoil)
    assert rows(target, [desk.restaurant_id])["restaurants"] == []


def test_nobody_writes_while_it_copies(desk: Desk, address: str, new_database: Callable[[str], str]) -> None:
    for source in (address, new_database("postgresql")):
        target, told = new_database("sqlite"), []
        if source != address:
            with desk.app.app_context():
                copy_database(address, source, lambda _: None)
        app = app_on(source)

        def write(said: str, app: Flask = app, told: list[Any] = told) -> None:
            if said.startswith("guests"):
                writer = Desk(app, {**vars(desk), "access_token": desk.token})
                told.append(writer.act("POST", "/guests", {"name": "Lee", "partySize": 2}).status_code)

        with desk.app.app_context():
            copy_database(source, target, write)
        assert told == [503]
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
