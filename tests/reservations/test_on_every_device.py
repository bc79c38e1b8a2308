"""The book on every device: each act is one transaction, told with the booking's own message."""

from typing import Any

from tests.support.house import House


def book(house: House, **more: Any) -> dict[str, Any]:
    body = {"guestName": "Lee", "partySize": 2, "reservationTime": "2030-06-14T19:00:00Z"}
    return house.api.act("POST", "/reservations", body | more)


def test_a_booking_made_changed_and_deleted_shows_on_every_device(house: House) -> None:
    with house.verify(changes=3):
        made = book(house, tableId=house.tables[2])
        house.api.act("PUT", f"/reservations/{made['id']}", {"partySize": 3})
        house.api.act("DELETE", f"/reservations/{made['id']}")
    heard = [message for message in house.realtime.heard if message["type"].startswith("reservation_")]
    assert [(message["type"], message["action"]) for message in heard] == [
        ("reservation_created", "created"),
        ("reservation_updated", "updated"),
        ("reservation_deleted", "deleted"),
    ]
    assert {message["reservation_id"] for message in heard} == {made["id"]}
    assert heard[0]["data"] == made
    assert heard[2]["data"] is None


def test_seating_a_booking_tells_guest_table_and_booking_together_in_that_order(house: House) -> None:
    made = book(house)
    with house.verify(changes=1):
        house.api.act("POST", f"/reservations/{made['id']}/seat", {"table_id": house.tables[2]})
    whole = house.socketio.heard_last("delta_update")
    assert [change["entity_type"] for change in whole["changes"]] == ["guest", "table", "reservation"]
    told = house.realtime.heard_last("reservation_updated")
    assert (told["action"], told["data"]["status"], told["part"]) == ("seated", "seated", [4, 4])


def test_finishing_the_party_tells_its_booking_too(house: House) -> None:
    made = book(house)
    guest = house.api.act("POST", f"/reservations/{made['id']}/seat", {"table_id": house.tables[2]})["guestId"]
    with house.verify(changes=1):
        answer = house.api.act("PUT", f"/guests/{guest}/status/atomic", {"status": "finished"})
    assert (answer["changes_count"], answer["table_cleared"]) == (3, True)
    assert house.api.get(f"/api/reservations/{made['id']}")["status"] == "finished"


def test_a_refused_booking_tells_nothing(house: House) -> None:
    book(house, tableId=house.tables[2])
    with house.verify(changes=0):
        refused = house.api.send(
            "POST",
            "/api/reservations",
            json={"name": "Park", "partySize": 2, "startTime": "2030-06-14T19:00:00Z", "tableId": house.tables[2]},
        )
    assert refused.status_code == 409
