"""What happens to the floor itself: tables and sections made, changed and removed."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, Invalid
from qtable.tables.combining import combinations_of
from qtable.tables.floor_plan import label_and_number
from qtable.tables.models import Section, Table, TableStatus
from qtable.tables.stages import Stage
from qtable.tables.templates import Place
from qtable.waitstaff.models import Server

OF_A_SHIFT = ("notes", "server_id")


def create_table(tx: Transaction, fields: dict[str, Any]) -> Table:
    """Put a new table on the floor. Raises Conflict when its label is on another one."""
    label = fields.pop("label", None)
    number = fields.pop("number", None)
    if label is None and number is None:
        raise Invalid("Give the table a number or a tableNumber.", fields={"number": ["Missing."]})
    label, number = label_and_number(label, number)
    fields.setdefault("max_party_size", fields["capacity"])
    table = Table(id=fields.pop("id", None) or str(uuid.uuid4()), status=TableStatus.AVAILABLE, **fields)
    table.label, table.number = label, number
    table.restaurant_id = tx.restaurant.id
    _check_server(tx, fields)
    _check(tx, table)
    tx.add(table)
    _reload_section(tx, table)
    return table


def lay_out(tx: Transaction, tables: Sequence[dict[str, Any]]) -> list[Table]:
    """Put tables on the floor, changing those whose id is there already. Raises what making or changing one raises."""
    return [_lay(tx, fields) for fields in tables]


def lay_out_template(tx: Transaction, template: Sequence[Place]) -> list[Table]:
    """Put a template's sections and tables on an empty floor."""
    names = dict.fromkeys(place.section for place in template)
    sections = {name: create_section(tx, {"name": name}).id for name in names}
    return [create_table(tx, place.fields | {"section_id": sections[place.section]}) for place in template]


def update_table(tx: Transaction, table: Table, fields: dict[str, Any]) -> Table:
    """Change a table's own fields; records nothing when all stay as they are.

    The largest party grows and shrinks with the capacity where the two were equal.
    """
    changed = {name: value for name, value in fields.items() if getattr(table, name) != value}
    if not changed:
        return table
    _check_server(tx, changed)
    if "capacity" in changed and table.max_party_size == table.capacity:
        changed.setdefault("max_party_size", changed["capacity"])
    for name, value in changed.items():
        setattr(table, name, value)
    _check(tx, table)
    tx.record(table)
    _reload_section(tx, table)
    return table


def arranges(table: Table, fields: dict[str, Any]) -> bool:
    """Tell whether these fields would change the floor itself, and not only a shift's notes and who serves a table."""
    return any(getattr(table, name) != value for name, value in fields.items() if name not in OF_A_SHIFT)


def set_table_status(tx: Transaction, table: Table, status: TableStatus) -> Table:
    """Set a status that concerns no party. Raises Conflict where one sits or would have to sit."""
    if table.status != status:
        table.become(status)
        tx.record(table, "cleared" if status == TableStatus.AVAILABLE else "updated")
    return table


def set_stage(tx: Transaction, table: Table, stage: Stage) -> Table:
    """Say how far the meal at a table has come. Raises Conflict where none sits, or the stage isn't used."""
    used = tx.restaurant.policy("stages")
    if stage not in used:
        raise Conflict(f"This restaurant doesn't use the stage {stage}; it uses {', '.join(used)}.", "stage_not_used")
    if table.joined_to is not None:
        first = tx.find(Table, table.joined_to)
        said = f"Table {table.label} is joined to table {first.label}. Say there how far the meal has come."
        raise Conflict(said, "table_joined", current=show(first))
    if table.current_guest_id is None:
        raise Conflict(f"Nobody sits at table {table.label}. Seat a party first.", "seat_a_party", current=show(table))
    if table.stage != stage:
        table.stage = stage
        tx.record(table, "stage_changed")
    return table


def delete_table(tx: Transaction, table: Table) -> None:
    """Take a table off the floor, and the combinations that it is part of.

    Raises Conflict while a party sits at it, or a booking holds it: the guests' room and the book hear of it.
    """
    tx.remove(table)
    for combination in combinations_of(tx, table):
        tx.remove(combination)


def create_section(tx: Transaction, fields: dict[str, Any]) -> Section:
    """Add an area of the floor. Raises Conflict when its name is taken."""
    section = Section(id=fields.get("id") or str(uuid.uuid4()), name=fields["name"])
    _refuse_same_name(tx, section)
    tx.add(section)
    return section


def rename_section(tx: Transaction, section: Section, name: str) -> Section:
    """Give a section another name; its tables show it too. Raises Conflict when the name is taken."""
    if section.name != name:
        section.name = name
        _refuse_same_name(tx, section)
        tx.record(section)
        for table in tables_in(tx, section):
            tx.record(table)
    return section


def delete_section(tx: Transaction, section: Section) -> None:
    """Remove an area of the floor; its tables stay where they are, in no section."""
    for table in tables_in(tx, section):
        table.section_id = None
        tx.record(table)
        _reload_section(tx, table)
    tx.remove(section)


def tables_in(tx: Transaction, section: Section) -> Sequence[Table]:
    """Return the tables of an area."""
    mine = Table.restaurant_id == tx.restaurant.id
    with tx.session.no_autoflush:
        return tx.session.scalars(select(Table).where(mine, Table.section_id == section.id)).all()


def _refuse_same_name(tx: Transaction, section: Section) -> None:
    mine = Section.restaurant_id == tx.restaurant.id
    same = select(Section.id).where(mine, Section.name == section.name, Section.id != section.id)
    with tx.session.no_autoflush:
        if tx.session.scalar(same) is not None:
            raise Conflict(f"There is a section {section.name} already.", "name_taken")


def _lay(tx: Transaction, fields: dict[str, Any]) -> Table:
    base_version = fields.pop("base_version", None)
    known = tx.find_or_none(Table, fields.get("id") or "")
    if known is None:
        return create_table(tx, fields)
    tx.check_version(known, base_version)
    return update_table(tx, known, {name: value for name, value in fields.items() if name != "id"})


def _check_server(tx: Transaction, fields: dict[str, Any]) -> None:
    if fields.get("server_id") is not None:
        tx.find(Server, fields["server_id"]).insist_on_duty()


def _check(tx: Transaction, table: Table) -> None:
    if table.min_party_size is not None and table.min_party_size > table.max_party_size:
        raise Invalid("minPartySize is above maxPartySize.", fields={"minPartySize": ["Above maxPartySize."]})
    statement = select(Table.id).where(
        Table.restaurant_id == tx.restaurant.id, Table.label == table.label, Table.id != table.id
    )
    with tx.session.no_autoflush:
        if table.section_id is not None:
            tx.find(Section, table.section_id)
        if tx.session.scalar(statement) is not None:
            raise Conflict(f"There is a table {table.label} already.", "name_taken")


def _reload_section(tx: Transaction, table: Table) -> None:
    tx.flush()
    tx.session.expire(table, ["section"])
