"""A restaurant with a past: guests who left long ago, their bookings and the log; and what an app reads of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from sqlalchemy import event, insert, text

from qtable import clock
from qtable.changes.models import Change, ChangedEntity
from qtable.changes.transaction import unlogged_transaction
from qtable.extensions import db
from qtable.guests.models import Guest
from qtable.reservations.models import Reservation
from qtable.restaurants.models import Restaurant
from tests.support.desk import Desk

BODY = '[{"entity_type":"guest","entity_id":"%s","action":"update","event":"seated","version":2,"data":{}}]'


def give_a_past(desk: Desk, guests: int) -> None:
    """Store guests who left on earlier days, a booking and a logged change of each; the log must be empty."""
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        for model, rows in _past(desk.restaurant_id, guests).items():
            session.execute(insert(model), rows)
        restaurant = session.get_one(Restaurant, desk.restaurant_id)
        restaurant.change_seq, restaurant.last_change_ms = guests, clock.to_ms(clock.now()) - 1000
        if db.engine.dialect.name == "postgresql":
            session.flush()
            session.execute(text("ANALYZE"))


def _past(restaurant_id: str, guests: int) -> dict[Any, list[dict[str, Any]]]:
    last = clock.now() - timedelta(days=3)
    mine = [
        (f"past-{number}", last - timedelta(hours=guests - number), {"restaurant_id": restaurant_id})
        for number in range(1, guests + 1)
    ]
    touched = [mine_ | {"id": id_, "created_at": at, "updated_at": at, "party_size": 2} for id_, at, mine_ in mine]
    visits = [
        row | {"name": row["id"], "status": "finished", "arrival_time": row["created_at"], "finished_time": at}
        for row, (_, at, _) in zip(touched, mine, strict=True)
    ]
    booked = [
        row
        | {"guest_name": row["id"], "status": "finished", "reservation_time": at, "duration_minutes": 90}
        | {"end_time": at + timedelta(minutes=90)}
        for row, (_, at, _) in zip(touched, mine, strict=True)
    ]
    log = [
        own | {"seq": seq, "at_ms": clock.to_ms(at), "actor": "host", "kind": "seat", "body": BODY % id_}
        for seq, (id_, at, own) in enumerate(mine, 1)
    ]
    names = [own | {"seq": seq, "entity_type": "guest", "entity_id": id_} for seq, (id_, _, own) in enumerate(mine, 1)]
    return {Guest: visits, Reservation: booked, Change: log, ChangedEntity: names}


def spend_an_evening(desk: Desk) -> dict[str, tuple[str, str, Any]]:
    """Take in some parties, seat and finish some; return what an app then reads and does: method, path and body."""
    tables = [desk.table(number) for number in range(1, 5)]
    guests = [desk.guest(f"Party {number}") for number in range(12)]
    cursor, since = desk.full()["cursor"], quote(clock.rfc3339(clock.now() - timedelta(minutes=1)) or "")
    server = desk.act("POST", "/servers", {"name": "Ana", "onDuty": True}).json["id"]
    assert desk.act("POST", f"/servers/{server}/assign", {"table_ids": tables}).status_code == 200
    for guest, table in zip(guests, tables, strict=False):
        assert desk.act("POST", f"/guests/{guest}/seat", {"table_id": table}).status_code == 200
    assert desk.act("POST", f"/guests/{guests[0]}/finish").status_code == 200
    mine = f"/restaurants/{desk.restaurant_id}"
    reads = {
        "full sync": "/api/sync/full",
        "delta": f"/api/sync/delta?cursor={cursor}",
        "delta by time": f"/api/sync/delta?since={since}",
        "updates": f"{mine}/updates?since={since}",
        "activity": f"{mine}/activity",
        "activity of one": f"{mine}/activity?entity_id={guests[1]}",
        "guests who are here": "/api/guests?active=true",
        "guests who wait": "/api/guests?status=waiting&status=arrived",
        "guests touched since": f"/api/guests?since={since}",
        "first page": "/api/guests?limit=50",
        "first page of the gone": "/api/guests?active=false&limit=50",
        "search of those who are here": "/api/guests?active=true&q=party",
        "guest of a table": f"/api/guests?table_id={tables[1]}",
        "bookings of a day": f"{mine}/reservations?date={clock.now():%Y-%m-%d}",
        "servers": f"{mine}/servers",
        "report": f"{mine}/reports/service",
        "report as a sheet": f"{mine}/reports/service.csv?table=servers",
        "rotation": f"{mine}/servers/rotation",
        "a table for a caller": f"{mine}/reservations/availability?date={clock.now():%Y-%m-%d}&time=20:00&party_size=2",
        "dashboard": "/api/v1/dashboard/data",
        "outlook": f"{mine}/outlook",
        "suggestions": f"{mine}/suggestions?party_size=2",
        "quotes": f"{mine}/quotes",
        "dashboard by its id": f"/api/v1/dashboard/{desk.restaurant_id}",
        "dashboard of the restaurant": f"{mine}/dashboard-data",
    }
    act = ("PUT", f"{mine}/guests/{guests[9]}/status/atomic", {"status": "seated", "table_id": tables[0]})
    return {name: ("GET", path, None) for name, path in reads.items()} | {"seating": act}


@contextmanager
def statements(desk: Desk) -> Iterator[list[tuple[str, Any]]]:
    """Collect what is asked of the database meanwhile, with its parameters."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if not many and statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append((statement, parameters))

    with desk.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)
