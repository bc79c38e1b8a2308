"""Reports on the wire; what each number means is said in docs/api.md."""

from marshmallow import Schema, fields

from qtable import wire
from qtable.guests.models import Source
from qtable.reports.sheet import Part
from qtable.reservations.schemas import LocalDate


class ReportQuery(wire.Asked):
    """Business days, the first and the last one: today where none is named, and at most 92."""

    from_day = LocalDate(data_key="from")
    to_day = LocalDate(data_key="to")


class SheetQuery(ReportQuery):
    """The days, and which table of the report."""

    table = wire.Choice(Part, load_default=Part.DAYS)


class SpreadShape(Schema):
    """Minutes: of how many, half of them at most, nine of ten at most; null where there is none."""

    count = fields.Integer()
    median = fields.Float(allow_none=True)
    p90 = fields.Float(allow_none=True)


class QuotesKeptShape(Schema):
    """Waits that were quoted: how many, how many kept, and real less quoted in minutes (the median)."""

    count = fields.Integer()
    kept = fields.Integer()
    kept_share = fields.Float(allow_none=True)
    median_error = fields.Float(allow_none=True)


class SourceNumbersShape(Schema):
    """The seated parties that came in one way, and their share of all."""

    source = wire.Choice(Source)
    parties = fields.Integer()
    covers = fields.Integer()
    share = fields.Float(allow_none=True)


class BookedShape(Schema):
    """The bookings for these days; the share of no-shows is of those that weren't cancelled."""

    parties = fields.Integer()
    covers = fields.Integer()
    cancelled = fields.Integer()
    no_shows = fields.Integer()
    no_show_share = fields.Float(allow_none=True)


class HourShape(Schema):
    """The parties that arrived in one hour of the restaurant's clock."""

    hour = fields.Integer()
    parties = fields.Integer()
    covers = fields.Integer()


class TotalShape(Schema):
    """The numbers of the parties that arrived in some days."""

    parties = fields.Integer()
    seated = fields.Integer()
    covers = fields.Integer()
    cancelled = fields.Integer()
    no_shows = fields.Integer()
    turns_per_table = fields.Float(allow_none=True)
    waits = fields.Nested(SpreadShape)
    quotes = fields.Nested(QuotesKeptShape)
    sources = fields.List(fields.Nested(SourceNumbersShape))
    bookings = fields.Nested(BookedShape)
    hours = fields.List(fields.Nested(HourShape))


class DayShape(TotalShape):
    """The numbers of one business day."""

    date = fields.Date()


class SizeShape(Schema):
    """The seated parties of one size class, and how long they waited, dined and held their table."""

    size = fields.String()
    parties = fields.Integer()
    covers = fields.Integer()
    waits = fields.Nested(SpreadShape)
    dining = fields.Nested(SpreadShape)
    turns = fields.Nested(SpreadShape)


class ServedShape(Schema):
    """What one server served; id and name are null for parties that nobody served, the name for who is removed."""

    server_id = fields.String(allow_none=True)
    name = fields.String(allow_none=True)
    parties = fields.Integer()
    covers = fields.Integer()
    dining = fields.Nested(SpreadShape)


class ServiceReportShape(Schema):
    """A service in numbers: of all its days, of each, by size class and by server."""

    from_day = fields.Date(data_key="from")
    to_day = fields.Date(data_key="to")
    time_zone = fields.String()
    tables = fields.Integer()
    total = fields.Nested(TotalShape)
    days = fields.List(fields.Nested(DayShape))
    sizes = fields.List(fields.Nested(SizeShape))
    servers = fields.List(fields.Nested(ServedShape))
