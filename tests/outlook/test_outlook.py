"""The outlook over HTTP: what it says of an evening, what it costs, and who may read it."""

from qtable.accounts.roles import Role
from tests.outlook.looking import book, look, sat_down, seat, suggested
from tests.support.desk import Desk, colleague, new_desk
from tests.support.past import give_a_past, statements


def test_an_empty_house_has_an_outlook_too(desk: Desk) -> None:
    said = look(desk)
    assert [(one["smallest"], one["largest"]) for one in said["size_classes"]] == [(1, 2), (3, 4), (5, 6), (7, None)]
    assert {(one["next_free"], one["waiting"], one["quote"]["minutes"]) for one in said["size_classes"]} == {
        (None, 0, 10)
    }
    assert (said["waiting"], said["seated"]) == ([], [])


def test_the_next_free_tables_are_told_by_size(desk: Desk) -> None:
    desk.set_policies(reservation_minutes=60)
    small, large = desk.table(1, 2), desk.table(2, 4)
    for guest, table, minutes in (("Pair", small, 50), ("Pair too", large, 20)):
        id_ = desk.guest(guest, 2)
        seat(desk, id_, table)
        sat_down(desk, id_, minutes)
    said = look(desk)
    assert [one["next_free_minutes"] for one in said["size_classes"]] == [10, 40, None, None]
    assert [(one["elapsed"], one["remaining"], one["long_turn"]) for one in said["seated"]] == [
        (50, 10, 60),
        (20, 40, 60),
    ]
    desk.set_policies(clean_after_finish=True)
    assert [one["next_free_minutes"] for one in look(desk)["size_classes"]] == [15, 45, None, None]
    assert desk.table(3, 6)
    assert [one["next_free_minutes"] for one in look(desk)["size_classes"]] == [0, 0, 0, None]


def test_a_joined_table_is_taken_and_free_when_the_party_at_the_first_one_leaves(desk: Desk) -> None:
    desk.set_policies(reservation_minutes=60)
    pair, guest = desk.combination([desk.table(1, 2), desk.table(2, 4)]), desk.guest("Six", 6)
    assert desk.act("POST", f"/guests/{guest}/seat", {"combination_id": pair}).status_code == 200
    sat_down(desk, guest, 50)
    assert suggested(desk, party_size=3) == ([], {"1": ["too_small", "occupied"], "2": ["occupied"]})
    assert [one["next_free_minutes"] for one in look(desk)["size_classes"]] == [10, 10, 10, None]


def test_a_booking_whose_party_sits_is_no_second_hold_on_its_table(desk: Desk) -> None:
    booked = book(desk, desk.table(1, 2), 0)
    guest = desk.act("POST", f"/reservations/{booked}/seat").json["guestId"]
    sat_down(desk, guest, 80)
    assert look(desk)["size_classes"][0]["next_free_minutes"] == 10


def test_two_parties_are_never_given_the_same_table(desk: Desk) -> None:
    for number, seats in ((1, 2), (2, 4), (3, 2)):
        desk.table(number, seats)
    for name in ("First", "Second", "Third", "Fourth"):
        desk.guest(name, 2)
    given = [one["suggestion"] and one["suggestion"]["label"] for one in look(desk)["waiting"]]
    assert given == ["1", "3", "2", None]


def test_what_is_asked_and_noted_costs_the_same_whatever_the_history(desk: Desk) -> None:
    def asked(path: str) -> int:
        desk.app.extensions["qtable.fitted"].forget()
        with statements(desk) as said:
            assert desk.send("GET", path).status_code == 200
        return len([one for one, _ in said if not one.startswith("SELECT set_config")])

    paths = ("/api/outlook", "/api/suggestions?party_size=2", "/api/quotes")
    look(desk)  # after which the right to see it is remembered
    few = {path: asked(path) for path in paths}
    assert few == {"/api/outlook": 6, "/api/suggestions?party_size=2": 6, "/api/quotes": 2}
    give_a_past(desk, 2000)
    for number in range(12):
        table = desk.table(number + 1, 4)
        book(desk, table, 100)
        seat(desk, desk.guest(f"Sits {number}", 2), table)
        desk.guest(f"Waits {number}", 3)
    assert {path: asked(path) for path in paths} == few


def test_who_may_read_may_look_ahead_and_nobody_else(desk: Desk) -> None:
    viewer, other = colleague(desk, Role.VIEWER), new_desk(desk.app, "Next Door")
    for path in ("outlook", "suggestions?party_size=2", "quotes"):
        assert viewer.send("GET", f"/restaurants/{desk.restaurant_id}/{path}").status_code == 200
        assert other.send("GET", f"/restaurants/{desk.restaurant_id}/{path}").status_code == 404
