"""A draft becomes the floor: what it makes, changes and removes, in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, update

from qtable.changes.entities import Entity
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, VersionMismatch
from qtable.tables.actions import delete_table, tables_in
from qtable.tables.combining import delete_combination, refuse_taken_combination
from qtable.tables.drafting import MODELS, floor_now, no_draft
from qtable.tables.floor_plan import FIELDS, NAMED_BY, Clash, Plan, Row, rebase
from qtable.tables.models import Combination, FloorDraft, Section, Table, TableStatus


def publish(tx: Transaction) -> dict[str, int]:
    """Make the draft the floor, and throw it away; return how much was created, updated and deleted.

    Raises NotFound without a draft; VersionMismatch or Conflict for another version of it, for a floor that has changed
    where the draft changes it too, and for what can't go: a table at which a party sits or that a booking holds, a
    combination in use.
    """
    draft = tx.session.get(FloorDraft, tx.restaurant.id)
    if draft is None:
        raise no_draft()
    _check_version(tx, draft.version)
    now = floor_now(tx.session, tx.restaurant.id)
    plan, clashes = rebase(draft.base, draft.plan, now)
    if clashes:
        raise _floor_changed(clashes)
    tx.connection.execute(delete(FloorDraft).where(FloorDraft.restaurant_id == tx.restaurant.id))
    _lay_out(tx, now, plan)
    done = [recorded.action for recorded in tx.recorded.values()]
    return {f"{action}d": done.count(action) for action in ("create", "update", "delete")}


def _check_version(tx: Transaction, present: int) -> None:
    said = f"This draft has changed since (version {present}). Read it and decide again."
    if tx.request.if_match not in (None, present):
        raise VersionMismatch(said, current={"version": present})
    if tx.request.base_version not in (None, present):
        raise Conflict(said, "version_conflict", current={"version": present})


def _floor_changed(clashes: list[Clash]) -> Conflict:
    first = "; ".join(str(clash) for clash in clashes[:3])
    return Conflict(
        f"The floor has changed since where the draft changes it too: {first}. Read the draft again and look at both.",
        "floor_changed",
        conflicts=[clash.told for clash in clashes],
    )


def _lay_out(tx: Transaction, now: Plan, plan: Plan) -> None:
    """Do it in an order in which no name is taken twice and nothing names what isn't there."""
    for combination_id in _gone(now, plan, "combinations"):
        delete_combination(tx, tx.find(Combination, combination_id))
    tx.flush()
    _lay(tx, now, plan, "combinations")
    for table_id in _gone(now, plan, "tables"):
        delete_table(tx, tx.find(Table, table_id))
    tx.flush()
    _lay(tx, now, plan, "sections")
    _lay(tx, now, plan, "tables")
    for section_id in _gone(now, plan, "sections"):
        tx.remove(tx.find(Section, section_id))


def _gone(now: Plan, plan: Plan, kind: str) -> Iterable[str]:
    return [id_ for id_ in now[kind] if id_ not in plan[kind]]


def _lay(tx: Transaction, now: Plan, plan: Plan, kind: str) -> None:
    """Change what is there, then make what is new."""
    wanted = {id_: row for id_, row in plan[kind].items() if row != now[kind].get(id_)}
    known = {id_: row for id_, row in wanted.items() if id_ in now[kind]}
    name = NAMED_BY[kind]
    _free_names(tx, kind, [id_ for id_, row in now[kind].items() if plan[kind].get(id_, {}).get(name) != row[name]])
    for id_, row in known.items():
        entity: Any = tx.find(MODELS[kind], id_)
        if kind in BEFORE_A_CHANGE:
            BEFORE_A_CHANGE[kind](tx, entity, row)
        for name in FIELDS[kind]:
            if getattr(entity, name) != row[name]:
                setattr(entity, name, row[name])
        tx.record(entity)
    tx.flush()
    for id_ in known:
        _reload(tx, tx.find(MODELS[kind], id_))
    for id_, row in wanted.items():
        if id_ not in known:
            _make(tx, kind, id_, row)


def _make(tx: Transaction, kind: str, id_: str, row: Row) -> None:
    status = {"status": TableStatus.AVAILABLE} if kind == "tables" else {}
    model: Any = MODELS[kind]
    entity = model(id=id_, **row, **status)
    tx.add(entity)
    _reload(tx, entity)


def _free_names(tx: Transaction, kind: str, ids: list[str]) -> None:
    """Let go of names that others may take in the same breath: two tables may swap theirs."""
    model: Any = MODELS[kind]
    for place, id_ in enumerate(ids):
        mine = (model.restaurant_id == tx.restaurant.id, model.id == id_)
        tx.connection.execute(update(model.__table__).where(*mine).values({NAMED_BY[kind]: f"\x1f{place}"}))


def _reload(tx: Transaction, entity: Entity) -> None:
    """Let a table show the section that it now names."""
    if isinstance(entity, Table):
        tx.session.expire(entity, ["section"])


def _renamed(tx: Transaction, section: Section, row: Row) -> None:
    """Let the tables in a section that gets another name show it."""
    if section.name != row["name"]:
        for table in tables_in(tx, section):
            tx.record(table)


def _regrouped(tx: Transaction, combination: Combination, row: Row) -> None:
    """Refuse other tables for a combination at which a party sits."""
    if combination.table_ids != row["table_ids"]:
        refuse_taken_combination(tx, combination)


# What goes along with the change of a row, or refuses it; a table may be placed anew whoever sits at it.
BEFORE_A_CHANGE: Mapping[str, Callable[[Transaction, Any, Row], None]] = {
    "sections": _renamed,
    "combinations": _regrouped,
}
