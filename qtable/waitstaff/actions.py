"""What happens to servers: made, changed, removed, on duty and off it, paused, given tables."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from qtable.accounts.models import Membership, initials_of
from qtable.changes.open_transaction import Transaction
from qtable.errors import NotFound
from qtable.tables.models import Section, Table
from qtable.waitstaff.models import Server, free_colour


def create_server(tx: Transaction, fields: dict[str, Any]) -> Server:
    """Add a server, off duty unless said otherwise, in a colour that few others have. Raises NotFound, Conflict."""
    _check_person(tx, fields)
    fields.setdefault("colour", None)
    taken = tx.session.scalars(select(Server.colour).where(Server.restaurant_id == tx.restaurant.id))
    fields["colour"] = fields["colour"] or free_colour(taken)
    fields["initials"] = fields.get("initials") or initials_of(fields["name"])
    server = Server(id=fields.pop("id", None) or str(uuid.uuid4()), **fields)
    tx.add(server)
    return server


def update_server(tx: Transaction, server: Server, fields: dict[str, Any]) -> Server:
    """Change a server's own fields; initials that were those of the name go along with it. Raises NotFound."""
    _check_person(tx, fields)
    if "name" in fields and server.initials == initials_of(server.name):
        fields.setdefault("initials", initials_of(fields["name"]))
    changed = {name: value for name, value in fields.items() if getattr(server, name) != value}
    for name, value in changed.items():
        setattr(server, name, value)
    if changed:
        tx.record(server)
    return server


def delete_server(tx: Transaction, server: Server) -> None:
    """Remove a server; their tables are nobody's. Visits keep the id of who served them."""
    _hand_over(tx, _served_by(tx, server), None)
    tx.remove(server)


def start_duty(tx: Transaction, server: Server) -> Server:
    """Begin a server's shift."""
    if not server.on_duty:
        server.on_duty = True
        tx.record(server, "on_duty")
    return server


def end_duty(tx: Transaction, server: Server) -> Server:
    """End a server's shift; their tables are nobody's."""
    if server.on_duty:
        _hand_over(tx, _served_by(tx, server), None)
        server.on_duty, server.paused = False, False
        tx.record(server, "off_duty")
    return server


def pause(tx: Transaction, server: Server, paused: bool) -> Server:
    """Leave a server out of the rotation, or take them in again; their tables stay theirs. Raises Conflict."""
    server.insist_on_duty()
    if server.paused != paused:
        server.paused = paused
        tx.record(server, "paused" if paused else "resumed")
    return server


def assign(tx: Transaction, server: Server, section_ids: Collection[str], table_ids: Collection[str]) -> list[Table]:
    """Give a server all tables of some sections, and some single ones, whoever had them; return those given.

    Raises Conflict (off duty) or NotFound, for a section or a table.
    """
    server.insist_on_duty()
    for section_id in section_ids:
        tx.find(Section, section_id)
    wanted = or_(Table.section_id.in_(section_ids), Table.id.in_(table_ids))
    found = _tables(tx, wanted)
    missing = sorted(set(table_ids) - {table.id for table in found})
    if missing:
        raise NotFound("There is no such table here.", id=missing[0])
    return _hand_over(tx, found, server.id)


def _served_by(tx: Transaction, server: Server) -> Sequence[Table]:
    return _tables(tx, Table.server_id == server.id)


def _tables(tx: Transaction, wanted: ColumnElement[bool]) -> Sequence[Table]:
    mine = Table.restaurant_id == tx.restaurant.id
    return tx.session.scalars(select(Table).where(mine, wanted).order_by(Table.number, Table.id)).all()


def _hand_over(tx: Transaction, tables: Sequence[Table], server_id: str | None) -> list[Table]:
    handed = [table for table in tables if table.server_id != server_id]
    for table in handed:
        table.server_id = server_id
        tx.record(table)
    return handed


def _check_person(tx: Transaction, fields: dict[str, Any]) -> None:
    """Raise NotFound, alike for an unknown person and for who doesn't work here."""
    if fields.get("user_id") is None:
        return
    here = (Membership.restaurant_id == tx.restaurant.id, Membership.user_id == fields["user_id"])
    if tx.session.scalar(select(Membership.user_id).where(*here)) is None:
        raise NotFound("Nobody with this id works here.", id=fields["user_id"])
