"""What is sent of a row is what marshmallow sends of it, whatever the row holds and however it came to hold it."""

import enum
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import Schema

from qtable import clock
from qtable.dashboard.schemas import BriefGuest, BriefTable
from qtable.extensions import db
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest, Source
from qtable.guests.schemas import GuestShape
from qtable.reservations.lifecycle import ReservationStatus
from qtable.reservations.models import Reservation
from qtable.reservations.schemas import ReservationShape
from qtable.restaurants.models import DEFAULT_POLICIES, DisplayNames, Restaurant
from qtable.restaurants.schemas import Language, RestaurantShape
from qtable.tables.models import Combination, Section, Table, TableStatus
from qtable.tables.outline import Shape as Outline
from qtable.tables.schemas import CombinationShape, SectionShape, TableShape
from qtable.tables.stages import Stage
from qtable.waitstaff.models import Colour, Server
from qtable.waitstaff.schemas import ServerShape
from qtable.wire import EARLIEST, LATEST, Shape
from tests.support.desk import Desk

NOW = datetime(2026, 11, 21, 20, 30, 15, 123456, tzinfo=UTC)
MODELS = {model.entity_type: model for model in (Guest, Table, Section, Combination, Server, Reservation, Restaurant)}
MOMENTS = st.datetimes(
    EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.timezones() | st.just(UTC)
)
VALUES: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(max_size=40),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(),
    bool: st.booleans(),
}
SET: dict[type, st.SearchStrategy[Any]] = {
    bool: st.integers(0, 1),
    int: st.integers(0, 1),
    list: st.lists(st.integers(0, 9), max_size=3),
}
CHOSEN: dict[str, st.SearchStrategy[Any]] = {
    "display_names": st.sampled_from(DisplayNames),
    "hours": st.none() | st.just({"friday": [{"open": "18:00", "close": "00:30"}]}),
    "language": st.none() | st.sampled_from(Language),
    "stages": st.lists(st.sampled_from(Stage), max_size=3),
}
# What columns hold that their type doesn't say; a choice is a member until its row is read again, and then its text.
NAMED: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("guest", "dietary_restrictions"): st.lists(st.text(max_size=5), max_size=3),
    ("guest", "tags"): st.lists(st.text(max_size=5), max_size=3),
    ("guest", "status"): st.sampled_from(GuestStatus),
    ("guest", "source"): st.sampled_from(Source),
    ("reservation", "tags"): st.lists(st.text(max_size=5), max_size=3),
    ("reservation", "status"): st.sampled_from(ReservationStatus),
    ("restaurant", "policies"): st.fixed_dictionaries(
        {},
        optional={
            name: CHOSEN[name] if name in CHOSEN else SET[type(value)] for name, value in DEFAULT_POLICIES.items()
        },
    ),
    ("server", "colour"): st.sampled_from(Colour),
    ("combination", "table_ids"): st.lists(st.text(max_size=5), max_size=3),
    ("guest", "at_the_table"): st.none(),  # not shown, as the next
    ("reservation", "at_the_door"): st.none(),
    ("table", "status"): st.sampled_from(TableStatus),
    ("table", "stage"): st.none() | st.sampled_from(Stage),
    ("table", "shape"): st.sampled_from(Outline),
}


def shapes(above: type[Shape] = Shape) -> Iterator[type[Shape]]:
    """Yield every shape that there is."""
    for shape in above.__subclasses__():
        yield shape
        yield from shapes(shape)


def by_marshmallow(shape: Shape, row: Any) -> dict[str, Any]:
    """Return what marshmallow makes of a row, and the documented twins."""
    data = Schema.dump(shape, row)
    return data | {twin: data[name] for twin, name in shape.twins().items()}


def column_values(model: type[Any], column: Any) -> st.SearchStrategy[Any]:
    """Return what a column may hold."""
    named = NAMED.get((model.entity_type, column.name), _by_type(column.type))
    assert named is not None, column
    texts = named.map(lambda value: value.value if isinstance(value, enum.Enum) else value)
    return named | texts | st.none() if column.nullable else named | texts


def _by_type(kind: Any) -> st.SearchStrategy[Any] | None:
    return MOMENTS if isinstance(kind, clock.Moment) else VALUES.get(kind.python_type)


@st.composite
def rows(draw: st.DrawFn, entity_type: str) -> Any:
    """A row of any kind with any values."""
    model = MODELS[entity_type]
    row = model(**{column.name: draw(column_values(model, column)) for column in model.__table__.columns})
    if isinstance(row, Table):
        row.section = draw(st.none() | rows("section"))
    return row


def test_the_shapes_are_these() -> None:
    ours = {shape for shape in shapes() if shape.__module__.startswith("qtable.")}
    floor = {TableShape, SectionShape, CombinationShape, ServerShape}
    assert ours == floor | {GuestShape, ReservationShape, RestaurantShape, BriefGuest, BriefTable}


@pytest.mark.parametrize("shape", [shape for shape in shapes() if shape.__module__.startswith("qtable.")])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_row_is_sent_as_marshmallow_sends_it(shape: type[Shape], data: st.DataObject) -> None:
    several = data.draw(st.lists(rows(shape.entity_type), min_size=1, max_size=3))
    with patch.object(clock, "now", lambda: NOW):
        expected = [by_marshmallow(shape(), row) for row in several]
        assert repr(shape().dump(several[0])) == repr(expected[0])  # the types and the order too, and nan is nan
        assert repr(shape().dump(several, many=True)) == repr(expected)
        assert repr(shape(many=True).dump(several)) == repr(expected)


def test_a_row_that_must_be_read_again_is_sent_whole(desk: Desk) -> None:
    guest_id = desk.guest("Nora Lee", 3, tags=["vip"])
    with desk.app.app_context(), patch.object(clock, "now", lambda: NOW):
        db.session.info["restaurant_id"] = desk.restaurant_id
        row = db.session.get_one(Guest, (desk.restaurant_id, guest_id))
        loaded = GuestShape().dump(row)
        assert (loaded["firstName"], loaded["tags"], loaded["name"]) == ("Nora", ["vip"], "Nora Lee")
        db.session.expire(row)
        assert GuestShape().dump(row) == loaded


def test_what_a_row_lacks_is_never_left_out_in_silence() -> None:
    with pytest.raises(AttributeError, match="name"):
        SectionShape().dump(SimpleNamespace(id="window"))
