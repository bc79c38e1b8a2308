"""What is sent and read, as JSON Schema: the marshmallow schemas that do the work, and an example of each."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin, OpenAPIConverter
from marshmallow import Schema

from qtable import names, wire
from qtable.changes.entities import Kind
from qtable.changes.schemas import FullShape
from qtable.documents.examples import EXAMPLES

Json = dict[str, Any]
JSON_TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
PRECONDITION = "base_version"  # any example of it would refuse whoever tries one out


class ShapeConverter(OpenAPIConverter):
    """Adds what only these schemas know: twins, spelling, and that an answer holds all of its fields."""

    kinds: tuple[Kind, ...]

    def schema2jsonschema(self, schema: Any) -> Json:
        """Return the JSON Schema of a marshmallow schema."""
        schema = schema() if isinstance(schema, type) else schema
        shape = super().schema2jsonschema(schema)
        if beside := getattr(schema, "beside", None):
            shape["properties"] = self.schema2jsonschema(beside)["properties"] | {"id": shape["properties"]["id"]}
        if isinstance(schema, wire.Asked):
            _spell(shape, schema)
        if isinstance(schema, wire.Shape):
            sent, twins = shape["properties"], schema.twins()
            shape["properties"] = sent | {twin: sent[name] for twin, name in twins.items() if name in sent}
        if isinstance(schema, FullShape):
            shape["properties"] |= self._lists()
        if is_answer(schema):
            shape["required"] = [name for name in shape["properties"] if name not in _optional(schema)]
        return {"description": (type(schema).__doc__ or "").strip(), **shape}

    def field2pattern(self, field: Any, **more: Any) -> Json:
        """Say a pattern as JSON Schema reads it: found anywhere unless anchored, and without Python's own marks."""
        found = super().field2pattern(field, **more)
        return {name: f"^{pattern.replace(chr(92) + 'Z', '$')}" for name, pattern in found.items()}

    def _lists(self) -> Json:
        lists = {
            kind.plural: {"type": "array", "items": self.resolve_nested_schema(kind.schema)} for kind in self.kinds
        }
        return lists | {f"total_{kind.plural}": {"type": "integer"} for kind in self.kinds}


class Plugin(MarshmallowPlugin):
    """apispec's plugin for marshmallow with our converter; schemas are named by their class."""

    Converter = ShapeConverter
    converter: ShapeConverter

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        super().__init__(schema_name_resolver=_name)
        self.kinds = kinds

    def init_spec(self, spec: Any) -> None:
        """Take part in a document."""
        super().init_spec(spec)
        self.converter.kinds = self.kinds


def is_answer(schema: Schema) -> bool:
    """Tell whether a schema is only ever sent: nothing about it speaks of reading."""
    return not isinstance(schema, wire.Asked) and not any(field.required for field in schema.fields.values())


def _optional(schema: Schema) -> set[str]:
    """Return the fields of an answer that are there in some cases only: their metadata says so."""
    return {name for name, field in schema.fields.items() if field.metadata.get("optional")}


def example_of(shape: Json, components: Json, name: str = "", owner: str = "") -> Any:
    """Return an example of a JSON Schema: its own, else one of the trade by field, else one by type.

    `name` is the field's, `owner` the schema's that it stands in.
    """
    if "$ref" in shape:
        owner = shape["$ref"].rpartition("/")[2]
        return example_of(components[owner], components, "", owner)
    for known in (f"{owner}.{names.snake(name)}", names.snake(name)):
        if known in EXAMPLES and _fits(EXAMPLES[known], shape):
            return EXAMPLES[known]
    if "example" in shape:
        return shape["example"]
    return _by_type(shape, components, name, owner)


def _fits(example: Any, shape: Json) -> bool:
    """Tell whether an example is of a schema's type and choice: a name may mean several things."""
    kinds = shape.get("type", [])
    kind = JSON_TYPES[type(example)]
    return kind in ([kinds] if isinstance(kinds, str) else kinds or [kind]) and example in shape.get("enum", [example])


def _by_type(shape: Json, components: Json, name: str, owner: str) -> Any:
    if "properties" in shape:
        shown = {key: inner for key, inner in shape["properties"].items() if names.snake(key) != PRECONDITION}
        return {key: example_of(inner, components, key, owner) for key, inner in shown.items()}
    if "anyOf" in shape:
        return example_of(shape["anyOf"][0], components, name, owner)
    if shape.get("enum"):
        return shape.get("default", shape["enum"][0])
    kinds = shape.get("type", "object")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "array":
        return [example_of(shape["items"], components, name.removesuffix("s"), owner)]
    if kind == "string":
        return "2026-11-20T19:30:00.000Z" if shape.get("format") == "date-time" else "text"
    return shape.get(
        "default",
        {"integer": shape.get("minimum", 1), "number": 0.5, "boolean": True, "object": {}, "null": None}[kind],
    )


def _spell(shape: Json, schema: wire.Asked) -> None:
    """Spell a request's fields as the documents do."""
    if schema.shown_in_camel_case:
        shape["properties"] = {names.camel(name): inner for name, inner in shape["properties"].items()}
        shape["required"] = [names.camel(name) for name in shape.get("required", [])]
    if not shape.get("required"):
        shape.pop("required", None)


def _name(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Schema").removesuffix("Shape")
