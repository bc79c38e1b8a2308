"""Hostile clients of every kind at once, by the thousand: each ends as promised, and nobody else loses anything."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from bench.clients import hostile
from bench.clients.api import Api
from bench.clients.bare_peer import Place
from bench.clients.server_process import ServerProcess
from bench.numbers.machine import resident_bytes
from tests.support.house import House
from tests.support.mob import Mob

MEGABYTE = 1_048_576
STRANGERS = 500
HOUSE_DEVICES = 4
UNFINISHED = (hostile.says_nothing, hostile.says_half_a_line, hostile.says_half_the_headers, hostile.drips_headers)
FLOODS = (
    hostile.floods_plain, hostile.floods_with_control_frames, hostile.floods_with_empty_fragments,
    hostile.floods_socketio, hostile.floods_engine,
)  # fmt: skip
STUCK = (hostile.reads_no_more_plain, hostile.reads_no_more_socketio, hostile.polls_no_more)


@dataclass
class Attack:
    """What came of it: what each kind heard last, how much memory it took, and what the server said."""

    by_kind: dict[str, list[bytes]]
    most_bytes: int
    changes: int
    connections: int
    log: str

    def heard(self, kind: hostile.Kind) -> list[bytes]:
        """Return what each of a kind heard last, before the server ended its connection."""
        return self.by_kind[kind.__name__]


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    server = ServerProcess(tmp_path_factory.mktemp("attacked"), ALLOW_REGISTRATION="true", RATELIMIT_ENABLED="true")
    server.prepare().start()
    api = Api.register(server.url, "Besieged Bistro")
    house = House(api, server.database)
    for number in range(50):
        house.guest(f"Party {number}", notes="x" * 1_900)
    mob = Mob(*parts(Place(server.port, api, server.log)))
    before = most = resident_bytes(server.process)
    mob.start()
    changes = 0
    while mob.is_alive():
        with house.verify(changes=1):
            house.guest("Lee")
        changes += 1
        most = max(most, resident_bytes(server.process))
        mob.join(0.3)
    assert sorted(set(mob.failed)) == []
    connections = httpx.get(f"{server.url}/health").json()["connections"]
    yield Attack(mob.heard, most - before, changes, connections, server.log())
    house.close()
    api.close()
    assert server.stop() == 0
    assert server.complaints() == [], server.log()


def parts(place: Place) -> Iterator[tuple[hostile.Kind, int, Place]]:
    for address in ("127.0.0.2", "127.0.0.3"):
        yield hostile.never_connects, STRANGERS, place.seen_from(address)
    yield hostile.never_connects_by_polling, 200, place.seen_from("127.0.0.4")
    yield hostile.never_authenticates, STRANGERS, place.seen_from("127.0.0.5")
    for kind in (*UNFINISHED, hostile.promises_a_body, hostile.drips_a_body):
        yield kind, 50, place
    for kind in (*FLOODS, hostile.floods_by_polling, hostile.floods_before_connecting):
        yield kind, 5, place
    for kind in STUCK:
        yield kind, 1, place
    for kind in (hostile.leaves_without_a_word, hostile.goes_mute_socketio, hostile.goes_mute_plain):
        yield kind, 5, place
    yield hostile.is_stopped, 1, place
    yield hostile.disconnects_and_stays, 5, place


def test_beside_them_every_device_hears_every_change_once_and_in_order(attack: Attack) -> None:
    assert attack.changes >= 20  # after each, every device was held to the truth


def test_sessions_that_never_connect_and_sockets_that_never_authenticate_end_by_the_thousand(attack: Attack) -> None:
    assert [heard[-5:] for heard in attack.heard(hostile.never_connects)] == [b"\x81\x011\x88\x00"] * 2 * STRANGERS
    polled = attack.heard(hostile.never_connects_by_polling)
    assert [heard[-1:] == b"1" or heard[9:12] == b"400" for heard in polled] == [True] * 200  # it may have ended before
    assert any(heard[-1:] == b"1" for heard in polled)
    assert [heard[-5:] for heard in attack.heard(hostile.disconnects_and_stays)] == [b"\x81\x011\x88\x00"] * 5
    assert [b'"code":4401' in heard for heard in attack.heard(hostile.never_authenticates)] == [True] * STRANGERS


def test_requests_that_never_come_to_an_end_are_hung_up_on(attack: Attack) -> None:
    for kind in UNFINISHED:
        assert set(attack.heard(kind)) == {b""}, kind
    assert {heard[9:12] for heard in attack.heard(hostile.promises_a_body)} == {b"400"}
    assert {heard[9:12] for heard in attack.heard(hostile.drips_a_body)} == {b"404"}


@pytest.mark.parametrize("kind", FLOODS, ids=lambda kind: kind.__name__)
def test_a_flood_is_told_so_and_ended_for_good(attack: Attack, kind: hostile.Kind) -> None:
    for heard in attack.heard(kind):
        assert b'"code":4429' in heard
        assert b'"resume":false' in heard


def test_a_flood_of_polled_packets_is_answered_429_and_one_before_connecting_ends(attack: Attack) -> None:
    polled = attack.heard(hostile.floods_by_polling)
    assert [b"429 TOO MANY REQUESTS" in heard for heard in polled] == [True] * 5
    # Whose poll is out when it is said hears the bye; who polls after it hears that there is no such session any more.
    assert [b'"code":4429' in heard or b"400 BAD REQUEST" in heard for heard in polled] == [True] * 5
    assert len(attack.heard(hostile.floods_before_connecting)) == 5


def test_readers_that_stop_are_closed_also_those_that_say_they_are_there(attack: Attack) -> None:
    assert [len(attack.heard(kind)) for kind in STUCK] == [1, 1, 1]
    assert attack.log.count(hostile.TOO_SLOW) >= len(STUCK)
    assert attack.heard(hostile.polls_no_more)[0][9:12] == b"400"


def test_peers_that_vanished_or_were_stopped_are_noticed(attack: Attack) -> None:
    assert len(attack.heard(hostile.goes_mute_socketio)) == 5
    assert all(b'"code":4000' in heard for heard in attack.heard(hostile.goes_mute_plain))
    assert attack.heard(hostile.is_stopped) == [b"ended\n"]
    assert attack.connections == HOUSE_DEVICES


def test_memory_stays_bounded(attack: Attack) -> None:
    assert attack.most_bytes < 200 * MEGABYTE
