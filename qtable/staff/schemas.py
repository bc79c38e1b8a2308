"""The staff on the wire."""

from marshmallow import fields, validate

from qtable import wire
from qtable.accounts.roles import Role
from qtable.accounts.schemas import NewPassword, NewPin, PersonShape


class NewColleagueBody(wire.Asked):
    """{email, role, password?, first_name?, last_name?}: the latter three only for who has no login yet."""

    email = wire.Text(254, required=True, validate=validate.Email())
    role = wire.Choice(Role, required=True)
    password = NewPassword()
    first_name = wire.Text(100)
    last_name = wire.Text(100)


class ColleagueBody(wire.Asked):
    """{role, password, first_name, last_name}, any of them."""

    role = wire.Choice(Role)
    password = NewPassword()
    first_name = wire.Text(100)
    last_name = wire.Text(100)


class PinBody(wire.Asked):
    """{pin}: null takes it away."""

    pin = NewPin()


class ColleagueShape(PersonShape):
    """A person who works here; the names are null where the login was made for another restaurant."""

    active = fields.Boolean()
    has_pin = fields.Boolean()


class NewColleagueShape(ColleagueShape):
    """The person who joined: `new_login` is false where they have one in another of the admin's restaurants.

    `password` is there when it was made up here: this is the only time that anybody can read it.
    """

    new_login = fields.Boolean()
    password = fields.String(metadata={"optional": True})
