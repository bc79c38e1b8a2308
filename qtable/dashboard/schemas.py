"""The dashboard on the wire."""

from marshmallow import Schema, fields

from qtable.guests.schemas import GuestShape
from qtable.tables.schemas import TableShape

GUEST_FIELDS = ("id", "name", "status", "table_id", "party_size", "last_updated")
TABLE_FIELDS = ("id", "table_number", "capacity", "position", "status", "current_guest_id", "last_updated")


class BriefGuest(GuestShape):
    """What the dashboard shows of a guest."""

    class Meta:
        """No more than was promised."""

        fields = GUEST_FIELDS

    @classmethod
    def twins(cls):
        """Return none."""
        return {}


class BriefTable(TableShape):
    """What the dashboard shows of a table."""

    class Meta:
        """No more than was promised."""

        fields = TABLE_FIELDS

    @classmethod
    def twins(cls):
        """Return none."""
        return {}


class StatsShape(Schema):
    """The numbers; what each counts is said in numbers.py."""

    total_guests = fields.Integer()
    total_tables = fields.Integer()
    occupancy_rate = fields.Float()
    guests_by_status = fields.Dict(keys=fields.String(), values=fields.Integer())
    tables_by_status = fields.Dict(keys=fields.String(), values=fields.Integer())
    average_wait = fields.Integer(allow_none=True)
    longest_wait = fields.Integer()
    waiting_covers = fields.Integer()
    seated_covers = fields.Integer()
    covers_today = fields.Integer()


class DashboardShape(Schema):
    """Who is here, the floor, and the numbers, at one place in the log; it is always all of it."""

    guests = fields.List(fields.Nested(BriefGuest))
    tables = fields.List(fields.Nested(BriefTable))
    stats = fields.Nested(StatsShape)
    last_updated = fields.String(data_key="lastUpdated")
    is_full_sync = fields.Boolean(data_key="isFullSync")
    cursor = fields.String()
