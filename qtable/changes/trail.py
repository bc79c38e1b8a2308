"""The trail: who did what, when, and what each entity was before and after."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from qtable import clock, wire
from qtable.accounts.models import Membership, User
from qtable.changes.entities import kinds
from qtable.changes.models import Change, ChangedEntity

Entity = tuple[str, str]


def trail_query(restaurant_id: str, asked: Mapping[str, Any]) -> Select[Change]:
    """Select the transactions asked for, the latest first, one more than `limit` to see whether there are more.

    `asked` is a loaded TrailQuery.
    """
    query = select(Change).where(Change.restaurant_id == restaurant_id)
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
    return query.order_by(Change.seq.desc()).limit(asked["limit"] + 1)


def described(session: Session, page: list[Change]) -> list[dict[str, Any]]:
    """Return transactions as the trail shows them; `before` is null for what was new, or is older than the log."""
    befores, names = _befores(session, page), _names(session, page)
    return [
        {
            "seq": change.seq,
            "timestamp": clock.rfc3339(clock.from_ms(change.at_ms)),
            "kind": change.kind,
            "transaction_id": change.op_key,
            "actor": {"id": change.actor, "name": names.get(change.actor)},
            "changes": [
                {name: entry[name] for name in ("entity_type", "entity_id", "action", "event")}
                | {"before": befores.get((change.seq, _entity(entry))), "after": entry["data"]}
                for entry in wire.loads(change.body)
            ],
        }
        for change in page
    ]


def _touching(restaurant_id: str, asked: Mapping[str, Any]) -> Select[Any]:
    kind_names = [asked["entity_type"]] if asked.get("entity_type") else [kind.name for kind in kinds()]
    touching = select(ChangedEntity.seq).where(
        ChangedEntity.restaurant_id == restaurant_id, ChangedEntity.entity_type.in_(kind_names)
    )
    return touching.where(ChangedEntity.entity_id == asked["entity_id"]) if asked.get("entity_id") else touching


def _befores(session: Session, page: list[Change]) -> dict[tuple[int, Entity], Any]:
    """Return what each entity of the page was before each of its transactions: two queries for the whole page."""
    if not page:
        return {}
    restaurant_id, here, earlier = page[0].restaurant_id, ChangedEntity, aliased(ChangedEntity)
    same = (
        earlier.restaurant_id == here.restaurant_id,
        earlier.entity_type == here.entity_type,
        earlier.entity_id == here.entity_id,
        earlier.seq < here.seq,
    )
    before = select(func.max(earlier.seq)).where(*same).correlate(here).scalar_subquery()
    seqs = [change.seq for change in page]
    statement = select(here.seq, here.entity_type, here.entity_id, before.label("before"))
    found = session.execute(statement.where(here.restaurant_id == restaurant_id, here.seq.in_(seqs))).all()
    bodies = _bodies(session, restaurant_id, {row.before for row in found if row.before is not None})
    return {
        (row.seq, (row.entity_type, row.entity_id)): bodies[row.before].get((row.entity_type, row.entity_id))
        for row in found
        if row.before in bodies
    }


def _bodies(session: Session, restaurant_id: str, seqs: Iterable[int]) -> dict[int, dict[Entity, Any]]:
    mine = select(Change.seq, Change.body).where(Change.restaurant_id == restaurant_id, Change.seq.in_(seqs))
    return {row.seq: {_entity(entry): entry["data"] for entry in wire.loads(row.body)} for row in session.execute(mine)}


def _names(session: Session, page: list[Change]) -> dict[str, str | None]:
    """Return the names that the staff list shows too: of who works here with a login that began here."""
    if not page:
        return {}
    here = (Membership.restaurant_id == page[0].restaurant_id, User.home_id == Membership.restaurant_id)
    people = select(User.id, User.first_name, User.last_name).join(Membership, Membership.user_id == User.id)
    people = people.where(*here, User.id.in_({change.actor for change in page}))
    return {row.id: " ".join(filter(None, row[1:])) or None for row in session.execute(people)}


def _entity(entry: Mapping[str, Any]) -> Entity:
    return entry["entity_type"], entry["entity_id"]
