"""Which tables fit: an evening's floor, and what may never be suggested on any."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qtable.tables.fit import (
    CLEANING,
    in_the_way,
    next_free,
    obstacles,
    refusals,
    suggestions,
)
from qtable.tables.models import TableStatus
from qtable.tables.place import Booking, Place, combined

NOW = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
TURN = timedelta(minutes=90)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def place(label: str, seats: int = 4, *booked: tuple[int, int], **more: Any) -> Place:
    """Return a table; `booked` are minutes from now."""
    bookings = tuple(Booking(f"{label}-{start}", at(start), at(end)) for start, end in booked)
    named = {"smallest": 1, "status": TableStatus.AVAILABLE, "bookings": bookings} | more
    return Place(label, label, largest=seats, **named)


def offered(places: list[Place], size: int, own: str | None = None) -> list[str]:
    return [one.label for one in suggestions(places, size, NOW, TURN, own)]


def test_the_smallest_that_fits_comes_first_then_the_one_that_is_free_longest() -> None:
    floor = [place("6", 6), place("10"), place("9", 4, (200, 290)), place("8", 4, (150, 240)), place("2", 2)]
    assert offered(floor, 3) == ["10", "9", "8", "6"]
    best, *_, largest = suggestions(floor, 3, NOW, TURN)
    assert (best.seats, best.spare_seats, best.smallest, best.free_until, best.booked) == (4, 1, True, None, False)
    assert (largest.spare_seats, largest.smallest) == (3, False)
    assert suggestions(floor, 3, NOW, TURN)[1].free_until == at(200)


def test_a_booking_may_begin_as_the_turn_ends_and_end_as_it_begins() -> None:
    assert offered([place("1", 4, (90, 180)), place("2", 4, (-60, 0))], 2) == ["2", "1"]
    assert offered([place("1", 4, (89, 180)), place("2", 4, (-60, 1))], 2) == []


def test_what_speaks_against_the_others_is_said_in_full() -> None:
    status = TableStatus
    floor = [
        place("1", 2),
        place("2", 8, smallest=5),
        place("3", status=status.OCCUPIED),
        place("4", status=status.NEEDS_CLEANING),
        place("5", status=status.OUT_OF_SERVICE),
        place("6", status=status.RESERVED),
        place("7", 4, (30, 120)),
        place("8", 2, (-10, 60), status=status.OCCUPIED),
        place("9"),
    ]
    found = refusals(floor, 3, NOW, TURN)
    assert {one.label: [str(why) for why in one.obstacles] for one in found} == {
        "1": ["too_small"],
        "2": ["too_large"],
        "3": ["occupied"],
        "4": ["dirty"],
        "5": ["blocked"],
        "6": ["reserved"],
        "7": ["booked"],
        "8": ["too_small", "occupied", "booked"],
    }
    assert {one.label: one.booked_from for one in found if one.booked_from} == {"7": at(30), "8": at(-10)}


def test_the_table_that_a_party_booked_is_the_best_for_it_and_no_others() -> None:
    floor = [place("1", 2), place("2", 4, (-5, 85)), place("3", 6, (0, 90), status=TableStatus.RESERVED)]
    assert offered(floor, 2) == ["1"]
    assert offered(floor, 2, own="2--5") == ["2", "1"]
    assert offered(floor, 2, own="3-0") == ["3", "1"]
    assert suggestions(floor, 2, NOW, TURN, own="3-0")[0].booked


def test_what_is_held_for_others_comes_last_and_keeps_no_tables_from_being_put_together() -> None:
    one, two, fits = place("1"), place("2"), place("6", 6)
    floor = [one, two, fits, together(one, two)]

    def offers(**held: str) -> list[tuple[str, str | None]]:
        named = {label.removeprefix("t"): guest for label, guest in held.items()}
        return [(found.label, found.held_for) for found in suggestions(floor, 5, NOW, TURN, held=named)]

    assert offers() == [("6", None)]
    assert offers(t6="lee") == [("1+2", None), ("6", "lee")]
    assert offers(t6="lee", t2="kim") == [("6", "lee"), ("1+2", "kim")]


def test_the_next_free_table_is_one_that_is_left_or_cleaned_soon_enough_before_its_booking() -> None:
    sits = {"status": TableStatus.OCCUPIED}
    floor = [
        place("1", 2, free_at=at(5), **sits),  # too small
        place("2", 4, (60, 150), free_at=at(10), **sits),  # booked too soon after
        place("3", 4, free_at=at(25), **sits),
        place("4", 6, free_at=at(40), **sits),
        place("5", status=TableStatus.OUT_OF_SERVICE),
    ]
    assert next_free(floor, 4, NOW, TURN) == at(25)
    assert next_free(floor, 8, NOW, TURN) is None
    assert next_free([*floor, place("6", status=TableStatus.NEEDS_CLEANING)], 4, NOW, TURN) == NOW + CLEANING
    assert next_free([*floor, place("7")], 4, NOW, TURN) == NOW
    assert next_free([place("8", free_at=at(-20), **sits)], 4, NOW, TURN) == NOW  # overdue: any moment


def together(*parts: Place, sizes: tuple[int, int] = (5, 8)) -> Place:
    name = "+".join(one.label for one in parts)
    return combined(f"of {name}", name, sizes, parts)


def test_tables_are_put_together_where_none_alone_fits_or_only_with_half_of_its_chairs_empty() -> None:
    one, two, three = place("1"), place("2", 4, (200, 290)), place("3", 6)
    large, whole = place("9", 12), [together(one, two), together(two, three, sizes=(5, 10))]
    assert offered([one, two, *whole], 7) == ["1+2", "2+3"]
    assert offered([one, two, place("8", 8), *whole], 7) == ["8"]
    assert offered([one, two, large, *whole], 6) == ["1+2", "2+3", "9"]
    assert offered([one, two, large, *whole], 7) == ["9"]
    assert offered([one, two, *whole], 3) == ["1", "2"]
    best = suggestions([one, two, *whole], 7, NOW, TURN)[0]
    assert (best.table_id, best.combination_id, best.table_ids) == ("1", "of 1+2", ("1", "2"))
    assert (best.seats, best.spare_seats, best.free_until) == (8, 1, at(200))


def test_tables_put_together_are_free_when_the_last_of_them_is_and_none_is_booked() -> None:
    sits = {"status": TableStatus.OCCUPIED}
    leaves, dirty = place("1", free_at=at(20), **sits), place("2", status=TableStatus.NEEDS_CLEANING)
    assert offered([together(leaves, dirty)], 6) == offered([together(place("3"), dirty)], 6) == []
    assert next_free([together(leaves, dirty)], 6, NOW, TURN) == at(20)
    assert next_free([together(place("3"), dirty)], 6, NOW, TURN) == NOW + CLEANING
    assert next_free([together(leaves, place("4", **sits))], 6, NOW, TURN) is None
    assert offered([together(place("3"), place("5", 4, (60, 150)))], 6) == []
    assert next_free([together(leaves, place("5", 4, (60, 150)))], 6, NOW, TURN) is None


def test_what_a_party_booked_together_is_the_best_for_it() -> None:
    mine = Booking("mine", at(0), at(90), "of 1+2")
    one, two = (place(label, bookings=(mine,), status=TableStatus.RESERVED) for label in ("1", "2"))
    floor = [one, two, place("7", 6), together(one, two), together(two, place("3", 3))]
    assert offered(floor, 5) == ["7"]
    assert offered(floor, 5, own="mine") == ["1+2", "7"]


MINUTES = st.integers(-300, 300)
BOOKED = st.lists(st.tuples(MINUTES, st.integers(1, 200)).map(lambda one: (one[0], sum(one))), max_size=3)
PLACES = st.builds(
    lambda label, least, more, booked, status, free: place(
        str(label), least + more, *booked, smallest=least, status=status, free_at=free
    ),
    st.integers(1, 99),
    st.integers(1, 8),
    st.integers(0, 8),
    BOOKED,
    st.sampled_from(TableStatus),
    st.none() | MINUTES.map(at),
)
FLOORS = st.lists(PLACES, max_size=8, unique_by=lambda one: one.id)
TURNS = st.integers(15, 240).map(lambda minutes: timedelta(minutes=minutes))


@given(FLOORS, st.integers(1, 16), TURNS)
def test_nothing_is_suggested_that_does_not_fit_or_is_booked_before_the_turn_is_over(
    floor: list[Place], size: int, turn: timedelta
) -> None:
    known = {one.id: one for one in floor}
    for one in suggestions(floor, size, NOW, turn):
        table = known[one.table_id]
        assert table.status == TableStatus.AVAILABLE
        assert table.smallest <= size <= table.largest == one.seats
        assert not any(booking.start < NOW + turn and booking.end > NOW for booking in table.bookings)


@given(FLOORS, st.integers(1, 16), TURNS)
def test_every_table_is_either_suggested_or_refused_with_a_reason(
    floor: list[Place], size: int, turn: timedelta
) -> None:
    yes, no = suggestions(floor, size, NOW, turn), refusals(floor, size, NOW, turn)
    assert sorted(one.table_id for one in [*yes, *no]) == sorted(one.id for one in floor)
    assert all(one.obstacles for one in no)
    assert [one.seats for one in yes] == sorted(one.seats for one in yes)
    assert all(one.smallest == (one.seats == yes[0].seats) for one in yes)


@given(FLOORS, st.integers(1, 16), TURNS)
def test_a_table_is_free_now_exactly_when_one_is_suggested_unless_an_overdue_one_is_about_to_be(
    floor: list[Place], size: int, turn: timedelta
) -> None:
    at_hand = [one for one in floor if one.status == TableStatus.AVAILABLE]
    assert (next_free(at_hand, size, NOW, turn) == NOW) == bool(suggestions(floor, size, NOW, turn))
    soonest = next_free(floor, size, NOW, turn)
    assert soonest is None or soonest >= NOW
    assert all(obstacles(one, size, NOW, turn) for one in floor) or soonest == NOW


@given(FLOORS, st.integers(1, 16), TURNS, st.data())
def test_no_combination_is_suggested_unless_each_of_its_tables_is_free_for_the_whole_turn(
    floor: list[Place], size: int, turn: timedelta, data: st.DataObject
) -> None:
    free = [one for one in floor if one.status == TableStatus.AVAILABLE and not in_the_way(one, NOW, turn)]
    picks = data.draw(st.lists(st.lists(st.sampled_from(floor), min_size=2, max_size=3), max_size=4)) if floor else []
    whole = [together(*parts, sizes=(1, 16)) for parts in picks]
    found = [one for one in suggestions([*floor, *whole], size, NOW, turn) if one.combination_id]
    assert all(set(one.table_ids) <= {table.id for table in free} for one in found)
    alone = suggestions(floor, size, NOW, turn)
    assert not (found and any(one.seats < 2 * size for one in alone))
    assert bool(found) or any(one.seats < 2 * size for one in alone) or not any(set(p) <= set(free) for p in picks)
