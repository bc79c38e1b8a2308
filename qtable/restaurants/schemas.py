"""The restaurant and its policies on the wire."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate
from sqlalchemy import select

from qtable import wire
from qtable.changes.entities import Kind
from qtable.restaurants.models import Restaurant

SLUG = validate.Regexp(r"(?=.{1,64}\Z)[a-z0-9]+([-_][a-z0-9]+)*\Z", error="1 to 64 of a–z 0–9, single - or _ between.")


class TimeZone(fields.String):
    """The name of an IANA time zone, like Europe/Madrid."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs)
        if name not in _time_zones():
            raise ValidationError("Not a time zone like Europe/Madrid.")
        return name


class RestaurantBody(wire.Body):
    """Fields of the restaurant, any of them; its name can't be empty."""

    name = wire.Text(200, required=True)
    slug = fields.String(validate=SLUG)
    time_zone = TimeZone()
    business_day_cutoff = wire.Whole(0, 23)


class PoliciesBody(wire.Body):
    """The policies to change; the others stay.

    `reservation_minutes` is how long a booking holds its table, `rotation_minutes` how far back the covers count by
    which it is decided whose turn is next.
    """

    clean_after_finish = fields.Boolean()
    reservation_minutes = wire.Whole(15, 720)
    rotation_minutes = wire.Whole(5, 720)


class PoliciesShape(Schema):
    """Every policy, under the name by which it is kept."""

    clean_after_finish = fields.Boolean()
    reservation_minutes = fields.Integer()
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
    """Return their names; looked up once, which reads some hundred files."""
    return available_timezones()


RESTAURANTS = Kind(
    Restaurant,
    "restaurants",
    RestaurantShape(),
    lambda restaurant, _: select(Restaurant).where(Restaurant.id == restaurant.id),
)
