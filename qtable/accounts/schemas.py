"""Logins on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from qtable import wire
from qtable.accounts import passwords


class NewPassword(fields.String):
    """A password that is to be set."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(passwords.SHORTEST, passwords.LONGEST), **kwargs)


class LoginBody(wire.Asked):
    """{email, password}."""

    email = wire.Text(254, required=True)
    password = fields.String(required=True, validate=validate.Length(1, passwords.LONGEST))


class RegisterBody(wire.Asked):
    """{restaurant_name, email, password, first_name?, last_name?}."""

    restaurant_name = wire.Text(200, required=True)
    email = wire.Text(254, required=True, validate=validate.Email())
    password = NewPassword(required=True)
    first_name = wire.Text(100)
    last_name = wire.Text(100)


class MeBody(wire.Asked):
    """{first_name?, last_name?}: null takes a name away."""

    first_name = wire.Text(100)
    last_name = wire.Text(100)


class PasswordBody(wire.Asked):
    """{current_password, new_password}."""

    current_password = fields.String(required=True, validate=validate.Length(1, passwords.LONGEST))
    new_password = NewPassword(required=True)


class RefreshBody(wire.Asked):
    """{refresh_token}, where it doesn't come as the bearer token."""

    refresh_token = fields.String()


class DoneShape(Schema):
    """That it was done."""

    success = fields.Boolean()


class PersonShape(Schema):
    """A user; `role` is the one in the restaurant of the login."""

    id = fields.String()
    email = fields.String()
    first_name = fields.String(allow_none=True)
    last_name = fields.String(allow_none=True)
    role = fields.String(allow_none=True)


class TokenShape(Schema):
    """What a login gives; `expires_in` is seconds of the access token."""

    access_token = fields.String()
    refresh_token = fields.String()
    token_type = fields.String()
    expires_in = fields.Integer()
    user_id = fields.String()
    restaurant_id = fields.String()
    user = fields.Nested(PersonShape)


class MembershipShape(Schema):
    """One of a user's restaurants."""

    id = fields.String()
    name = fields.String()
    role = fields.String()


class MeShape(PersonShape):
    """The user, the restaurant of the login, and all of theirs."""

    restaurant_id = fields.String()
    restaurant_name = fields.String(allow_none=True)
    restaurants = fields.List(fields.Nested(MembershipShape))
