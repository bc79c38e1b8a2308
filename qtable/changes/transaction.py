"""The only writer: state, change row and kept answer in one transaction, told after the commit."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import current_app
from sqlalchemy import Connection, bindparam, insert, inspect, text, update
from sqlalchemy.orm import Session

from qtable import clock, wire
from qtable.changes.entities import kind_of, kinds, show
from qtable.changes.known import Rows, known, values_of
from qtable.changes.models import Change, ChangedEntity, CommittedChange, IdempotencyKey
from qtable.changes.open_transaction import Recorded, Request, Transaction
from qtable.changes.opening import HERE, begin
from qtable.database import run, store, writing
from qtable.extensions import committed
from qtable.group_commit import Writing
from qtable.restaurants.models import Restaurant
from qtable.statements import Command
from qtable.tenant import showing, whose_rows

log = logging.getLogger(__name__)
Login = dict[str, Any]

# Compiled once.
LOG, PLACES, KEPT = (inspect(model).local_table for model in (Change, ChangedEntity, IdempotencyKey))
GIVE_SEQ_BACK = (
    update(HERE)
    .where(HERE.c.id == bindparam("restaurant"))
    .values(change_seq=bindparam("seq"), last_change_ms=bindparam("at_ms"))
)
WRITE_LOG, WRITE_PLACES, KEEP_ANSWER = insert(LOG), insert(PLACES), insert(KEPT)
COMMIT = Command(text("COMMIT"), {})


@contextmanager
def transaction(restaurant_id: str, actor: str, kind: str, request: Request | None = None) -> Iterator[Transaction]:
    """Open a restaurant's transaction; leaving the block commits it and tells the devices.

    `actor` is the user's id, `kind` the host's verb. Raises NotFound for an unknown restaurant,
    Replayed for a key already answered, Invalid for a key reused on another request, Busy when
    the lock can't be had. Anything raised inside rolls everything back and gives the seq back.
    """
    with writing(restaurant_id, _commit, _tell) as written:
        tx = begin(written.connection, restaurant_id, actor, kind, request or Request())
        yield tx
        _end(written, tx)


@contextmanager
def founding(make: Callable[[Session], Login], kind: str) -> Iterator[tuple[Transaction, Login]]:
    """Open the first transaction of a restaurant that `make` stores, with its people, in the same one: all or nothing.

    `make` is given a session and returns who is logged in where; it is the actor. Raises what `make` raises.
    """
    with writing(None, _commit, _tell) as written:
        with Session(written.connection, join_transaction_mode="rollback_only") as session:
            login = make(session)
            session.flush()
        tx = begin(written.connection, login["restaurant_id"], login["user_id"], kind, Request())
        yield tx, login
        _end(written, tx)


@contextmanager
def unlogged_transaction(restaurant_id: str | None = None) -> Iterator[Session]:
    """Open a transaction for what no device shows: accounts, sign-ups, and (of one restaurant) the log's own upkeep."""
    with (
        writing(restaurant_id, _commit, _tell) as written,
        Session(written.connection, join_transaction_mode="rollback_only") as session,
    ):
        run(written.connection, *showing(written.connection, restaurant_id or whose_rows()))
        yield session
        session.flush()


def _commit(connection: Connection, last: Sequence[Command]) -> None:
    """Make a connection's changes durable, and with them the last statements, in one round trip."""
    try:
        if last:
            run(connection, *last, COMMIT)
        connection.commit()
    except BaseException:
        known().forget()  # what was kept of it hasn't happened
        raise


def _tell(changes: list[CommittedChange]) -> None:
    try:
        committed.send(current_app._get_current_object(), changes=changes)  # type: ignore[attr-defined]
    except Exception:  # it is durable; who wasn't told reads it from the log
        log.exception(
            "transactions up to %s of restaurant %s were not told", changes[-1].seq, changes[-1].restaurant_id
        )


def _end(written: Writing, tx: Transaction) -> None:
    """Store what was recorded, and keep the news of it until the commit."""
    change = _write(written, tx)
    tx.end()
    known().keep(tx.restaurant.id, tx.place, _known_after(tx))
    if change is not None:
        written.news.append(change)


def _write(written: Writing, tx: Transaction) -> CommittedChange | None:
    """Store rows, log and answer; return what is to be told, None where nothing was changed."""
    if not tx.recorded:
        store(written, _given_back(tx), *_kept(tx))
        return None
    if tx.has_session:
        tx.flush()
    change = _change(tx)
    store(written, *tx.unsaved(), *_logged(tx, change), *_kept(tx))
    return change


def _change(tx: Transaction) -> CommittedChange:
    restaurant = tx.restaurant
    return CommittedChange(
        restaurant.id,
        restaurant.change_seq,
        restaurant.last_change_ms,
        tx.kind,
        tx.request.key,
        wire.dumps(_ordered(tx)),
        str(tx.place),
    )


def _logged(tx: Transaction, change: CommittedChange) -> list[Command]:
    place = {"restaurant_id": change.restaurant_id, "seq": change.seq}
    said = {"at_ms": change.at_ms, "kind": change.kind, "op_key": change.op_key, "body": change.body}
    names = [place | {"entity_type": kind, "entity_id": entity_id} for kind, entity_id in tx.recorded]
    return [Command(WRITE_LOG, place | said | {"actor": tx.actor}), *(Command(WRITE_PLACES, name) for name in names)]


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


def _known_after(tx: Transaction) -> Rows:
    rows = {key: None if one.action == "delete" else values_of(one.entity) for key, one in tx.recorded.items()}
    return tx.known | rows | {(Restaurant.entity_type, tx.restaurant.id): values_of(tx.restaurant)}


def _given_back(tx: Transaction) -> Command:
    """Undo the bump of a transaction that changed nothing, so that the log stays without a gap."""
    before = {"seq": tx.before.seq, "at_ms": tx.before.at_ms}
    return Command(GIVE_SEQ_BACK, before | {"restaurant": tx.restaurant.id})


def _kept(tx: Transaction) -> list[Command]:
    if tx.request.key is None or tx.answer is None:
        return []
    of = {"restaurant_id": tx.restaurant.id, "key": tx.request.key, "fingerprint": tx.request.fingerprint}
    answer = {"status": tx.answer.status, "body": tx.answer.body, "cursor": tx.answer.cursor}
    return [Command(KEEP_ANSWER, of | answer | {"at": clock.now()})]
