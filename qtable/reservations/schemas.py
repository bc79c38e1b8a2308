"""Bookings on the wire."""

from datetime import date, datetime, time
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from qtable import wire
from qtable.changes.entities import Kind, any_of
from qtable.reservations.lifecycle import AT_THE_DOOR, ReservationStatus
from qtable.reservations.models import Reservation
from qtable.reservations.slots import Reason
from qtable.reservations.times import LONGEST_MINUTES
from qtable.reservations.visit import follow

LONGEST_NAME = 201
STATUS_SPELLINGS = {
    "booked": ReservationStatus.CONFIRMED,
    "completed": ReservationStatus.FINISHED,
    "canceled": ReservationStatus.CANCELLED,
}


class LocalDate(fields.Date):
    """A date of the restaurant's calendar, like 2026-11-20, from 1970 to 2999."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        day = super()._deserialize(value, attr, data, **kwargs)
        if not wire.EARLIEST.date() <= day <= wire.LATEST.date():
            raise ValidationError("Not a date from 1970 to 2999.")
        return day


class LocalTime(fields.Time):
    """A wall-clock time of the restaurant, like 19:30, to the minute."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> time:
        at = super()._deserialize(value, attr, data, **kwargs)
        if at.tzinfo is not None:
            raise ValidationError("Send the restaurant's own time, like 19:30, or reservationTime with its offset.")
        return at.replace(second=0, microsecond=0)


