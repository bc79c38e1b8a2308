"""The OpenAPI document: every route of the app's own map, said by the code that answers it."""

from collections.abc import Iterator

from apispec import APISpec
from flask import Flask

from qtable.changes.entities import kinds
from qtable.documents import asking
from qtable.documents.answers import ERROR, answers
from qtable.documents.headers import HEADERS, PARAMETERS
from qtable.documents.operation import Json, Operation
from qtable.documents.shapes import Plugin, example_of

KEPT = "qtable.openapi"
ABOUT = """The waitlist, the floor and the book of a restaurant, live on every device.

Every `/restaurants/{restaurant_id}` route answers under `/api` too, where the restaurant is the one of the login or
`?restaurant_id=`. Paths work with and without the trailing slash. Field names are read in camelCase and snake_case,
unknown ones are passed over; statuses are read in any case and spelling. Times are RFC 3339, sent in UTC; a naive one
that comes in is UTC. Every mutation can carry an `Idempotency-Key`. Live messages: `/asyncapi.json`."""
BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
SCHEMES = {
    "bearer": BEARER | {"description": "The access token of POST /auth/login."},
    "device": {"type": "http", "scheme": "bearer", "description": "The token of a paired device."},
    "refresh": BEARER | {"description": "The refresh token of POST /auth/login."},
}


def document(app: Flask) -> Json:
    """Return the document of `app`; built when first asked for, and kept. Needs the app's context."""
    if KEPT not in app.extensions:
        app.extensions[KEPT] = _built(app)
    return app.extensions[KEPT]


def operations(app: Flask, plugin: Plugin) -> Iterator[Operation]:
    """Yield every method of every rule."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted(Operation.methods_of(rule)):
            yield Operation(app, rule, method, plugin.converter)


def _built(app: Flask) -> Json:
    plugin = Plugin(kinds())
    spec = APISpec(app.config["API_TITLE"], app.config["API_VERSION"], app.config["OPENAPI_VERSION"], [plugin])
    spec.components.schema("Error", component=ERROR)
    for name, (said, example) in HEADERS.items():
        spec.components.header(name, {"description": said, "schema": {"type": "string"}, "example": example})
    for name, scheme in SCHEMES.items():
        spec.components.security_scheme(name, scheme)
    paths: Json = {}
    for one in operations(app, plugin):
        paths.setdefault(one.path, {})[one.method.lower()] = _described(one)
    found = spec.to_dict() | {"tags": _tags(app, paths), "servers": [{"url": "/"}], "paths": paths}
    found["info"]["description"] = ABOUT
    for operation in (operation for path in paths.values() for operation in path.values()):
        _show(operation, found["components"]["schemas"])
    return found


def _tags(app: Flask, paths: Json) -> list[Json]:
    """Return the blueprints that serve a path, in the order of their registration: the floor before the pages."""
    used = {tag for path in paths.values() for operation in path.values() for tag in operation["tags"]}
    said = {blueprint.name: getattr(blueprint, "description", "") for blueprint in app.blueprints.values()}
    return [{"name": name, "description": text} for name, text in said.items() if name in used]


def _described(operation: Operation) -> Json:
    """Return the Operation Object."""
    summary, _, rest = operation.docstring.partition("\n\n")
    found = {
        "operationId": operation.name,
        "tags": [operation.blueprint.name],
        "summary": " ".join(summary.split()),
        "description": "\n\n".join(part for part in (rest, _who(operation)) if part),
        "parameters": asking.parameters(operation),
        "responses": answers(operation),
        "security": [{"bearer": []}] if operation.with_token else [],
    }
    if operation.capability:
        found |= {"x-capability": str(operation.capability), "x-roles": operation.roles}
    if operation.body is not None:
        found["requestBody"] = asking.body(operation)
    return found | operation.documented.get("manual_doc", {})


def _who(operation: Operation) -> str:
    if operation.capability:
        return f"For the roles {', '.join(operation.roles)} (`{operation.capability}`)."
    return "For anyone logged in." if operation.with_token else "Open to all."


def _show(operation: Json, schemas: Json) -> None:
    """Give each request, answer and parameter its example."""
    shown = [operation.get("requestBody", {}), *operation["responses"].values()]
    for content in (content for one in shown for content in one.get("content", {}).values()):
        if not {"example", "examples"} & content.keys() and content["schema"]:
            content["example"] = example_of(content["schema"], schemas)
    for parameter in operation["parameters"]:
        name = parameter["name"]
        example = PARAMETERS.get(name, HEADERS.get(name, ("", None)))[1]
        if example is None:
            example = example_of(parameter["schema"], schemas, name)
        # Not the parameter's own `example`: a page fills that in, and what is optional is better left out at first.
        parameter["schema"] = parameter["schema"] | {"examples": [example]}
