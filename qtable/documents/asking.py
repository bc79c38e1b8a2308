"""What an operation asks for: parameters in path, query and headers, and a body."""

from qtable import wire
from qtable.changes import perform
from qtable.documents.headers import HEADERS, PARAMETERS
from qtable.documents.operation import PLACEHOLDER, Json, Operation

PATTERNS = {"Idempotency-Key": f"^{perform.KEY.pattern}$", "If-Match": r'^((W/)?"?[0-9]{1,15}"?|\*)$'}
ID = {"type": "string", "pattern": f"^{wire.ID.pattern}$"}
KINDS: dict[str, Json] = {"int": {"type": "integer", "minimum": 0}, "path": {"type": "string"}}


def parameters(operation: Operation) -> list[Json]:
    """Return the Parameter Objects."""
    return [*_path(operation), *_query(operation), *_headers(operation)]


def body(operation: Operation) -> Json:
    """Return the Request Body Object of an operation that reads a body."""
    schema = operation.body() if isinstance(operation.body, type) else operation.body
    content = {"application/json": {"schema": operation.converter.resolve_nested_schema(schema)}}
    needed = not schema.partial and any(field.required for field in schema.load_fields.values())
    return {"required": needed, "content": content}


def _path(operation: Operation) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": KINDS.get(kind, ID),
            "description": _said(PARAMETERS, name),
        }
        for kind, name in PLACEHOLDER.findall(operation.rule.rule)
    ]


def _query(operation: Operation) -> list[Json]:
    schemas = [one["schema"] for one in operation.arguments if one["in"] == "query"]
    found = [one for schema in schemas for one in operation.converter.schema2parameters(schema, location="query")]
    if operation.capability and "restaurant_id" not in operation.rule.arguments:
        said = "The restaurant's id or slug; without it, the one of the login."
        found.append({"name": "restaurant_id", "in": "query", "schema": ID, "description": said})
    return [_without_null(one) for one in found]


def _headers(operation: Operation) -> list[Json]:
    """Return the headers that are read; If-Match only where a version can mismatch."""
    read = operation.reach.headers_read - {"Authorization"}
    if not any(status == 412 for status, _ in operation.reach.refusals):
        read -= {"If-Match"}
    return [
        {
            "name": name,
            "in": "header",
            "schema": {"type": "string", "pattern": PATTERNS.get(name, ".*")},
            "description": _said(HEADERS, name),
        }
        for name in sorted(read)
    ]


def _without_null(parameter: Json) -> Json:
    """Leave out what no query can say: null, and that a number is one."""
    kind = parameter["schema"].get("type")
    return parameter | {"schema": parameter["schema"] | ({"type": kind[0]} if isinstance(kind, list) else {})}


def _said(known: dict[str, tuple[str, str]], name: str) -> str:
    return known.get(name, ("", ""))[0]
