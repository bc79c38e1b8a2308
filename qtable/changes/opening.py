"""How a transaction begins: its place in the log, which is the restaurant's lock, and what is asked behind it."""

from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, case, func, inspect, select, update

from qtable import clock
from qtable.changes.cursor import Cursor
from qtable.changes.entities import kinds
from qtable.changes.known import MOST_MISSED, Places, known, named_by, row_of
from qtable.changes.models import Change, ChangedEntity, IdempotencyKey
from qtable.changes.open_transaction import Answer, Replayed, Request, Transaction
from qtable.database import run
from qtable.errors import Invalid, NotFound
from qtable.restaurants.models import Restaurant
from qtable.statements import Command
from qtable.tenant import showing

# Compiled once.
HERE, LOG = inspect(Restaurant).local_table, inspect(Change).local_table
NOW, LAST = bindparam("now", type_=BigInteger), HERE.c.last_change_ms
# In the order of seq, so that PostgreSQL has no choice among the log's indexes: while it thinks that the log is empty,
# the one of times costs it the same, and it keeps the plan.
LAST_LOGGED = (
    select(LOG.c.at_ms)
    .where(LOG.c.restaurant_id == HERE.c.id, LOG.c.seq.between(HERE.c.change_seq - 1, HERE.c.change_seq - 1))
    .order_by(LOG.c.seq)
    .limit(1)
)
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
    PLACES.c.seq.between(FROM + 1, FROM + MOST_MISSED),
)


def begin(connection: Connection, restaurant_id: str, actor: str, kind: str, request: Request) -> Transaction:
    """Take the restaurant's next seq, and with it its row lock, before anything is read.

    What is asked in any case, and what is likely to be, goes with it. Raises NotFound for an unknown restaurant,
    Replayed for a key already answered, Invalid for a key reused on another request.
    """
    now, place = {"restaurant": restaurant_id, "now": clock.to_ms(clock.now())}, known().doubted(restaurant_id)
    shown = showing(connection, restaurant_id)
    kept = [Command(KEPT_ANSWER, {"restaurant": restaurant_id, "kept_key": request.key})] if request.key else []
    since = [_since(restaurant_id, place)] if place else []
    taken, *asked = run(connection, *shown, Command(TAKE_SEQ, now), *kept, *since)[len(shown) :]
    if not taken:
        raise NotFound("There is no such restaurant here.")
    if kept:
        _refuse_replay(request, asked[0])
    epoch, seq, at_ms, last_ms = taken[0]
    before = Cursor(epoch, seq - 1, last_ms)
    touched = partial(_touched, connection, restaurant_id, asked[-1] if since else None)
    rows = known().rows(restaurant_id, before, touched)
    itself = rows.get((Restaurant.entity_type, restaurant_id)) or dict(connection.execute(ITSELF, now).mappings().one())
    restaurant = row_of(Restaurant, itself | {"change_seq": seq, "last_change_ms": at_ms}, {})
    return Transaction(connection, restaurant, before, rows, actor, kind, request)


def _refuse_replay(request: Request, kept: list[Any]) -> None:
    for fingerprint, status, body, cursor in kept:
        if fingerprint != request.fingerprint:
            raise Invalid("This Idempotency-Key was used for another request; use a new one.", "idempotency_key_reused")
        raise Replayed(Answer(status, body, cursor, replayed=True))


def _touched(connection: Connection, restaurant_id: str, found: list[Any] | None, place: Cursor) -> Places | None:
    """Return what the log names behind `place`, as `found` has it; None where the log isn't the one with this place.

    None too where a row has changed that others name, and show something of.
    """
    if found is None:
        [found] = run(connection, _since(restaurant_id, place))
    if not found or found[0][0] != place.at_ms:
        return None
    touched = {(kind, entity_id) for _, kind, entity_id in found}
    named = {other.entity_type for kind in kinds() for other in named_by(kind.model).values()}
    return None if named & {kind for kind, _ in touched} else touched


def _since(restaurant_id: str, place: Cursor) -> Command:
    return Command(SINCE, {"restaurant": restaurant_id, "from_seq": place.seq})
