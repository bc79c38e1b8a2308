"""Migrations: up, down, up again, and no difference from the models."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, inspect, text

from bench.clients.postgresql import Databases
from qtable.database import unhurried_engine
from qtable.extensions import db
from tests.conftest import app_on
from tests.support.desk import new_desk

# Constraints that no model can name, because only one engine has their like.
WATCHED_BY_POSTGRESQL = ("ex_reservations_overlap",)


@pytest.fixture
def app(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An app on a database without a table."""
    unmigrated = Databases(request.getfixturevalue("postgresql").address) if engine == "postgresql" else None
    app = app_on(unmigrated.new() if unmigrated else tmp_path / "new" / "qtable.db")
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if unmigrated:
        unmigrated.drop_all()


@contextmanager
def writing() -> Iterator[Connection]:
    """Change the database as migrations do, beside the server's own engine."""
    engine = unhurried_engine(db.engine.url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def seen(index: Any) -> str:
    """Return an index as text, with the words of a partial one."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str(index | {"dialect_options": options})


def schema() -> dict[str, object]:
    """Return all that can be seen of the database's shape."""
    look = inspect(db.engine)
    return {
        table: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(table)),
            look.get_pk_constraint(table),
            sorted(map(str, look.get_foreign_keys(table))),
            sorted(map(str, look.get_unique_constraints(table))),
            sorted(map(str, look.get_check_constraints(table))),
            sorted(seen(index) for index in look.get_indexes(table) if index["name"] not in WATCHED_BY_POSTGRESQL),
        )
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_up_down_and_up_again_gives_the_same_schema(app: Flask) -> None:
    upgrade()
    first = schema()
    assert "guests" in first
    downgrade(revision="base")
    assert schema() == {}
    upgrade()
    assert schema() == first


def test_a_login_of_before_begins_at_its_first_restaurant_and_is_shared_if_it_has_two(app: Flask) -> None:
    upgrade(revision="0001")
    with writing() as connection:
        for name in ("first", "second"):
            row = {"id": name, "at": "2025-12-31"}
            columns = ":id, :id, 'A Name', 'UTC', 4, '{}', false, :at, 'epoch', 0, 0, 0"
            connection.execute(text(f"INSERT INTO restaurants VALUES ({columns})"), row)  # noqa: S608 - our own words
        for user, places in (("alone", ["second"]), ("both", ["second", "first"]), ("nowhere", [])):
            row = {"id": user, "at": "2025-12-31"}
            connection.execute(text("INSERT INTO users VALUES (:id, :id, 'x', NULL, NULL, true, :at)"), row)
            for day, place in enumerate(places, 1):
                row = {"id": user, "at": f"2026-01-0{day}", "place": place}
                connection.execute(text("INSERT INTO memberships VALUES (:id, :place, 'host', :at)"), row)
    upgrade()
    with db.engine.connect() as connection:
        found = connection.execute(text("SELECT id, home_id, shared FROM users ORDER BY id")).all()
    assert found == [("alone", "second", False), ("both", "second", True), ("nowhere", None, False)]


def test_a_party_that_sits_stays_where_it_is_when_tables_are_made_anew_and_joined_ones_are_free_again(
    app: Flask,
) -> None:
    upgrade()
    desk = new_desk(app)
    pair, guest = desk.combination([desk.table(1), desk.table(2)]), desk.guest(size=6)
    assert desk.act("POST", f"/guests/{guest}/seat", {"combination_id": pair}).status_code == 200
    db.session.remove()
    downgrade(revision="0004")
    upgrade()
    tables = {table["number"]: (table["status"], table["currentGuestId"]) for table in desk.full()["tables"]}
    assert tables == {1: ("occupied", guest), 2: ("available", None)}
    assert desk.act("POST", f"/guests/{guest}/finish").status_code == 200


def test_the_migrations_and_the_models_agree(app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
    migrated = schema()
    with writing() as connection:
        db.metadata.drop_all(connection)
        db.metadata.create_all(connection)
    assert schema() == migrated


def test_a_migrated_file_is_durable_and_holds_its_keys(empty_database: Path) -> None:
    app = app_on(empty_database)
    with app.app_context(), db.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 4000}
