"""Tables and sections on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate
from sqlalchemy import select

from qtable import wire
from qtable.changes.entities import Kind
from qtable.tables.models import Combination, Section, Table, TableStatus
from qtable.tables.outline import Shape as Outline
from qtable.tables.stages import Stage

MOST_JOINED = 20
CANVAS = {"x": 800.0, "y": 600.0}
AXIS = {"type": "number", "minimum": 0, "maximum": 1}
POSITION = {"type": "object", "properties": {"x": AXIS, "y": AXIS}, "required": ["x", "y"]}
SIZE = {"type": "object", "properties": {"width": AXIS, "height": AXIS}, "required": ["width", "height"]}
STATUS_SPELLINGS = {"cleaning": TableStatus.NEEDS_CLEANING, "dirty": TableStatus.NEEDS_CLEANING}


class Coordinate(fields.Float):
    """A place on one axis, 0.0–1.0; above 1 it is a pixel of the app's 800×600 canvas."""

    def __init__(self, canvas: float) -> None:
        super().__init__(required=True, metadata={"minimum": 0, "maximum": canvas})
        self.canvas = canvas

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        number = super()._deserialize(value, attr, data, **kwargs)
        if not 0 <= number <= self.canvas:
            raise ValidationError(f"Must be 0.0–1.0, or a pixel up to {self.canvas:.0f}.")
        return number / self.canvas if number > 1 else number


class PositionBody(wire.Asked):
    """{x, y}."""

    x = Coordinate(CANVAS["x"])
    y = Coordinate(CANVAS["y"])


class Extent(fields.Float):
    """How much of the plan's width or height a table takes."""

    def __init__(self) -> None:
        super().__init__(required=True, validate=validate.Range(0.01, 1))

    def _validated(self, value: Any) -> float:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class SizeBody(wire.Asked):
    """{width, height}: 0.01–1.0 of the plan, of the table before it is turned."""

    width = Extent()
    height = Extent()


class TableFields(wire.Body):
    """What can be set on a table. `position` is loaded as x and y, `table_number` as label."""

    shown_in_camel_case = True

    table_number = fields.Raw(metadata={"type": ["string", "integer"], "maxLength": 20})
    number = wire.Whole(0, 99_999)
    capacity = wire.Whole(1, 99)
    min_party_size = wire.Whole(1, 99)
    max_party_size = wire.Whole(1, 99)
    position = fields.Nested(PositionBody)
    size = fields.Nested(SizeBody)
    shape = wire.Choice(Outline, {"circle": Outline.ROUND, "rectangular": Outline.RECTANGLE})
    rotation = fields.Float(validate=validate.Range(-360, 360))
    section_id = wire.Id(allow_none=True)
    server_id = wire.Id(allow_none=True)
    notes = wire.Text(2000)

    @post_load
    def flat(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the model's own columns."""
        placed = data.pop("position", {}) | data.pop("size", {})
        if "table_number" in data:
            data["label"] = _label(data.pop("table_number"))
        return data | placed


class CreateTableBody(TableFields):
    """A new table: capacity, and number or tableNumber; the rest optional."""

    id = wire.Id()
    capacity = wire.Whole(1, 99, required=True)


class UpdateTableBody(TableFields):
    """Fields of a table, and optionally a status, which runs the action of the same name."""

    status = wire.Choice(TableStatus, STATUS_SPELLINGS)
    current_guest_id = wire.Id(allow_none=True)
    override = fields.Boolean(load_default=False)


class TablesBody(wire.Asked):
    """{tables: [table, …]}: a floor, or a part of it."""

    tables = fields.List(fields.Nested(CreateTableBody), required=True, validate=validate.Length(1, 500))


class StageBody(wire.Body):
    """{stage}."""

    stage = wire.Choice(Stage, {"entree": Stage.MAINS, "main": Stage.MAINS, "bill": Stage.CHECK}, required=True)


class SeatGuestBody(wire.Body):
    """{guest_id, override?}."""

    guest_id = wire.Id(required=True)
    override = fields.Boolean(load_default=False)


class TableShape(wire.Shape):
    """A table as it is sent."""

    entity_type = "table"

    id = fields.String()
    number = fields.Integer()
    table_number = fields.String(attribute="label")
    capacity = fields.Integer()
    min_party_size = fields.Integer()
    max_party_size = fields.Integer()
    status = wire.Choice(TableStatus)
    stage = wire.Choice(Stage, allow_none=True)
    position = fields.Raw(dump_only=True, metadata=POSITION)
    size = fields.Raw(dump_only=True, metadata=SIZE)
    shape = wire.Choice(Outline)
    rotation = fields.Float()
    section = fields.Pluck("SectionShape", "name", allow_none=True)
    section_id = fields.String(allow_none=True)
    server_id = fields.String(allow_none=True)
    current_guest_id = fields.String(allow_none=True)
    combination_id = fields.String(allow_none=True)
    joined_to = fields.String(allow_none=True)
    notes = fields.String(allow_none=True)
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


class TablesAnswer(Schema):
    """What laying out tables answers."""

    success = fields.Boolean()
    tables = fields.List(fields.Nested(TableShape))


class SectionBody(wire.Body):
    """{id?, name}."""

    id = wire.Id()
    name = wire.Text(100, required=True)


class SectionShape(wire.Shape):
    """A section as it is sent."""

    entity_type = "section"

    id = fields.String()
    name = fields.String()
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


class CombinationFields(wire.Body):
    """What can be set on a combination; `table_ids` begins with the table that takes the party."""

    shown_in_camel_case = True

    name = wire.Text(100)
    table_ids = fields.List(wire.Id(), validate=validate.Length(2, MOST_JOINED))
    min_party_size = wire.Whole(1, 99)
    max_party_size = wire.Whole(1, 99)


class CreateCombinationBody(CombinationFields):
    """A new combination: its tables; the rest as they have it."""

    id = wire.Id()
    table_ids = fields.List(wire.Id(), required=True, validate=validate.Length(2, MOST_JOINED))


class CombinationShape(wire.Shape):
    """A combination as it is sent."""

    entity_type = "combination"

    id = fields.String()
    name = fields.String()
    table_ids = fields.List(fields.String())
    min_party_size = fields.Integer()
    max_party_size = fields.Integer()
    version = fields.Integer()
    created_at = wire.Timestamp()
    last_updated = wire.Timestamp(attribute="updated_at")


def _label(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    try:
        label = wire.Text(20, required=True).deserialize(value)
    except ValidationError as error:
        raise ValidationError({"tableNumber": error.messages}) from error
    return str(label)


TABLES = Kind(
    Table,
    "tables",
    TableShape(),
    lambda restaurant, _: select(Table).where(Table.restaurant_id == restaurant.id).order_by(Table.number, Table.id),
    called="tableNumber",
)
SECTIONS = Kind(
    Section,
    "sections",
    SectionShape(),
    lambda restaurant, _: select(Section).where(Section.restaurant_id == restaurant.id).order_by(Section.name),
)
COMBINATIONS = Kind(
    Combination,
    "combinations",
    CombinationShape(),
    lambda restaurant, _: (
        select(Combination).where(Combination.restaurant_id == restaurant.id).order_by(Combination.name, Combination.id)
    ),
)
