"""Three workers on PostgreSQL and Redis: whatever is killed, hung or restarted, nothing acknowledged is lost."""

from collections.abc import Callable, Iterator

import pytest

from tests.faults import group as faults
from tests.faults.evening import FAILED, Evening
from tests.faults.group import Group

# The clients' libraries leave the sockets of connections that failed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
# Each with what shows that it was felt. Nobody need feel that a worker pauses, and nobody may that Redis goes.
FAULTS = {
    faults.kill_a_worker: "reconnects",
    faults.freeze_a_worker: "acts",
    faults.hang_a_worker: "reconnects",
    faults.reload_the_workers: "reconnects",
    faults.restart_the_server: "answers lost",
    faults.kill_redis: "acts",
    faults.hang_redis: "acts",
    faults.empty_redis: "acts",
    faults.restart_postgresql: "503",
    faults.hang_postgresql: "503",
    faults.hang_some_backends: "longest wait s",
    faults.lose_every_connection: "acts",
    faults.cut_the_power: "answers lost",
}


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Group]:
    group = Group(tmp_path_factory.mktemp("group"))
    yield group
    assert group.close() == 0
    assert not FAILED.search(group.server.log())


@pytest.fixture(autouse=True)
def restaurants(group: Group, evening: Evening) -> Iterator[None]:
    group.wait_until_well()
    with evening.at(group):
        yield


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_after(fault: Callable[[Group, Evening], None], group: Group, evening: Evening) -> None:
    counts = evening.holds(lambda: fault(group, evening))
    assert counts[FAULTS[fault]] >= 1, "nobody felt it"


def test_after_a_storm(group: Group, evening: Evening) -> None:
    evening.holds(lambda: evening.storm(FAULTS, group))
