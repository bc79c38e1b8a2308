"""The change log's rows and the answers kept for replays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from qtable.clock import Moment
from qtable.extensions import db

BATCH = "batch"


class Change(db.Model):
    """One committed transaction of a restaurant; `kind` is the host's verb, or BATCH.

    `body` is JSON text: a list of {entity_type, entity_id, action: create|update|delete, event,
    version, data}, with the whole entity as the wire shows it, or null when deleted.
    """

    __tablename__ = "changes"

    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at_ms: Mapped[int] = mapped_column(BigInteger)
    actor: Mapped[str] = mapped_column(String(64))
    op_key: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index(None, "restaurant_id", "at_ms", unique=True),
        Index(None, "restaurant_id", "actor", "seq"),
    )


class ChangedEntity(db.Model):
    """That an entity is part of a transaction: leads from it to its history, and goes with its row of the log."""

    __tablename__ = "changed_entities"

    restaurant_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    entity_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)

    __table_args__ = (
        ForeignKeyConstraint(["restaurant_id", "seq"], ["changes.restaurant_id", "changes.seq"], ondelete="CASCADE"),
        Index(None, "restaurant_id", "seq"),
    )


class IdempotencyKey(db.Model):
    """The first answer to a keyed request; a replay gets it again."""

    __tablename__ = "idempotency_keys"

    restaurant_id: Mapped[str] = mapped_column(ForeignKey("restaurants.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    cursor: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class CommittedChange:
    """A row of the log, read once and free of any session; `cursor` points just behind it."""

    restaurant_id: str
    seq: int
    at_ms: int
    kind: str
    op_key: str | None
    body: str
    cursor: str
