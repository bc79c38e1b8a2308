"""What is read of the log is bounded by what is answered, however large its transactions are."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event

from qtable.changes import trail
from qtable.database import fresh_session
from qtable.extensions import db
from tests.support.desk import Desk
from tests.support.weight import weighing

START = "1971-01-01T00:00:00Z"


def batch(desk: Desk, number: int, size: int, operation: str = "create", first: int = 0) -> None:
    """Make one transaction of `size` guests."""
    data = {"name": f"Party {number}", "partySize": 2, "notes": f"batch {number}"}
    guests = [{"id": f"g{first + one}", "operation": operation, "data": data} for one in range(size)]
    answer = desk.send(
        "POST", "/api/v1/atomic/batch", json={"transaction_id": f"batch-number-{number:03}"} | {"guests": guests}
    )
    assert answer.status_code == 200, answer.json


def batches(desk: Desk, count: int, size: int) -> None:
    """Make the same guests, then change all of them again and again."""
    for number in range(count):
        batch(desk, number, size, "update" if number else "create")


def pages(desk: Desk, path: str, **asked: Any) -> list[list[dict[str, Any]]]:
    """Return every page of the trail."""
    found = []
    while True:
        answer = desk.send("GET", path, query_string=asked)
        assert answer.status_code == 200, answer.json
        found.append(answer.json)
        if "X-QTable-Next" not in answer.headers:
            return found
        asked["cursor"] = answer.headers["X-QTable-Next"]


@pytest.mark.parametrize("path", ["/api/sync/delta", "/api/updates"])
def test_a_page_of_large_transactions_reads_no_more_of_them_than_it_answers(desk: Desk, path: str) -> None:
    batches(desk, 6, 100)
    with weighing(desk.app) as weight:
        answer = desk.send("GET", path, query_string={"since": START, "limit": 100})
    assert answer.json["has_more"] is True
    assert weight.fetched < 1.2 * len(answer.data)


@pytest.mark.parametrize(("limit", "sizes"), [(1, [1, 3, 1, 1]), (2, [1, 3, 2]), (4, [4, 2]), (5, [5, 1]), (6, [6])])
def test_a_page_holds_as_many_whole_transactions_as_fit_but_one_at_least(
    desk: Desk, limit: int, sizes: list[int]
) -> None:
    for number, size in enumerate((1, 3, 1, 1)):
        batch(desk, number, size, first=10 * number)
    asked, found, more = {"since": START, "limit": limit}, [], True
    while more:
        page = desk.read("/api/sync/delta", **asked)
        found.append([change["entity_id"] for change in page["changes"]])
        asked, more = {"cursor": page["cursor"], "limit": limit}, page["has_more"]
    assert [len(ids) for ids in found] == sizes
    assert [one for ids in found for one in ids] == ["g0", "g10", "g11", "g12", "g20", "g30"]


def test_a_page_costs_the_same_queries_however_much_it_holds(desk: Desk) -> None:
    counts = []
    for number in range(3):
        batch(desk, number, 10, first=10 * number)
        with weighing(desk.app) as of_delta:
            desk.read("/api/sync/delta", since=START)
        with weighing(desk.app) as of_trail:
            desk.read("/api/activity")
        counts.append((len(of_delta.statements), len(of_trail.statements)))
    batch(desk, 3, 20, "update")
    with weighing(desk.app) as of_trail:
        desk.read("/api/activity")
    assert len(set(counts)) == 1
    assert len(of_trail.statements) == counts[0][1] + 1  # now something was before


def test_a_page_of_the_trail_ends_early_and_leads_on_without_a_hole_or_a_double(desk: Desk) -> None:
    batches(desk, 4, 400)
    desk.act("PATCH", "/guests/g7", {"notes": "window"})
    found = pages(desk, "/api/activity", limit=200)
    assert [[one["seq"] for one in page] for page in found] == [[5, 4, 3], [2, 1]]
    assert all(sum(len(one["changes"]) for one in page) <= 1000 for page in found)
    befores = {one["seq"]: one["changes"][-1]["before"] for page in found for one in page}
    assert [befores[seq] and befores[seq]["notes"] for seq in range(1, 6)] == [
        None,
        "batch 0",
        "batch 1",
        "batch 2",
        "batch 3",
    ]


def test_a_transaction_larger_than_a_page_is_a_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "ENTITIES", 10, raising=False)
    for number, size in enumerate((1, 11, 10, 1, 9, 1)):
        batch(desk, number, size, first=20 * number)
    assert [[one["seq"] for one in page] for page in pages(desk, "/api/activity")] == [[6, 5], [4], [3], [2], [1]]
    by_count = pages(desk, "/api/activity", limit=1)
    assert [[one["seq"] for one in page] for page in by_count] == [[6], [5], [4], [3], [2], [1]]


def test_the_trail_of_one_entity_shows_what_became_of_that_one_alone(desk: Desk) -> None:
    batches(desk, 3, 20)
    table = desk.table(1)
    desk.act("POST", "/guests/g7/seat", {"table_id": table})
    shown = desk.read("/api/activity", entity_id="g7")
    assert [(one["seq"], one["affected"], len(one["changes"])) for one in shown] == [
        (5, 2, 1),
        (3, 20, 1),
        (2, 20, 1),
        (1, 20, 1),
    ]
    assert {one["changes"][0]["entity_id"] for one in shown} == {"g7"}
    notes = [
        change[side] and change[side]["notes"]
        for one in shown
        for change in one["changes"]
        for side in ("before", "after")
    ]
    assert notes == ["batch 2", "batch 2", "batch 1", "batch 2", "batch 0", "batch 1", None, "batch 0"]
    (seating, _) = desk.read("/api/activity", entity_type="table")
    assert [(change["entity_type"], change["before"]["status"]) for change in seating["changes"]] == [
        ("table", "available")
    ]
    whole = desk.read("/api/activity", user_id=desk.user_id)
    assert [(one["affected"], len(one["changes"])) for one in whole] == [(2, 2), (1, 1), (20, 20), (20, 20), (20, 20)]


def test_the_trail_of_one_entity_reads_a_bounded_part_of_the_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "ENTITIES", 100, raising=False)
    batches(desk, 7, 40)
    with desk.app.app_context():
        bodies = fresh_session().connection().exec_driver_sql("SELECT sum(length(body)) FROM changes").scalar_one()
    with weighing(desk.app) as weight:
        page = desk.read("/api/activity", entity_id="g7")
    assert len(page) == 2
    assert weight.fetched < bodies * 5 / 7  # its own two transactions, and the two before
    assert [one["seq"] for page in pages(desk, "/api/activity", entity_id="g7") for one in page] == [
        7,
        6,
        5,
        4,
        3,
        2,
        1,
    ]


def test_as_many_befores_as_there_may_be_fit_the_databases_statements(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        batch(desk, number, 1, first=number)
    batch(desk, 60, 60, "update")
    monkeypatch.setattr(trail, "AT_ONCE", 25, raising=False)
    limited = []

    def limit(connection: sqlite3.Connection, *_: Any) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 40)
        limited.append(connection)

    with desk.app.app_context():
        event.listen(db.engine, "checkout", limit)
    (last,) = desk.read("/api/activity", limit=1)
    assert limited
    assert [change["before"]["notes"] for change in last["changes"]] == [f"batch {number}" for number in range(60)]


def test_no_reading_of_the_log_looks_through_all_that_the_restaurant_ever_changed(desk: Desk) -> None:
    batches(desk, 3, 5)
    with weighing(desk.app) as weight:
        for limit in (1, 2, 50):
            desk.read("/api/activity", limit=limit)
            desk.read("/api/activity", limit=limit, entity_id="g3")
            desk.read("/api/sync/delta", since=START, limit=limit)
    of_log = [(text, values) for text, values in weight.statements if "changed_entities" in text]
    with closing(sqlite3.connect(desk.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))) as file:
        plans = [row[3] for text, values in of_log for row in file.execute(f"EXPLAIN QUERY PLAN {text}", values)]
    assert len(plans) >= len(of_log) >= 15
    assert [plan for plan in plans if "SCAN" in plan or "(restaurant_id=?)" in plan] == []
