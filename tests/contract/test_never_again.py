"""What apps met on the server that the documents describe, each as the test that would have found it.

Live sockets left deaf by a frame: conversations.json. A stalled tablet: realtime/test_slow_readers.py.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from tests.contract.stage import Stage

TABLE = {"table": {"id": "table_5", "number": 5, "capacity": 4}}
LEE, KIM = ({"guest": {"id": name, "name": name, "partySize": 2}} for name in ("lee", "kim"))
SEAT_LEE = {"seat": ["lee", "table_5"]}


@pytest.mark.parametrize("status", ["Finished", "FINISHED", "finished", "Completed", "fInIsHeD"])
def test_a_status_in_another_letter_case_frees_the_table(stage: Stage, status: str) -> None:
    stage.prepare([TABLE, LEE, SEAT_LEE])
    stage.api.act("PUT", "/guests/lee", {"status": status})
    table = stage.read("table", "table_5")
    assert (table["status"], table["currentGuestId"]) == ("available", None)


def test_of_two_hosts_who_seat_two_parties_at_one_table_one_is_told_no(stage: Stage) -> None:
    stage.prepare([TABLE, LEE, KIM])
    seat = [f"{stage.api.base}/guests/{name}/seat" for name in ("lee", "kim")]
    with ThreadPoolExecutor(2) as hosts:
        answers = list(hosts.map(lambda path: stage.api.send("POST", path, json={"table_id": "table_5"}), seat))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["error"]["details"]["current"]["id"] == stage.read("table", "table_5")["currentGuestId"]


def test_with_three_restaurants_each_hears_its_own_and_nothing_else(stage: Stage) -> None:
    houses = [Api.register(stage.api.url, f"House {number}") for number in range(3)]
    devices = [PlainListener(api, "/realtime") for api in houses]
    for device in devices:
        device.open()
    for _ in range(5):
        for api in houses:
            api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    for api, device in zip(houses, devices, strict=True):
        device.barrier()
        told = [message["restaurant_id"] for message in device.heard if message["type"] == "guest_created"]
        assert told == [api.restaurant_id] * 5
        device.close()
        api.close()


def test_a_delta_of_130_changes_says_whether_there_is_more_and_names_the_deleted(stage: Stage) -> None:
    stage.prepare([])
    made = [
        {"entity_type": "guest", "entity_id": f"g{n}", "operation": "create", "data": {"name": "Lee", "partySize": 2}}
        for n in range(100)
    ]
    gone = [{"entity_type": "guest", "entity_id": f"g{n}", "operation": "delete"} for n in range(30)]
    answer = stage.api.send("POST", "/api/sync/batch", json={"updates": made + gone}).json()
    assert (answer["success"], answer["processed_count"]) == (True, 130)
    changes, cursor, more, pages = [], stage.names["cursor"], True, 0
    while more:
        page = stage.api.get("/api/sync/delta", cursor=cursor, limit=50)
        changes, cursor, more, pages = changes + page["changes"], page["cursor"], page["has_more"], pages + 1
    assert (len(changes), pages, cursor) == (130, 3, answer["cursor"])
    assert [change["entity_id"] for change in changes if change["action"] == "delete"] == [f"g{n}" for n in range(30)]
    whole = stage.api.get("/api/sync/delta", cursor=stage.names["cursor"])
    assert (len(whole["changes"]), whole["has_more"]) == (130, False)


@pytest.mark.parametrize(
    ("path", "wrap"),
    [
        ("/api/atomic/batch", lambda guest_id, data: {"id": guest_id, "operation": "update", "data": data}),
        ("/api/batch-update", lambda guest_id, data: {"id": guest_id, **data}),
    ],
)
def test_a_batch_that_fails_in_part_is_stored_in_no_part(stage: Stage, path: str, wrap: Any) -> None:
    stage.prepare([LEE])
    changes = [wrap("lee", {"partySize": 4}), wrap("nobody", {"partySize": 4})]
    answer, heard = stage.heard_during(lambda: stage.api.send("POST", path, json={"guests": changes}))
    assert (answer.status_code, answer.json()["success"]) == (404, False)
    assert stage.read("guest", "lee")["partySize"] == 2
    assert set(map(len, heard.values())) == {0}


NONSENSE: dict[str, tuple[str, str, Any]] = {
    "overlong text": ("POST", "/guests", {"name": "x" * 100_000, "partySize": 2}),
    "NUL": ("POST", "/guests", {"name": "Lee\0", "partySize": 2}),
    "a huge integer": ("POST", "/guests", {"name": "Lee", "partySize": 2**200}),
    "a huge number of a table": ("POST", "/tables", {"number": 2**63, "capacity": 4}),
    "an unknown table": ("POST", "/guests/lee/seat", {"table_id": "nothing"}),
    "an unknown table in PUT": ("PUT", "/guests/lee", {"status": "seated", "tableId": "nothing"}),
    "limit=-1": ("GET", "/guests?limit=-1", None),
    "limit=-1 of bookings": ("GET", "/reservations?limit=-1", None),
    "limit=-1 of the trail": ("GET", "/activity?limit=-1", None),
    "limit=-1 of the updates": ("GET", "/updates?limit=-1&since=2024-01-15T10:30:00Z", None),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_makes_no_500(stage: Stage, what: str) -> None:
    method, path, body = NONSENSE[what]
    stage.prepare([LEE])
    answer = (
        stage.api.send(method, stage.api.base + path, json=body)
        if body
        else stage.api.send(method, stage.api.base + path)
    )
    assert answer.status_code in (404, 422), answer.text
    assert answer.json()["success"] is False
    assert stage.api.full()["seq"] == stage.seq


def test_a_seated_guest_who_is_deleted_leaves_no_ghost_at_the_table(stage: Stage) -> None:
    stage.prepare([TABLE, LEE, KIM, SEAT_LEE])
    stage.api.act("DELETE", "/guests/lee")
    assert stage.read("table", "table_5")["currentGuestId"] is None
    assert stage.api.act("POST", "/guests/kim/seat", {"table_id": "table_5"})["status"] == "seated"
