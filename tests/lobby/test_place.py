"""The rules of a party's page, by themselves."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from qtable import clock
from qtable.guests.lifecycle import EXPECTED, GuestStatus
from qtable.lobby.place import State, code_of, hold_end, minutes_left, more_time, names_allowed, shown_as, state_of
from qtable.restaurants.models import DisplayNames

CALLED = clock.parse("2026-11-20T20:00:00Z")
TEN = timedelta(minutes=10)


def test_a_party_that_was_called_is_ready_and_one_that_is_first_and_soon_is_almost() -> None:
    assert state_of("waiting", called=False, number=1, low=5) == State.ALMOST
    assert state_of("arrived", called=False, number=1, low=10) == State.WAITING
    assert state_of("waiting", called=False, number=2, low=0) == State.WAITING
    assert state_of("waiting", called=False, number=None, low=0) == State.WAITING
    assert {state_of(status, called=True, number=None, low=0) for status in EXPECTED} == {State.READY}


def test_whose_visit_is_decided_is_shown_so_called_or_not() -> None:
    decided = {"seated": "seated", "finished": "left", "cancelled": "removed", "no_show": "removed"}
    assert set(decided) == set(GuestStatus) - set(EXPECTED)
    for status, state in decided.items():
        assert {state_of(status, called=called, number=1, low=0) for called in (True, False)} == {state}


def test_more_time_can_be_asked_twice_and_not_once_it_would_be_over_already() -> None:
    once = more_time(CALLED, CALLED + TEN, 10, CALLED)
    assert once == CALLED + timedelta(minutes=15)
    assert more_time(CALLED, once, 10, CALLED) == CALLED + timedelta(minutes=20)
    assert more_time(CALLED, CALLED + timedelta(minutes=20), 10, CALLED) is None
    assert more_time(CALLED, CALLED + TEN, 10, CALLED + timedelta(minutes=15)) is None


@given(st.integers(1, 60), st.lists(st.integers(0, 600), max_size=8))
def test_however_often_it_is_asked_no_table_is_held_more_than_ten_minutes_longer(hold: int, pauses: list[int]) -> None:
    held = hold_end(CALLED, None, hold)
    now, given = CALLED, 0
    for seconds in pauses:
        now += timedelta(seconds=seconds)
        longer = more_time(CALLED, held, hold, now)
        if longer is not None:
            assert longer > now
            held, given = longer, given + 1
    assert held == CALLED + timedelta(minutes=hold + 5 * given)
    assert given <= 2


def test_the_minutes_left_count_the_begun_one() -> None:
    ends = CALLED + TEN
    assert [minutes_left(ends, ends - timedelta(seconds=seconds)) for seconds in (600, 599, 60, 1, 0, -1)] == [
        10, 10, 1, 1, 0, 0,
    ]  # fmt: skip


def test_a_code_says_nothing_of_the_name_and_is_seldom_had_by_two() -> None:
    codes = [code_of(f"guest-{number}") for number in range(200)]
    assert all(code[0].isalpha() and code[1:].isdigit() and len(code) == 4 for code in codes)
    assert len(set(codes)) > 195
    assert code_of("guest-1") == code_of("guest-1")


def test_what_is_shown_of_a_name_is_the_least_of_what_was_told_and_what_is_allowed() -> None:
    code, initials, first = DisplayNames
    assert [names_allowed(told, policy) for told, policy in ((code, first), (first, code), (first, initials))] == [
        code, code, initials,
    ]  # fmt: skip
    assert [names_allowed(None, policy) for policy in DisplayNames] == list(DisplayNames)


def test_a_name_is_shown_as_far_as_the_restaurant_chose() -> None:
    shown = {how: shown_as("id", "dana maria Lee", how) for how in DisplayNames}
    assert shown == {DisplayNames.CODE: code_of("id"), DisplayNames.INITIALS: "D. L.", DisplayNames.FIRST_NAME: "dana"}
    assert shown_as("id", "Lee", DisplayNames.INITIALS) == "L."
