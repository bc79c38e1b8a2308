"""What the database refuses by itself, whoever asks and however."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from qtable.changes.transaction import unlogged_transaction
from tests.support.desk import Desk, new_desk


def store(desk: Desk, *statements: str, **values: object) -> None:
    """Run SQL past every action, in one transaction."""
    with desk.app.app_context(), unlogged_transaction(desk.restaurant_id) as session:
        for statement in statements:
            session.execute(text(statement), {"r": desk.restaurant_id, **values})


SIT = "UPDATE guests SET status = 'seated', table_id = :t WHERE restaurant_id = :r AND id = :g"
TAKE = "UPDATE tables SET status = 'occupied', current_guest_id = :g WHERE restaurant_id = :r AND id = :t"


def test_a_guest_and_a_table_that_name_each_other_can_be_stored(desk: Desk) -> None:
    guest_id, table_id = desk.guest(), desk.table()
    store(desk, SIT, TAKE, g=guest_id, t=table_id)
    assert desk.full()["tables"][0]["currentGuestId"] == guest_id


@pytest.mark.parametrize("half", [SIT, TAKE])
def test_half_a_seating_cannot_be_stored(desk: Desk, half: str) -> None:
    with pytest.raises(IntegrityError):
        store(desk, half, g=desk.guest(), t=desk.table())


def test_two_parties_at_one_table_cannot_be_stored(desk: Desk) -> None:
    lee, kim, table_id = desk.guest("Lee"), desk.guest("Kim"), desk.table()
    store(desk, SIT, TAKE, g=lee, t=table_id)
    with pytest.raises(IntegrityError):
        store(desk, SIT, g=kim, t=table_id)


JOIN = (
    "UPDATE tables SET status = 'occupied', joined_to = :t, joined_guest_id = :g WHERE restaurant_id = :r AND id = :j"
)


def test_a_table_is_never_joined_to_a_party_that_sits_elsewhere(desk: Desk) -> None:
    guest_id, one, two = desk.guest(), desk.table(1), desk.table(2)
    with pytest.raises(IntegrityError):
        store(desk, JOIN, g=guest_id, t=one, j=two)
    store(desk, SIT, TAKE, JOIN, g=guest_id, t=one, j=two)
    vacated = "UPDATE tables SET status = 'available', current_guest_id = NULL WHERE restaurant_id = :r AND id = :t"
    left = "UPDATE guests SET status = 'finished', table_id = NULL WHERE restaurant_id = :r AND id = :g"
    with pytest.raises(IntegrityError):
        store(desk, left, vacated, g=guest_id, t=one)


def test_one_party_at_two_tables_cannot_be_stored(desk: Desk) -> None:
    guest_id, one, two = desk.guest(), desk.table(1), desk.table(2)
    store(desk, SIT, TAKE, g=guest_id, t=one)
    with pytest.raises(IntegrityError):
        store(desk, TAKE, g=guest_id, t=two)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE guests SET status = 'seated' WHERE restaurant_id = :r AND id = :g",
        "UPDATE tables SET status = 'occupied' WHERE restaurant_id = :r AND id = :t",
        "UPDATE guests SET party_size = 0 WHERE restaurant_id = :r AND id = :g",
    ],
)
def test_a_status_without_its_counterpart_cannot_be_stored(desk: Desk, statement: str) -> None:
    with pytest.raises(IntegrityError):
        store(desk, statement, g=desk.guest(), t=desk.table())


def test_a_table_of_another_restaurant_cannot_be_taken(desk: Desk) -> None:

    other = new_desk(desk.app)
    with pytest.raises(IntegrityError):
        store(desk, SIT, TAKE, g=desk.guest(), t=other.table())
