"""A floor as plain data, and a draft led over from the floor that it was made of to the floor as it is now. Pure.

A plan holds `sections`, `tables` and `combinations`, each {id: row}; a row is what can be set in the editor.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from qtable.names import camel

Row = dict[str, Any]
Plan = dict[str, dict[str, Row]]

# What a row holds; what a table's size depends on comes before its size.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "sections": ("name",),
    "tables": (
        *("label", "number", "capacity", "min_party_size", "max_party_size"),
        *("shape", "width", "height", "x", "y", "rotation", "section_id"),
    ),
    "combinations": ("name", "table_ids", "min_party_size", "max_party_size"),
}
# What a combination knows of its tables.
COUNTED = ("label", "capacity", "max_party_size")
SMALLEST_LARGEST = ("min_party_size", "max_party_size")
NAMED_BY: Mapping[str, str] = {"sections": "name", "tables": "label", "combinations": "name"}

SENT_AS: Mapping[str, str] = {
    "label": "tableNumber",
    "section_id": "section",
    "x": "position",
    "y": "position",
    "width": "size",
    "height": "size",
}


@dataclass(frozen=True)
class Clash:
    """What keeps a draft from being led over: `action` happened on the floor to what the draft also changes.

    `fields` are those that both have set; none, where one of them removed it.
    """

    entity_type: str
    entity_id: str
    name: str
    action: str
    fields: tuple[str, ...] = ()

    @property
    def told(self) -> Row:
        """Return it as it is sent, its fields under the names that an editor knows."""
        sent = dict.fromkeys(SENT_AS.get(name, camel(name)) for name in self.fields)
        return asdict(self) | {"fields": list(sent)}

    def __str__(self) -> str:
        happened = {"create": "is new on the floor", "update": "was changed on the floor", "delete": "was removed"}
        return f"{self.entity_type} {self.name} {happened[self.action]}"


def rebase(base: Plan, draft: Plan, now: Plan) -> tuple[Plan, list[Clash]]:
    """Return a draft that was made from `base` as a draft of the floor as it is `now`, and what clashes.

    What only one of them has changed, field by field, is as that one has it; what both have changed is the draft's.
    """
    plan: Plan = {}
    clashes: list[Clash] = []
    for kind in FIELDS:
        plan[kind] = {}
        for id_ in [*draft[kind], *(id_ for id_ in now[kind] if id_ not in draft[kind])]:
            was, wanted, is_ = (floor[kind].get(id_) for floor in (base, draft, now))
            row, both = _merged(was, wanted, is_)
            if both is not None:
                clashes.append(Clash(kind[:-1], id_, _name(kind, is_ or wanted or {}), _action(was, is_), both))
            if row is not None:
                plan[kind][id_] = row
    return plan, sorted(clashes or _dangling(plan, draft), key=lambda clash: (clash.entity_type, clash.name))


def faults(plan: Plan) -> dict[str, list[str]]:
    """Return what is wrong with a plan, by its parts: names that stand twice, sizes, tables that aren't there."""
    found: dict[str, list[str]] = {}
    for kind, rows in plan.items():
        said = [*_twice(kind, rows), *_sizes(kind, rows)]
        if kind == "combinations":
            said += [said for row in rows.values() for said in _parts(row, plan["tables"])]
        if said:
            found[kind] = said
    return found


def digest(plan: Plan) -> str:
    """Return a short name for a plan as it is: another one has another."""
    return hashlib.sha256(orjson.dumps(plan, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def label_and_number(label: str | None, number: int | None) -> tuple[str, int]:
    """Return both where one of them is given: a label's number is that of its first digits, 0 without any."""
    if number is None:
        digits = re.search(r"[0-9]+", label or "")
        number = int(digits[0][:5]) if digits else 0
    return str(number) if label is None else label, number


def combination_row(asked: dict[str, Any], parts: Sequence[Row]) -> Row:
    """Return a combination of tables, named by their labels where it has no name.

    Its sizes begin where the largest of the tables ends and end with all chairs, unless they are given.
    """
    most = asked.get("max_party_size") or max(1, min(sum(part["capacity"] for part in parts), 99))
    least = asked.get("min_party_size") or min(1 + max((part["max_party_size"] for part in parts), default=0), most)
    name = asked.get("name") or "+".join(part["label"] for part in parts)[:100]
    return {"name": name, "table_ids": asked["table_ids"], "min_party_size": least, "max_party_size": most}


def _merged(was: Row | None, wanted: Row | None, is_: Row | None) -> tuple[Row | None, tuple[str, ...] | None]:
    """Return the row, and what both sides have changed: None where nothing clashes."""
    if wanted == was:
        return is_, None
    if is_ in (was, wanted):
        return wanted, None
    if was is None or wanted is None or is_ is None:
        return wanted, ()
    changed = {name for name in was if wanted[name] != was[name]}
    both = tuple(name for name in was if name in changed and is_[name] not in (was[name], wanted[name]))
    return {name: wanted[name] if name in changed else is_[name] for name in was}, both or None


def _action(was: Row | None, is_: Row | None) -> str:
    return "delete" if is_ is None else "update" if was else "create"


def _dangling(plan: Plan, draft: Plan) -> Iterator[Clash]:
    """Yield what only both sides together make wrong: a name given twice, sizes, a section or a table that is gone."""
    for kind, rows in plan.items():
        names: dict[str, str] = {}
        for id_, row in rows.items():
            other = names.setdefault(_name(kind, row), id_)
            if other != id_:
                here = id_ if id_ not in draft[kind] else other
                yield Clash(kind[:-1], here, _name(kind, row), "create", (NAMED_BY[kind],))
            if _is_upside_down(row):
                yield Clash(kind[:-1], id_, _name(kind, row), "update", SMALLEST_LARGEST)
    for id_, row in plan["tables"].items():
        if row["section_id"] is not None and row["section_id"] not in plan["sections"]:
            yield Clash("table", id_, row["label"], "update", ("section_id",))
    for id_, row in plan["combinations"].items():
        if not plan["tables"].keys() >= set(row["table_ids"]):
            yield Clash("combination", id_, row["name"], "update", ("table_ids",))


def _name(kind: str, row: Row) -> str:
    return row.get(NAMED_BY[kind], "")


def _twice(kind: str, rows: Mapping[str, Row]) -> Iterator[str]:
    names = [_name(kind, row) for row in rows.values()]
    yield from (f"{name} stands on two of them." for name in dict.fromkeys(names) if names.count(name) > 1)


def _sizes(kind: str, rows: Mapping[str, Row]) -> Iterator[str]:
    for row in rows.values():
        if _is_upside_down(row):
            yield f"{_name(kind, row)}: minPartySize is above maxPartySize."


def _is_upside_down(row: Row) -> bool:
    smallest, largest = (row.get(name, 0) for name in SMALLEST_LARGEST)
    return smallest > largest


def _parts(row: Row, tables: Mapping[str, Row]) -> Iterator[str]:
    ids = row["table_ids"]
    if len(set(ids)) < len(ids):
        yield f"{row['name']}: a table stands in it twice."
    yield from (f"{row['name']}: there is no table {id_}." for id_ in ids if id_ not in tables)
