"""Full sync, delta by cursor and by timestamp, and the cursors that can't be carried on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bench.clients.store import Store
from qtable import clock
from qtable.changes import reading
from qtable.changes.models import Change
from qtable.changes.retention import prune
from qtable.changes.transaction import unlogged_transaction
from qtable.database import fresh_session
from qtable.guests.models import Guest
from qtable.restaurants.models import Restaurant
from tests.support.desk import Desk


def delta(desk: Desk, **query: object):
    return desk.send("GET", "/api/sync/delta", query_string=query)


def test_a_full_sync_names_its_place_and_everything_on_the_floor(desk: Desk) -> None:
    guest_id, table_id = desk.guest(), desk.table()
    full = desk.full()
    assert [guest["id"] for guest in full["guests"]] == [guest_id]
    assert [table["id"] for table in full["tables"]] == [table_id]
    assert (full["restaurant_id"], full["total_guests"], full["total_tables"]) == (desk.restaurant_id, 1, 1)
    assert delta(desk, cursor=full["cursor"]).json["changes"] == []


def test_the_answer_to_a_new_row_is_what_every_later_reading_shows(desk: Desk) -> None:
    for path, body in (("guests", {"name": "Lee", "partySize": 2}), ("tables", {"number": 1, "capacity": 4})):
        made = desk.act("POST", f"/{path}", body).json
        assert made == desk.full()[path][0] == desk.read(f"/api/{path}/{made['id']}")


def test_a_full_sync_is_of_one_moment_whatever_is_written_while_it_is_read(desk: Desk) -> None:
    with desk.app.app_context():
        session = fresh_session(desk.restaurant_id)
        place = reading.head(reading.restaurant_row(session, desk.restaurant_id))
        with ThreadPoolExecutor(1) as pool:
            pool.submit(desk.guest).result()
        assert place.seq == 0
        assert session.scalars(select(Guest)).all() == []
        assert reading.snapshot(session, desk.restaurant_id).body["total_guests"] == 0
    assert desk.full()["total_guests"] == 1


def test_a_full_sync_has_an_etag_that_changes_with_the_log(desk: Desk) -> None:
    etag = desk.send("GET", "/api/sync/full").headers["ETag"]
    same = desk.send("GET", "/api/sync/full", headers={"If-None-Match": etag})
    assert (same.status_code, same.data) == (304, b"")
    desk.guest()
    assert desk.send("GET", "/api/sync/full", headers={"If-None-Match": etag}).status_code == 200


def test_a_full_sync_leaves_out_earlier_days_and_keeps_today(desk: Desk) -> None:
    today, earlier = desk.guest("Today"), desk.guest("Earlier")
    for guest_id in (today, earlier):
        desk.act("POST", f"/guests/{guest_id}/cancel")
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        long_ago = clock.now() - timedelta(days=2)
        session.execute(update(Guest).where(Guest.id == earlier).values(finished_time=long_ago, updated_at=long_ago))
    assert [guest["id"] for guest in desk.full()["guests"]] == [today]


def test_a_delta_gives_whole_transactions_in_order_and_says_whether_there_is_more(desk: Desk) -> None:
    start, store = desk.full()["cursor"], Store()
    store.load(desk.full())
    table_id = desk.table()
    for number in range(130):
        guest_id = desk.guest(f"Party {number}")
        if number % 10 == 0:
            desk.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
            desk.act("POST", f"/guests/{guest_id}/finish")
    cursor, seqs, more = start, [], True
    while more:
        page = delta(desk, cursor=cursor, limit=50).json
        assert len(page["changes"]) <= 50
        seqs += [change["seq"] for change in page["changes"]]
        store.put(page["changes"])
        cursor, more = page["cursor"], page["has_more"]
    assert sorted(set(seqs)) == list(range(1, 158))
    assert seqs == sorted(seqs)
    assert cursor == desk.full()["cursor"]
    assert store.differences(desk.full()) == []


def test_one_transaction_is_never_split_between_pages(desk: Desk) -> None:
    guest_id, table_id = desk.guest(), desk.table()
    cursor = desk.full()["cursor"]
    desk.act("POST", f"/guests/{guest_id}/seat", {"table_id": table_id})
    page = delta(desk, cursor=cursor, limit=1).json
    assert [change["entity_type"] for change in page["changes"]] == ["guest", "table"]


def test_deletes_are_reported(desk: Desk) -> None:
    guest_id = desk.guest()
    cursor = desk.full()["cursor"]
    desk.act("DELETE", f"/guests/{guest_id}")
    (change,) = delta(desk, cursor=cursor).json["changes"]
    assert (change["action"], change["entity_id"], change["data"]) == ("delete", guest_id, None)


def test_the_answers_own_timestamp_carries_on_exactly(desk: Desk) -> None:
    desk.guest("Lee")
    stamp = desk.full()["timestamp"]
    assert delta(desk, since=stamp).json["changes"] == []
    desk.guest("Kim")
    page = delta(desk, since=stamp).json
    assert [change["data"]["name"] for change in page["changes"]] == ["Kim"]
    assert page["current_timestamp"] == page["changes"][-1]["timestamp"]
    assert delta(desk, since=page["current_timestamp"]).json["changes"] == []


def test_a_stamp_that_was_never_issued_gets_an_overlap_and_misses_nothing(desk: Desk) -> None:
    desk.guest("Lee")
    just_after = clock.parse(desk.full()["timestamp"]) + timedelta(seconds=60)
    names = [change["data"]["name"] for change in delta(desk, since=clock.rfc3339(just_after)).json["changes"]]
    assert names == ["Lee"]


def test_the_logs_clock_never_runs_backwards(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = clock.now()
    for offset in (0, -3600, 5, -7200):
        monkeypatch.setattr(clock, "now", lambda offset=offset: real + timedelta(seconds=offset))
        desk.guest()
    stamps = [change["timestamp"] for change in delta(desk, since="1971-01-01T00:00:00Z").json["changes"]]
    assert stamps == sorted(set(stamps))


def set_restaurant(desk: Desk, **values: object) -> None:
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.execute(update(Restaurant).where(Restaurant.id == desk.restaurant_id).values(**values))


def test_a_cursor_of_another_epoch_must_resync(desk: Desk) -> None:
    cursor = desk.full()["cursor"]
    set_restaurant(desk, change_epoch="0ddba11")
    answer = delta(desk, cursor=cursor)
    assert (answer.status_code, answer.json["error"]["code"]) == (410, "resync_required")
    assert answer.json["error"]["details"]["reason"] == "epoch"


def test_a_cursor_ahead_of_a_restored_backup_must_resync(desk: Desk) -> None:
    epoch = desk.full()["cursor"].split(".")[1]
    answer = delta(desk, cursor=f"v1.{epoch}.99.1")
    assert (answer.status_code, answer.json["error"]["details"]["reason"]) == (410, "ahead")


def test_a_cursor_whose_row_happened_at_another_time_must_resync(desk: Desk) -> None:
    desk.guest()
    cursor = desk.full()["cursor"]
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        session.execute(update(Change).where(Change.restaurant_id == desk.restaurant_id).values(at_ms=Change.at_ms - 1))
    answer = delta(desk, cursor=cursor)
    assert (answer.status_code, answer.json["error"]["details"]["reason"]) == (410, "diverged")


def test_past_the_retention_the_answer_is_explicit_and_the_rest_still_resumes(desk: Desk) -> None:
    cursors = [desk.full()["cursor"]]
    for _ in range(10):
        desk.guest()
        cursors.append(desk.full()["cursor"])
    with desk.app.app_context():
        assert prune(days=30, transactions=4) == 5
        assert prune(days=30, transactions=4) == 0
    answers = [delta(desk, cursor=cursor) for cursor in cursors]
    assert [answer.status_code for answer in answers] == [410] * 6 + [200] * 5
    assert answers[0].json["error"]["details"]["reason"] == "too_old"
    assert [len(answer.json["changes"]) for answer in answers[6:]] == [4, 3, 2, 1, 0]
    assert delta(desk, since="1971-01-01T00:00:00Z").status_code == 410


def test_pruning_a_young_log_drops_nothing_and_every_cursor_still_resumes(desk: Desk) -> None:
    cursor = desk.full()["cursor"]
    desk.guest()
    with desk.app.app_context():
        assert prune(days=30, transactions=100) == 0
    assert len(delta(desk, cursor=cursor).json["changes"]) == 1


def test_pruning_by_age_keeps_the_head(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.guest()
    desk.guest()
    cursor = desk.full()["cursor"]
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    with desk.app.app_context():
        assert prune(days=30, transactions=100) == 1
    monkeypatch.undo()
    assert delta(desk, cursor=cursor).status_code == 200
    desk.guest()
    assert len(delta(desk, cursor=cursor).json["changes"]) == 1


def test_garbage_is_no_cursor(desk: Desk) -> None:
    for cursor in ("", "x", "v1.zz.1.1", "v1.abc.01.1", "v2.abc.1.1", "v1.abc.1", "v1.abc.-1.1", "v1.abc.١.1"):
        assert delta(desk, cursor=cursor).status_code == 400, cursor
    assert delta(desk).status_code == 400
