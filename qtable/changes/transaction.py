"""The only writer: state, change row and kept answer in one transaction, told after the commit."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import case, update
from sqlalchemy.orm import Session

from qtable import clock, wire
from qtable.changes.cursor import Cursor
from qtable.changes.entities import Entity, kind_of, kinds, show
from qtable.changes.models import Change, CommittedChange, IdempotencyKey
from qtable.database import writing
from qtable.errors import Conflict, Invalid, NotFound, VersionMismatch
from qtable.extensions import committed
from qtable.restaurants.models import Restaurant

log = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Entity)


@dataclass(frozen=True)
class Request:
    """What came with a mutation: its key and fingerprint, and the version it was decided on.

    `if_match` answers 412 when it differs, `base_version` 409.
    """

    key: str | None = None
    fingerprint: str = ""
    if_match: int | None = None
    base_version: int | None = None


@dataclass(frozen=True)
class Answer:
    """The answer of a mutation: HTTP status, JSON text, and the cursor just behind it."""

    status: int
    body: str
    cursor: str
    replayed: bool = False


class Replayed(Exception):  # noqa: N818 - no error: the key was used before, and this is its answer
    """Raised on entering a transaction whose key has been answered already."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("already answered")
        self.answer = answer


@dataclass
class Recorded:
    """A row touched by the open transaction; `event` is the wire's word for what happened to it."""

    entity: Entity
    action: str
    event: str


@dataclass
class Transaction:
    """An open transaction that holds the restaurant's write lock. Actions take it first and never commit."""

    session: Session
    restaurant: Restaurant
    actor: str
    kind: str
    request: Request
    recorded: dict[tuple[str, str], Recorded] = field(default_factory=dict)
    answer: Answer | None = None

    @property
    def now(self) -> datetime:
        """Return the transaction's own moment, which orders it in the log."""
        return clock.from_ms(self.restaurant.last_change_ms)

    @property
    def place(self) -> Cursor:
        """Return the cursor just behind this transaction; while nothing is recorded, the one before it."""
        restaurant = self.restaurant
        if self.recorded:
            return Cursor(restaurant.change_epoch, restaurant.change_seq, restaurant.last_change_ms)
        previous = self.session.get(Change, (restaurant.id, restaurant.change_seq - 1))
        return Cursor(restaurant.change_epoch, restaurant.change_seq - 1, previous.at_ms if previous else 0)

    def find(self, model: type[Row], entity_id: str) -> Row:
        """Return the restaurant's row; raises NotFound, also for an id of another restaurant."""
        row = self.find_or_none(model, entity_id)
        if row is None:
            raise NotFound(f"There is no such {model.entity_type} here.", id=entity_id)
        return row

    def find_or_none(self, model: type[Row], entity_id: str) -> Row | None:
        """Return the restaurant's row, or None."""
        if not wire.ID.fullmatch(entity_id):
            return None
        return self.session.get(model, (self.restaurant.id, entity_id))

    def target(self, model: type[Row], entity_id: str) -> Row:
        """Return the row that the request names, unless it was decided on another version.

        Raises NotFound, VersionMismatch (If-Match) or Conflict (base_version).
        """
        row = self.find(model, entity_id)
        message = f"This {model.entity_type} has changed since (version {row.version}). Read it and decide again."
        if self.request.if_match not in (None, row.version):
            raise VersionMismatch(message, current=show(row))
        if self.request.base_version not in (None, row.version):
            raise Conflict(message, "version_conflict", current=show(row))
        return row

    def add(self, row: Entity) -> None:
        """Store a new row. Raises Conflict when its id is taken in this restaurant."""
        existing = self.find_or_none(type(row), row.id)
        if existing is not None:
            raise Conflict(f"A {row.entity_type} with this id exists already.", "already_exists", current=show(existing))
        row.restaurant_id = self.restaurant.id
        row.version, row.created_at, row.updated_at = 1, self.now, self.now
        self.session.add(row)
        self.recorded[row.entity_type, row.id] = Recorded(row, "create", "created")

    def record(self, row: Entity, event: str = "updated") -> None:
        """Note that a row was changed, for the log and the devices."""
        known = self.recorded.get((row.entity_type, row.id))
        if known is None:
            row.version += 1
            row.updated_at = self.now
            self.recorded[row.entity_type, row.id] = Recorded(row, "update", event)
        elif known.action == "update":
            known.event = event

    def remove(self, row: Entity) -> None:
        """Delete a row."""
        row.version += 1
        self.session.delete(row)
        self.recorded[row.entity_type, row.id] = Recorded(row, "delete", "deleted")

    def respond(self, body: Any, status: int = 200) -> None:
        """Set the answer; it is stored under the request's key in this same transaction."""
        self.answer = Answer(status, wire.dumps(body), str(self.place))


