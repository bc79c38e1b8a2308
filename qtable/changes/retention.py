"""How long the log and the kept answers live."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from qtable import clock
from qtable.changes.models import Change, IdempotencyKey
from qtable.changes.transaction import unlogged_transaction
from qtable.database import fresh_session
from qtable.restaurants.models import Restaurant


def prune(days: int, transactions: int) -> int:
    """Drop what is older than `days` or beyond the last `transactions`; return the log rows dropped.

    `min_seq` is moved along, so that a cursor before it gets a clear answer. One row older than the
    kept ones stays, the head at least: it vouches for the cursor from which they can all be read.
    """
    oldest = clock.now() - timedelta(days=days)
    ids = fresh_session().scalars(select(Restaurant.id)).all()
    return sum(_prune_one(restaurant_id, oldest, transactions) for restaurant_id in ids)


def _prune_one(restaurant_id: str, oldest: datetime, transactions: int) -> int:
    mine, kept = Change.restaurant_id == restaurant_id, IdempotencyKey.restaurant_id == restaurant_id
    with unlogged_transaction(restaurant_id) as session:
        session.execute(delete(IdempotencyKey).where(kept, IdempotencyKey.at < oldest))
        restaurant = session.get_one(Restaurant, restaurant_id)
        young = session.scalar(select(func.min(Change.seq)).where(mine, Change.at_ms >= clock.to_ms(oldest)))
        first_kept = young or restaurant.change_seq + 1
        keep_from = max(first_kept - 1, restaurant.change_seq - transactions)
        if keep_from <= restaurant.min_seq:
            return 0
        session.execute(update(Restaurant).where(Restaurant.id == restaurant_id).values(min_seq=keep_from))
        dropped = session.scalars(delete(Change).where(mine, Change.seq < keep_from).returning(Change.seq))
        return len(dropped.all())
