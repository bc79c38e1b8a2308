"""The judges of the examples can refuse: each kind of shape, each stream, and an example that is wrong."""

from typing import Any

import pytest

from tests.contract.playing import SHAPES, complaints, load
from tests.contract.shapes import differences
from tests.contract.stage import Stage
from tests.contract.streams import expected

WRONG: list[tuple[Any, Any, str]] = [
    ("integer", True, "answer is True, not integer"),
    ("integer|null", "4", "answer is '4', not integer|null"),
    ("string", "", "answer is '', not string"),
    ("fraction", 1.5, "answer is 1.5, not fraction"),
    ("datetime", "2026-01-02T17:30:00+00:00", "answer is '2026-01-02T17:30:00+00:00', not datetime"),
    ("cursor", "yesterday", "answer is 'yesterday', not cursor"),
    ("=finished", "Finished", "answer is 'Finished', not 'finished'"),
    (
        "at 2026-01-02T17:30:00Z",
        "2026-01-02T17:31:00Z",
        "answer is '2026-01-02T17:31:00Z', not at 2026-01-02T17:30:00Z",
    ),
    (1, True, "answer is True, not 1"),
    (None, 0, "answer is 0, not None"),
    (["string"], ["a", "b"], "answer is ['a', 'b'], not a list of 1"),
    ({"$some": "string"}, [], "answer is [], not a list with something in it"),
    ({"$each": "string"}, ["a", 4], "answer[1] is 4, not string"),
    ({"$one of": ["a"]}, "b", "answer is 'b', not one of ['a']"),
    ({"a": "string"}, {}, "answer.a is missing"),
    ({"a": {"b": "string"}}, {"a": []}, "answer.a is [], not an object"),
    ({"a": "string", "b": "same as a"}, {"a": "x", "b": "y"}, "answer.b is 'y', not 'x'"),
    ({"b": "same as a"}, {"a": None, "b": 0}, "answer.b is 0, not None"),
    ({"$shape": "policies"}, {"clean_after_finish": True}, "answer.reservation_minutes is missing"),
    ({"$shape": "section", "name": "=Bar"}, {"name": "Terrace"}, "answer.name is 'Terrace', not 'Bar'"),
]


@pytest.mark.parametrize(("shape", "value", "line"), WRONG)
def test_what_differs_is_named(shape: Any, value: Any, line: str) -> None:
    assert line in differences(shape, value, SHAPES)


def test_what_fits_passes_and_may_hold_more() -> None:
    shape = {"a": "integer|null", "b": {"$each": {"$one of": [1, "x"]}}, "c": "same as a"}
    assert differences(shape, {"a": None, "b": [1, "x"], "c": None, "more": 1}, SHAPES) == []


def test_the_streams_are_those_of_the_contract() -> None:
    guest = {"type": "=guest_updated", "guest_id": "=g", "data": "any"}
    table = {"type": "=table_updated", "table_id": "=t", "data": "any"}
    end = {"type": "=atomic_transaction_complete", "affected_entities": ["=g", "=t"]}
    heard = expected({"entities": [guest, table, end]}, "r", 5)
    kinds = {stream: [(one["type"], one.get("part")) for one in said] for stream, said in heard.items()}
    assert kinds == {
        "entities": [("=guest_updated", [1, 3]), ("=table_updated", [2, 3]), (end["type"], [3, 3])],
        "delta": [("=delta_update", [1, 2]), (end["type"], [2, 2])],
        "both": [
            ("=delta_update", [1, 4]),
            ("=guest_updated", [2, 4]),
            ("=table_updated", [3, 4]),
            (end["type"], [4, 4]),
        ],
    }
    alone = expected({"entities": [guest]}, "r", 5)
    assert [[(one["type"], "part" in one) for one in said] for said in alone.values()] == [
        [("=guest_updated", False)],
        [("=delta_update", False)],
        [("=guest_updated", False)],
    ]


@pytest.mark.parametrize("fault", ["status", "answer", "messages", "order"])
def test_an_example_that_is_wrong_is_found(stage: Stage, fault: str) -> None:
    example = next(one for one in load("guest_status") if one["promise"].startswith("1: a guest who is Finished"))
    assert complaints(stage, example) == []
    messages = example["messages"]
    wrong: dict[str, Any] = {
        "status": {"status": 201},
        "answer": {"answer": {"$shape": "status answer", "changes_count": 1}},
        "messages": {"messages": {"entities": messages["entities"][:1]}},
        "order": {"messages": {"entities": messages["entities"][::-1]}},
    }
    assert complaints(stage, example | wrong[fault]) != []
