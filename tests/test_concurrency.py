"""Many hands at once: one table, one key, one log."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.support.house import House


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """Run `act(0)` … `act(count - 1)` in threads that start together; return what each returned."""
    start = Barrier(count)

    def run(number: int) -> Any:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_of_fifty_hosts_who_seat_fifty_parties_at_one_table_one_succeeds(house: House) -> None:
    parties = [house.guest(f"Party {number}") for number in range(50)]
    body = {"table_id": house.tables[2]}
    with house.verify(changes=1):
        answers = at_once(
            50,
            lambda number: house.api.send("POST", f"{house.api.base}/guests/{parties[number]}/seat", json=body),
        )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 49}
    winner = next(answer.json() for answer in answers if answer.status_code == 200)
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["error"]["code"] == "table_occupied"
            assert answer.json()["detail"] == f"Table 2 is taken by {winner['name']} (party of 2)."
    assert house.read_table(2)["currentGuestId"] == winner["id"]


def test_twenty_repeats_of_one_keyed_request_at_once_apply_it_once(house: House) -> None:
    key = {"Idempotency-Key": "the-same-key-for-all-twenty"}
    body = {"name": "Lee", "partySize": 2}
    with house.verify(changes=1):
        answers = at_once(20, lambda _: house.api.send("POST", f"{house.api.base}/guests", json=body, headers=key))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 19


def test_one_party_seated_at_four_tables_at_once_sits_at_one(house: House) -> None:
    guest_id = house.guest()
    with house.verify():
        at_once(
            4,
            lambda number: house.api.send(
                "POST", f"{house.api.base}/guests/{guest_id}/seat", json={"table_id": house.tables[number + 1]}
            ),
        )
    full = house.api.full()
    sitting = [table["id"] for table in full["tables"] if table["currentGuestId"] == guest_id]
    assert sitting == [full["guests"][0]["tableId"]]


def test_of_two_hosts_who_seat_at_combinations_that_share_a_table_one_succeeds(house: House) -> None:
    pairs = [(house.tables[1], house.tables[2]), (house.tables[3], house.tables[2])]
    together = [house.api.act("POST", "/combinations", {"tableIds": ids})["id"] for ids in pairs]
    for _ in range(5):
        parties = [house.guest(f"Party {number}", size=6) for number in range(2)]
        with house.verify(changes=1):
            answers = at_once(
                2,
                lambda number: house.api.send(
                    "POST",
                    f"{house.api.base}/guests/{parties[number]}/seat",  # noqa: B023 - done before the next round
                    json={"combination_id": together[number]},
                ),
            )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        refused = next(answer.json()["error"] for answer in answers if answer.status_code == 409)
        winner = next(answer.json() for answer in answers if answer.status_code == 200)
        assert (refused["code"], refused["details"]["current"]["id"]) == ("table_joined", winner["id"])
        assert house.read_table(2)["joinedTo"] == winner["tableId"]
        house.api.act("POST", f"/guests/{winner['id']}/finish")
        assert house.read_table(2)["status"] == "available"


def test_of_fifty_bookings_of_one_table_at_one_time_one_succeeds(house: House) -> None:
    def book(number: int) -> Any:
        body = {"guestName": f"Party {number}", "partySize": 2, "startTime": f"2030-06-14T19:{number:02}:00Z"}
        return house.api.send("POST", "/api/reservations/", json=body | {"tableId": house.tables[2]})

    with house.verify(changes=1):
        answers = at_once(50, book)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 49}
    assert {answer.json()["error"]["code"] for answer in answers if answer.status_code == 409} == {"table_booked"}
    assert len(house.api.get("/api/reservations", table_id=house.tables[2])) == 1


def test_of_bookings_at_combinations_that_share_a_table_and_of_that_table_alone_one_succeeds(house: House) -> None:
    """The first tables differ, so that PostgreSQL's constraint says nothing: the check under the lock decides."""
    pairs = [(house.tables[1], house.tables[2]), (house.tables[3], house.tables[2])]
    places = [{"combinationId": house.api.act("POST", "/combinations", {"tableIds": ids})["id"]} for ids in pairs]
    places.append({"tableId": house.tables[2]})
    for day in range(1, 6):

        def book(number: int) -> Any:
            body = {"guestName": "Party", "partySize": 2, "startTime": f"2030-06-{day:02}T19:{number:02}:00Z"}  # noqa: B023 - done before the next round
            return house.api.send("POST", "/api/reservations/", json=body | places[number % 3] | {"override": True})

        with house.verify(changes=1):
            answers = at_once(12, book)
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 11}
        assert {answer.json()["error"]["code"] for answer in answers if answer.status_code == 409} == {"table_booked"}
