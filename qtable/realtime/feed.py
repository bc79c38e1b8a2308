"""The ordered feed: each restaurant's transactions reach this process's clients in seq order, once."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtable.changes import reading
from qtable.changes.cursor import Cursor
from qtable.changes.models import CommittedChange
from qtable.database import fresh_session
from qtable.extensions import committed
from qtable.realtime import broadcast
from qtable.realtime.clients import Clients
from qtable.realtime.strangers import Strangers
from qtable.restaurants.models import Restaurant

log = logging.getLogger(__name__)
PAGE = 500  # changes at once, in whole transactions: about a megabyte
SECONDS_UNDERWAY = 0.1  # what another worker says takes a few milliseconds


class Feed:
    """One restaurant's feed. `place` is the last transaction that went out; use it only under `lock`."""

    def __init__(self, clients: Clients, restaurant_id: str, place: Cursor) -> None:
        self.clients = clients
        self.restaurant_id = restaurant_id
        self.place = place
        self.lock = threading.RLock()
        self._early: dict[int, CommittedChange] = {}
        self._early_since = 0.0

    def take(self, *changes: CommittedChange, hears_others: bool = False) -> None:
        """Deliver this process's transactions, which follow each other: known ones are dropped.

        What others committed before them is read from the log first, or where they are heard, awaited for a moment.
        """
        with self.lock:
            gap = changes[0].seq > self.place.seq + 1
            if gap and hears_others and self._keep(changes):
                return
            if gap:
                self.catch_up(fresh_session(self.restaurant_id))
            if new := [change for change in changes if change.seq > self.place.seq]:
                self._deliver(new)

    def hear(self, change: CommittedChange) -> None:
        """Take what another worker says that it has committed; in doubt only as a hint to read the log.

        It counts as it is only where it has a body and fits behind what went out last: the next seq, later, in this
        epoch. What comes before its predecessor, which a third worker or this one is about to tell, waits for it.
        """
        place = Cursor.parse(change.cursor)
        with self.lock:
            if change.body and _follows(self.place, place):
                self._deliver([change])
            elif place.epoch != self.place.epoch:
                self.catch_up(fresh_session(self.restaurant_id))
            elif place.seq > self.place.seq:
                gap = place.seq > self.place.seq + 1
                if not (gap and change.body and self._keep([change])):
                    self.catch_up(fresh_session(self.restaurant_id))

    def catch_up(self, session: Session) -> Restaurant:
        """Deliver all that the log has and this feed has not; return the restaurant's row at its head."""
        restaurant = reading.restaurant_row(session, self.restaurant_id)
        with self.lock:
            while self.place.seq < restaurant.change_seq:
                found = reading.after(session, restaurant, self.place.seq, PAGE)
                if not found:
                    break
                self._deliver(found)
            self._early.clear()
        return restaurant

    def _keep(self, changes: Sequence[CommittedChange]) -> bool:
        """Keep transactions until those before them are there; refuse where these should have been there by now."""
        if not self._early:
            self._early_since = time.monotonic()
        elif time.monotonic() - self._early_since > SECONDS_UNDERWAY:
            return False
        self._early |= {change.seq: change for change in changes}
        return True

    def _deliver(self, changes: list[CommittedChange]) -> None:
        self.place = Cursor.parse(changes[-1].cursor)
        if self._early:
            changes = [*changes, *self._what_follows()]
        broadcast.tell_changes(self.clients, changes)

    def _what_follows(self) -> Iterator[CommittedChange]:
        """Yield what was kept and follows what goes out, and go to its place; forget what has gone out meanwhile."""
        while (change := self._early.pop(self.place.seq + 1, None)) is not None:
            place = Cursor.parse(change.cursor)
            if not _follows(self.place, place):
                break
            self.place = place
            yield change
        self._early = {seq: change for seq, change in self._early.items() if seq > self.place.seq}


