"""The restaurant and its policies on the wire."""

from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate
from sqlalchemy import select

from qtable import wire
from qtable.changes.entities import Kind
from qtable.restaurants.hours import WEEKDAYS, Hours, read_hours
from qtable.restaurants.models import DisplayNames, Restaurant
from qtable.tables.stages import Stage

SLUG = validate.Regexp(r"(?=.{1,64}\Z)[a-z0-9]+([-_][a-z0-9]+)*\Z", error="1 to 64 of a–z 0–9, single - or _ between.")

MOST_CLASSES = 8


class TimeZone(fields.String):
    """The name of an IANA time zone, like Europe/Madrid."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs)
        if name not in _time_zones():
            raise ValidationError("Not a time zone like Europe/Madrid.")
        return name


def _ascend(bounds: list[int]) -> None:
    if any(low >= high for low, high in pairwise(bounds)):
        raise ValidationError("Each bound must be above the one before it, like [2, 4, 6].")


class Language(StrEnum):
    """In which language the guests' pages of a restaurant open."""

    ENGLISH = "en"
    SPANISH = "es"


HOURS_OF_A_DAY = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"open": {"type": "string"}, "close": {"type": "string"}},
        "required": ["open", "close"],
    },
}


class OpeningHours(fields.Field):
    """When the restaurant is open, as restaurants/hours.py reads it; null: it doesn't say."""

    def __init__(self, **kwargs: Any) -> None:
        shape = {"type": "object", "properties": dict.fromkeys(WEEKDAYS, HOURS_OF_A_DAY)}
        super().__init__(allow_none=True, metadata=shape, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Hours:  # noqa: ARG002 - marshmallow's signature
        try:
            return read_hours(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(str(error)) from error


class Stages(fields.List):
    """The stages of a meal that a restaurant uses; read in any order, kept in theirs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(wire.Choice(Stage), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        chosen = super()._deserialize(value, attr, data, **kwargs)
        if Stage.SEATED not in chosen:
            raise ValidationError(f"Every meal begins with {Stage.SEATED}; it can't be left out.")
        return [stage for stage in Stage if stage in chosen]


class RestaurantBody(wire.Body):
    """Fields of the restaurant, any of them; its name can't be empty."""

    name = wire.Text(200, required=True)
    slug = fields.String(validate=SLUG)
    time_zone = TimeZone()
    business_day_cutoff = wire.Whole(0, 23)


class PoliciesBody(wire.Body):
    """The policies to change; the others stay. `reservation_minutes` is how long a booking holds its table.

    `size_classes` are the upper bounds of the classes in which parties wait, the last class is open;
    `minutes_per_party` how long the first in line of each class waits until the log knows better.
    Guests join the waitlist from their phones where `online_waitlist` is true, in parties of up to `online_party_max`;
    a table is held for `hold_minutes` once its party was called; the lobby's screen shows `display_names`, and of who
    has joined before no more than they were told.
    `rotation_minutes` is how far back the covers count by which it is decided whose turn is next.
    """

    clean_after_finish = fields.Boolean()
    minutes_per_party = fields.List(wire.Whole(1, 240), validate=validate.Length(1, MOST_CLASSES))
    reservation_minutes = wire.Whole(15, 720)
    online_waitlist = fields.Boolean()
    online_party_max = wire.Whole(1, 20)
    hold_minutes = wire.Whole(1, 60)
    display_names = wire.Choice(DisplayNames)
    size_classes = fields.List(wire.Whole(1, 98), validate=[validate.Length(1, MOST_CLASSES - 1), _ascend])
    hours = OpeningHours()
    stages = Stages()
    language = wire.Choice(Language, allow_none=True)
    rotation_minutes = wire.Whole(5, 720)


class PoliciesShape(Schema):
    """Every policy, under the name by which it is kept."""

    clean_after_finish = fields.Boolean()
    minutes_per_party = fields.List(fields.Integer())
    reservation_minutes = fields.Integer()
    online_waitlist = fields.Boolean()
    online_party_max = fields.Integer()
    hold_minutes = fields.Integer()
    display_names = wire.Choice(DisplayNames)
    size_classes = fields.List(fields.Integer())
    hours = OpeningHours()
    stages = Stages()
    language = wire.Choice(Language, allow_none=True)
    rotation_minutes = fields.Integer()


class RestaurantShape(wire.Shape):
    """The restaurant as it is sent; `business_day_cutoff` is the local hour at which a day ends."""

    entity_type = "restaurant"

    id = fields.String()
    slug = fields.String()
    name = fields.String()
    time_zone = fields.String()
    business_day_cutoff = fields.Integer()
    is_demo = fields.Boolean()
    policies = fields.Nested(PoliciesShape, attribute="all_policies")
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


@cache
def _time_zones() -> set[str]:
    """Return their names; looked up once, which reads some hundred files. No browser knows the machine's own two."""
    return available_timezones() - {"Factory", "localtime"}


RESTAURANTS = Kind(
    Restaurant,
    "restaurants",
    RestaurantShape(),
    lambda restaurant, _: select(Restaurant).where(Restaurant.id == restaurant.id),
)
