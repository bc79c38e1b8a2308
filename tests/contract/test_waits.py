"""How long a party has waited: a reading of the moment until it sits, then what it was."""

from datetime import UTC, datetime, timedelta

from tests.contract.stage import Stage


def ago(minutes: int) -> str:
    """Return the moment some minutes before now, and half a minute more, as a device writes it."""
    return (datetime.now(UTC) - timedelta(minutes=minutes, seconds=30)).isoformat()


def test_a_wait_grows_until_the_party_sits_and_then_stays(stage: Stage) -> None:
    stage.prepare([{"table": {"id": "table_5", "number": 5, "capacity": 4}}])
    came = {"id": "lee", "name": "Lee", "partySize": 2, "arrivalTime": ago(40), "quotedWait": 25}
    assert stage.api.act("POST", "/guests", came)["waitTime"] == 40
    seated = {"id": "lee", "status": "seated", "assignedTableId": "table_5", "seatedTime": ago(10)}
    stage.api.act("POST", "/batch-update", {"guests": [seated]})
    guest = stage.read("guest", "lee")
    assert (guest["waitTime"], guest["quotedWait"]) == (30, 25)
    stage.api.act("POST", "/guests/lee/finish")
    assert stage.read("guest", "lee")["waitTime"] == 30
