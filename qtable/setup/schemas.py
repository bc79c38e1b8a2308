"""The first run on the wire."""

from marshmallow import Schema, fields, validate

from qtable import wire
from qtable.accounts.schemas import NewPassword
from qtable.restaurants.schemas import OpeningHours, TimeZone
from qtable.tables.models import Shape
from qtable.tables.templates import TEMPLATES


class OwnerBody(wire.Asked):
    """{first_name, last_name?, email, password}: the first admin."""

    first_name = wire.Text(100, required=True)
    last_name = wire.Text(100)
    email = wire.Text(254, required=True, validate=validate.Email())
    password = NewPassword(required=True)


class FirstRestaurantBody(wire.Asked):
    """{name, time_zone?, business_day_cutoff?, hours?}; the zone is the box's own where none is named."""

    name = wire.Text(200, required=True)
    time_zone = TimeZone()
    business_day_cutoff = wire.Whole(0, 23)
    hours = OpeningHours()


class SetupBody(wire.Asked):
    """{code, owner, restaurant, floor, demo}: `floor` is empty or a template's name."""

    code = wire.Text(40, required=True)
    owner = fields.Nested(OwnerBody, required=True)
    restaurant = fields.Nested(FirstRestaurantBody, required=True)
    floor = fields.String(load_default="empty", validate=validate.OneOf(["empty", *TEMPLATES]))
    demo = fields.Boolean(load_default=False)


class PlaceShape(Schema):
    """A table of a floor to begin with; `x` and `y` are its middle, 0.0–1.0 of the floor plan."""

    shape = wire.Choice(Shape)
    capacity = fields.Integer()
    x = fields.Float()
    y = fields.Float()


class FloorTemplateShape(Schema):
    """A floor to begin with; `plan` is what a small picture of it needs."""

    name = fields.String()
    tables = fields.Integer()
    seats = fields.Integer()
    sections = fields.List(fields.String())
    plan = fields.List(fields.Nested(PlaceShape))


class SetupShape(Schema):
    """Whether nobody has a login here yet; the box's time zone, and the floors to choose from beside an empty one."""

    needed = fields.Boolean()
    time_zone = fields.String()
    floors = fields.List(fields.Nested(FloorTemplateShape))
