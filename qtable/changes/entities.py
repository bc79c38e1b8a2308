"""What the change log can carry: the base of every mutable row, and the app's list of kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

from flask import Flask, current_app
from marshmallow import Schema
from sqlalchemy import ColumnElement, ForeignKey, Select, String, func, inspect, select, union
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from qtable import wire
from qtable.changes.saving import by_key
from qtable.clock import Moment
from qtable.errors import NotFound
from qtable.restaurants.models import Restaurant

Row = TypeVar("Row", bound="Entity")


class Shown(Protocol):
    """Anything that devices show and the log carries: a restaurant's rows, and the restaurant's own."""

    entity_type: ClassVar[str]
    id: Any
    version: Any
    updated_at: Any


class Entity:
    """A row of one restaurant that devices show; `version` grows by one with every change."""

    entity_type: ClassVar[str]

    @declared_attr
    @classmethod
    def restaurant_id(cls) -> Mapped[str]:
        """Return the tenant's column, the first part of every key."""
        return mapped_column(ForeignKey("restaurants.id"), primary_key=True, sort_order=-2)

    id: Mapped[str] = mapped_column(String(64), primary_key=True, sort_order=-1)
    version: Mapped[int] = mapped_column(default=1, sort_order=1)
    created_at: Mapped[datetime] = mapped_column(Moment, sort_order=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, sort_order=1)


def find_or_none(session: Session, model: type[Row], restaurant_id: str, entity_id: str) -> Row | None:
    """Return a restaurant's row, or None; what can't be an id is not asked for."""
    if not wire.ID.fullmatch(entity_id):
        return None
    known = session.identity_map.get(session.identity_key(model, (restaurant_id, entity_id)))
    if known is not None:
        return known
    return session.scalars(by_key(inspect(model)), {"restaurant_id": restaurant_id, "id": entity_id}).one_or_none()


def find(session: Session, model: type[Row], restaurant_id: str, entity_id: str) -> Row:
    """Return a restaurant's row. Raises NotFound, alike for an unknown id and one of another restaurant."""
    row = find_or_none(session, model, restaurant_id, entity_id)
    if row is None:
        raise NotFound(f"There is no such {model.entity_type} here.", id=entity_id)
    return row


def any_of(model: type[Entity], restaurant: Restaurant, wanted: Sequence[ColumnElement[bool]], by: Any) -> Select[Any]:
    """Select a restaurant's rows of which any of `wanted` is true, ordered by the moment `by` and their id.

    Each of `wanted` has an index. Joined by OR, or ordered by a column that has an index too, SQLite looks through the
    rows of all years in that order: it takes a restaurant to have ten. No index offers the order of an expression.
    """
    mine = model.restaurant_id == restaurant.id
    ids = union(*(select(model.id).where(mine, condition) for condition in wanted))
    return select(model).where(mine, model.id.in_(ids)).order_by(func.coalesce(by, model.created_at), model.id)


def _follow_nothing(_tx: Any, _recorded: Any) -> None:
    """Leave the kind's rows as they are, whatever happens to others."""


@dataclass(frozen=True)
class Kind:
    """One kind of entity: its wire form, and which rows a full sync shows.

    `current(restaurant, moment)` selects those rows; `plural` is their name in the full sync, `called` the field of the
    wire form by which people know one of them.
    `follow(tx, recorded)` hears of every row that an open transaction records, so that this kind's
    rows can go along with it in the same transaction, or refuse.
    """

    model: type[Any]
    plural: str
    schema: Schema
    current: Callable[[Restaurant, datetime], Select[Any]]
    follow: Callable[[Any, Any], None] = _follow_nothing
    called: str = "name"

    @property
    def name(self) -> str:
        """Return the name on the wire."""
        return self.model.entity_type


def register(app: Flask, kinds: Sequence[Kind]) -> None:
    """Tell `app` its kinds, in the order in which their messages go out."""
    app.extensions["qtable.kinds"] = tuple(kinds)


def kinds() -> tuple[Kind, ...]:
    """Return the current app's kinds."""
    return current_app.extensions["qtable.kinds"]


def kind_of(entity: Shown) -> Kind:
    """Return the kind of a row."""
    return next(kind for kind in kinds() if isinstance(entity, kind.model))


def show(entity: Shown) -> dict[str, Any]:
    """Return the wire form of a row."""
    return kind_of(entity).schema.dump(entity)
