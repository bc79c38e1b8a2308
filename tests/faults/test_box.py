"""One process on SQLite: whatever happens to it, its disk or its clock, nothing acknowledged is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import box as faults
from tests.faults.box import Box
from tests.faults.evening import FAILED, Evening

# The clients' libraries leave the sockets of connections that failed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
# Each with what shows that it was felt.
FAULTS = {
    faults.kill_the_server: "answers lost",
    faults.freeze_the_server: "longest wait s",
    faults.fill_the_disk: "503",
    faults.lock_the_file: "503",
    faults.set_the_clock_on: "reconnects",
    faults.set_the_clock_back: "acts",
}


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    box = Box(tmp_path_factory.mktemp("box"))
    yield box
    assert box.close() == 0
    assert not FAILED.search(box.server.log())


@pytest.fixture(autouse=True)
def restaurants(box: Box, evening: Evening) -> Iterator[None]:
    with evening.at(box, polling=True):
        yield


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_box_after(fault: Callable[[Box, Evening], None], box: Box, evening: Evening) -> None:
    counts = evening.holds(lambda: fault(box, evening))
    assert counts[FAULTS[fault]] >= 1, "nobody felt it"


def test_box_after_a_storm(box: Box, evening: Evening) -> None:
    evening.holds(lambda: evening.storm(FAULTS, box))


def test_box_after_an_old_backup_was_restored(box: Box, evening: Evening, tmp_path: Path) -> None:
    """Devices that know more than the backup are told 410, start anew, and end with what was done since."""
    evening.begin()
    backup = tmp_path / "backup.db"
    with closing(sqlite3.connect(box.file)) as now, closing(sqlite3.connect(backup)) as then:
        now.backup(then)
    evening.end()
    cursors = [bistro.devices[0].device.store.cursor for bistro in evening.bistros]
    box.server.kill()
    for leftover in box.folder.glob("qtable.db*"):
        leftover.unlink()
    backup.rename(box.file)
    box.server.start()
    for bistro, cursor in zip(evening.bistros, cursors, strict=True):
        bistro.forget_after(bistro.head(box.database))
        bistro.person.renew_if_ended(bistro.person.token)
        refused = bistro.person.send("GET", "/api/sync/delta", params={"cursor": cursor})
        assert (refused.status_code, refused.json()["error"]["code"]) == (410, "resync_required")
        assert refused.json()["error"]["details"]["reason"] == "ahead"
        bistro.hire()
    evening.end()
    evening.judge()
    assert all(steady.device.resyncs >= 1 for bistro in evening.bistros for steady in bistro.devices)
