"""The draft of a floor: read, stored and thrown away. No device hears of it; publishing.py makes it the floor."""

import uuid
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtable import clock
from qtable.accounts.models import User
from qtable.changes.entities import Entity
from qtable.changes.transaction import unlogged_transaction
from qtable.errors import Conflict, Invalid, NotFound
from qtable.restaurants.models import Restaurant
from qtable.tables.floor_plan import FIELDS, Plan, Row, combination_row, digest, faults, label_and_number, rebase
from qtable.tables.models import Combination, FloorDraft, Section, Table
from qtable.tables.outline import Shape, default_size

MODELS: Mapping[str, type[Entity]] = {"sections": Section, "tables": Table, "combinations": Combination}


def floor_now(session: Session, restaurant_id: str) -> Plan:
    """Return the published floor as a plan."""
    plan: Plan = {}
    for kind, model in MODELS.items():
        rows = session.scalars(select(model).where(model.restaurant_id == restaurant_id).order_by(model.id))
        plan[kind] = {row.id: {name: getattr(row, name) for name in FIELDS[kind]} for row in rows}
    return plan


def read_draft(session: Session, restaurant_id: str) -> dict[str, Any]:
    """Return the draft, led over to the floor as it is now, or one that is that floor."""
    draft = session.get(FloorDraft, restaurant_id)
    return _shown(session, draft, floor_now(session, restaurant_id))


def store_draft(restaurant_id: str, actor: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Store a whole draft. `asked` is a loaded FloorDraftBody.

    Its `base` names the floor from which the draft was made: the one that the stored draft was made from, or the floor
    as it is. Raises Conflict for any other, and for another version of the draft; Invalid for a plan that can't be.
    """
    with unlogged_transaction(restaurant_id) as session:
        session.scalar(select(Restaurant.id).where(Restaurant.id == restaurant_id).with_for_update())
        draft, now = session.get(FloorDraft, restaurant_id), floor_now(session, restaurant_id)
        _check_version(draft, asked.get("base_version"))
        base = _base(draft, now, asked.get("base"))
        plan = _planned(asked, now["sections"])
        if wrong := faults(plan):
            raise Invalid("This floor can't be: " + " ".join(chain.from_iterable(wrong.values())), fields=wrong)
        saved = {"base": base, "plan": plan, "saved_by": actor, "saved_at": clock.now()}
        draft = FloorDraft(restaurant_id=restaurant_id, version=(draft.version if draft else 0) + 1, **saved)
        draft = session.merge(draft)
        session.flush()
        return _shown(session, draft, now)


def discard_draft(restaurant_id: str, base_version: int | None) -> None:
    """Throw the draft away. Raises NotFound where there is none, Conflict for another version."""
    with unlogged_transaction(restaurant_id) as session:
        draft = session.get(FloorDraft, restaurant_id, with_for_update=True)
        if draft is None:
            raise no_draft()
        _check_version(draft, base_version)
        session.delete(draft)


def no_draft() -> NotFound:
    """Return the refusal where there is no draft."""
    return NotFound("There is no draft of this floor. Store one first.")


def _check_version(draft: FloorDraft | None, version: int | None) -> None:
    present = draft.version if draft else 0
    if version not in (None, present):
        raise Conflict(
            f"This draft has changed since (version {present}). Read it and decide again.",
            "version_conflict",
            current={"version": present},
        )


def _base(draft: FloorDraft | None, now: Plan, named: str | None) -> Plan:
    if named is None:
        return draft.base if draft else now
    known = [plan for plan in (now, draft and draft.base) if plan and digest(plan) == named]
    if not known:
        raise Conflict("The floor has changed since. Read the draft again.", "floor_changed", base=digest(now))
    return known[0]


def _planned(asked: dict[str, Any], sections_now: Mapping[str, Row]) -> Plan:
    """Return what was asked for as a plan: with ids, and whatever was left to us."""
    known = {row["name"]: id_ for id_, row in sections_now.items()}
    sections = {one.get("id") or known.get(one["name"]) or str(uuid.uuid4()): one["name"] for one in asked["sections"]}
    names = set(sections.values())
    for table in asked["tables"]:
        if (name := table.get("section")) and name not in names:
            names.add(name)
            id_ = known.get(name)
            sections[str(uuid.uuid4()) if id_ is None or id_ in sections else id_] = name
    section_ids = {name: id_ for id_, name in sections.items()}
    tables = _with_ids([_table(one, section_ids) | {"id": one.get("id")} for one in asked["tables"]], "tables")
    combinations = [
        combination_row(one, [tables[id_] for id_ in one["table_ids"] if id_ in tables]) | {"id": one.get("id")}
        for one in asked["combinations"]
    ]
    return {
        "sections": {id_: {"name": name} for id_, name in sections.items()},
        "tables": tables,
        "combinations": _with_ids(combinations, "combinations"),
    }


def _with_ids(rows: Sequence[Row], kind: str) -> dict[str, Row]:
    found = {row.pop("id") or str(uuid.uuid4()): row for row in rows}
    if len(found) < len(rows):
        raise Invalid("An id stands twice.", fields={kind: ["Each id once."]})
    return found


def _table(asked: dict[str, Any], section_ids: Mapping[str, str]) -> Row:
    label, number = asked.get("label"), asked.get("number")
    if label is None and number is None:
        raise Invalid("Give each table a number or a tableNumber.", fields={"tables": ["A number is missing."]})
    label, number = label_and_number(label, number)
    shape, capacity = str(asked.get("shape", Shape.SQUARE)), asked["capacity"]
    width, height = default_size(shape, capacity)
    left_out = {"min_party_size": 1, "max_party_size": capacity, "width": width, "height": height}
    left_out |= {"x": 0.5, "y": 0.5, "rotation": 0.0}
    given = {
        "label": label,
        "number": number,
        "shape": shape,
        "section_id": section_ids.get(asked.get("section") or ""),
    }
    row = left_out | asked | given
    return {name: row[name] for name in FIELDS["tables"]}


def _shown(session: Session, draft: FloorDraft | None, now: Plan) -> dict[str, Any]:
    plan, clashes = rebase(draft.base, draft.plan, now) if draft else (now, [])
    names = {id_: row["name"] for id_, row in plan["sections"].items()}
    return {
        "stored": draft is not None,
        "version": draft.version if draft else 0,
        "saved_at": draft and draft.saved_at,
        "saved_by": draft and _person(session, draft.saved_by, draft.restaurant_id),
        "base": digest(now),
        "conflicts": [clash.told for clash in clashes],
        "sections": _listed(plan["sections"]),
        "tables": [
            row
            | {"section": names.get(row["section_id"]), "position": {"x": row["x"], "y": row["y"]}}
            | {"size": {"width": row["width"], "height": row["height"]}}
            for row in _listed(plan["tables"])
        ],
        "combinations": _listed(plan["combinations"]),
    }


def _listed(rows: Mapping[str, Row]) -> list[Row]:
    return [row | {"id": id_} for id_, row in rows.items()]


def _person(session: Session, user_id: str, restaurant_id: str) -> dict[str, Any]:
    """Return who it is; the name only of whose login began here, as in the trail."""
    names = select(User.first_name, User.last_name).where(User.id == user_id, User.home_id == restaurant_id)
    found = session.execute(names).one_or_none()
    return {"id": user_id, "name": " ".join(filter(None, found or ())) or None}
