"""No room for the database: writes are refused with what to do, reads go on, and with room all goes on."""

from typing import Any

from sqlalchemy import event

from qtable.extensions import db
from tests.support.desk import Desk

LONG = {"name": "Lee", "partySize": 2, "notes": "x" * 1900}


def test_a_full_disk_refuses_what_does_not_fit_and_nothing_that_fitted_is_lost(desk: Desk) -> None:
    most_pages = [1]  # SQLite takes it for the present size where that is more

    def limit(connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {most_pages[0]}")

    with desk.app.app_context():
        event.listen(db.engine, "checkout", limit)
    answers = [desk.act("POST", "/guests", LONG) for _ in range(40)]
    refused = answers[-1]
    assert (refused.status_code, refused.json["error"]["code"]) == (503, "database_unavailable")
    assert "disk is full" in refused.json["detail"]
    assert refused.headers["Retry-After"] == "1"
    made = [answer.json["id"] for answer in answers if answer.status_code == 201]
    full = desk.full()
    assert sorted(guest["id"] for guest in full["guests"]) == sorted(made)
    assert full["seq"] == len(made)
    most_pages[0] = 10_000
    assert desk.act("POST", "/guests", LONG).status_code == 201
