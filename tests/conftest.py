"""Fixtures: an app in this process, and a real server with devices that listen."""

from collections.abc import Iterator

import pytest

from bench.clients.api import Api
from tests.support.house import House
from tests.support.process import ServerProcess


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
def api(server: ServerProcess) -> Api:
    """The admin of a new, empty restaurant on the real server."""
    return Api.register(server.url, "Test Bistro")


@pytest.fixture
def house(api: Api) -> Iterator[House]:
    """A restaurant with four tables and a device on every transport."""
    house = House(api)
    yield house
    house.close()
