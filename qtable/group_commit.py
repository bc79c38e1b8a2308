"""Group commit: writers who come at the same time become durable by one commit, each of them whole or not at all."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

Commit = Callable[[Connection], None]
Tell = Callable[[list[Any]], None]


@dataclass
class Writing:
    """What a writer holds in its turn: its connection, and the news to be told once it is durable."""

    connection: Connection
    news: list[Any] = field(default_factory=list)


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
    def writing(self, begin: Callable[[], Connection], commit: Commit, tell: Tell) -> Iterator[Writing]:
        """Let the holder of the turn write; leaving the block makes it durable, an error undoes what was done inside.

        `begin` returns a connection that has begun. The turn is given back. `tell` is called after the commit and
        before anybody goes on, with the news of all whom it made durable, in the order of their turns. Raises what
        `begin` or `commit` raises.
        """
        with self._first(begin, commit, tell) if self._group is None else self._another(self._group) as writing:
            yield writing

    @contextmanager
    def _first(self, begin: Callable[[], Connection], commit: Commit, tell: Tell) -> Iterator[Writing]:
        try:
            group = self._group = Group(begin())
            writing = Writing(group.connection)
            yield writing
            group.news += writing.news
        except BaseException:
            self._close()
            raise
        finally:
            self.turn.release()
        self._commit(group, commit, tell)
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
        finally:
            self.turn.release()
        group.done.wait()
        if group.error is not None:
            raise group.error

    def _commit(self, group: Group, commit: Commit, tell: Tell) -> None:
        time.sleep(0)  # all who are ready to write do so now
        self.turn.acquire()
        try:
            commit(group.connection)
        except Exception as error:  # noqa: BLE001 - each of the group raises it
            group.error = error
        finally:
            self._close()
            self.turn.release()
        try:
            if group.error is None and group.news:
                tell(group.news)
        finally:
            if group.done is not None:
                group.done.set()

    def _close(self) -> None:
        """Let the next writer begin anew; what isn't committed is rolled back."""
        group, self._group = self._group, None
        if group is not None:
            group.connection.close()


@contextmanager
def _undone_if_it_fails(connection: Connection) -> Iterator[None]:
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute("SAVEPOINT writer")
    try:
        yield
    except BaseException:
        driver.execute("ROLLBACK TO writer")
        raise
    finally:
        driver.execute("RELEASE writer")
