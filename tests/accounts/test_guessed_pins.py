"""PINs that are guessed: those that nobody may choose, and how long who guesses has to wait."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from qtable.accounts import passwords
from qtable.accounts.pins import weakness
from qtable.accounts.roles import Role
from tests.accounts.tablet import MIDNIGHT, OTHER_PIN, Tablet, code, set_own
from tests.support.desk import Desk, colleague, new_desk


@pytest.mark.parametrize(
    "pin",
    ["0000", "777777", "1234", "4321", "7890", "0987", "123456", "90123", "123", "1234567", "12a4", "", "２58０"],
)
def test_a_pin_that_is_guessed_first_is_refused(desk: Desk, pin: str) -> None:
    answer = set_own(desk, pin)
    assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, ["pin"])
    assert desk.act("PUT", f"/users/{desk.user_id}/pin", {"pin": pin}).status_code == 422
    assert desk.read("/api/users")[0]["has_pin"] is False


@given(st.text("0123456789", min_size=4, max_size=6))
def test_every_other_pin_is_taken(pin: str) -> None:
    digits = [int(digit) for digit in pin]
    lines = [[(digits[0] + step * place) % 10 for place in range(len(digits))] for step in (0, 1, -1)]
    assert (weakness(pin) is None) == (digits not in lines)


@pytest.fixture
def limited(limited: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An app that counts, with a check that costs nothing: many are made."""
    monkeypatch.setattr(passwords, "hash_password", lambda text: f"hash of {text}")
    monkeypatch.setattr(passwords, "matches", lambda stored, typed: stored == f"hash of {typed}")
    return limited


def wait_of(answer) -> int:
    assert code(answer) == (429, "too_many_requests")
    return int(answer.headers["Retry-After"])


def test_who_mistypes_waits_each_time_longer_on_that_device_and_for_that_person_alone(limited: Flask) -> None:
    with time_machine.travel(MIDNIGHT, tick=False) as time:
        desk = new_desk(limited)
        host = colleague(desk, Role.HOST)
        tablet, other = Tablet(desk), Tablet(desk, "Bar")
        for one in (desk, host):
            assert set_own(one).status_code == 200
        waits = []
        while len(waits) < 3:
            answer = tablet.log_in(host.user_id, OTHER_PIN, ("user_id", "userId")[len(waits) % 2])
            if answer.status_code == 422:
                continue
            waits.append(wait_of(answer))
            assert wait_of(tablet.log_in(host.user_id)) == waits[-1]
            assert tablet.log_in(desk.user_id).status_code == other.log_in(host.user_id).status_code == 200
            time.shift(timedelta(seconds=waits[-1] + 1))
        assert 0 < waits[0] <= 61 < max(waits) <= 15 * 60 + 1
        assert tablet.log_in(host.user_id).status_code == 200


def test_who_tries_all_the_people_of_a_device_is_stopped(limited: Flask) -> None:
    desk = new_desk(limited)
    tablet = Tablet(desk)
    answers = [tablet.log_in(f"person-{number}").status_code for number in range(21)]
    assert answers == [422] * 20 + [429]
    assert Tablet(desk, "Bar").log_in("person-0").status_code == 422


def test_who_goes_from_device_to_device_for_one_person_is_stopped(limited: Flask) -> None:
    desk = new_desk(limited)
    set_own(desk)
    tablets = [Tablet(desk, f"Tablet {number}") for number in range(13)]
    answers = [tablet.log_in(desk.user_id, OTHER_PIN).status_code for tablet in tablets for _ in range(5)]
    assert answers == [422] * 60 + [429] * 5


def test_guesses_from_next_door_keep_nobody_out_who_works_there_too(limited: Flask) -> None:
    desk, next_door = new_desk(limited), new_desk(limited, "Next Door")
    set_own(desk)
    strangers = [Tablet(next_door, f"Tablet {number}") for number in range(13)]
    guessed = [one.log_in(desk.user_id, OTHER_PIN).status_code for one in strangers for _ in range(5)]
    assert guessed[-1] == 429
    assert Tablet(desk).log_in(desk.user_id).status_code == 200
