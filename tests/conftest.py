"""Fixtures: databases, and an app in this process; and which tests run on what, in which order."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.engine import make_url
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

import config
from bench.clients.postgresql import Cluster, Databases
from qtable import create_app
from qtable.accounts import passwords
from qtable.extensions import db
from tests.support.desk import Desk, new_desk

pytest_plugins = ["tests.support.servers"]

ENGINES = ("sqlite", "postgresql")
COMPILED = LRUCache(5_000)
# The rooms whose promises an engine could break: each of their tests runs on both.
ON_BOTH_ENGINES = {
    "tests.accounts.test_guessed_pins",
    "tests.accounts.test_paired_devices",
    "tests.accounts.test_pins",
    "tests.batch.test_all_or_nothing",
    "tests.batch.test_any_order",
    "tests.batch.test_batch_update",
    "tests.batch.test_one_after_the_other",
    "tests.changes.test_idempotency",
    "tests.changes.test_sync",
    "tests.changes.test_trail",
    "tests.demo.test_demo",
    "tests.guests.test_at_a_combination",
    "tests.guests.test_model",
    "tests.lobby.test_own_page",
    "tests.outlook.test_outlook",
    "tests.outlook.test_quotes",
    "tests.outlook.test_suggestions",
    "tests.realtime.test_feed",
    "tests.realtime.test_resume",
    "tests.reports.test_an_evening",
    "tests.reports.test_business_days",
    "tests.reservations.test_book",
    "tests.reservations.test_model",
    "tests.reservations.test_seated_by_mistake",
    "tests.reservations.test_slips",
    "tests.reservations.test_visits",
    "tests.setup.test_setup",
    "tests.staff.test_staff",
    "tests.tables.test_combinations",
    "tests.tables.test_drafts",
    "tests.tables.test_publishing",
    "tests.test_bad_input_tenants",
    "tests.test_concurrency",
    "tests.test_constraints",
    "tests.test_cost_of_a_write",
    "tests.test_database",
    "tests.test_migrations",
    "tests.test_query_plans",
    "tests.waitstaff.test_assigning",
    "tests.waitstaff.test_servers",
    "tests.waitstaff.test_whose_turn",
}

# The files that take longest, longest first. They are begun first: no process is left alone with one at the end.
LONG = (
    "host_stand/test_offline.py",
    "bench/test_numbers.py",
    "test_bad_input_http.py",
    "host_stand/test_settings.py",
    "host_stand/test_shared_device.py",
    "bench/test_peer.py",
    "realtime/test_hostile_clients.py",
    "realtime/test_liveness.py",
    "realtime/test_resume.py",
    "batch/test_all_or_nothing.py",
    "realtime/test_many_workers.py",
    "reservations/test_model.py",
    "guests/test_model.py",
    "realtime/test_real_clients.py",
    "realtime/test_slow_readers.py",
    "realtime/test_sentinel.py",
    "test_workers.py",
    "test_fuzz.py",
    "documents/test_docs_page.py",
    "reservations/test_book.py",
    "reservations/test_visits.py",
    "host_stand/test_two_screens.py",
    "lobby/test_phone.py",
    "accounts/test_limits.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first, and leave the rest as it is."""
    places = {Path(__file__).parent / file: place for place, file in enumerate(LONG)}
    assert all(path.exists() for path in places)
    assert all(find_spec(name) for name in ON_BOTH_ENGINES)
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


def pytest_collection_finish() -> None:
    """Let no garbage collection look again and again through what all the modules are made of."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of those rooms once on each engine."""
    if "engine" in metafunc.fixturenames and metafunc.module.__name__ in ON_BOTH_ENGINES:
        metafunc.parametrize("engine", ENGINES, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Hash at argon2's least cost in this process: 600 restaurants need an admin. Real servers hash at the true one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def _addresses_built_when_asked_for() -> Iterator[None]:
    """Compile how a rule builds its address when somebody asks for one: most of an app's making, a thousand times."""
    compiled = Rule._compile_builder

    def later(_rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        return lambda rule, **values: compiled(rule, append_unknown).__get__(rule)(**values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", later)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Let all apps of this process share what SQLAlchemy compiles: it keeps that by dialect, and they are alike."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other), raising=False)
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)), raising=False)
        yield


def app_on(database: Path | str, **more: Any) -> Flask:
    """Return an app on a SQLite file or an address, with no regard to the environment's own settings."""
    address = config.database_url(database if isinstance(database, str) else f"sqlite:///{database}")
    settings = {"SQLALCHEMY_DATABASE_URI": address, "JWT_SECRET_KEY": "k" * 40, "TIME_ZONE": "Etc/UTC"}
    settings |= {"ALLOW_REGISTRATION": True, "DATABASE_OWNER_URL": "", "RATELIMIT_ENABLED": False}
    app = create_app(settings | more)
    with app.app_context():
        db.engine._compiled_cache = COMPILED
    return app


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database that nobody has written to."""
    path = tmp_path_factory.mktemp("template") / "qtable.db"
    migrate(app_on(path))
    return path


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of the tests' own."""
    cluster = Cluster()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Migrated databases on the server of TEST_DATABASE_URL, whose role may make them, or on the tests' own."""
    address = os.environ.get("TEST_DATABASE_URL") or request.getfixturevalue("cluster").address("qtable")
    databases = Databases(address)
    template = databases.new()
    migrate(app_on(template))
    databases.template = make_url(template).database
    yield databases
    databases.drop_all()


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that the test runs on: SQLite, unless its room is one of those that run on both."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own."""
    if engine == "sqlite":
        shutil.copyfile(request.getfixturevalue("empty_database"), tmp_path / "qtable.db")
        yield f"sqlite:///{tmp_path / 'qtable.db'}"
        return
    databases = request.getfixturevalue("postgresql")
    address = databases.new()
    yield address
    databases.drop(address)


@pytest.fixture
def app(address: str) -> Iterator[Flask]:
    """An app in this process on a database of its own."""
    app = app_on(address)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def limited(empty_database: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app that counts how often somebody tries, as served ones do."""
    shutil.copyfile(empty_database, tmp_path / "limited.db")
    app = app_on(tmp_path / "limited.db", RATELIMIT_ENABLED=True)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def migrate(app: Flask) -> None:
    """Bring the database of an app up to date."""
    with app.app_context():
        upgrade()
        db.engine.dispose()


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The admin's desk of a new restaurant in this process."""
    return new_desk(app)