@contextmanager
def transaction(restaurant_id: str, actor: str, kind: str, request: Request | None = None) -> Iterator[Transaction]:
    """Open a restaurant's transaction; leaving the block commits it and tells the devices.

    `actor` is the user's id, `kind` the host's verb. Raises NotFound for an unknown restaurant,
    Replayed for a key already answered, Invalid for a key reused on another request, Busy when
    the lock can't be had. Anything raised inside rolls everything back and gives the seq back.
    """
    with writing() as session:
        before = clock.now()
        tx = Transaction(session, _locked(session, restaurant_id, before), actor, kind, request or Request())
        _refuse_replay(tx)
        yield tx
        change = _write_log(tx)
        _keep_answer(tx)
        session.commit()
    if change is not None:
        committed.send(current_app._get_current_object(), change=change)  # type: ignore[attr-defined]


@contextmanager
def unlogged_transaction() -> Iterator[Session]:
    """Open a transaction for rows that no device shows: accounts, sign-ups, the log's own upkeep."""
    with writing() as session:
        yield session
        session.commit()


def _locked(session: Session, restaurant_id: str, now: datetime) -> Restaurant:
    """Take the restaurant's next seq, and with it its row lock, before anything is read."""
    now_ms = clock.to_ms(now)
    last = Restaurant.last_change_ms
    statement = (
        update(Restaurant)
        .where(Restaurant.id == restaurant_id)
        .values(change_seq=Restaurant.change_seq + 1, last_change_ms=case((last >= now_ms, last + 1), else_=now_ms))
        .returning(Restaurant)
        .execution_options(synchronize_session=False)
    )
    restaurant = session.execute(statement).scalar_one_or_none()
    if restaurant is None:
        raise NotFound("There is no such restaurant here.")
    return restaurant


def _refuse_replay(tx: Transaction) -> None:
    if tx.request.key is None:
        return
    kept = tx.session.get(IdempotencyKey, (tx.restaurant.id, tx.request.key))
    if kept is None:
        return
    if kept.fingerprint != tx.request.fingerprint:
        raise Invalid("This Idempotency-Key was used for another request; use a new one.", "idempotency_key_reused")
    raise Replayed(Answer(kept.status, kept.body, kept.cursor, replayed=True))


def _write_log(tx: Transaction) -> CommittedChange | None:
    if not tx.recorded:
        _give_seq_back(tx)
        return None
    tx.session.flush()
    restaurant = tx.restaurant
    body = wire.dumps(_ordered(tx))
    row = Change(
        restaurant_id=restaurant.id,
        seq=restaurant.change_seq,
        at_ms=restaurant.last_change_ms,
        actor=tx.actor,
        op_key=tx.request.key,
        kind=tx.kind,
        body=body,
    )
    tx.session.add(row)
    return CommittedChange(restaurant.id, row.seq, row.at_ms, row.kind, row.op_key, body, str(tx.place))


def _ordered(tx: Transaction) -> list[dict[str, Any]]:
    order = [kind.name for kind in kinds()]
    rows = sorted(tx.recorded.values(), key=lambda recorded: order.index(recorded.entity.entity_type))
    return [_entry(recorded) for recorded in rows]


def _entry(recorded: Recorded) -> dict[str, Any]:
    entity = recorded.entity
    return {
        "entity_type": kind_of(entity).name,
        "entity_id": entity.id,
        "action": recorded.action,
        "event": recorded.event,
        "version": entity.version,
        "data": None if recorded.action == "delete" else show(entity),
    }


def _give_seq_back(tx: Transaction) -> None:
    """Undo the bump of a transaction that changed nothing, so that the log stays without a gap."""
    place = tx.place
    tx.restaurant.change_seq, tx.restaurant.last_change_ms = place.seq, place.at_ms


def _keep_answer(tx: Transaction) -> None:
    if tx.request.key is None or tx.answer is None:
        return
    kept = IdempotencyKey(
        restaurant_id=tx.restaurant.id,
        key=tx.request.key,
        fingerprint=tx.request.fingerprint,
        status=tx.answer.status,
        body=tx.answer.body,
        cursor=tx.answer.cursor,
        at=clock.now(),
    )
    tx.session.add(kept)
