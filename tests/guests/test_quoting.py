"""Quotes and turns by the log: replayed evenings, and what must hold for any."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtable.guests.observing import Observed, Visit, observed, size_class
from qtable.guests.quoting import ENOUGH, Basis, SizeClass, percentile, size_classes

EIGHT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
BOUNDS = [2, 4, 6]
MINUTES = st.floats(0, 600)
SEEN = (st.lists(MINUTES, max_size=3) | st.lists(MINUTES, min_size=ENOUGH, max_size=ENOUGH + 5)).map(sorted)
OBSERVED = st.builds(Observed, SEEN, SEEN)
CLASSES = st.builds(SizeClass, st.just(0), st.just(1), st.just(2), st.integers(1, 240), st.integers(15, 720), OBSERVED)


def at(minutes: float) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


def visit(came: float, seated: float | None = None, left: float | None = None, size: int = 2, **more: bool) -> Visit:
    """Return a party's visit by minutes after eight."""
    return Visit(size, at(came), *(None if one is None else at(one) for one in (seated, left)), **more)


def pairs(paces: list[float] | None = None, turns: list[float] | None = None) -> SizeClass:
    """Return the class of the parties of one or two, with what was observed of it; 10 and 90 minutes were set."""
    return SizeClass(0, 1, 2, 10, 90, Observed(sorted(paces or []), sorted(turns or [])))


def test_each_size_has_its_class_and_the_last_is_open() -> None:
    assert [size_class(size, BOUNDS) for size in (1, 2, 3, 4, 5, 6, 7, 99)] == [0, 0, 1, 1, 2, 2, 3, 3]
    classes = size_classes([Observed()] * 4, BOUNDS, [5, 8], 90)
    assert [(one.smallest, one.largest, one.size, one.pace) for one in classes] == [
        (1, 2, 2, 5),
        (3, 4, 4, 8),
        (5, 6, 6, 8),
        (7, None, 7, 8),
    ]


def test_a_wait_is_shared_by_who_of_the_same_class_stood_before() -> None:
    """At eight came one who waited 12 minutes, then a second and a third, of which one gave up; fours count apart."""
    evening = [
        visit(0, 12, 70),
        visit(4, None, 9),  # gave up
        visit(5, 29),  # two before it: 24 / 3
        visit(6, 36, size=4),  # nobody of its class: 30
        visit(10, 30),  # the first and the third: 20 / 3
    ]
    seen = observed(evening, BOUNDS)
    assert seen[0].paces == [20 / 3, 8.0, 12.0]
    assert (seen[1].paces, seen[0].turns) == ([30.0], [58.0])


def test_a_line_ends_with_its_day() -> None:
    """Of the evening before one is still in the line, and one was taken out of it the next day at ten past eight."""
    before, today = at(-24 * 60), at(-60)
    left_over = [visit(-20 * 60), visit(-19 * 60, None, 10)]
    evening = [*(replace(one, day=before) for one in left_over), replace(visit(0, 12), day=today)]
    assert observed(evening, BOUNDS)[0].paces == [12.0]


def test_the_order_of_the_log_is_no_matter() -> None:
    evening = [visit(0, 12, 70), visit(5, 29), visit(10, 30)]
    assert observed(reversed(evening), BOUNDS) == observed(evening, BOUNDS)


def test_who_found_a_table_free_or_had_a_booking_says_nothing_of_the_line() -> None:
    evening = [
        visit(0, 1, walked_in=True),
        visit(2, 3, 80, lined_up=False),
        visit(2.5, 12.5),  # the booking wasn't before it in line
    ]
    seen = observed(evening, BOUNDS)[0]
    assert (seen.paces, seen.turns) == ([10.0], [77.0])


def test_a_clock_that_was_put_back_makes_no_negative_wait() -> None:
    seen = observed([visit(10, 5, 2)], BOUNDS)[0]
    assert (seen.paces, seen.turns) == ([0.0], [0.0])


def test_until_thirty_were_seen_what_was_set_is_quoted() -> None:
    quote = pairs([3.0] * (ENOUGH - 1)).quote(2, free_now=False)
    assert (quote.minutes, quote.low, quote.high) == (30, 20, 40)
    assert (quote.basis, quote.observations, quote.ahead) == (Basis.CONFIGURED, ENOUGH - 1, 2)


