"""Group commit: writers who come at the same time become durable by one commit, each of them whole or not at all."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from qtable.statements import Command

MakeDurable = Callable[[Connection, Sequence[Command]], None]
Tell = Callable[[list[Any]], None]


@dataclass
class Writing:
    """What a writer holds in its turn: its connection, and the news to be told once it is durable.

    `last` are statements that go with the commit, where that saves a round trip.
    """

    connection: Connection
    news: list[Any] = field(default_factory=list)
    last: list[Command] = field(default_factory=list)


@dataclass
class Group:
    """Writers whose changes are made and not durable yet.

    `done` is there for all but the first, and set when they are durable, or when `error` says why not.
    """

    connection: Connection
    news: list[Any] = field(default_factory=list)
    done: threading.Event | None = None
    error: Exception | None = None


class Writers:
    """The writers of a database that takes one at a time. Who comes first commits for all who came before it does."""

    def __init__(self) -> None:
        self.turn = threading.Semaphore()
        self._group: Group | None = None

    @contextmanager
    def writing(self, begin: Callable[[], Connection], make_durable: MakeDurable, tell: Tell) -> Iterator[Writing]:
        """Let the holder of the turn write; leaving the block makes it durable, an error undoes what was done inside.

        `begin` returns a connection that has begun. The turn is given back. `tell` is called after the commit and
        before anybody goes on, with the news of all whom it made durable, in the order of their turns. Raises what
        `begin` or `make_durable` raises.
        """
        with self._first(begin, make_durable, tell) if self._group is None else self._another(self._group) as writing:
            yield writing

    @contextmanager
    def _first(self, begin: Callable[[], Connection], make_durable: MakeDurable, tell: Tell) -> Iterator[Writing]:
        group = None
        try:
            group = self._group = Group(begin())
            writing = Writing(group.connection)
            yield writing
            group.news += writing.news
        except BaseException:
            if group is not None:
                self._close(group)
            raise
        finally:
            self.turn.release()
        self._commit(group, make_durable, tell)
        if group.error is not None:
            raise group.error

    @contextmanager
    def _another(self, group: Group) -> Iterator[Writing]:
        try:
            writing = Writing(group.connection)
            with _undone_if_it_fails(group.connection):
                yield writing
            group.news += writing.news
            group.done = group.done or threading.Event()
        except Exception as error:
            if not _driver(group.connection).in_transaction:
                self._lose(group, error)
            raise
        finally:
            self.turn.release()
        group.done.wait()
        if group.error is not None:
            raise group.error

    def _commit(self, group: Group, make_durable: MakeDurable, tell: Tell) -> None:
        try:
            time.sleep(0)  # all who are ready to write do so now
            with self.turn:
                self._make_durable(group, make_durable)
            if group.error is None and group.news:
                tell(group.news)
        except BaseException:
            if self._group is group:  # ended before the commit: nobody may take it for done
                group.error = RuntimeError("the writer who would have committed was ended")
                self._close(group)
            raise
        finally:
            if group.done is not None:
                group.done.set()

    def _make_durable(self, group: Group, make_durable: MakeDurable) -> None:
        try:
            make_durable(group.connection, ())
        except Exception as error:  # noqa: BLE001 - each of the group raises it
            group.error = group.error or error
            group.connection.invalidate()  # the pool wouldn't roll back what a failed COMMIT has left open
        finally:
            self._close(group)

    def _lose(self, group: Group, error: Exception) -> None:
        """Let the group's commit fail: SQLite has undone all of it, as it may where the disk is full or fails.

        On a connection without a transaction the next statement would be durable at once, and the commit do nothing.
        """
        group.error = error
        group.connection.invalidate()
        self._group = None

    def _close(self, group: Group) -> None:
        """Let the next writer begin anew; what isn't committed is rolled back."""
        if self._group is group:
            self._group = None
        group.connection.close()


@contextmanager
def _undone_if_it_fails(connection: Connection) -> Iterator[None]:
    driver = _driver(connection)
    driver.execute("SAVEPOINT writer")
    try:
        yield
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK TO writer")
            driver.execute("RELEASE writer")
        raise
    driver.execute("RELEASE writer")


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