class Feeds:
    """The feeds of this process: one for each restaurant that anyone here listens to.

    `behind` is how many transactions the worst of them lacked at the last look; `hears_others` tells whether what other
    workers commit is heard without looking.
    """

    def __init__(self, clients: Clients) -> None:
        self.clients = clients
        self.behind = 0
        self.hears_others: Callable[[], bool] = lambda: False
        self._level_since: float | None = None
        self._feeds: dict[str, Feed] = {}
        self._making = threading.Lock()

    def on_committed(self, _app: Flask, changes: Sequence[CommittedChange]) -> None:
        """Take transactions of this process, right after their commit; the next look heals what fails here."""
        for restaurant_id in dict.fromkeys(change.restaurant_id for change in changes):
            feed = self._feeds.get(restaurant_id)
            if feed is None:
                continue
            try:
                mine = [change for change in changes if change.restaurant_id == restaurant_id]
                feed.take(*mine, hears_others=self.hears_others())
            except Exception:
                log.exception("changes of restaurant %s were not delivered", restaurant_id)

    def on_news(self, change: CommittedChange) -> None:
        """Take what another worker has committed; without a body it is only named."""
        feed = self._feeds.get(change.restaurant_id)
        if feed is not None:
            feed.hear(change)

    @contextmanager
    def at_head(self, restaurant_id: str) -> Iterator[tuple[Feed, Session, Restaurant]]:
        """Hold a feed still at the log's head: who joins inside misses nothing and gets nothing twice."""
        feed = self._feed(restaurant_id)
        fresh_session()  # who waits for the lock holds no connection, or a crowd would keep its holder from getting one
        with feed.lock:
            session = fresh_session(restaurant_id)
            yield feed, session, feed.catch_up(session)
            session.rollback()

    def look(self) -> None:
        """Deliver what committed elsewhere: one query for all restaurants that are listened to."""
        wanted = self.clients.restaurants()
        statement = select(Restaurant.id, Restaurant.change_seq).where(Restaurant.id.in_(wanted))
        heads = fresh_session().execute(statement).all() if wanted else []
        listed = [(feed, head) for restaurant_id, head in heads if (feed := self._feeds.get(restaurant_id))]
        behind = [(feed, head) for feed, head in listed if feed.place.seq < head]
        self.behind = max((head - feed.place.seq for feed, head in behind), default=0)
        for feed, _ in behind:
            _catch_up(feed)
        if all(feed.place.seq >= head for feed, head in behind):
            self._level_since = time.monotonic()

    @property
    def seconds_behind(self) -> float:
        """Return how long ago a look last left every feed at the head of the log; 0 before the first look."""
        return 0.0 if self._level_since is None else time.monotonic() - self._level_since

    def places(self) -> dict[str, int]:
        """Return the last seq that clients were told, of each restaurant that they listen to."""
        return {name: self._feeds[name].place.seq for name in self.clients.restaurants() if name in self._feeds}

    def place(self, restaurant_id: str) -> Cursor | None:
        """Return how far a restaurant's clients have been told."""
        feed = self._feeds.get(restaurant_id)
        return feed.place if feed else None

    def _feed(self, restaurant_id: str) -> Feed:
        fresh_session()
        with self._making:
            if restaurant_id not in self._feeds:
                row = reading.restaurant_row(fresh_session(), restaurant_id)
                self._feeds[restaurant_id] = Feed(self.clients, restaurant_id, reading.head(row))
            return self._feeds[restaurant_id]


def _follows(before: Cursor, place: Cursor) -> bool:
    return place.epoch == before.epoch and place.seq == before.seq + 1 and place.at_ms > before.at_ms


def _catch_up(feed: Feed) -> None:
    try:
        feed.catch_up(fresh_session(feed.restaurant_id))
    except Exception:  # one restaurant's trouble keeps no other from its news
        log.exception("restaurant %s could not be caught up", feed.restaurant_id)


def init_app(app: Flask) -> None:
    """Give `app` its clients and feeds, and let each commit reach them."""
    clients = Clients()
    app.extensions["qtable.clients"] = clients
    most = app.config["LIVE_STRANGERS_PER_ADDRESS"] if app.config["RATELIMIT_ENABLED"] else None
    app.extensions["qtable.strangers"] = Strangers(most, time.monotonic)
    app.extensions["qtable.feeds"] = feeds = Feeds(clients)
    committed.connect(feeds.on_committed, sender=app, weak=False)


def feeds() -> Feeds:
    """Return the current app's feeds."""
    return current_app.extensions["qtable.feeds"]
