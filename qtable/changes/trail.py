"""The trail: who did what, when, and what each entity was before and after."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from qtable import clock, wire
from qtable.accounts.people import names_of
from qtable.changes import reading
from qtable.changes.entities import kinds
from qtable.changes.models import Change, ChangedEntity

Entity = tuple[str, str]
Place = tuple[int, Entity]
ENTITIES = 1000
ABOUT = 10  # how many entities of a transaction are named, whichever are asked for
AT_ONCE = 500  # SQLite takes some thousand values in one statement, older ones 999


def page(session: Session, restaurant_id: str, asked: Mapping[str, Any]) -> tuple[Sequence[Change], bool]:
    """Return the transactions asked for, the latest first, and whether there are more.

    At most `limit`, and no more than hold ENTITIES entities together, but one at least. `asked` is a loaded TrailQuery.
    """
    seqs = session.scalars(_asked_for(restaurant_id, asked).limit(asked["limit"] + 1)).all()
    if not seqs:
        return [], False
    last = reading.last_whole(_of_each_entity(session, restaurant_id, seqs[: asked["limit"]]), ENTITIES)
    shown = [seq for seq in seqs[: asked["limit"]] if seq >= last]
    rows = select(Change).where(Change.restaurant_id == restaurant_id, Change.seq.in_(shown))
    return session.scalars(rows.order_by(Change.seq.desc())).all(), len(shown) < len(seqs)


def described(session: Session, page: Sequence[Change], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return transactions as the trail shows them, of the entities that `asked` names, or else of all.

    `before` is null for what was new, or is older than the log.
    """
    entries = {change.seq: wire.loads(change.body) for change in page}
    befores = _befores(session, page, entries, asked)
    people = names_of(session, page[0].restaurant_id, {change.actor for change in page}) if page else {}
    return [_described(change, entries[change.seq], befores, people, asked) for change in page]


def _described(
    change: Change,
    entries: Sequence[Mapping[str, Any]],
    befores: Mapping[Place, Any],
    people: Mapping[str, str | None],
    asked: Mapping[str, Any],
) -> dict[str, Any]:
    states = [(entry, befores.get((change.seq, _entity(entry)))) for entry in entries]
    return {
        "seq": change.seq,
        "timestamp": clock.rfc3339(clock.from_ms(change.at_ms)),
        "kind": change.kind,
        "transaction_id": change.op_key,
        "actor": {"id": change.actor, "name": people.get(change.actor)},
        "affected": len(entries),
        "about": [
            {name: entry[name] for name in ("entity_type", "entity_id")} | {"name": _called(entry, before)}
            for entry, before in states[:ABOUT]
        ],
        "changes": [
            {name: entry[name] for name in ("entity_type", "entity_id", "action", "event")}
            | {"before": before, "after": entry["data"]}
            for entry, before in states
            if _is_shown(_entity(entry), asked)
        ],
    }


def _called(entry: Mapping[str, Any], before: Mapping[str, Any] | None) -> str | None:
    """Return the name that an entity had after a change, or before it, where it is gone."""
    called = {kind.name: kind.called for kind in kinds()}.get(entry["entity_type"], "")
    return (entry["data"] or before or {}).get(called)


def _asked_for(restaurant_id: str, asked: Mapping[str, Any]) -> Select[Any]:
    query = select(Change.seq).where(Change.restaurant_id == restaurant_id)
    if asked.get("user_id"):
        query = query.where(Change.actor == asked["user_id"])
    if asked.get("from_time"):
        query = query.where(Change.at_ms >= clock.to_ms(asked["from_time"]))
    if asked.get("to_time"):
        query = query.where(Change.at_ms < clock.to_ms(asked["to_time"]))
    if asked.get("entity_id") or asked.get("entity_type"):
        query = query.where(Change.seq.in_(_touching(restaurant_id, asked)))
    if asked.get("cursor") is not None:
        query = query.where(Change.seq < asked["cursor"])
    return query.order_by(Change.seq.desc())


def _touching(restaurant_id: str, asked: Mapping[str, Any]) -> Select[Any]:
    kind_names = [asked["entity_type"]] if asked.get("entity_type") else [kind.name for kind in kinds()]
    touching = select(ChangedEntity.seq).where(
        ChangedEntity.restaurant_id == restaurant_id, ChangedEntity.entity_type.in_(kind_names)
    )
    return touching.where(ChangedEntity.entity_id == asked["entity_id"]) if asked.get("entity_id") else touching


def _of_each_entity(session: Session, restaurant_id: str, seqs: Sequence[int]) -> Sequence[int]:
    """Return the seq of each entity of the transactions, the latest first, and no more than a page needs to know."""
    mine = select(ChangedEntity.seq).where(ChangedEntity.restaurant_id == restaurant_id, ChangedEntity.seq.in_(seqs))
    return session.scalars(mine.order_by(ChangedEntity.seq.desc()).limit(ENTITIES + 1)).all()


def _befores(
    session: Session, page: Sequence[Change], entries: Mapping[int, Any], asked: Mapping[str, Any]
) -> dict[Place, Any]:
    """Return what each entity shown was before each transaction of the page, and what was removed and is named."""
    if not page:
        return {}
    removed = {(seq, _entity(one)) for seq, ones in entries.items() for one in ones[:ABOUT] if one["data"] is None}
    restaurant_id, here, earlier = page[0].restaurant_id, ChangedEntity, aliased(ChangedEntity)
    same = [getattr(earlier, name) == getattr(here, name) for name in ("restaurant_id", "entity_type", "entity_id")]
    before = select(func.max(earlier.seq)).where(*same, earlier.seq < here.seq).correlate(here).scalar_subquery()
    # Without the order, or with one seq alone (there is no 0), SQLite looks through all that was ever changed.
    of_page = [here.restaurant_id == restaurant_id, here.seq.in_([0, *(change.seq for change in page)])]
    statement = select(here.seq, here.entity_type, here.entity_id, before).where(*of_page).order_by(here.seq)
    places = {
        (seq, (kind, entity_id)): (earlier_seq, (kind, entity_id))
        for seq, kind, entity_id, earlier_seq in session.execute(statement)
        if earlier_seq is not None and (_is_shown((kind, entity_id), asked) or (seq, (kind, entity_id)) in removed)
    }
    states = _states(session, restaurant_id, set(places.values()))
    return {place: states.get(earlier_place) for place, earlier_place in places.items()}


def _states(session: Session, restaurant_id: str, places: Collection[Place]) -> dict[Place, Any]:
    """Return what entities were after transactions; nothing else of those is kept."""
    seqs = sorted({seq for seq, _ in places})
    chunks = [seqs[start : start + AT_ONCE] for start in range(0, len(seqs), AT_ONCE)]
    mine = select(Change.seq, Change.body).where(Change.restaurant_id == restaurant_id)
    return {
        (row.seq, _entity(entry)): entry["data"]
        for chunk in chunks
        for row in session.execute(mine.where(Change.seq.in_(chunk)))
        for entry in wire.loads(row.body)
        if (row.seq, _entity(entry)) in places
    }


def _is_shown(entity: Entity, asked: Mapping[str, Any]) -> bool:
    kind, entity_id = entity
    return asked.get("entity_type") in (None, kind) and asked.get("entity_id") in (None, entity_id)


def _entity(entry: Mapping[str, Any]) -> Entity:
    return entry["entity_type"], entry["entity_id"]
