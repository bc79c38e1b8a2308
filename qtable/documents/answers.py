"""The answers of one operation: its successes from its schemas, its refusals from the code that it reaches."""

from http import HTTPStatus
from typing import Any

from qtable import errors
from qtable.accounts import access, tokens
from qtable.accounts.roles import ALLOWED, WITH_PASSWORD
from qtable.changes import perform
from qtable.documents.headers import HEADERS
from qtable.documents.operation import Json, Operation
from qtable.documents.reach import Reach, reach_of

Messages = dict[str, str]
TEXT = {"type": "string"}
HTML = "text/html"
TEXTS = {
    "text/csv": "date,parties,covers\r\n2026-11-20,41,112\r\n",
    HTML: "<!doctype html>…",
    "text/plain": "qtable_workers 4.0\n",
}
ERROR: Json = {
    "description": "Every refusal. Nothing was changed; the message says what happened and what to do. A batch shows "
    "beside it what became of each operation.",
    "type": "object",
    "properties": {
        "success": {"type": "boolean", "const": False},
        "detail": TEXT | {"description": "The message again."},
        "error": {
            "type": "object",
            "properties": {
                "code": TEXT,
                "message": TEXT,
                "details": {"type": "object", "description": "As `fields` (422) or the `current` state (409, 412)."},
                "request_id": TEXT | {"description": "Names this request in the server's log."},
            },
            "required": ["code", "message", "details", "request_id"],
            "additionalProperties": False,
        },
    },
    "required": ["success", "detail", "error"],
}
NO_CONTENT = (204, 301, 302, 303, 304, 307, 308)


def answers(operation: Operation) -> Json:
    """Return the Responses Object."""
    found = {str(status): _refused(operation, status, messages) for status, messages in _refusals(operation).items()}
    noted = operation.documented.get("response", {}).get("responses", {})
    for status, one in ((int(status), one) for status, ones in noted.items() for one in ones):
        found[str(status)] = _said(operation, status, one)
    if operation.is_file:
        found |= {"200": _file(), "206": _file(), "304": _bare(304)}
    return {status: _named(found[status]) for status in sorted(found)}


def _refusals(operation: Operation) -> dict[int, Messages]:
    """Return the messages of what is refused, by status and code."""
    found: dict[int, Messages] = {}
    for (status, code), message in sorted(_reached(operation).items()):
        found.setdefault(status, {})[code] = message
    return found


def _reached(operation: Operation) -> dict[tuple[int, str], str]:
    refusals, database = dict(operation.reach.refusals), operation.reach.database
    before = operation.app.before_request_funcs
    hooks = [*before.get(operation.registered, []), *(before.get(None, []) if operation.method != "GET" else [])]
    refusals |= reach_of(*hooks).refusals
    if operation.method != "GET":
        refusals[413, errors.STATUS_CODES[413]] = "The data value transmitted exceeds the capacity limit."
    if operation.arguments:
        refusals[422, errors.STATUS_CODES[422]] = errors.of_fields({"limit": ["Not a valid integer."]}).message
    if perform.perform in operation.reach.functions:
        refusals[409, errors.Conflict.code] = (
            "This would contradict what is stored; read the current state and try again."
        )
    if operation.limited:
        kind = errors.TooManyRequests
        refusals[kind.status, kind.code] = "Too many tries at this path. Wait a while and try again."
    if operation.capability:
        refusals |= _by_the_guard(operation.capability)
        database = True
    if operation.is_file:
        refusals |= {(404, errors.STATUS_CODES[404]): "No such file.", (416, errors.UNLISTED): "No such range."}
    if database and "503" not in map(str, operation.documented.get("response", {}).get("responses", {})):
        refusals |= {(kind.status, kind.code): kind.__doc__ or "" for kind in (errors.Busy, errors.DatabaseUnavailable)}
    return refusals


def _by_the_guard(capability: Any) -> dict[tuple[int, str], str]:
    """Return what the guard refuses; a role can't be too small for what every role may."""
    found: Reach = reach_of(access.bearer_token, tokens.verify, access.allow)
    never = set() if capability in WITH_PASSWORD else {"password_needed"}
    never |= {"forbidden"} if all(capability in capabilities for capabilities in ALLOWED.values()) else set()
    return {key: message for key, message in found.refusals.items() if key[1] not in never}


def _refused(operation: Operation, status: int, messages: Messages) -> Json:
    kept = operation.converter.spec.components
    for code, text in messages.items():
        if code not in kept.examples:
            kept.example(code, {"summary": text, "value": _refusal(code, text)})
    examples = {code: {"$ref": f"#/components/examples/{code}"} for code in messages}
    in_json = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}, "examples": examples}}
    return {
        "description": ", ".join(f"`{code}`" for code in messages),
        "headers": _headers(_sent_with(status)),
        "content": {HTML: {"schema": TEXT, "example": TEXTS[HTML]}} if operation.refuses_in_pages else in_json,
    }


def _refusal(code: str, text: str) -> Json:
    details = {"fields": {"limit": ["Not a valid integer."]}} if code == errors.Invalid.code else {}
    error = {"code": code, "message": text, "details": details, "request_id": HEADERS["X-Request-Id"][1]}
    return {"success": False, "detail": text, "error": error}


def _sent_with(status: int) -> set[str]:
    """Return the headers that refusals of a status carry."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.DomainError)]
    own = {"Retry-After"} if status == errors.TooManyRequests.status else set()
    return own | {name for kind in kinds if kind.status == status for name in kind.headers}


def _said(operation: Operation, status: int, noted: Json) -> Json:
    """Return an answer that the view's decorators have noted."""
    if status in NO_CONTENT:
        return _bare(status)
    schema, kind = noted.get("schema"), noted.get("content_type") or "application/json"
    shape = TEXT if kind.startswith("text/") else {}
    shape = operation.converter.resolve_nested_schema(schema) if schema is not None else shape
    example = {"example": TEXTS[kind]} if kind in TEXTS else {}
    return {
        "description": noted["description"],
        "headers": _headers(operation.reach.headers_set) if status < 300 else {},
        "content": {kind: {"schema": shape, **example}},
    }


def _file() -> Json:
    return {"description": "The file.", "content": {"*/*": {"schema": {}}}, "headers": _headers({"ETag"})}


def _bare(status: int) -> Json:
    headers = _headers({"Location"}) if 300 < status < 400 and status != 304 else {}
    return {"description": HTTPStatus(status).phrase, "headers": headers}


def _named(answer: Json) -> Json:
    return answer | {"headers": answer["headers"] | _headers({"X-Request-Id"})}


def _headers(names: set[str]) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in sorted(names)}
