"""What a request says to the database, statement by statement: a write whose rows are known reads nothing."""

from collections import Counter

import pytest

from tests.conftest import app_on
from tests.support.desk import Desk
from tests.support.spoken import spoken

KEYS = ("first-key-of-an-act", "second-key-of-an-act")
# Whoever is told to write: the log's next place, both rows, the log, and where to find it.
SEATING = ["UPDATE restaurants", "UPDATE guests", "UPDATE tables", "INSERT changes", *["INSERT changed_entities"] * 2]
# PostgreSQL is told whose rows it shows.
OF_ENGINE = {
    "sqlite": ["BEGIN", "COMMIT"],
    "postgresql": ["BEGIN", "SELECT set_config", "COMMIT"],
}


class Door:
    """A party and a table, and one act after the other on them."""

    def __init__(self, desk: Desk, engine: str) -> None:
        self.desk, self.engine = desk, engine
        self.guest, self.table = desk.guest(), desk.table()
        self.path = f"/guests/{self.guest}/status/atomic"
        self.seated = False

    def act(self, desk: Desk | None = None, **headers: str) -> list[str]:
        """Seat the party or let it finish; return what was said."""
        self.seated = not self.seated
        body = {"status": "seated", "table_id": self.table} if self.seated else {"status": "finished"}
        with spoken((desk or self.desk).app) as said:
            answer = (desk or self.desk).act("PUT", self.path, body, **headers)
        assert answer.status_code == 200, answer.json
        return said

    def beyond(self, said: list[str]) -> Counter[str]:
        """Return what was said more than a write costs whose rows are known; nothing may be missing."""
        least = Counter(SEATING + OF_ENGINE[self.engine])
        assert least - Counter(said) == Counter(), said
        return Counter(said) - least


@pytest.fixture
def door(desk: Desk, engine: str) -> Door:
    door = Door(desk, engine)
    door.act()
    return door


def test_a_write_whose_rows_are_known_says_what_it_stores_and_nothing_else(door: Door) -> None:
    for _ in range(4):
        said = door.act()
        assert door.beyond(said) == Counter()
        assert (said[0], said[-1]) == ("BEGIN", "COMMIT")
        assert next(one for one in said[1:] if one != "SELECT set_config") == "UPDATE restaurants"


def test_a_key_costs_a_look_and_an_answer_that_is_kept(door: Door) -> None:
    for key in KEYS:
        said = door.act(Idempotency_Key=key)
        assert door.beyond(said) == Counter(["SELECT idempotency_keys", "INSERT idempotency_keys"])


def test_a_write_after_another_processs_asks_the_log_what_that_was_and_reads_its_own_rows_if_they_were_it(
    door: Door, address: str
) -> None:
    theirs = Desk(app_on(address), vars(door.desk) | {"access_token": door.desk.token})
    theirs.guest("Kim")
    assert door.beyond(door.act()) == Counter(["SELECT changes"])
    theirs.act("PATCH", f"/guests/{door.guest}", {"notes": "theirs"})
    assert door.beyond(door.act()) == Counter(["SELECT changes", "SELECT guests", "SELECT tables"])
    theirs.act("POST", "/sections", {"name": "Terrace"})
    assert door.beyond(door.act()) == Counter(
        ["SELECT changes", "SELECT restaurants", "SELECT guests", "SELECT tables"]
    )


def test_the_log_is_asked_once_more_after_another_process_wrote_and_then_no_longer(door: Door, address: str) -> None:
    theirs = Desk(app_on(address), vars(door.desk) | {"access_token": door.desk.token})
    theirs.guest("Kim")
    assert [door.beyond(door.act()) for _ in range(3)] == [Counter(["SELECT changes"])] * 2 + [Counter()]


def test_a_write_by_who_was_not_here_a_moment_ago_asks_for_their_rights_once(door: Door, address: str) -> None:
    theirs = Desk(app_on(address), vars(door.desk) | {"access_token": door.desk.token})
    said = door.beyond(door.act(theirs))
    assert said["SELECT login_sessions"] + said["SELECT memberships"] == 2, said
    assert door.beyond(door.act(theirs)) == Counter()


READS: dict[str, tuple[str, int]] = {
    "full sync": ("/api/sync/full", 8),
    "guests": ("/api/guests", 1),
    "guests who are here": ("/api/guests?active=true", 1),
    "delta": ("/api/sync/delta?cursor={cursor}", 4),
    "delta by time": ("/api/sync/delta?since=1971-01-01T00:00:00Z", 5),
}


@pytest.mark.parametrize("name", READS)
def test_a_read_asks_as_often_however_much_it_answers(door: Door, name: str) -> None:
    path, most = READS[name]
    path = path.format(cursor=door.desk.full()["cursor"])
    for more in (1, 20):
        for number in range(more):
            door.desk.guest(f"Party {number}")
        with spoken(door.desk.app) as said:
            assert door.desk.send("GET", path).status_code == 200
        asked = [one for one in said if one not in ("BEGIN", "ROLLBACK", "COMMIT", "SELECT set_config")]
        assert len(asked) == most, said
        assert all(one.startswith("SELECT ") for one in asked)
