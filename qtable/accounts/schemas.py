"""Logins on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from qtable import wire
from qtable.accounts import passwords
from qtable.accounts.pins import PIN, weakness


class NewPassword(fields.String):
    """A password that is to be set."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(passwords.SHORTEST, passwords.LONGEST), **kwargs)


class LoginBody(wire.Asked):
    """{email, password}."""

    email = wire.Text(254, required=True)
    password = fields.String(required=True, validate=validate.Length(1, passwords.LONGEST))


class RegisterBody(wire.Asked):
    """{restaurant_name, email, password, first_name?, last_name?, setup_code?}: the code for the first user of all."""

    restaurant_name = wire.Text(200, required=True)
    email = wire.Text(254, required=True, validate=validate.Email())
    password = NewPassword(required=True)
    first_name = wire.Text(100)
    last_name = wire.Text(100)
    setup_code = wire.Text(40)


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


class NewPin(fields.String):
    """A PIN that is to be set: 4 to 6 digits, not those that are guessed first. Null takes it away."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=True, allow_none=True, metadata={"pattern": f"^{PIN.pattern}$"}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        pin = super()._deserialize(value, attr, data, **kwargs)
        if complaint := weakness(pin):
            raise ValidationError(complaint)
        return pin


class OwnPinBody(wire.Asked):
    """{current_password, pin}."""

    current_password = fields.String(required=True, validate=validate.Length(1, passwords.LONGEST))
    pin = NewPin()


class PinLoginBody(wire.Asked):
    """{user_id, pin}."""

    user_id = wire.Id(required=True)
    pin = fields.String(required=True, validate=validate.Length(1, 20))


class PinPersonShape(Schema):
    """Somebody who has a PIN here; `first_name` is null for who has told none."""

    id = fields.String()
    first_name = fields.String(allow_none=True)
    initials = fields.String()


class DeviceBody(wire.Asked):
    """{name}: how the staff call the device."""

    name = wire.Text(100, required=True)


class DeviceShape(Schema):
    """A paired device; `paired_by` is the id of who did it."""

    id = fields.String()
    name = fields.String()
    paired_by = fields.String()
    created_at = fields.String(metadata={"format": "date-time"})


class NewDeviceShape(DeviceShape):
    """The device just paired; this is the only time that its token is shown."""

    token = fields.String()


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
    """The user, the restaurant of the login, and all of theirs; `by_pin` where no password was shown."""

    restaurant_id = fields.String()
    restaurant_name = fields.String(allow_none=True)
    restaurants = fields.List(fields.Nested(MembershipShape))
    by_pin = fields.Boolean()
