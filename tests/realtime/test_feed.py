"""The ordered feed by itself: turn by turn, nothing twice, gaps from the log, and no failure for the caller."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qtable.accounts import tokens
from qtable.changes import reading
from qtable.changes.models import CommittedChange
from qtable.database import fresh_session
from qtable.extensions import db
from qtable.realtime import broadcast, protocol
from qtable.realtime import feed as feed_module
from qtable.realtime.clients import Client, clients
from qtable.realtime.feed import Feed, feeds
from qtable.realtime.messages import Stream
from qtable.restaurants.models import Restaurant
from tests.support.desk import Desk
from tests.support.weight import weighing


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seqs that were told, in order."""
    seqs: list[int] = []
    monkeypatch.setattr(broadcast, "tell_change", lambda _clients, change: seqs.append(change.seq))
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
        clients()._listening[desk.restaurant_id, Stream.DELTA]["somebody"] = None  # type: ignore[assignment]
        feeds().look()
        feeds().look()
    assert told == [1]


def test_a_failure_to_deliver_never_reaches_who_acted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.app.app_context(), feeds().at_head(desk.restaurant_id):
        pass

    def fail(*_: object) -> None:
        raise RuntimeError("the network is down")

    monkeypatch.setattr(Feed, "take", fail)
    assert desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}).status_code == 201
    monkeypatch.undo()
    told: list[int] = []
    monkeypatch.setattr(broadcast, "tell_change", lambda _clients, change: told.append(change.seq))
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


def batches(desk: Desk, *sizes: int) -> None:
    """Make transactions of so many guests each."""
    for number, size in enumerate(sizes):
        guests = [
            {"id": f"g{number}-{one}", "operation": "create", "data": {"name": "Lee", "partySize": 2}}
            for one in range(size)
        ]
        asked = {"transaction_id": f"batch-number-{number:03}", "guests": guests}
        assert desk.send("POST", "/api/v1/atomic/batch", json=asked).status_code == 200


def bytes_of_log(desk: Desk) -> int:
    with desk.app.app_context():
        return sum(len(change.body) for change in log_of(desk))


def test_a_feed_that_catches_up_reads_a_few_large_transactions_at_a_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches(desk, *[50] * 6)
    whole, read = bytes_of_log(desk), []
    monkeypatch.setattr(feed_module, "PAGE", 100)
    with weighing(desk.app) as weight:
        monkeypatch.setattr(
            broadcast, "tell_change", lambda _clients, change: read.append((change.seq, weight.fetched))
        )
        with desk.app.app_context():
            session = fresh_session(desk.restaurant_id)
            place = replace(reading.head(reading.restaurant_row(session, desk.restaurant_id)), seq=0, at_ms=0)
            Feed(clients(), desk.restaurant_id, place).catch_up(session)
    assert [seq for seq, _ in read] == [1, 2, 3, 4, 5, 6]
    assert [round(6 * fetched / whole) for _, fetched in read] == [2, 2, 4, 4, 6, 6]


class Ear(Client):
    """A client that is only asked for its stream."""

    def close(self, code: int, reason: str) -> None: ...

    def flush(self) -> None: ...

    def is_behind(self) -> bool:
        return False


def subscribed(desk: Desk) -> dict[str, Any]:
    """Return the acknowledgement of a client that comes back with the cursor behind the first transaction."""
    with desk.app.app_context():
        with feeds().at_head(desk.restaurant_id) as (_, session, restaurant):
            (first,) = reading.after(session, restaurant, 0, 1)
        return protocol.subscribe(Ear("ear", tokens.verify(desk.token), desk.restaurant_id), {"cursor": first.cursor})


@pytest.mark.parametrize(
    ("sizes", "mode"), [([200], "live"), ([201], "catchup"), ([100, 100], "live"), ([100, 100, 1], "catchup")]
)
def test_up_to_200_changes_are_replayed_in_the_acknowledgement_and_more_are_paged(
    desk: Desk, sizes: list[int], mode: str
) -> None:
    desk.guest()
    batches(desk, *sizes)
    told = subscribed(desk)
    assert told["mode"] == mode
    assert len(told.get("changes", [])) == (sum(sizes) if mode == "live" else 0)


def test_a_client_that_is_too_far_behind_is_told_so_before_anything_is_read(desk: Desk) -> None:
    desk.guest()
    batches(desk, 150, 150)
    with weighing(desk.app) as weight:
        assert subscribed(desk)["mode"] == "catchup"
    assert weight.fetched < bytes_of_log(desk) / 50
