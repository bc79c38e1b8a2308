"""Reading the log: where a cursor stands, what came after it, and the present as one snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtable import clock, wire
from qtable.changes.cursor import Cursor
from qtable.changes.entities import kinds
from qtable.changes.models import Change, ChangedEntity, CommittedChange
from qtable.errors import NotFound, ResyncRequired
from qtable.restaurants.models import Restaurant

OVERLAP = timedelta(minutes=2)


@dataclass(frozen=True)
class Snapshot:
    """Everything that a device shows, at one place in the log. `body` is the full sync's JSON."""

    place: Cursor
    day_start: datetime
    body: dict[str, Any]


def restaurant_row(session: Session, restaurant_id: str) -> Restaurant:
    """Return the restaurant's row. Raises NotFound."""
    restaurant = session.get(Restaurant, restaurant_id)
    if restaurant is None:
        raise NotFound("There is no such restaurant here.")
    return restaurant


def head(restaurant: Restaurant) -> Cursor:
    """Return the cursor behind the last change."""
    return Cursor(restaurant.change_epoch, restaurant.change_seq, restaurant.last_change_ms)


def check(session: Session, restaurant: Restaurant, cursor: Cursor) -> None:
    """Raise ResyncRequired unless the log can be read on from `cursor`."""
    if cursor.epoch != restaurant.change_epoch:
        raise _resync("epoch")
    if cursor.seq > restaurant.change_seq:
        raise _resync("ahead")
    if cursor.seq < restaurant.min_seq:
        raise _resync("too_old")
    if cursor.at_ms != _at_ms(session, restaurant.id, cursor.seq):
        raise _resync("diverged")


def since(session: Session, restaurant: Restaurant, moment: datetime) -> Cursor:
    """Return the place of a timestamp: exact where we issued it, else with two minutes of overlap.

    Raises ResyncRequired when the log no longer reaches back that far.
    """
    mine = Change.restaurant_id == restaurant.id
    at_ms = clock.to_ms(moment)
    seq = session.scalar(select(Change.seq).where(mine, Change.at_ms == at_ms))
    if seq is None:
        at_ms -= OVERLAP // timedelta(milliseconds=1)
        older = select(Change.seq).where(mine, Change.at_ms <= at_ms).order_by(Change.at_ms.desc()).limit(1)
        seq = session.scalar(older)
    if (seq or 0) < restaurant.min_seq:
        raise _resync("too_old")
    return Cursor(restaurant.change_epoch, seq or 0, _at_ms(session, restaurant.id, seq or 0))


def after(session: Session, restaurant: Restaurant, seq: int, limit: int) -> list[CommittedChange]:
    """Return the transactions behind `seq`, in order, that together hold at most `limit` changes, but one at least."""
    counted = seqs_after(session, restaurant.id, seq, limit + 1)
    last = last_whole(counted, limit) if len(counted) > limit else restaurant.change_seq
    statement = (
        select(Change.seq, Change.at_ms, Change.kind, Change.op_key, Change.body)
        .where(Change.restaurant_id == restaurant.id, Change.seq > seq, Change.seq <= last)
        .order_by(Change.seq)
    )
    epoch = restaurant.change_epoch
    return [
        CommittedChange(restaurant.id, *row, cursor=str(Cursor(epoch, row.seq, row.at_ms)))
        for row in session.execute(statement)
    ]


def seqs_after(session: Session, restaurant_id: str, seq: int, limit: int) -> Sequence[int]:
    """Return the seq of each of the first `limit` changes behind `seq`, in order, and read no entity for it."""
    mine = select(ChangedEntity.seq).where(ChangedEntity.restaurant_id == restaurant_id, ChangedEntity.seq > seq)
    return session.scalars(mine.order_by(ChangedEntity.seq).limit(limit)).all()


def last_whole(seqs: Sequence[int], limit: int) -> int:
    """Return the last transaction that is whole within the first `limit` changes, or else the first of all.

    `seqs` has each change's seq, in the order in which they are read, one more than `limit` where there are more.
    """
    if len(seqs) <= limit:
        return seqs[-1]
    return next((seq for seq in reversed(seqs) if seq != seqs[limit]), seqs[0])


def listed(change: CommittedChange) -> list[dict[str, Any]]:
    """Return a transaction's changes as a delta shows them."""
    stamp = clock.rfc3339(clock.from_ms(change.at_ms))
    return [
        {
            "entity_type": entry["entity_type"],
            "entity_id": entry["entity_id"],
            "action": entry["action"],
            "timestamp": stamp,
            "seq": change.seq,
            "version": entry["version"],
            "data": entry["data"],
        }
        for entry in wire.loads(change.body)
    ]


def snapshot(session: Session, restaurant_id: str) -> Snapshot:
    """Return head and entities of one moment; the session must have nothing read yet."""
    restaurant = restaurant_row(session, restaurant_id)
    moment, place = clock.now(), head(restaurant)
    body: dict[str, Any] = {
        "restaurant_id": restaurant.id,
        "timestamp": clock.rfc3339(clock.from_ms(place.at_ms) if place.seq else moment),
        "server_time": clock.rfc3339(moment),
        "cursor": str(place),
        "seq": place.seq,
    }
    for kind in kinds():
        rows = session.scalars(kind.current(restaurant, moment)).all()
        body[kind.plural] = kind.schema.dump(rows, many=True)
        body[f"total_{kind.plural}"] = len(rows)
    return Snapshot(place, restaurant.day_start(moment), body)


def _at_ms(session: Session, restaurant_id: str, seq: int) -> int:
    """Return when `seq` happened, 0 before the first and -1 for a row that isn't there."""
    if seq == 0:
        return 0
    found = session.scalar(select(Change.at_ms).where(Change.restaurant_id == restaurant_id, Change.seq == seq))
    return -1 if found is None else found


def _resync(reason: str) -> ResyncRequired:
    return ResyncRequired("The change log can't be read on from there. Fetch a full sync.", reason=reason)
