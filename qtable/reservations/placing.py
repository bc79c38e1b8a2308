"""Where a booking is to be: a table, or a combination with all of its tables."""

from collections.abc import Sequence
from typing import Any

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, Invalid
from qtable.guests.seating import NOWHERE, Place
from qtable.reservations.availability import in_the_way, told
from qtable.reservations.models import Reservation
from qtable.tables.models import Combination, Table


def put_together(tx: Transaction, fields: dict[str, Any], present: Reservation | None = None) -> None:
    """Let a combination that is named bring its first table, and a table that is named take the place of a combination.

    An app sends the whole booking back: what differs from the present counts. Raises Invalid where both differ.
    """
    table_id, together = (present.assigned_table_id, present.combination_id) if present else (None, None)
    asked = fields.get("combination_id", together)
    other_table = fields.get("assigned_table_id", table_id) != table_id
    if asked is not None and asked != together:
        first = tx.find(Combination, asked).table_ids[0]
        if other_table and fields["assigned_table_id"] not in (None, first):
            wrong = {"combinationId": ["A table is named too."]}
            raise Invalid("Name a table or a combination, not both.", fields=wrong)
        fields["assigned_table_id"] = first
    elif other_table:
        fields["combination_id"] = None


def named(reservation: Reservation, fields: dict[str, Any]) -> Place:
    """Take out of the fields where a party is to sit: nowhere in particular where that is as it is booked."""
    table_id = fields.pop("assigned_table_id", reservation.assigned_table_id)
    together = fields.pop("combination_id", reservation.combination_id)
    if (table_id, together) == (reservation.assigned_table_id, reservation.combination_id):
        return NOWHERE
    return Place(combination_id=together) if together else Place(table_id, alone=True)


def booked(reservation: Reservation) -> Place:
    """Return where the party is to sit by its booking."""
    together = reservation.combination_id
    return Place(combination_id=together) if together else Place(reservation.assigned_table_id)


def check_place(tx: Transaction, reservation: Reservation, override: bool = False) -> None:
    """Refuse what doesn't exist, is too small, or of which another booking holds a table at that time."""
    if reservation.assigned_table_id is None or not reservation.active:
        return
    place, table_ids, named, part = _place(tx, reservation)
    if reservation.party_size > place.max_party_size and not override:
        said = f"{named} seats {place.max_party_size}; {reservation} needs more. Send override to book it."
        raise Conflict(said, "over_capacity", current=show(place))
    other = in_the_way(tx.session, reservation, table_ids)
    if other is not None:
        raise Conflict(f"{part} is booked for {told(tx.restaurant, other)}.", "table_booked", current=show(other))


def _place(tx: Transaction, reservation: Reservation) -> tuple[Table | Combination, Sequence[str], str, str]:
    """Return what is booked, its tables, and what to call it and a part of it."""
    if reservation.combination_id is not None:
        together = tx.find(Combination, reservation.combination_id)
        return together, together.table_ids, together.name, f"A table of {together.name}"
    table = tx.find(Table, reservation.assigned_table_id or "")
    return table, [table.id], f"Table {table.label}", f"Table {table.label}"
