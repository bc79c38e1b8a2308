"""The OpenAPI document says what the app does: every route, who may call it, what goes in, what comes out."""

import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from openapi_spec_validator import validate

from qtable.accounts.roles import Role
from tests.support.desk import new_desk

Json = dict[str, Any]
BAR = '''
from qtable.accounts.access import needs
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.changes.perform import perform
from qtable.errors import Forbidden

blp = Blueprint("bar", __name__, description="Drinks")


@blp.post("/bar/<drink_id>")
@needs(Capability.HOST_GUESTS)
@blp.response(200)
def pour(drink_id):
    """Pour."""
    return perform("pour", lambda tx: emptied(drink_id))


@blp.get("/bar")
def look():
    """Look."""
    return {}


def emptied(drink_id):
    raise Forbidden(f"No {drink_id} before noon.", "too_early")
'''


@pytest.fixture
def said(app: Flask) -> Json:
    return app.test_client().get("/openapi.json").json


def operations(said: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def served(app: Flask) -> set[str]:
    return {
        method + " " + re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def examples(said: Json) -> Iterator[tuple[str, Json, Any]]:
    """Yield where an example stands, the schema beside it, and the example."""
    for name, operation in operations(said):
        for parameter in operation["parameters"]:
            yield f"{name} {parameter['name']}", parameter["schema"], parameter["schema"]["examples"][0]
        bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
        for where, body in bodies.items():
            for content in body.get("content", {}).values():
                for reference in content.get("examples", {}).values():
                    code = reference["$ref"].rpartition("/")[2]
                    yield f"{name} {where} {code}", content["schema"], said["components"]["examples"][code]["value"]
                if "examples" not in content and content["schema"]:
                    yield f"{name} {where}", content["schema"], content["example"]


def faults(said: Json) -> list[str]:
    """Return what is missing or wrong in a document."""
    wrong = []
    for name, operation in operations(said):
        if not operation["summary"] or not operation["tags"]:
            wrong.append(f"{name} has no summary or tag; give the view a docstring")
        if not any(status < "400" for status in operation["responses"]):
            wrong.append(f"{name} has no success; give the view a @blp.response")
        for status, answer in operation["responses"].items():
            if status.startswith("2") and answer.get("content") == {"application/json": {"schema": {}}}:
                wrong.append(f"{name} doesn't say what {status} holds; give @blp.response a schema")
    for name, schema in said["components"]["schemas"].items():
        for field, shape in schema["properties"].items():
            if not {"type", "$ref", "anyOf", "enum"} & shape.keys():
                wrong.append(f"{name}.{field} has no type; give the field metadata")
    return wrong


def test_it_is_good_openapi(said: Json) -> None:
    assert said["openapi"].startswith("3.1")
    validate(said)


def test_every_reference_leads_somewhere(said: Json) -> None:
    """A header without a description belongs into HEADERS in qtable/documents/examples.py."""
    for reference in re.findall(r'"\$ref": "#/components/(.+?)"', json.dumps(said)):
        kind, _, name = reference.partition("/")
        assert name in said["components"][kind], reference


def test_every_route_is_in_it_and_nothing_else(app: Flask, said: Json) -> None:
    assert {name for name, _ in operations(said)} == served(app)


def test_every_operation_has_its_own_name(said: Json) -> None:
    names = [operation["operationId"] for _, operation in operations(said)]
    assert len(set(names)) == len(names)


def test_everything_is_described(said: Json) -> None:
    assert faults(said) == []
    for name, header in said["components"]["headers"].items():
        assert header["description"], name


def test_who_may_call_is_what_the_guards_say(app: Flask, said: Json) -> None:
    """Ask at every door without a token: 401 exactly where the document wants one."""
    client = app.test_client()
    for name, operation in operations(said):
        method, _, path = name.partition(" ")
        answer = client.open(re.sub(r"{\w+}", "x", path), method=method)
        assert (answer.status_code == 401) == (operation["security"] not in ([], [{}])), name
        assert answer.status_code != 401 or "WWW-Authenticate" in operation["responses"]["401"]["headers"]


def test_a_role_that_is_too_small_is_documented_where_there_is_one(said: Json) -> None:
    for name, operation in operations(said):
        if "x-roles" in operation:
            assert ("403" in operation["responses"]) == (set(operation["x-roles"]) < set(Role)), name


def test_every_example_fits_its_schema(said: Json) -> None:
    found = list(examples(said))
    assert len(found) > 100
    for where, schema, example in found:
        validator = jsonschema.Draft202012Validator(schema | {"components": said["components"]})
        wrong = [error.message for error in validator.iter_errors(example)]
        assert wrong == [], f"{where}: {wrong}; see qtable/documents/examples.py"


def test_no_example_is_a_mere_text(said: Json) -> None:
    """A field without an example of the trade belongs into qtable/documents/examples.py."""
    bare = {
        f"{where}: {field}" for where, _, example in examples(said) for field in _bare(example) if "fields" not in where
    }
    assert bare == set()


def test_an_answer_holds_exactly_what_is_said_twins_included(app: Flask, said: Json) -> None:
    desk = new_desk(app)
    desk.guest()
    shown = said["components"]["schemas"]
    for path, name in (("/api/sync/full", "Full"), ("/auth/me", "Me"), ("/health", "Health")):
        assert set(desk.read(path)) == set(shown[name]["properties"]) == set(shown[name]["required"])
    assert set(desk.full()["guests"][0]) == set(shown["Guest"]["required"]) >= {"guestName", "table_id"}


def test_refusals_are_read_from_what_a_view_reaches(app: Flask, tmp_path: Path, monkeypatch: Any) -> None:
    """A new route is documented with what its code can refuse, however deep, and with nothing that it can't."""
    (tmp_path / "bar.py").write_text(BAR)
    spec = importlib.util.spec_from_file_location("qtable.bar", tmp_path / "bar.py")
    bar = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "qtable.bar", bar)
    spec.loader.exec_module(bar)
    app.register_blueprint(bar.blp)
    said = app.test_client().get("/openapi.json").json
    poured, looked = said["paths"]["/bar/{drink_id}"]["post"], said["paths"]["/bar"]["get"]
    assert set(poured["responses"]) == {*["200", "400", "401", "403", "404", "409", "413", "415", "422", "503"]}
    assert poured["responses"]["403"]["description"] == "`forbidden`, `too_early`"
    assert said["components"]["examples"]["too_early"]["summary"] == "No … before noon."
    assert [one["name"] for one in poured["parameters"]] == [
        "drink_id",
        "restaurant_id",
        "Idempotency-Key",
        "Occurred-At",
    ]
    assert poured["security"] == [{"bearer": []}]
    assert looked["responses"] == {}
    assert [fault for fault in faults(said) if "/bar" in fault] == [
        "GET /bar has no success; give the view a @blp.response",
        "POST /bar/{drink_id} doesn't say what 200 holds; give @blp.response a schema",
    ]


def test_gone_cursors_are_documented_where_the_log_is_read_and_only_there(said: Json) -> None:
    gone = {name for name, operation in operations(said) if "resync_required" in str(operation["responses"])}
    assert "GET /api/sync/delta" in gone
    assert not [name for name in gone if "since" not in str(said["paths"][name.split()[1]])]


def _bare(example: Any) -> Iterator[str]:
    if isinstance(example, dict):
        for name, inner in example.items():
            yield from [name] if inner == "text" else _bare(inner)
    elif isinstance(example, list):
        for inner in example:
            yield from _bare(inner)
    elif example == "text":
        yield "itself"