class ReservationFields(wire.Body):
    """What can be set on a booking.

    When: `reservationTime` (a moment), or `date` and `time` of the restaurant's own clock, where a time before the
    business day's cut-off is past midnight. How long: `durationMinutes`, or `endTime`. Where: `assignedTableId`, or
    `combinationId` for all tables of a combination.
    """

    shown_in_camel_case = True

    guest_name = wire.Text(LONGEST_NAME)
    first_name = wire.Text(100)
    last_name = wire.Text(100)
    party_size = wire.Whole(1, 99)
    status = wire.Choice(ReservationStatus, STATUS_SPELLINGS)
    reservation_time = wire.Timestamp()
    date = LocalDate()
    time = LocalTime()
    duration_minutes = wire.Whole(1, LONGEST_MINUTES)
    end_time = wire.Timestamp(allow_none=True)
    assigned_table_id = wire.Id(allow_none=True)
    combination_id = wire.Id(allow_none=True)
    contact_info = wire.Text(254)
    phone_number = wire.Text(40)
    email = wire.Text(254)
    notes = wire.Text(2000)
    tags = fields.List(wire.Text(50, required=True), validate=validate.Length(max=30))
    override = fields.Boolean(load_default=False)

    @post_load
    def named(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Make the name of its parts, where they came; a booking keeps one name."""
        parts = [data.pop("first_name", None), data.pop("last_name", None)]
        if any(parts):
            data["guest_name"] = " ".join(filter(None, parts))
        if "guest_name" in data and data["guest_name"] is None:
            raise ValidationError("Must not be empty.", "guest_name")
        if ("date" in data) != ("time" in data):
            raise ValidationError("Send date and time together, or reservationTime.", "time")
        if "date" in data and "reservation_time" in data:
            raise ValidationError("Send either reservationTime or date and time.", "reservation_time")
        return data


class CreateReservationBody(ReservationFields):
    """A new booking: a name, partySize and when; the rest optional."""

    id = wire.Id()
    party_size = wire.Whole(1, 99, required=True)


class UpdateReservationBody(ReservationFields):
    """Fields of a booking, and optionally a status, which runs the act of the same name.

    `as_it_was` takes back a cancelling or a no-show of a party at the door: it is called, late or here as before.
    """

    as_it_was = fields.Boolean(load_default=False)


class ArriveBody(wire.Body):
    """{status?}: arrived (default), or partially_arrived while some are missing."""

    status = wire.Choice(
        ReservationStatus,
        STATUS_SPELLINGS,
        load_default=ReservationStatus.ARRIVED,
        validate=validate.OneOf(AT_THE_DOOR),
    )


class SeatReservationBody(wire.Body):
    """{table_id or combination_id?, override?}: at the table that is assigned, where none is named."""

    table_id = wire.Id(allow_none=True)
    combination_id = wire.Id(allow_none=True)
    override = fields.Boolean(load_default=False)


class ReservationQuery(wire.Asked):
    """How a list of bookings is asked for: `date` is a business day; `from` and `to` are moments, half-open."""

    date = LocalDate()
    from_time = wire.Timestamp(data_key="from")
    to_time = wire.Timestamp(data_key="to")
    status = fields.List(wire.Choice(ReservationStatus, STATUS_SPELLINGS))
    q = wire.Text(200)
    table_id = wire.Id()
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))
    cursor = fields.String(validate=validate.Length(max=200))


class AvailabilityQuery(wire.Asked):
    """A party and when, on the restaurant's own clock; `reservation_id` is a booking that is being changed."""

    date = LocalDate(required=True)
    time = LocalTime(required=True)
    party_size = fields.Integer(required=True, validate=validate.Range(1, 99))
    duration_minutes = fields.Integer(validate=validate.Range(1, LONGEST_MINUTES))
    reservation_id = wire.Id()


class ReservationShape(wire.Shape):
    """A booking as it is sent."""

    entity_type = "reservation"

    id = fields.String()
    guest_name = fields.String()
    party_size = fields.Integer()
    status = wire.Choice(ReservationStatus)
    reservation_time = wire.Timestamp()
    duration_minutes = fields.Integer()
    end_time = wire.Timestamp()
    assigned_table_id = fields.String(allow_none=True)
    combination_id = fields.String(allow_none=True)
    guest_id = fields.String(allow_none=True)
    contact_info = fields.String(allow_none=True)
    phone_number = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    notes = fields.String(allow_none=True)
    tags = fields.List(fields.String())
    check_in_time = wire.Timestamp(allow_none=True)
    seated_time = wire.Timestamp(allow_none=True)
    finished_time = wire.Timestamp(allow_none=True)
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


class RefusedTableShape(Schema):
    """A table that can't be had, why, and the booking that holds it, if that is why.

    `seated`: who sits there now is expected to stay until `seated_until`, which is else null. It may still be booked.
    """

    table_id = fields.String()
    reason = wire.Choice((Reason.TOO_SMALL, Reason.CLOSED, Reason.BOOKED, Reason.SEATED))
    reservation = fields.Nested(ReservationShape, allow_none=True)
    seated_until = wire.Timestamp(allow_none=True)


class RefusedCombinationShape(Schema):
    """A combination that can't be had, and why: its sizes, or one of its tables and what holds that."""

    combination_id = fields.String()
    reason = wire.Choice(Reason)
    table_id = fields.String(allow_none=True)
    reservation = fields.Nested(ReservationShape, allow_none=True)
    seated_until = wire.Timestamp(allow_none=True)


class AlternativeShape(Schema):
    """Another time at which the party can be booked, and where best: a table, or a combination and its first one."""

    reservation_time = wire.Timestamp()
    table_id = fields.String()
    combination_id = fields.String(allow_none=True)


class AvailabilityShape(Schema):
    """The free tables, best first, the others with the reason, and other times within an hour.

    `combinations`: those whose range holds the party and all of whose tables are free, the smallest first. Of the
    others `reason` is too_small, too_large, closed, booked or seated; the first two before anything else.
    """

    reservation_time = wire.Timestamp()
    end_time = wire.Timestamp()
    tables = fields.List(fields.String())
    combinations = fields.List(fields.String())
    refused = fields.List(fields.Nested(RefusedTableShape))
    refused_combinations = fields.List(fields.Nested(RefusedCombinationShape))
    alternatives = fields.List(fields.Nested(AlternativeShape))


def _current(restaurant: Any, moment: datetime) -> Any:
    """Select what is still to come, who is here, and what was touched this business day."""
    start = restaurant.day_start(moment)
    here = Reservation.status.in_((*AT_THE_DOOR, ReservationStatus.SEATED))
    wanted = (Reservation.end_time >= start, Reservation.updated_at >= start, here)
    return any_of(Reservation, restaurant, wanted, by=Reservation.reservation_time)


RESERVATIONS = Kind(Reservation, "reservations", ReservationShape(), _current, follow, called="guestName")
