"""Catching up is bounded by what is told: a feed reads a few large transactions at a time, a subscriber none."""

from dataclasses import replace
from typing import Any

import pytest

from qtable.accounts import tokens
from qtable.changes import reading
from qtable.database import fresh_session
from qtable.realtime import broadcast, protocol
from qtable.realtime import feed as feed_module
from qtable.realtime.clients import Client, clients
from qtable.realtime.feed import Feed, feeds
from qtable.realtime.words import Words
from tests.realtime.test_feed import log_of
from tests.support.desk import Desk
from tests.support.weight import weighing


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
            broadcast,
            "tell_changes",
            lambda _clients, changes: read.extend((change.seq, weight.fetched) for change in changes),
        )
        with desk.app.app_context():
            session = fresh_session(desk.restaurant_id)
            place = replace(reading.head(reading.restaurant_row(session, desk.restaurant_id)), seq=0, at_ms=0)
            Feed(clients(), desk.restaurant_id, place).catch_up(session)
    assert [seq for seq, _ in read] == [1, 2, 3, 4, 5, 6]
    assert [round(6 * fetched / whole) for _, fetched in read] == [2, 2, 4, 4, 6, 6]


class Ear(Client):
    """A client that is only asked for its stream."""

    def deliver(self, words: Words) -> None: ...

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
