"""Bad input over HTTP: every route of the app's own map, with every nonsense in every place that takes input."""

from collections.abc import Iterator

import httpx
import pytest

from bench.clients.api import Api
from tests.support import nonsense
from tests.support.calls import every_call, leaves, one_for_each_view
from tests.support.house import House
from tests.support.refusals import Answers, Caller, complaints

CALLS = every_call()
WITH_BODY = [call for call in one_for_each_view(CALLS) if call.body]
WRITING = [call for call in CALLS if call.method != "GET"]
JSON = {"Content-Type": nonsense.JSON}


@pytest.fixture
def caller(house: House) -> Iterator[Caller]:
    with Caller(house) as caller:
        yield caller


# Fields that are taken and passed over, whatever they hold.
MEAN_NOTHING = {("metadata",)}


def with_each_field_spoiled(caller: Caller, values: dict[str, str]) -> Answers:
    """Send every body with every field spoiled in every way, each under an idempotency key of its own."""
    for call in WITH_BODY:
        good = caller.good_body(call)
        for field in set(leaves(call.body)) - MEAN_NOTHING:
            for number, (name, source) in enumerate(values.items()):
                body = nonsense.with_field(good, field, source)
                key = {"Idempotency-Key": f"{'-'.join(map(str, field))}-{number}".ljust(16, "_")}
                yield f"{call}, {field} {name}", caller.send(call, content=body, headers=JSON | key)


def test_the_bodies_that_are_spoiled_below_are_good_before(caller: Caller) -> None:
    """Without this, everything below could pass on bodies that were refused for another reason."""
    answers = [
        (call, caller.send(call, json=caller.good_body(call)))
        for call in sorted(WITH_BODY, key=lambda call: call.method == "DELETE")
        if call.endpoint not in ("accounts.login", "accounts.refresh")  # a stranger's, so 401
    ]
    assert [f"{call}: {got.text}" for call, got in answers if got.status_code not in (200, 201, 409)] == []


def test_no_field_takes_nonsense_and_a_refusal_changes_and_tells_nothing(house: House, caller: Caller) -> None:
    with house.verify(changes=0):
        assert complaints(with_each_field_spoiled(caller, nonsense.NEVER)) == []


def test_what_some_fields_take_fails_in_none_and_every_device_stays_right(house: House, caller: Caller) -> None:
    with house.verify():
        assert complaints(with_each_field_spoiled(caller, nonsense.PERHAPS), must_refuse=False) == []


def test_the_longest_parts_of_a_name_fit_together(house: House) -> None:
    with house.verify(changes=1):
        body = {"firstName": "a" * 100, "lastName": "b" * 100, "partySize": 2}
        answer = house.api.send("POST", f"{house.api.base}/guests", json=body)
    assert (answer.status_code, answer.json()["name"]) == (201, "a" * 100 + " " + "b" * 100)


def test_an_address_with_a_control_character_is_refused(caller: Caller) -> None:
    register = next(call for call in CALLS if call.endpoint == "accounts.register")
    body = caller.good_body(register) | {"email": '"\x01"@example.com'}
    assert complaints([("register", caller.send(register, json=body))]) == []


def test_a_body_that_is_no_json_object_is_refused_on_every_writing_route(house: House, caller: Caller) -> None:
    def answers() -> Answers:
        for call in WRITING:
            for number, (name, (body, kind)) in enumerate(nonsense.BODIES.items()):
                if call.body is None and name in nonsense.READABLE:
                    continue
                headers = {"Content-Type": kind.encode("latin-1"), "Idempotency-Key": f"whole-body-{number:06}"}
                yield f"{call}, {name}", caller.send(call, content=body, headers=headers)

    with house.verify(changes=0):
        assert complaints(answers()) == []


def test_a_body_that_is_not_json_is_415_unreadable_json_400_and_json_of_no_use_422(house: House) -> None:
    def status(body: bytes, kind: str) -> int:
        headers = {"Content-Type": kind.encode("latin-1")}
        return house.api.send("POST", f"{house.api.base}/guests", content=body, headers=headers).status_code

    def expected(name: str, kind: str) -> int:
        return 415 if kind != nonsense.JSON else 422 if name in nonsense.READABLE else 400

    found = {name: status(body, kind) for name, (body, kind) in nonsense.BODIES.items()}
    assert found == {name: expected(name, kind) for name, (_, kind) in nonsense.BODIES.items()}


def test_an_empty_body_is_refused_where_something_is_required(house: House, caller: Caller) -> None:
    asking = [call for call in WITH_BODY if caller.good_body(call)]
    with house.verify(changes=0):
        assert complaints((str(call), caller.send(call, content=b"", headers=JSON)) for call in asking) == []


def test_of_a_key_that_stands_twice_the_last_one_counts(house: House) -> None:
    body = b'{"name": "First", "partySize": 2, "name": "Last"}'
    with house.verify(changes=1):
        answer = house.api.send("POST", f"{house.api.base}/guests", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["name"]) == (201, "Last")


def test_no_path_takes_nonsense_for_an_id(house: House, caller: Caller) -> None:
    def answers() -> Answers:
        for call in CALLS:
            for parameter in call.parameters:
                for name, segment in nonsense.SEGMENTS.items():
                    body = caller.good_body(call) if call.method != "GET" else None
                    path = call.path(caller.ids | {parameter: segment})
                    yield f"{call}, {parameter} {name}", caller.send(call, path, json=body)

    with house.verify(changes=0):
        assert complaints(answers()) == []


def with_each_parameter_spoiled(caller: Caller, values: dict[str, str]) -> Answers:
    """Send every query parameter with every value; a writing call is decided on no version that there is."""
    for call in CALLS:
        body = {"base_version": 2**53} if call.method != "GET" else None
        for parameter in call.query_parameters:
            for name, value in values.items():
                path = f"{call.path(caller.ids)}?{parameter}={value}"
                yield f"{call}, {parameter} {name}", caller.send(call, path, json=body)


def test_no_query_parameter_takes_nonsense(house: House, caller: Caller) -> None:
    with house.verify(changes=0):
        assert complaints(with_each_parameter_spoiled(caller, nonsense.QUERIES_NEVER)) == []


def test_what_some_query_parameters_take_fails_in_none(house: House, caller: Caller) -> None:
    with house.verify():
        assert complaints(with_each_parameter_spoiled(caller, nonsense.QUERIES_PERHAPS), must_refuse=False) == []


@pytest.mark.parametrize("limit", ["-1", "0", "1001", "1e3", "NaN", "%00", str(2**63)])
@pytest.mark.parametrize("path", ["/api/guests?", "/api/sync/delta?since=2026-01-01&"])
def test_a_limit_out_of_bounds_is_422(api: Api, path: str, limit: str) -> None:
    answer: httpx.Response = api.send("GET", f"{path}limit={limit}")
    assert (answer.status_code, complaints([(limit, answer)])) == (422, [])
