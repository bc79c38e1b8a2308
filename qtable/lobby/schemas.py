"""What the guests' form sends, and the links as the stand gets them."""

import re
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from qtable import wire
from qtable.guests.models import name_parts
from qtable.restaurants.models import DisplayNames

LONGEST_NAME, LONGEST_PHONE = 60, 40
# The fields of the form, in its order, and how much of each the page shows again.
SHOWN_AGAIN = {"party_size": 2, "name": LONGEST_NAME, "phone_number": LONGEST_PHONE, "consent": 3, "key": 22}
PHONE = re.compile(r"(?=(?:\D*\d){5})[+()\d\s./-]{5,40}")


def _is_phone(text: str | None) -> None:
    if text and not PHONE.fullmatch(text):
        raise ValidationError("Not a phone number.")


def _is_seen(text: str) -> None:
    """Refuse a name that no host could read: of nothing but signs that have no width."""
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise ValidationError("Nothing to be seen.")


class Told(fields.Field):
    """What the form said of the lobby's screen; what no form of ours says counts as nothing."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | None:  # noqa: ARG002 - marshmallow's signature
        return value if value in set(DisplayNames) else None


class JoinForm(Schema):
    """What joins a party: text fields, as a form sends them. Each can be wrong in one way, which the page words."""

    class Meta:
        """What else a form holds is none of ours."""

        unknown = EXCLUDE

    party_size = fields.Integer(required=True, validate=validate.Range(1, 99))
    name = wire.Text(LONGEST_NAME, required=True, validate=_is_seen)
    phone_number = wire.Text(LONGEST_PHONE, validate=_is_phone)
    consent = fields.Boolean(required=True, validate=validate.Equal(True))
    display_names = Told(load_default=None)


def read_form(form: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a guest. Raises ValidationError, whose messages have the names of what is wrong."""
    asked = JoinForm().load(form)
    asked.pop("consent")
    return asked | name_parts(asked["name"])


def shown_again(form: dict[str, str]) -> dict[str, str]:
    """Return what a refused form is shown with: what was typed, no longer than its fields take."""
    return {name: form.get(name, "")[:longest] for name, longest in SHOWN_AGAIN.items()}


class LinkShape(Schema):
    """A link for guests: its address, the way the caller came, and the same as a QR code in SVG."""

    url = fields.String()
    svg = fields.String()


class GuestLinkShape(LinkShape):
    """The link to a party's page; `shown_as` is what the screen in the lobby calls it; good until `expires_at`."""

    shown_as = fields.String()
    expires_at = wire.Timestamp()