def test_from_thirty_on_the_log_is_believed_and_no_outlier_moves_it() -> None:
    seen = [4.0] * 6 + [6.0] * 12 + [9.0] * 10 + [300.0] * 2
    quote = pairs(seen).quote(2, free_now=False)
    assert (quote.minutes, quote.low, quote.high, quote.basis) == (18, 10, 30, Basis.LOG)  # 3 × 6; 3 × 4, 3 × 9


def test_a_range_is_five_minutes_wide_at_least() -> None:
    quote = pairs([5.0] * ENOUGH).quote(0, free_now=False)
    assert (quote.minutes, quote.low, quote.high) == (5, 5, 10)


def test_nobody_waits_for_a_free_table_but_behind_others_one_does() -> None:
    free, behind, none = (pairs().quote(ahead, free_now=now) for ahead, now in ((0, True), (1, True), (0, False)))
    assert (free.minutes, free.low, free.high) == (0, 0, 5)
    assert (behind.minutes, none.minutes) == (20, 10)


def test_who_waits_is_never_told_nothing() -> None:
    assert pairs([0.0] * ENOUGH).quote(0, free_now=False).minutes == 1


def test_who_sits_is_held_against_those_who_sat_longer() -> None:
    quick_and_slow = pairs(turns=[30.0] * 20 + [60.0] * 20 + [100.0] * 5)
    assert [quick_and_slow.remaining(elapsed) for elapsed in (0, 29, 30, 59, 75, 100, 500)] == [60, 31, 30, 1, 25, 0, 0]
    assert (quick_and_slow.usual_turn, quick_and_slow.long_turn) == (60, 60)


def test_until_thirty_turns_were_seen_what_was_set_remains() -> None:
    few = pairs(turns=[20.0] * (ENOUGH - 1))
    assert [few.remaining(elapsed) for elapsed in (0, 60.4, 200)] == [90, 30, 0]
    assert (few.usual_turn, few.long_turn) == (90, 90)


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.2, 1), (0.21, 2), (0.8, 4), (1.0, 5)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([1, 2, 3, 4, 5], share) == value


@given(CLASSES, st.integers(0, 60), st.booleans())
def test_a_quote_never_falls_when_one_more_waits(one: SizeClass, ahead: int, free: bool) -> None:
    fewer, more = one.quote(ahead, free_now=free), one.quote(ahead + 1, free_now=free)
    assert fewer.minutes <= more.minutes
    assert (fewer.low <= more.low, fewer.high <= more.high) == (True, True)


@given(CLASSES, st.integers(0, 60), st.booleans())
def test_a_range_is_one_that_hosts_can_say_and_holds_its_quote(one: SizeClass, ahead: int, free: bool) -> None:
    quote = one.quote(ahead, free_now=free)
    assert 0 <= quote.low <= quote.minutes <= quote.high
    assert (quote.low % 5, quote.high % 5, quote.high - quote.low >= 5) == (0, 0, True)


@given(CLASSES, MINUTES, MINUTES)
def test_nobody_stays_for_less_than_nothing_nor_leaves_earlier_for_having_sat_longer(
    one: SizeClass, elapsed: float, more: float
) -> None:
    left, later = one.remaining(elapsed), one.remaining(elapsed + more)
    assert min(left, later) >= 0
    assert later + more >= left - 1  # but for rounding


@given(st.lists(st.tuples(MINUTES, st.none() | MINUTES, st.none() | MINUTES, st.integers(1, 12)), max_size=60))
def test_any_log_gives_waits_that_happened(times: list[tuple[float, float | None, float | None, int]]) -> None:
    visits = [visit(came, seated, left, size) for came, seated, left, size in times]
    seen = observed(visits, BOUNDS)
    seated = [one for one in visits if one.seated is not None]
    assert sum(len(one.paces) for one in seen) == len(seated)
    stays = [one.left - one.seated for one in seated if one.left is not None and one.seated is not None]
    assert sum(len(one.turns) for one in seen) == sum(stay <= timedelta(hours=8) for stay in stays)
    longest = max([(one.seated - one.arrived).total_seconds() / 60 for one in seated if one.seated], default=0)
    assert all(0 <= pace <= max(0, longest) for one in seen for pace in one.paces)
