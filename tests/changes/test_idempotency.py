"""Nothing is applied twice: keys, replays, versions."""

import re

from tests.support.desk import Desk

KEY = "a-key-for-one-act-0001"


def test_a_replay_returns_the_first_answer_and_changes_nothing(desk: Desk) -> None:
    first = desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}, Idempotency_Key=KEY)
    cursor = desk.full()["cursor"]
    again = desk.act("POST", "/guests", {"partySize": 2, "name": "Lee"}, Idempotency_Key=KEY)
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["X-QTable-Cursor"] == first.headers["X-QTable-Cursor"]
    assert "Idempotency-Replayed" not in first.headers
    assert desk.full()["cursor"] == cursor


def test_a_replay_after_other_changes_still_gets_the_first_answer(desk: Desk) -> None:
    guest_id, table_id = desk.guest(), desk.table()
    first = desk.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id}, Idempotency_Key=KEY)
    desk.act("POST", f"/guests/{guest_id}/finish")
    again = desk.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id}, Idempotency_Key=KEY)
    assert again.json == first.json
    assert desk.read(f"/restaurants/{desk.restaurant_id}/guests/{guest_id}")["status"] == "finished"


def test_a_key_reused_for_another_request_is_refused(desk: Desk) -> None:
    desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}, Idempotency_Key=KEY)
    other = desk.act("POST", "/guests", {"name": "Kim", "partySize": 2}, Idempotency_Key=KEY)
    assert (other.status_code, other.json["error"]["code"]) == (422, "idempotency_key_reused")
    assert desk.full()["total_guests"] == 1


def test_a_number_too_large_to_be_told_from_its_neighbour_is_no_id(desk: Desk) -> None:
    for number in (2**70, 2**70 + 1):
        text = f'{{"id": {number}, "name": "Lee", "partySize": 2}}'
        answer = desk.send("POST", "/api/guests", data=text, content_type="application/json")
        assert (answer.status_code, list(answer.json["error"]["details"]["fields"])) == (422, ["id"])
    assert desk.act("POST", "/guests", {"id": 12, "name": "Lee", "partySize": 2}).json["id"] == "12"


def test_a_refusal_is_not_kept_so_that_the_key_can_be_tried_again(desk: Desk) -> None:
    lee, kim, table_id = desk.guest("Lee"), desk.guest("Kim"), desk.table()
    desk.act("POST", f"/guests/{lee}/seat", {"table_id": table_id})
    body = {"table_id": table_id}
    assert desk.act("POST", f"/guests/{kim}/seat", body, Idempotency_Key=KEY).status_code == 409
    desk.act("POST", f"/guests/{lee}/finish")
    assert desk.act("POST", f"/guests/{kim}/seat", body, Idempotency_Key=KEY).status_code == 200


def test_an_act_that_changes_nothing_keeps_its_answer_and_gives_its_seq_back(desk: Desk) -> None:
    guest_id = desk.guest()
    cursor = desk.full()["cursor"]
    path, body = f"/guests/{guest_id}/status/atomic", {"status": "waiting"}
    first = desk.act("PUT", path, body, Idempotency_Key=KEY)
    assert (first.json["changes_count"], first.json["cursor"]) == (0, cursor)
    assert first.headers["X-QTable-Cursor"] == cursor == desk.full()["cursor"]
    desk.act("PUT", path, {"status": "arrived"})
    assert desk.act("PUT", path, body, Idempotency_Key=KEY).json == first.json
    assert desk.full()["seq"] == 2


def test_a_refused_act_gives_its_seq_back(desk: Desk) -> None:
    guest_id = desk.guest()
    assert desk.act("POST", f"/guests/{guest_id}/finish").status_code == 409
    desk.guest("Kim")
    delta = desk.read("/api/sync/delta", since="1971-01-01T00:00:00Z")
    assert [change["seq"] for change in delta["changes"]] == [1, 2]


def test_a_malformed_key_is_refused(desk: Desk) -> None:
    for key in ("short", "x" * 65, "spaces are not allowed here"):
        answer = desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}, Idempotency_Key=key)
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_idempotency_key")
    assert desk.full()["total_guests"] == 0


def test_versions_grow_by_one_per_transaction(desk: Desk) -> None:
    guest_id, table_id = desk.guest(), desk.table()
    desk.act("PUT", f"/guests/{guest_id}", {"status": "seated", "tableId": table_id, "notes": "x"})
    desk.act("POST", f"/guests/{guest_id}/finish")
    full = desk.full()
    assert [entity["version"] for entity in full["guests"] + full["tables"]] == [3, 3]


def test_no_mutation_of_an_entity_ignores_the_version_it_was_decided_on(desk: Desk) -> None:
    guest_id, table_id = desk.guest(), desk.table()
    cursor = desk.full()["cursor"]
    known = {"guest_id": guest_id, "table_id": table_id, "restaurant_id": desk.restaurant_id}
    tried = 0
    for rule in desk.app.url_map.iter_rules():
        if not {"guest_id", "table_id"} & rule.arguments or str(rule).endswith("/link"):
            continue  # a guest's link leaves the guest as it is
        path = re.sub(r"<(\w+)>", lambda found: known[found[1]], str(rule))
        status = "reserved" if "/tables/" in path else "waiting" if "unseat" in path else "arrived"
        body = {"base_version": 99, "stage": "check", "table_id": table_id, "guest_id": guest_id, "status": status}
        for method in rule.methods - {"GET", "HEAD", "OPTIONS"}:
            answer = desk.send(method, path, json=body)
            assert (answer.status_code, answer.json["error"]["code"]) == (409, "version_conflict"), (method, path)
            tried += 1
    assert tried > 25
    assert desk.full()["cursor"] == cursor


def test_if_match_and_base_version_refuse_what_was_decided_on_an_older_version(desk: Desk) -> None:
    guest_id = desk.guest()
    desk.act("PATCH", f"/guests/{guest_id}", {"notes": "first"})
    stale = desk.act("PATCH", f"/guests/{guest_id}", {"notes": "second"}, If_Match='"1"')
    assert (stale.status_code, stale.json["error"]["code"]) == (412, "version_mismatch")
    stale = desk.act("PATCH", f"/guests/{guest_id}", {"notes": "second", "base_version": 1})
    assert (stale.status_code, stale.json["error"]["code"]) == (409, "version_conflict")
    assert stale.json["error"]["details"]["current"]["notes"] == "first"
    assert desk.act("PATCH", f"/guests/{guest_id}", {"notes": "2"}, If_Match='"2"').status_code == 200
    assert desk.act("PATCH", f"/guests/{guest_id}", {"notes": "3", "baseVersion": 3}).status_code == 200
