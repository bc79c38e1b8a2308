"""Guests on the wire."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from qtable import wire
from qtable.changes.entities import Kind, any_of
from qtable.guests.lifecycle import GuestStatus
from qtable.guests.models import Guest, Source, name_parts
from qtable.guests.sitting import follow

LONGEST_NAME = 201  # two parts of 100 and the space between them
STATUS_SPELLINGS = {
    "waitlist": GuestStatus.WAITING,
    "waitlisted": GuestStatus.WAITING,
    "late": GuestStatus.RUNNING_LATE,
    "completed": GuestStatus.FINISHED,
    "canceled": GuestStatus.CANCELLED,
}
AT_MOST_30 = validate.Length(max=30)


class GuestFields(wire.Body):
    """What can be set on a guest; firstName and lastName count before the whole name."""

    shown_in_camel_case = True

    name = wire.Text(LONGEST_NAME)
    first_name = wire.Text(100)
    last_name = wire.Text(100)
    party_size = wire.Whole(1, 99)
    phone_number = wire.Text(40)
    email = wire.Text(254)
    quoted_wait = wire.Whole(0, 1440, allow_none=True)
    arrival_time = wire.Timestamp()
    reservation_time = wire.Timestamp(allow_none=True)
    notes = wire.Text(2000)
    special_requests = wire.Text(2000)
    dietary_restrictions = fields.List(wire.Text(100, required=True), validate=AT_MOST_30)
    tags = fields.List(wire.Text(50, required=True), validate=AT_MOST_30)
    total_visits = wire.Whole(0, 100_000)

    @post_load
    def named(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Prefer the parts of a name to the whole one, and fill them in from it where only it came."""
        if any(data.get(part) for part in ("first_name", "last_name")):
            data.pop("name", None)
        if "name" in data and data["name"] is None:
            raise ValidationError("Must not be empty.", "name")
        if data.get("name"):
            return data | name_parts(data["name"])
        return data


class CreateGuestBody(GuestFields):
    """A new guest: a name and partySize; the rest optional. Created, then seated."""

    id = wire.Id()
    party_size = wire.Whole(1, 99, required=True)
    status = wire.Choice(GuestStatus, STATUS_SPELLINGS, load_default=GuestStatus.WAITING)
    source = wire.Choice(Source)
    is_walk_in = fields.Boolean()
    table_id = wire.Id(allow_none=True)
    seated_time = wire.Timestamp(allow_none=True)
    finished_time = wire.Timestamp(allow_none=True)


class UpdateGuestBody(GuestFields):
    """Fields of a guest, and optionally status and table (or combination), which run the action of the same name."""

    status = wire.Choice(GuestStatus, STATUS_SPELLINGS)
    table_id = wire.Id(allow_none=True)
    combination_id = wire.Id(allow_none=True)
    seated_time = wire.Timestamp(allow_none=True)
    finished_time = wire.Timestamp(allow_none=True)
    override = fields.Boolean(load_default=False)


class StatusBody(wire.Body):
    """{status, table_id or combination_id?, override?, as_it_was?}; the status may also stand in the query.

    `as_it_was` of who was taken off the list by mistake: called, late or here as before.
    """

    status = wire.Choice(GuestStatus, STATUS_SPELLINGS)
    table_id = wire.Id(allow_none=True)
    combination_id = wire.Id(allow_none=True)
    override = fields.Boolean(load_default=False)
    as_it_was = fields.Boolean(load_default=False)


class PlaceBody(wire.Body):
    """{table_id or combination_id, override?}; `override` seats a party that is too large for the place."""

    table_id = wire.Id(allow_none=True)
    combination_id = wire.Id(allow_none=True)
    override = fields.Boolean(load_default=False)


class SeatBody(PlaceBody):
    """{table_id or combination_id, override?, as_it_was?}; `override` seats a party that is too large for the place.

    `as_it_was` of who was put back on the list by mistake: it sits there since it first did.
    """

    as_it_was = fields.Boolean(load_default=False)


class UnseatBody(wire.Body):
    """{status?, still_called?}: waiting or arrived; still called, where the seating was a slip that is taken back.

    Left out, the status is waiting, or after a slip what it was before.
    """

    status = wire.Choice(
        GuestStatus,
        STATUS_SPELLINGS,
        validate=validate.OneOf([GuestStatus.WAITING, GuestStatus.ARRIVED]),
    )
    still_called = fields.Boolean(load_default=False)


class GuestQuery(wire.Asked):
    """How a list of guests is asked for."""

    status = fields.List(wire.Choice(GuestStatus, STATUS_SPELLINGS))
    q = wire.Text(200)
    table_id = wire.Id()
    active = fields.Boolean()
    since = wire.Timestamp()
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))
    cursor = fields.String(validate=validate.Length(max=200))


class GuestShape(wire.Shape):
    """A guest as it is sent; `waitTime` is whole minutes at the moment of sending, until seated."""

    entity_type = "guest"

    id = fields.String()
    name = fields.String()
    first_name = fields.String(allow_none=True)
    last_name = fields.String(allow_none=True)
    party_size = fields.Integer()
    status = wire.Choice(GuestStatus)
    table_id = fields.String(allow_none=True)
    phone_number = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    wait_time = fields.Integer(dump_only=True)
    quoted_wait = fields.Integer(allow_none=True)
    arrival_time = wire.Timestamp()
    reservation_time = wire.Timestamp(allow_none=True)
    notified_time = wire.Timestamp(allow_none=True)
    held_until = wire.Timestamp(allow_none=True)
    seated_time = wire.Timestamp(allow_none=True)
    finished_time = wire.Timestamp(allow_none=True)
    ready_time = wire.Timestamp(allow_none=True)
    server_id = fields.String(allow_none=True)
    is_walk_in = fields.Boolean()
    source = wire.Choice(Source)
    notes = fields.String(allow_none=True)
    special_requests = fields.String(allow_none=True)
    dietary_restrictions = fields.List(fields.String())
    tags = fields.List(fields.String())
    total_visits = fields.Integer()
    reservation_id = fields.String(allow_none=True)
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


class StatusAnswer(wire.Schema):
    """What a change of status answers; `changes_count` is the number of entities that changed."""

    success = fields.Boolean()
    transaction_id = fields.String()
    guest_id = fields.String()
    old_status = wire.Choice(GuestStatus)
    new_status = wire.Choice(GuestStatus)
    table_cleared = fields.Boolean()
    changes_count = fields.Integer()
    processed_at = wire.Timestamp()
    seq = fields.Integer()
    cursor = fields.String()


def _current(restaurant, moment):
    """Select the guests who are here, and those whose visit ended, or whose row was touched, this business day."""
    start = restaurant.day_start(moment)
    wanted = (Guest.finished_time.is_(None), Guest.finished_time >= start, Guest.updated_at >= start)
    return any_of(Guest, restaurant, wanted, by=Guest.arrival_time)


GUESTS = Kind(Guest, "guests", GuestShape(), _current, follow)
