"""PostgreSQL keeps restaurants apart by itself: what a transaction hasn't named, it neither sees nor touches."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import OperationalError, ProgrammingError

import config
from bench.clients.postgresql import Cluster, Databases
from bench.clients.server_process import ROOT, ServerProcess
from qtable import database
from qtable.changes.models import Change
from qtable.changes.transaction import unlogged_transaction
from qtable.database import fresh_session
from qtable.extensions import db
from qtable.guests.models import Guest
from qtable.tenant import act_for
from tests.conftest import app_on, migrate
from tests.support.desk import Desk, new_desk

# What people, logins, devices and guests' links are found by before it is known for which restaurant they come.
OF_NO_RESTAURANT = {"memberships", "login_sessions", "devices", "lobby_links"}


@pytest.fixture
def engine() -> str:
    return "postgresql"


@pytest.fixture
def other(desk: Desk) -> Desk:
    return new_desk(desk.app, "Next Door")


@pytest.fixture
def one_connection(address: str) -> Iterator[Flask]:
    """An app on the same database that has had one request at a time, and so one connection."""
    app = app_on(address)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def names(restaurant_id: str | None = None) -> list[str]:
    """Return the guests whom a new transaction sees that asks for all of them."""
    return sorted(fresh_session(restaurant_id).scalars(select(Guest.name)))


def test_every_table_that_holds_what_is_a_restaurants_own_is_under_watch_its_owner_too(app: Flask) -> None:
    watched = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    with app.app_context():
        found = set(db.session.scalars(watched))
        mine = text("SELECT bool_and(tableowner = current_user) FROM pg_tables WHERE tablename = ANY(:names)")
        assert db.session.scalar(mine, {"names": list(found)})
    of_a_restaurant = {table.name for table in db.metadata.sorted_tables if "restaurant_id" in table.c}
    assert found == of_a_restaurant - OF_NO_RESTAURANT


def test_a_transaction_sees_the_restaurant_that_it_has_named_and_no_other(desk: Desk, other: Desk) -> None:
    desk.guest("Ours")
    other.guest("Theirs")
    with desk.app.app_context():
        assert names() == []
        assert names(desk.restaurant_id) == ["Ours"]
        assert names(other.restaurant_id) == ["Theirs"]
        assert names("nobody") == []


def test_a_restaurant_named_in_the_midst_of_a_transaction_is_seen_from_there_on(desk: Desk) -> None:
    desk.guest("Ours")
    with desk.app.app_context():
        session = fresh_session()
        assert session.scalar(select(func.count()).select_from(Guest)) == 0
        act_for(desk.restaurant_id)
        assert session.scalar(select(Guest.name)) == "Ours"


def test_what_is_not_seen_cannot_be_changed_deleted_or_made(desk: Desk, other: Desk) -> None:
    guest = other.guest("Theirs")
    values = {"restaurant_id": other.restaurant_id, "seq": 9, "at_ms": 9, "actor": "x", "kind": "x", "body": "[]"}
    with desk.app.app_context():
        with unlogged_transaction(desk.restaurant_id) as session:
            changed = session.execute(update(Guest).values(name="Gone").returning(Guest.id)).all()
            deleted = session.execute(delete(Change).returning(Change.seq)).all()
        assert (changed, deleted) == ([], [])
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            unlogged_transaction(desk.restaurant_id) as tx,
        ):
            tx.execute(insert(Change).values(values))
    assert other.read(f"/api/guests/{guest}")["name"] == "Theirs"


def test_a_connection_from_the_pool_remembers_no_restaurant(one_connection: Flask, desk: Desk) -> None:
    act_for(desk.restaurant_id)
    with unlogged_transaction() as session:
        session.execute(select(Guest.name)).all()
    setting = text("SELECT current_setting('app.restaurant_id', true), pg_backend_pid()")
    was = fresh_session(desk.restaurant_id).execute(setting).one()
    db.session.remove()
    assert was == (desk.restaurant_id, fresh_session().execute(setting).one().pg_backend_pid)
    # once it was set, PostgreSQL says '' and not NULL: no policy may take '' for a restaurant
    assert fresh_session().execute(setting).one()[0] == ""


def test_a_setting_that_outlived_its_transaction_would_show_the_rows_to_the_next_one(
    one_connection: Flask, desk: Desk
) -> None:
    """Why it is set for the transaction alone: this is what the other way does."""
    desk.guest("Ours")
    session = fresh_session()
    session.execute(text("SELECT set_config('app.restaurant_id', :id, false)"), {"id": desk.restaurant_id})
    session.connection().commit()
    db.session.remove()
    assert names() == ["Ours"]


@pytest.fixture
def too_strong(cluster: Cluster) -> Iterator[str]:
    """The address of a database for a role that no policy holds."""
    databases = Databases(cluster.address("postgres"))
    yield databases.new()
    databases.drop_all()


def test_a_role_that_sees_everything_is_refused_with_what_to_do(too_strong: str) -> None:
    app = app_on(too_strong)
    with pytest.raises(config.ConfigurationError, match=r"role postgres .* DATABASE_OWNER_URL"):
        database.check(app)
    with app.app_context(), pytest.raises(OperationalError, match="row-level security"):
        db.session.execute(text("SELECT 1"))
    assert app.test_client().get("/health").status_code == 503


@pytest.mark.parametrize("command", [["wsgi.py"], ["-m", "flask", "--app", "qtable", "qtable", "prepare"]])
def test_neither_the_server_nor_a_command_starts_with_such_a_role(
    too_strong: str, tmp_path: Any, command: list[str]
) -> None:
    environment = ServerProcess(tmp_path, DATABASE_URL=too_strong)._environment()
    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode != 0
    assert "Give DATABASE_URL a role of its own" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_tables_can_belong_to_another_role_and_the_servers_own_cannot_change_them(cluster: Cluster) -> None:
    name = Databases(cluster.address("postgres")).new().rpartition("/")[2]
    with psycopg.connect(cluster.address("postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS waiter")
        connection.execute("CREATE ROLE waiter LOGIN")
    app = app_on(cluster.address("waiter", name), DATABASE_OWNER_URL=cluster.address("postgres", name))
    migrate(app)
    desk = new_desk(app)
    desk.guest("Lee")
    assert [guest["name"] for guest in desk.full()["guests"]] == ["Lee"]
    with psycopg.connect(cluster.address("waiter", name), autocommit=True) as connection:
        for statement in ("DROP POLICY own_restaurant ON guests", "UPDATE alembic_version SET version_num = 'x'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"must be owner|permission denied"):
                connection.execute(statement)
    with app.app_context():
        db.engine.dispose()
