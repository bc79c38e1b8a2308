"""Fixtures: a real server with devices that listen, and browsers."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from bench.clients.api import Api
from bench.clients.postgresql import Databases
from bench.clients.server_process import ServerProcess
from tests.support.browser import Elsewhere, chromium
from tests.support.house import House
from tests.support.refusals import Caller


class Servers:
    """The real servers that tests share, one per engine."""

    def __init__(self, folders: pytest.TempPathFactory, new_database: Callable[[], str]) -> None:
        self.folders, self.new_database = folders, new_database
        self.running: dict[str, ServerProcess] = {}

    def end(self) -> None:
        """Stop them; none may have failed."""
        while self.running:
            _, process = self.running.popitem()
            code = process.stop()
            assert code == 0, process.log()
            assert "Traceback" not in process.log(), process.log()

    def on(self, engine: str) -> ServerProcess:
        """Return the one on an engine."""
        if engine not in self.running:
            place = {} if engine == "sqlite" else {"DATABASE_URL": self.new_database()}
            process = ServerProcess(self.folders.mktemp("server"), ALLOW_REGISTRATION="true", **place)
            self.running[engine] = process.prepare("--demo").start()
        return self.running[engine]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Servers]:
    """A real server per engine, started where a test asks for it."""
    servers = Servers(tmp_path_factory, lambda: request.getfixturevalue("database_of_the_server"))
    yield servers
    servers.end()


@pytest.fixture(scope="session")
def database_of_the_server(postgresql: Databases, servers: Servers) -> Iterator[str]:
    """The database that the real server uses; it outlives the server."""
    yield postgresql.new()
    servers.end()


@pytest.fixture
def server(servers: Servers, engine: str) -> ServerProcess:
    """A real server with the demo restaurant, where anyone may register another one."""
    return servers.on(engine)


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for a file's screens. Its driver keeps an event loop running, where no test may begin another."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def elsewhere(server: ServerProcess) -> Iterator[Elsewhere]:
    """Count the requests to other hosts; every test must end with none."""
    requests = Elsewhere(server.url)
    yield requests
    assert requests == []


@pytest.fixture
def other(server: ServerProcess) -> Iterator[House]:
    """Another restaurant on the same server, watched as well."""
    house = House(Api.register(server.url, "Next Door"), server.database)
    yield house
    house.close()
    house.api.close()


@pytest.fixture
def theirs(other: House) -> Iterator[dict[str, str]]:
    """The ids of the other restaurant."""
    with Caller(other) as caller:
        yield caller.ids
