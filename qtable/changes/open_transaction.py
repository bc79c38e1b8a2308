"""An open transaction: what an action may do inside it, and what is noted for the log and the answer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from qtable import clock, wire
from qtable.changes import entities
from qtable.changes.cursor import Cursor
from qtable.changes.entities import Entity, Row, Shown, show
from qtable.changes.known import Rows, Values, named_by, row_of
from qtable.changes.models import BATCH
from qtable.changes.saving import saving
from qtable.database import run
from qtable.errors import Conflict, NotFound, VersionMismatch
from qtable.restaurants.models import Restaurant
from qtable.statements import Command

LONGEST_AWAY = timedelta(hours=12)  # no shift is longer


@dataclass(frozen=True)
class Request:
    """What came with a mutation: its key and fingerprint, and the version it was decided on.

    `if_match` answers 412 when it differs, `base_version` 409. `occurred_at` is when the act was done, by the device's
    own account, where that is not now.
    """

    key: str | None = None
    fingerprint: str = ""
    if_match: int | None = None
    base_version: int | None = None
    occurred_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """The answer of a mutation: HTTP status, JSON text, and the cursor just behind it."""

    status: int
    body: str
    cursor: str
    replayed: bool = False


class Replayed(Exception):
    """Raised on entering a transaction whose key has been answered already."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("already answered")
        self.answer = answer


@dataclass
class Recorded:
    """A row touched by the open transaction; `event` is the wire's word for what happened to it."""

    entity: Shown
    action: str
    event: str


@dataclass
class Transaction:
    """An open transaction that holds the restaurant's write lock. Actions take it first and never commit.

    `before` is the place behind which it stands, `known` are rows as they were there, `rows` those that it has taken
    from them.
    """

    connection: Connection
    restaurant: Restaurant
    before: Cursor
    known: Rows
    actor: str
    kind: str
    request: Request
    recorded: dict[tuple[str, str], Recorded] = field(default_factory=dict)
    answer: Answer | None = None
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    _unsaved: list[Recorded] = field(default_factory=list)

    @cached_property
    def session(self) -> Session:
        """Return the session of this transaction, made when it is first asked for: most acts need none."""
        session = Session(self.connection, join_transaction_mode="rollback_only")
        session.add_all(self.rows.values())
        return session

    def named(self, verb: str) -> None:
        """Say what the transaction is in the trade's words; a batch stays a batch."""
        if self.kind != BATCH:
            self.kind = verb

    @property
    def now(self) -> datetime:
        """Return the transaction's own moment, which orders it in the log."""
        return clock.from_ms(self.restaurant.last_change_ms)

    def happened(self, *steps: datetime | None) -> datetime:
        """Return when the act was done: now, or when a device says that was away.

        That is held between LONGEST_AWAY ago and now, and never before the `steps` that came before it.
        """
        told = self.request.occurred_at
        if told is None:
            return self.now
        return min(self.now, max(told, self.now - LONGEST_AWAY, *(step for step in steps if step is not None)))

    @property
    def place(self) -> Cursor:
        """Return the cursor just behind this transaction; while nothing is recorded, the one before it."""
        if not self.recorded:
            return self.before
        return Cursor(self.before.epoch, self.restaurant.change_seq, self.restaurant.last_change_ms)

    def find(self, model: type[Row], entity_id: str) -> Row:
        """Return the restaurant's row; raises NotFound, also for an id of another restaurant."""
        values = self.known.get((model.entity_type, entity_id))
        if values is not None and not self.has_session:
            return self._taken(model, values)
        return entities.find(self.session, model, self.restaurant.id, entity_id)

    def find_or_none(self, model: type[Row], entity_id: str) -> Row | None:
        """Return the restaurant's row, None where there is none."""
        try:
            return self.find(model, entity_id)
        except NotFound:
            return None

    def target(self, model: type[Row], entity_id: str, base_version: int | None = None) -> Row:
        """Return the row that the request names, unless it was decided on another version.

        `base_version` is that of one operation of several.
        Raises NotFound, VersionMismatch (If-Match) or Conflict (base_version).
        """
        row = self.find(model, entity_id)
        self.check_version(row, base_version)
        return row

    def check_version(self, row: Shown, base_version: int | None = None) -> None:
        """Raise VersionMismatch (If-Match) or Conflict (base_version) for a request decided on another version.

        What counts is the version before this transaction: its own operations contradict none of the others.
        """
        known = self.recorded.get((row.entity_type, row.id))
        before = row.version - 1 if known and known.action == "update" else row.version
        message = f"This {row.entity_type} has changed since (version {before}). Read it and decide again."
        if self.request.if_match not in (None, before):
            raise VersionMismatch(message, current=show(row))
        if (base_version or self.request.base_version) not in (None, before):
            raise Conflict(message, "version_conflict", current=show(row))

    def add(self, row: Entity) -> None:
        """Store a new row. Raises Conflict when its id is taken in this restaurant."""
        existing = self.find_or_none(type(row), row.id)
        if existing is not None:
            raise Conflict(
                f"A {row.entity_type} with this id exists already.", "already_exists", current=show(existing)
            )
        row.restaurant_id = self.restaurant.id
        row.version, row.created_at, row.updated_at = 1, self.now, self.now
        self.session.add(row)
        self.session.flush()  # fills in the columns' defaults, which an answer shows before the commit
        self._note(Recorded(row, "create", "created"))

    def record(self, row: Shown, event: str = "updated") -> None:
        """Note that a row was changed, for the log and the devices."""
        known = self.recorded.get((row.entity_type, row.id))
        if known is None:
            row.version += 1
            row.updated_at = self.now
            known = Recorded(row, "update", event)
        elif known.action == "update":
            known.event = event
        self._note(known)

    def flush(self) -> None:
        """Store what was recorded so far: where a unique index watches, the order matters."""
        run(self.connection, *self.unsaved())
        if self.has_session:
            self.session.flush()

    def unsaved(self) -> list[Command]:
        """Return what stores the rows that were recorded since the last flush; they count as stored from here on."""
        changed = [recorded.entity for recorded in self._unsaved if recorded.action == "update"]
        self._unsaved.clear()
        return [command for row in changed for command in saving(row)]

    def remove(self, row: Entity) -> None:
        """Delete a row."""
        row.version += 1
        self.session.delete(row)
        self._note(Recorded(row, "delete", "deleted"))

    def respond(self, body: Any, status: int = 200) -> None:
        """Set the answer; it is stored under the request's key in this same transaction."""
        self.answer = Answer(status, wire.dumps(body), str(self.place))

    def end(self) -> None:
        """Let go of the rows."""
        if self.has_session:
            self.session.close()

    @property
    def has_session(self) -> bool:
        """Tell whether an act has asked for a session."""
        return "session" in vars(self)

    def _taken(self, model: type[Any], values: Values) -> Any:
        """Return a known row, and the same object for as long as the transaction lasts."""
        place = (model.entity_type, values["id"])
        if place not in self.rows:
            named = {name: values[name] and self._taken(other, values[name]) for name, other in named_by(model).items()}
            self.rows[place] = row_of(model, values, named)
        return self.rows[place]

    def _note(self, recorded: Recorded) -> None:
        self._unsaved.append(recorded)
        self.recorded[recorded.entity.entity_type, recorded.entity.id] = recorded
        for kind in entities.kinds():
            kind.follow(self, recorded)
