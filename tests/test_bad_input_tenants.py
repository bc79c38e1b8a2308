"""Ids of another restaurant: in every place that takes an id they answer like ids that nobody has."""

from collections.abc import Iterator

import httpx
import pytest

from qtable import wire
from tests.support.calls import Call, every_call, leaves, one_for_each_view
from tests.support.house import House
from tests.support.refusals import Answers, Caller, complaints

CALLS = [call for call in every_call() if call.guarded]
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def caller(house: House) -> Iterator[Caller]:
    with Caller(house) as caller:
        yield caller


def pairs(caller: Caller, theirs: dict[str, str]) -> Iterator[tuple[str, str, httpx.Response, httpx.Response]]:
    """Yield what was asked, their id, and the answers for it and for one that nobody has."""
    for call in CALLS:
        for parameter in call.parameters:
            both = [ask(caller, call, {parameter: id_}) for id_ in (theirs[parameter], UNKNOWN)]
            yield f"{call}, {parameter}", theirs[parameter], *both
        if "restaurant_id" in call.query_parameters:
            both = [ask(caller, call, {}, query=f"?restaurant_id={id_}") for id_ in (theirs["restaurant_id"], UNKNOWN)]
            yield f"{call}, ?restaurant_id", theirs["restaurant_id"], *both


def ask(caller: Caller, call: Call, ids: dict[str, str], query: str = "") -> httpx.Response:
    """Send a call that is good but for some ids."""
    body = caller.good_body(call) if call.method != "GET" else None
    return caller.send(call, call.path(caller.ids | ids) + query, json=body)


def bare(answer: httpx.Response, id_: str) -> tuple[int, str]:
    """Return an answer without what may differ: the id asked for and the request's own."""
    return answer.status_code, answer.text.replace(id_, "ID").replace(answer.headers["X-Request-Id"], "REQUEST")


def test_a_foreign_id_in_a_path_or_query_answers_like_an_unknown_one(
    house: House, other: House, caller: Caller, theirs: dict[str, str]
) -> None:
    with house.verify(changes=0), other.verify(changes=0):
        found = list(pairs(caller, theirs))
    assert {answer.status_code for _, _, *both in found for answer in both} == {404}
    assert [what for what, id_, one, two in found if bare(one, id_) != bare(two, UNKNOWN)] == []
    assert complaints((what, one) for what, _, one, _ in found) == []


def id_fields() -> list[tuple[Call, str]]:
    """Return every field of a body that names something which must exist."""
    return [
        (call, path[0])
        for call in one_for_each_view(CALLS)
        if call.body
        for path in leaves(call.body)
        if isinstance(call.body.load_fields.get(path[0]), wire.Id) and path[0] not in NAMES_NOTHING
    ]


def seating(call: Call) -> dict[str, str]:
    """Return what makes a body mean its id: older apps name the status beside it."""
    names = call.body.load_fields if call.body else {}
    if "current_guest_id" in names:
        return {"status": "occupied"}
    return {"status": "seated"} if "status" in names and "party_size" not in call.good_body(GENERIC) else {}


MEANING = {"current_guest_id": "guest_id", "assigned_table_id": "table_id"}
NAMES_NOTHING = ("id", "transaction_id")
NAMES = ("restaurant_id", "guest_id", "table_id", "section_id", "combination_id", "server_id", "reservation_id")
NAMES += ("user_id", "device_id", "filename")
GENERIC = dict.fromkeys(NAMES, UNKNOWN)


def test_a_foreign_id_in_a_body_answers_like_an_unknown_one(
    house: House, other: House, caller: Caller, theirs: dict[str, str]
) -> None:
    def answers() -> Iterator[tuple[str, str, httpx.Response, httpx.Response]]:
        for call, field in id_fields():
            foreign = theirs[MEANING.get(field, field)]
            good = caller.good_body(call) | seating(call)
            both = [caller.send(call, json=good | {field: id_}) for id_ in (foreign, UNKNOWN)]
            yield f"{call}, {field}", foreign, *both

    with house.verify(changes=0), other.verify(changes=0):
        found = list(answers())
    assert len(found) >= 6
    assert [what for what, id_, one, two in found if bare(one, id_) != bare(two, UNKNOWN)] == []
    assert complaints((what, one) for what, _, one, _ in found) == []


def test_a_filter_by_a_foreign_table_finds_nothing(house: House, other: House, theirs: dict[str, str]) -> None:
    assert house.api.get("/api/guests", table_id=other.tables[2]) == house.api.get("/api/guests", table_id=UNKNOWN)
    assert len(other.api.get("/api/guests", table_id=other.tables[2])) == 1


def test_the_same_id_may_be_made_in_both_restaurants_and_each_sees_its_own(house: House, other: House) -> None:
    with house.verify(changes=1), other.verify(changes=1):
        assert house.guest("Ours", id="the-same") == other.guest("Theirs", id="the-same")
    assert (house.read_guest("the-same")["name"], other.read_guest("the-same")["name"]) == ("Ours", "Theirs")


def test_an_idempotency_key_of_another_restaurant_replays_nothing(house: House, other: House) -> None:
    body, key = {"name": "Ours", "partySize": 2}, "a-key-used-on-both-sides"
    with other.verify(changes=0):
        mine = house.api.act("POST", "/guests", body, key=key)
    with house.verify(changes=0):
        assert other.api.act("POST", "/guests", body, key=key)["id"] != mine["id"]


def test_a_cursor_of_another_restaurant_is_410(house: House, other: House) -> None:
    theirs = other.api.full()["cursor"]

    def answers() -> Answers:
        yield "delta", house.api.send("GET", f"/api/sync/delta?cursor={theirs}")

    assert [answer.status_code for _, answer in answers()] == [410]
    assert complaints(answers()) == []
