"""The only writer: state, change row and kept answer in one transaction, told after the commit."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import BigInteger, Connection, bindparam, case, func, insert, inspect, select, text, update
from sqlalchemy.orm import Session

from qtable import clock, wire
from qtable.changes.cursor import Cursor
from qtable.changes.entities import kind_of, kinds, show
from qtable.changes.known import Rows, known, named_by, row_of, values_of
from qtable.changes.models import Change, ChangedEntity, CommittedChange, IdempotencyKey
from qtable.changes.open_transaction import Answer, Recorded, Replayed, Request, Transaction
from qtable.database import run, store, writing
from qtable.errors import Invalid, NotFound
from qtable.extensions import committed
from qtable.group_commit import Writing
from qtable.restaurants.models import Restaurant
from qtable.statements import Command
from qtable.tenant import showing, whose_rows

log = logging.getLogger(__name__)
Login = dict[str, Any]

# The statements of every transaction, compiled once.
HERE, LOG = inspect(Restaurant).local_table, inspect(Change).local_table
NOW, LAST = bindparam("now", type_=BigInteger), HERE.c.last_change_ms
LAST_LOGGED = select(LOG.c.at_ms).where(LOG.c.restaurant_id == HERE.c.id, LOG.c.seq == HERE.c.change_seq - 1)
TAKE_SEQ = (
    update(HERE)
    .where(HERE.c.id == bindparam("restaurant"))
    .values(change_seq=HERE.c.change_seq + 1, last_change_ms=case((LAST >= NOW, LAST + 1), else_=NOW))
    .returning(
        HERE.c.change_epoch,
        HERE.c.change_seq,
        HERE.c.last_change_ms,
        func.coalesce(LAST_LOGGED.scalar_subquery(), 0).label("last_logged_ms"),
    )
)
ITSELF = select(HERE).where(HERE.c.id == bindparam("restaurant"))
GIVE_SEQ_BACK = (
    update(HERE)
    .where(HERE.c.id == bindparam("restaurant"))
    .values(change_seq=bindparam("seq"), last_change_ms=bindparam("at_ms"))
)
KEPT = inspect(IdempotencyKey).local_table
KEPT_ANSWER = select(KEPT.c.fingerprint, KEPT.c.status, KEPT.c.body, KEPT.c.cursor).where(
    KEPT.c.restaurant_id == bindparam("restaurant"), KEPT.c.key == bindparam("kept_key")
)
PLACES, FROM = inspect(ChangedEntity).local_table, bindparam("from_seq", type_=BigInteger)
KEPT_FROM = select(HERE.c.min_seq).where(HERE.c.id == bindparam("restaurant")).scalar_subquery()
# A demo service is erased from the midst of the log: what is behind a place from before it is no longer all there.
LOGGED_THERE = select(LOG.c.at_ms).where(
    LOG.c.restaurant_id == bindparam("restaurant"), LOG.c.seq == FROM, FROM >= KEPT_FROM
)
# Between two bounds, because PostgreSQL takes an open end for a third of the log and reads all of it.
SINCE = select(LOGGED_THERE.scalar_subquery(), PLACES.c.entity_type, PLACES.c.entity_id).where(
    PLACES.c.restaurant_id == bindparam("restaurant"),
    PLACES.c.seq.between(FROM + 1, bindparam("head", type_=BigInteger)),
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
        tx = _begin(written.connection, restaurant_id, actor, kind, request or Request())
        _refuse_replay(tx)
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
        tx = _begin(written.connection, login["restaurant_id"], login["user_id"], kind, Request())
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


def _begin(connection: Connection, restaurant_id: str, actor: str, kind: str, request: Request) -> Transaction:
    """Take the restaurant's next seq, and with it its row lock, before anything is read."""
    now = {"restaurant": restaurant_id, "now": clock.to_ms(clock.now())}
    taken = run(connection, *showing(connection, restaurant_id), Command(TAKE_SEQ, now))
    if not taken:
        raise NotFound("There is no such restaurant here.")
    epoch, seq, at_ms, last_ms = taken[0]
    before = Cursor(epoch, seq - 1, last_ms)
    rows = known().rows(restaurant_id, before, partial(_touched, connection, restaurant_id))
    itself = rows.get((Restaurant.entity_type, restaurant_id)) or dict(connection.execute(ITSELF, now).mappings().one())
    restaurant = row_of(Restaurant, itself | {"change_seq": seq, "last_change_ms": at_ms}, {})
    return Transaction(connection, restaurant, before, rows, actor, kind, request)


def _touched(connection: Connection, restaurant_id: str, place: Cursor, head: Cursor) -> set[tuple[str, str]] | None:
    """Return what the log names behind `place`, up to `head`; None where the log isn't the one that had this place.

    None too where a row has changed that others name, and show something of.
    """
    bounds = {"from_seq": place.seq, "head": head.seq}
    found = run(connection, Command(SINCE, bounds | {"restaurant": restaurant_id}))
    if not found or found[0][0] != place.at_ms:
        return None
    touched = {(kind, entity_id) for _, kind, entity_id in found}
    named = {other.entity_type for kind in kinds() for other in named_by(kind.model).values()}
    return None if named & {kind for kind, _ in touched} else touched


def _end(written: Writing, tx: Transaction) -> None:
    """Store what was recorded, and keep the news of it until the commit."""
    change = _write(written, tx)
    tx.end()
    known().keep(tx.restaurant.id, tx.place, _known_after(tx))
    if change is not None:
        written.news.append(change)


def _refuse_replay(tx: Transaction) -> None:
    if tx.request.key is None:
        return
    asked = {"restaurant": tx.restaurant.id, "kept_key": tx.request.key}
    for fingerprint, status, body, cursor in run(tx.connection, Command(KEPT_ANSWER, asked)):
        if fingerprint != tx.request.fingerprint:
            raise Invalid("This Idempotency-Key was used for another request; use a new one.", "idempotency_key_reused")
        raise Replayed(Answer(status, body, cursor, replayed=True))


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
