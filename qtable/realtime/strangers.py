"""The connections of this process that haven't said who they are: how many of each address, and since when."""

from collections import Counter
from collections.abc import Callable

from flask import current_app

from qtable.errors import TooManyConnections

SECONDS = 5


class Strangers:
    """Connections by id. `most` is how many of one address there may be, None for any number."""

    def __init__(self, most: int | None, clock: Callable[[], float]) -> None:
        self.most, self.clock = most, clock
        self._known: dict[str, tuple[str, float]] = {}
        self._of: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, connection_id: str) -> bool:
        return connection_id in self._known

    def is_full(self, address: str) -> bool:
        """Tell whether nobody more may come from an address for now."""
        return self.most is not None and self._of[address] >= self.most

    def enter(self, connection_id: str, address: str) -> None:
        """Begin the time that a connection has."""
        self.leave(connection_id)
        self._known[connection_id] = (address, self.clock())
        self._of[address] += 1

    def leave(self, connection_id: str) -> None:
        """Forget a connection that has said who it is, or has gone."""
        if connection_id in self._known:
            address, _ = self._known.pop(connection_id)
            self._of[address] -= 1
            if not self._of[address]:
                del self._of[address]

    def let_in(self, connection_id: str, address: str) -> None:
        """Begin the time that a connection has. Raises TooManyConnections where there is no room for it."""
        if self.is_full(address):
            raise TooManyConnections(
                "Too many connections of your address haven't said yet who they are. Connect with a token.", SECONDS
            )
        self.enter(connection_id, address)

    def late(self) -> list[str]:
        """Return those whose time is over."""
        begun = self.clock() - SECONDS
        return [connection_id for connection_id, (_, since) in self._known.items() if since <= begun]


def strangers() -> Strangers:
    """Return the current app's strangers."""
    return current_app.extensions["qtable.strangers"]
