"""Fixtures: an app in this process, and a real server with devices that listen."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from qtable import create_app
from qtable.extensions import db
from tests.support.browser import Elsewhere, chromium
from tests.support.desk import Desk, new_desk
from tests.support.house import House


def app_on(database: Path, **more: Any) -> Flask:
    """Return an app on a SQLite file, with no regard to the environment's own settings."""
    address = f"sqlite:///{database}"
    settings = {"SQLALCHEMY_DATABASE_URI": address, "JWT_SECRET_KEY": "k" * 40, "ALLOW_REGISTRATION": True}
    return create_app(settings | {"RATELIMIT_ENABLED": False} | more)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database that nobody has written to."""
    path = tmp_path_factory.mktemp("template") / "qtable.db"
    app = app_on(path)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return path


@pytest.fixture
def app(empty_database: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app in this process on a database of its own."""
    shutil.copyfile(empty_database, tmp_path / "qtable.db")
    app = app_on(tmp_path / "qtable.db")
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The admin's desk of a new restaurant in this process."""
    return new_desk(app)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server with the demo restaurant, where anyone may register another one."""
    process = ServerProcess(tmp_path_factory.mktemp("server"), ALLOW_REGISTRATION="true")
    process.prepare("--demo").start()
    yield process
    code = process.stop()
    assert code == 0, process.log()
    assert "Traceback" not in process.log(), process.log()


@pytest.fixture
def api(server: ServerProcess) -> Iterator[Api]:
    """The admin of a new, empty restaurant on the real server."""
    api = Api.register(server.url, "Test Bistro")
    yield api
    api.close()


@pytest.fixture
def house(api: Api, server: ServerProcess) -> Iterator[House]:
    """A restaurant with four tables and a device on every transport."""
    house = House(api, server.database)
    yield house
    house.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, shared by every screen."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def elsewhere(server: ServerProcess) -> Iterator[Elsewhere]:
    """Count the requests to other hosts; every test must end with none."""
    requests = Elsewhere(server.url)
    yield requests
    assert requests == []
