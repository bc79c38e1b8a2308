"""Group commit: of writers who wait for each other, several become durable by one commit, each of them whole or not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from qtable.turns import Turns

# Each writer of a group waits for all behind it.
MOST = 16


@dataclass
class Writing:
    """What a writer holds in its turn; `then` is called once its changes are durable, in the order of the turns."""

    connection: Connection
    then: Callable[[], object] = lambda: None


@dataclass
class Group:
    """Writers whose changes are made and not durable yet. `done` is set when they are, or when `error` says why not."""

    connection: Connection
    then: list[Callable[[], object]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None


class Writers(Turns):
    """The writers of one database that takes one at a time."""

    group: Group | None = None

    @contextmanager
    def writing(self, begin: Callable[[], Connection], commit: Callable[[Connection], None]) -> Iterator[Writing]:
        """Let the holder of the turn write; leaving the block makes it durable, an error undoes what was done inside.

        `begin` returns a connection that has begun. The turn is given back. Raises what `begin` or `commit` raises.
        """
        try:
            group = self.group = self.group or Group(begin())
        except BaseException:
            self.give_back()
            raise
        alone = not group.then
        writing = Writing(group.connection)
        try:
            if not alone:
                _driver(group).execute("SAVEPOINT writer")
            yield writing
            if not alone:
                _driver(group).execute("RELEASE writer")
        except BaseException:
            if alone:
                self._end(group)
            else:
                _driver(group).execute("ROLLBACK TO writer")
                self._settle(group, commit)
            raise
        group.then.append(writing.then)
        self._settle(group, commit)
        if group.error is not None:
            raise group.error

    def _settle(self, group: Group, commit: Callable[[Connection], None]) -> None:
        """Return once a group is durable, or `error` says why not: by a later writer's commit, or by one of its own."""
        if len(group.then) < MOST and self.hand_on():
            group.done.wait()
            return
        try:
            commit(group.connection)
        except Exception as error:  # noqa: BLE001 - each of the group raises it
            group.error = error
        self._end(group)
        if group.error is None:
            for then in group.then:
                then()
        group.done.set()

    def _end(self, group: Group) -> None:
        """Close the group; what isn't committed is rolled back."""
        self.group = None
        try:
            group.connection.close()
        finally:
            self.give_back()


def _driver(group: Group) -> Any:
    return group.connection.connection.dbapi_connection
