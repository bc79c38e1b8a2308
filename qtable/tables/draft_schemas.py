"""The draft of a floor on the wire."""

from marshmallow import Schema, fields, validate

from qtable import wire
from qtable.names import camel
from qtable.tables.outline import Shape as Outline
from qtable.tables.schemas import POSITION, SIZE, CreateCombinationBody, TableFields


class DraftTableBody(TableFields):
    """A table as it is to be: capacity, and number or tableNumber; its section by name. The rest optional."""

    class Meta(TableFields.Meta):
        """Notes are the service's, and stay as they are."""

        exclude = ("notes", "section_id", "base_version")

    id = wire.Id()
    capacity = wire.Whole(1, 99, required=True)
    section = wire.Text(100)


class DraftSectionBody(wire.Asked):
    """{id?, name}: without an id the section of that name, or a new one."""

    id = wire.Id()
    name = wire.Text(100, required=True)


class DraftCombinationBody(CreateCombinationBody):
    """A combination as it is to be; its tables by the ids that they have in the draft."""

    class Meta(CreateCombinationBody.Meta):
        """A draft has a version as a whole."""

        exclude = ("base_version",)


class FloorDraftBody(wire.Body):
    """The whole floor as it is to be; what isn't in it is to go. `base` is that of the answer it was made from.

    `base_version` is the draft's; 0 says that there is none yet.
    """

    shown_in_camel_case = True

    base_version = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 2**53))

    base = wire.Text(16)
    sections = fields.List(fields.Nested(DraftSectionBody), load_default=list, validate=validate.Length(max=100))
    tables = fields.List(fields.Nested(DraftTableBody), required=True, validate=validate.Length(max=500))
    combinations = fields.List(
        fields.Nested(DraftCombinationBody), load_default=list, validate=validate.Length(max=500)
    )


class CamelShape(Schema):
    """Names in camelCase, as an entity's are."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        """Send every attribute under its camelCase name."""
        field_obj.data_key = camel(field_name)


class DraftTableShape(CamelShape):
    """A table as it is to be."""

    id = fields.String()
    number = fields.Integer()
    table_number = fields.String(attribute="label")
    capacity = fields.Integer()
    min_party_size = fields.Integer()
    max_party_size = fields.Integer()
    position = fields.Raw(metadata=POSITION)
    size = fields.Raw(metadata=SIZE)
    shape = wire.Choice(Outline)
    rotation = fields.Float()
    section = fields.String(allow_none=True)


class DraftSectionShape(CamelShape):
    """A section as it is to be."""

    id = fields.String()
    name = fields.String()


class DraftCombinationShape(CamelShape):
    """A combination as it is to be."""

    id = fields.String()
    name = fields.String()
    table_ids = fields.List(fields.String())
    min_party_size = fields.Integer()
    max_party_size = fields.Integer()


class ClashShape(Schema):
    """What happened on the floor to something that the draft also changes; `fields` are those that both have set."""

    entity_type = fields.String()
    entity_id = fields.String()
    name = fields.String()
    action = fields.String(metadata={"enum": ["create", "update", "delete"]})
    fields_ = fields.List(fields.String(), data_key="fields", attribute="fields")


class SaverShape(Schema):
    """Who stored it; `name` is null where their login was made for another restaurant."""

    id = fields.String()
    name = fields.String(allow_none=True)


class FloorDraftShape(CamelShape):
    """A draft, or the floor where none is `stored`.

    `base` names the floor as it is now; `conflicts` are what both the draft and the floor have changed since.
    """

    stored = fields.Boolean()
    version = fields.Integer()
    saved_at = wire.Timestamp(allow_none=True)
    saved_by = fields.Nested(SaverShape, allow_none=True)
    base = fields.String()
    conflicts = fields.List(fields.Nested(ClashShape))
    sections = fields.List(fields.Nested(DraftSectionShape))
    tables = fields.List(fields.Nested(DraftTableShape))
    combinations = fields.List(fields.Nested(DraftCombinationShape))


class TemplateTableShape(CamelShape):
    """A table of a template; `position` is its middle."""

    table_number = fields.String(attribute="label")
    capacity = fields.Integer()
    shape = wire.Choice(Outline)
    section = fields.String()
    position = fields.Raw(metadata=POSITION)


class TemplateShape(Schema):
    """A floor to begin with."""

    name = fields.String()
    tables = fields.List(fields.Nested(TemplateTableShape))


class PublishedShape(Schema):
    """How many tables, sections and combinations were made, changed and removed."""

    success = fields.Boolean()
    created = fields.Integer()
    updated = fields.Integer()
    deleted = fields.Integer()
    seq = fields.Integer()
    cursor = fields.String()
