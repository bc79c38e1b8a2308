"""Servers on the wire."""

from marshmallow import Schema, fields, validate
from sqlalchemy import select

from qtable import wire
from qtable.changes.entities import Kind
from qtable.tables.schemas import TableShape
from qtable.waitstaff.models import Colour, Server

AT_MOST = validate.Length(max=500)


class ServerBody(wire.Body):
    """Fields of a server; initials and colour are found where none are given."""

    shown_in_camel_case = True

    name = wire.Text(100, required=True)
    initials = wire.Text(3)
    colour = wire.Choice(Colour)
    user_id = wire.Id(allow_none=True)


class CreateServerBody(ServerBody):
    """A new server: a name; the rest optional."""

    id = wire.Id()
    on_duty = fields.Boolean()


class UpdateServerBody(ServerBody):
    """Fields of a server, any of them; its name can't be empty."""

    name = wire.Text(100, required=True)
    initials = wire.Text(3, required=True)


class AssignBody(wire.Body):
    """{section_ids?, table_ids?}: all tables of these sections, and these single ones."""

    section_ids = fields.List(wire.Id(), load_default=list, validate=AT_MOST)
    table_ids = fields.List(wire.Id(), load_default=list, validate=AT_MOST)


class ServerShape(wire.Shape):
    """A server as it is sent; which tables are theirs is said by each table's `serverId`."""

    entity_type = "server"

    id = fields.String()
    name = fields.String()
    initials = fields.String()
    colour = wire.Choice(Colour)
    user_id = fields.String(allow_none=True)
    on_duty = fields.Boolean()
    paused = fields.Boolean()
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


class AssignedShape(Schema):
    """The server, and the tables that are theirs now and weren't before."""

    success = fields.Boolean()
    server = fields.Nested(ServerShape)
    tables = fields.List(fields.Nested(TableShape))


class LoadShape(Schema):
    """A server on duty: tables and covers now, covers of the last while, and which turn is theirs (1 is next).

    `turn` is null for who is paused or has no table; `minutes_since_seated` before the first party of the day.
    """

    server_id = fields.String()
    name = fields.String()
    initials = fields.String()
    colour = wire.Choice(Colour)
    paused = fields.Boolean()
    tables = fields.Integer()
    free_tables = fields.Integer()
    covers = fields.Integer()
    recent_covers = fields.Integer()
    minutes_since_seated = fields.Integer(allow_none=True)
    turn = fields.Integer(allow_none=True)


class RotationShape(Schema):
    """Who is on duty, and who is next: the first turn's server, null where nobody takes parties."""

    server_time = wire.Timestamp()
    rotation_minutes = fields.Integer()
    next = fields.String(allow_none=True)
    servers = fields.List(fields.Nested(LoadShape))


SERVERS = Kind(
    Server,
    "servers",
    ServerShape(),
    lambda restaurant, _: select(Server).where(Server.restaurant_id == restaurant.id).order_by(Server.name, Server.id),
)
