"""Every call that the app's own map of URLs knows, so that a new route is tested without anyone remembering."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from qtable import create_app

# Who may call these needs no access token.
OPEN = {
    "accounts.login",
    "accounts.register",
    "accounts.refresh",
    "setup.state",
    "setup.set_up",
    "sync.health",
    "atomic.atomic_health",
    "static",
}
OF_A_DEVICE = {"pins.log_in", "pins.people"}
OPEN_BLUEPRINTS = {"health", "scrape", "host_stand", "docs", "lobby"}
# A good value for each field that some request requires; ids come from the restaurant at hand.
GOOD: dict[str, Any] = {
    "name": "Lee",
    "guest_name": "Lee",
    "reservation_time": "2030-06-14T19:00:00Z",
    "party_size": 2,
    "capacity": 4,
    "number": 77,
    "x": 0.5,
    "y": 0.5,
    "restaurant_name": "Bad Input",
    "stage": "check",
    "updates": [],
    "email": "nobody@example.com",
    "password": "a-password-for-tests",
    "current_password": "a-password-for-tests",
    "new_password": "a-password-for-tests",
    "role": "host",
    "pin": "2580",
    "code": "KX7Q-2MPA",
    "first_name": "Dana",
}
# The fields of a body that names one place or another.
SEATED_AT = {"table_id", "combination_id", "override", "base_version"}


@dataclass(frozen=True)
class Call:
    """One method of one URL rule, with the schemas of its body and its query."""

    method: str
    rule: str
    endpoint: str
    parameters: tuple[str, ...]
    view: Any
    body: Schema | None
    query: Schema | None

    @property
    def guarded(self) -> bool:
        """Tell whether it needs an access token."""
        return name_of(self.endpoint) not in OPEN and self.endpoint.partition(".")[0] not in OPEN_BLUEPRINTS

    @property
    def of_a_device(self) -> bool:
        """Tell whether a paired device asks, with its own token."""
        return name_of(self.endpoint) in OF_A_DEVICE

    @property
    def query_parameters(self) -> list[str]:
        """Return the names that its query may have."""
        names = [field.data_key or name for name, field in self.query.load_fields.items()] if self.query else []
        by_token = self.guarded and "restaurant_id" not in self.parameters and not self.rule.startswith("/auth/")
        return [*names, "restaurant_id"] if by_token else names

    def path(self, ids: dict[str, str]) -> str:
        """Return the URL with its parameters filled in."""
        path = self.rule
        for name in self.parameters:
            path = path.replace(f"<{name}>", ids[name]).replace(f"<path:{name}>", ids[name])
        return path

    def serves(self, path: str) -> bool:
        """Tell whether this rule takes a URL: one word of it may be another rule's parameter."""
        return bool(
            re.fullmatch(re.sub(r"<(path:)?\w+>", lambda found: ".+" if found[1] else "[^/]+", self.rule), path)
        )

    def good_body(self, ids: dict[str, str]) -> dict[str, Any]:
        """Return a body that holds what is required, and is good."""
        in_either = {"status": "waiting"} if self.body and self.query and "status" in self.query.load_fields else {}
        if self.body and set(self.body.load_fields) == SEATED_AT:
            in_either = {"table_id": ids["table_id"]}
        return in_either | (_good(self.body, ids) if self.body else {})

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def name_of(endpoint: str) -> str:
    """Return an endpoint's name without the number that each further path of one view gets."""
    return re.sub(r"_\d+$", "", endpoint)


def every_call() -> list[Call]:
    """Return every call of the app, OPTIONS and HEAD aside."""
    keys = {"SECRET_KEY": "k" * 40, "JWT_SECRET_KEY": "k" * 40}
    app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://", "RATELIMIT_ENABLED": False} | keys)
    calls = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        asked = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
        schemas = {one["in"]: _instance(one["schema"]) for one in asked}
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            parameters = tuple(sorted(rule.arguments))
            calls.append(
                Call(method, rule.rule, rule.endpoint, parameters, view, schemas.get("json"), schemas.get("query"))
            )
    return calls


def one_for_each_view(calls: list[Call]) -> list[Call]:
    """Return the calls, each view once: the two families of URLs, and PUT and PATCH, share theirs."""
    return list({call.view: call for call in reversed(calls)}.values())


def leaves(schema: Schema, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of each field, and of the fields in it, or in the first one of a list."""
    for name, field in schema.load_fields.items():
        yield (*above, name)
        if isinstance(field, fields.Nested):
            yield from leaves(field.schema, (*above, name))
        if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
            yield from leaves(field.inner.schema, (*above, name, 0))


def _instance(schema: Any) -> Schema:
    return schema() if isinstance(schema, type) else schema


def _good(schema: Schema, ids: dict[str, str]) -> dict[str, Any]:
    known = GOOD | ids | {"email": f"{secrets.token_hex(8)}@example.com"}
    required = {name: field for name, field in schema.load_fields.items() if field.required and not schema.partial}
    body = {name: _value(name, field, ids, known) for name, field in required.items()}
    by_when = {"guest_name", "reservation_time"} if "duration_minutes" in schema.load_fields else {"name"}
    named = by_when if "party_size" in body else set()
    body |= {name: known[name] for name in sorted(named & schema.load_fields.keys())}
    if "number" in schema.load_fields and "capacity" in body:
        body["number"] = known["number"]
    return body


def _value(name: str, field: fields.Field, ids: dict[str, str], known: dict[str, Any]) -> Any:
    if isinstance(field, fields.Nested):
        return _good(field.schema, ids)
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
        return [_good(field.inner.schema, ids)]
    return known[name]
