"""The ordered feed by itself: turn by turn, nothing twice, gaps from the log, and no failure for the caller."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from qtable.changes import reading
from qtable.changes.cursor import Cursor
from qtable.changes.models import CommittedChange
from qtable.database import fresh_session
from qtable.extensions import db
from qtable.realtime import broadcast
from qtable.realtime.clients import clients
from qtable.realtime.feed import Feed, feeds
from qtable.realtime.messages import Stream
from qtable.restaurants.models import Restaurant
from tests.support.desk import Desk


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seqs that were told, in order."""
    seqs: list[int] = []
    monkeypatch.setattr(broadcast, "tell_changes", lambda _clients, changes: seqs.extend(one.seq for one in changes))
    return seqs


def log_of(desk: Desk) -> list[CommittedChange]:
    session = fresh_session(desk.restaurant_id)
    return reading.after(session, reading.restaurant_row(session, desk.restaurant_id), 0, 1000)


def test_a_feed_tells_each_change_once_and_in_order_however_they_come(desk: Desk, told: list[int]) -> None:
    with desk.app.app_context(), feeds().at_head(desk.restaurant_id) as (feed, _, _):
        assert feed.place.seq == 0
    for number in range(6):
        desk.guest(f"Party {number}")
    assert told == [1, 2, 3, 4, 5, 6]
    with desk.app.app_context():
        log = log_of(desk)
        again = Feed(clients(), desk.restaurant_id, replace(feed.place, seq=0, at_ms=0))
        told.clear()
        for seq in (1, 1, 4, 2, 3, 4, 6, 5):
            again.take(log[seq - 1])
    assert told == [1, 2, 3, 4, 5, 6]


def test_what_another_worker_says_counts_only_where_it_fits_behind_what_went_out(desk: Desk, told: list[int]) -> None:
    for number in range(3):
        desk.guest(f"Party {number}")
    with desk.app.app_context():
        log = log_of(desk)
        feed = Feed(clients(), desk.restaurant_id, Cursor.parse(log[0].cursor))
        later = Cursor.parse(log[1].cursor)
        lies = {
            "another epoch": replace(later, epoch="abc"),
            "not later": replace(later, at_ms=feed.place.at_ms),
            "known": replace(later, seq=1),
        }
        for name, place in lies.items():
            feed.place = Cursor.parse(log[0].cursor)
            told.clear()
            feed.hear(replace(log[1], seq=place.seq, at_ms=place.at_ms, cursor=str(place), body="[]"))
            assert told == ([] if name == "known" else [2, 3]), name
        feed.place = Cursor.parse(log[0].cursor)
        told.clear()
        feed.hear(replace(log[1], body=""))
        assert (told, str(feed.place)) == ([2, 3], log[2].cursor)
        feed.place = Cursor.parse(log[0].cursor)
        told.clear()
        feed.hear(log[1])
        assert told == [2]


@pytest.mark.parametrize("whose", ["its own", "another worker's"])
def test_what_comes_early_waits_for_what_precedes_it_and_nothing_is_read(
    desk: Desk, told: list[int], monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    for number in range(4):
        desk.guest(f"Party {number}")
    with desk.app.app_context():
        log = log_of(desk)
        feed = Feed(clients(), desk.restaurant_id, Cursor.parse(log[0].cursor))
        monkeypatch.setattr(Feed, "catch_up", lambda *_: pytest.fail("read the log"))
        feed.take(log[3], hears_others=True) if whose == "its own" else feed.hear(log[3])
        feed.hear(log[2])
        assert told == []
        feed.hear(log[1])
    assert (told, feed.place) == ([2, 3, 4], Cursor.parse(log[3].cursor))


def test_what_should_have_been_heard_by_now_is_read(
    desk: Desk, told: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qtable.realtime.feed.SECONDS_UNDERWAY", 0.0)
    for number in range(4):
        desk.guest(f"Party {number}")
    with desk.app.app_context():
        log = log_of(desk)
        feed = Feed(clients(), desk.restaurant_id, Cursor.parse(log[0].cursor))
        feed.take(log[2], hears_others=True)
        assert told == []
        feed.take(log[3], hears_others=True)
        assert told == [2, 3, 4]
        feed.hear(log[2])
    assert told == [2, 3, 4]


def test_what_was_early_counts_only_where_it_fits_in_the_end(desk: Desk, told: list[int]) -> None:
    for number in range(3):
        desk.guest(f"Party {number}")
    with desk.app.app_context():
        log = log_of(desk)
        feed = Feed(clients(), desk.restaurant_id, Cursor.parse(log[0].cursor))
        lie = replace(Cursor.parse(log[2].cursor), at_ms=Cursor.parse(log[0].cursor).at_ms)
        feed.hear(replace(log[2], at_ms=lie.at_ms, cursor=str(lie), body="[]"))
        feed.hear(log[1])
        assert told == [2]
        feed.hear(log[2])
    assert told == [2, 3]


def test_what_is_read_from_the_log_at_once_is_told_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[int]] = []
    monkeypatch.setattr(broadcast, "tell_changes", lambda _clients, changes: told.append([one.seq for one in changes]))
    for number in range(3):
        desk.guest(f"Party {number}")
    with desk.app.app_context():
        log = log_of(desk)
        feed = Feed(clients(), desk.restaurant_id, replace(Cursor.parse(log[0].cursor), seq=0, at_ms=0))
        feed.take(log[2])
    assert (told, feed.place) == ([[1, 2, 3]], Cursor.parse(log[2].cursor))


def test_a_look_delivers_what_committed_elsewhere(desk: Desk, told: list[int], app: Flask) -> None:
    with app.app_context(), feeds().at_head(desk.restaurant_id):
        pass
    with app.app_context():
        feed = feeds()._feeds[desk.restaurant_id]
        feeds()._feeds.clear()
    desk.guest()
    assert told == []
    with app.app_context():
        feeds()._feeds[desk.restaurant_id] = feed
        clients()._rooms[desk.restaurant_id] = {Stream.DELTA: {}}
        feeds().look()
        feeds().look()
    assert told == [1]


def test_a_failure_to_deliver_never_reaches_who_acted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.app.app_context(), feeds().at_head(desk.restaurant_id):
        pass

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the network is down")

    monkeypatch.setattr(Feed, "take", fail)
    assert desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}).status_code == 201
    monkeypatch.undo()
    told: list[int] = []
    monkeypatch.setattr(broadcast, "tell_changes", lambda _clients, changes: told.extend(one.seq for one in changes))
    desk.guest("Kim")
    assert told == [1, 2]


def test_who_waits_for_a_feed_holds_no_connection_that_its_holder_may_need(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    class Lock:
        def __enter__(self) -> None:
            held.append(db.engine.pool.checkedout())  # type: ignore[attr-defined]

        def __exit__(self, *_: object) -> None:
            """Let go."""

    monkeypatch.setattr("qtable.realtime.feed.threading", SimpleNamespace(RLock=Lock))
    with desk.app.app_context():
        for _ in ("the feed is made", "the feed is there"):
            held.clear()
            db.session.execute(select(Restaurant.id)).all()
            assert db.engine.pool.checkedout() == 1  # type: ignore[attr-defined]
            with feeds().at_head(desk.restaurant_id):
                pass
            assert held[0] == 0
