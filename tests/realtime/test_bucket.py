"""How much one connection may say, and how long it may be a stranger: pure, on a clock of the test's own."""

import pytest

from qtable.errors import TooManyConnections
from qtable.realtime.bucket import BURST, EVENTS_PER_SECOND, Bucket
from qtable.realtime.strangers import SECONDS, Strangers


class Clock:
    """A clock that stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_is_let_through_and_not_one_more(clock: Clock) -> None:
    bucket = Bucket(clock)
    assert [bucket.take() for _ in range(BURST + 1)] == [True] * BURST + [False]


def test_who_keeps_to_the_rate_may_go_on_for_ever(clock: Clock) -> None:
    bucket = Bucket(clock)
    for _ in range(1_000):
        clock.now += 1 / EVENTS_PER_SECOND
        assert bucket.take()


def test_who_is_twice_as_fast_is_stopped_once_the_burst_is_used_up(clock: Clock) -> None:
    bucket, taken = Bucket(clock), 0
    while taken < 10 * BURST and bucket.take():
        taken += 1
        clock.now += 0.5 / EVENTS_PER_SECOND
    assert BURST * 2 - 1 <= taken <= BURST * 2


def test_silence_saves_up_a_burst_and_no_more(clock: Clock) -> None:
    bucket = Bucket(clock)
    assert bucket.take(BURST)
    clock.now += 3_600
    assert not bucket.take(BURST + 1)
    assert bucket.take(BURST)
    assert not bucket.take()


def test_strangers_of_one_address_are_counted_apart_from_another_ones(clock: Clock) -> None:
    strangers = Strangers(2, clock)
    strangers.let_in("a", "10.0.0.1")
    strangers.let_in("b", "10.0.0.1")
    with pytest.raises(TooManyConnections):
        strangers.let_in("c", "10.0.0.1")
    strangers.let_in("d", "10.0.0.2")
    strangers.leave("a")
    strangers.leave("a")
    strangers.let_in("c", "10.0.0.1")
    assert strangers.is_full("10.0.0.1")


def test_a_stranger_has_five_seconds(clock: Clock) -> None:
    strangers = Strangers(None, clock)
    strangers.enter("early", "10.0.0.1")
    clock.now += SECONDS - 1
    strangers.enter("later", "10.0.0.1")
    assert strangers.late() == []
    clock.now += 1
    assert strangers.late() == ["early"]
