"""The Friday evening as data: what its CSV must hold, and what a hand-edited one is refused for."""

from collections import Counter
from pathlib import Path

import pytest

from bench.evening.plan import plan
from bench.evening.rows import COLUMNS, FRIDAY, BadEvening, Row, read_rows
from qtable.guests.lifecycle import GuestStatus
from qtable.tables.templates import BISTRO

SEATS = {place.label: place.capacity for place in BISTRO}


@pytest.fixture(scope="module")
def friday() -> list[Row]:
    return read_rows()


def evening(folder: Path, *lines: str) -> list[Row]:
    """Write rows given as `time,host,party,action,table,size,expect` into a CSV and read it."""
    text = [",".join(COLUMNS)]
    for line in lines:
        time, host, party, action, table, size, expect = line.split(",")
        name, source = (f"Party {party}", "walk_in") if action == "add" else ("", "")
        text.append(f"{time},{host},{party},{action},{table},{name},{size},{source},,,,,,{expect}")
    path = folder / "evening.csv"
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return read_rows(path)


def test_every_row_fits_what_came_before(friday: list[Row]) -> None:
    assert len(plan(friday, SEATS)) == len(friday)


def test_it_is_a_friday_of_120_parties_at_18_tables(friday: list[Row]) -> None:
    added = [row for row in friday if row.action == "add"]
    parties = {row.party for row in added if row.party.isdigit()}
    assert parties == {str(number) for number in range(1, 121)}
    assert {row.table for row in friday if row.action == "seat"} == set(SEATS)
    assert (friday[0].minute, 23 * 60 < friday[-1].minute <= 23 * 60 + 30) == (17 * 60, True)
    assert {row.source for row in added} == {"walk_in", "reservation", "online"}
    assert len({row.host for row in friday}) == 3


def test_everything_happens_that_can_happen_at_a_door(friday: list[Row]) -> None:
    happened = Counter(row.action for row in friday)
    assert happened["cancel"] >= 15
    assert happened["no_show"] >= 5
    assert happened["move"] >= 5
    for verb in ("unseat", "reseat", "reopen", "delete", "squeeze", "late", "dirty", "clear", "close", "open", "edit"):
        assert happened[verb], verb
    refusals = Counter(row.expect for row in friday if row.expect)
    refused = {"race", "table_occupied", "over_capacity", "table_not_ready", "illegal_transition", "invalid"}
    assert set(refusals) == refused
    assert refusals["race"] >= 2


def test_names_are_of_many_scripts(friday: list[Row]) -> None:
    names = "".join(row.name for row in friday)
    for letter in "éñŁøחم田박Пπგழ🎂":
        assert letter in names, letter


def test_turn_times_are_believable(friday: list[Row]) -> None:
    seated: dict[str, int] = {}
    for row in friday:
        if row.action in ("seat", "squeeze") and row.expect in ("", "race"):
            seated[row.party] = row.minute
        elif row.action == "unseat":
            del seated[row.party]
        elif row.action == "finish":
            assert 45 <= row.minute - seated.get(row.party, row.minute - 45) <= 110, row.line
            seated.pop(row.party, None)


def test_statuses_are_those_of_the_house() -> None:
    from bench.evening.actions import DOOR, GONE  # noqa: PLC0415 - the lists stand beside what they must equal

    assert {*DOOR, "seated", *GONE} == set(GuestStatus)


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["17:00,Ana,1,add,,2,", "17:01,Ana,1,seat,99,,"], "line 3: there is no table 99"),
        (["17:00,Ana,1,add,,2,", "17:01,Ana,1,dance,,,"], "line 3: 'dance' is no action"),
        (["17:00,Ana,1,add,,2,", "16:59,Ana,1,cancel,,,"], "line 3: earlier than"),
        (["17:00,Ana,1,add,,2,", "17:60,Ana,1,cancel,,,"], "line 3: '17:60' is no time"),
        (["17:00,Ana,1,add,,two,"], "line 2: invalid literal"),
        (["17:00,Ana,1,add,,3,", "17:01,Ana,1,seat,1,,"], "but over_capacity"),
        (["17:00,Ana,1,add,,2,", "17:01,Ana,1,seat,1,,table_occupied"], "but it would be accepted"),
        (["17:00,Ana,1,add,,2,"], "party 1 is still waiting"),
        (["17:00,Ana,,dirty,4,,"], "table 4 is needs_cleaning"),
        (["17:00,Ana,1,add,,2,", "17:01,Ana,1,seat,1,,race", "17:01,Ana,1,finish,,,"], "first seat whichever"),
        (["17:00,Ana,1,add,,2,", "17:00,Ana,2,add,,2,", "17:01,Ana,1 or 2,seat,1,,"], "didn't try one table"),
        (["17:00,Ana,7,cancel,,,"], "party '7' isn't on the list"),
    ],
)
def test_a_row_that_cannot_be_right_is_named(tmp_path: Path, lines: list[str], complaint: str) -> None:
    with pytest.raises(BadEvening, match=complaint):
        plan(evening(tmp_path, *lines), SEATS)


def test_a_table_waits_for_whoever_sits_there_and_rivals_do_not_wait_for_each_other(tmp_path: Path) -> None:
    steps = plan(
        evening(
            tmp_path,
            "17:00,Ana,1,add,,2,",
            "17:00,Ben,2,add,,2,",
            "17:05,Ana,1,seat,3,,race",
            "17:05,Ben,2,seat,3,,race",
            "17:05,Ben,1 or 2,seat,4,,",
            "18:00,Ana,1,finish,,,",
            "18:10,Ben,2,finish,,,",
            "18:10,Ben,,dirty,3,,",
            "18:15,Ana,,clear,3,,",
        ),
        SEATS,
    )
    after = {step.row.line: step.after for step in steps}
    assert after[4] == {2}
    assert after[5] == {2, 3}  # not 4, its rival
    assert after[6] == {4, 5}
    assert after[9] == {8}
    assert steps[2].rival is steps[3]


def test_the_shipped_file_is_plain(friday: list[Row]) -> None:
    text = FRIDAY.read_bytes()
    assert text.count(b"\n") == len(friday) + 1
    assert b"\r" not in text
