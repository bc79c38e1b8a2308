"""The documents are held to the code: routes, roles, events, error codes, dependencies, promises, links, commands."""

import ast
import re
from pathlib import Path

from flask import Flask
from prometheus_client import REGISTRY

from qtable import errors
from qtable.accounts.roles import ALLOWED
from qtable.documents.openapi import document
from qtable.realtime import catalogue
from tests.faults import test_box, test_group

ROOT = Path(__file__).resolve().parents[1]
DOCS = {path.name: path.read_text() for path in (ROOT / "docs").glob("*.md")}


def rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the first table behind a heading."""
    lines = text.split(f"\n## {heading}\n", 1)[1].splitlines()
    table = []
    for line in lines:
        if line.startswith("|"):
            table.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif table:
            break
    return table[2:]


def documented_routes() -> set[tuple[str, str]]:
    """Return (method, path) of every route in docs/api.md, R and its twin spelled out."""
    found = set()
    for cell, *_ in rows(DOCS["api.md"], "Routes"):
        for methods, path in re.findall(r"`([A-Z, ]+) (\S+?)`", cell):
            for prefix in ("/restaurants/{restaurant_id}", "/api") if path.startswith("R/") else ("",):
                full = prefix + (path[1:] if path.startswith("R/") else path)
                found |= {(method.strip(), full) for method in methods.split(",")}
    return found


def served_routes(app: Flask) -> set[tuple[str, str]]:
    """Return (method, path) of every route that the app serves."""
    return {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule)))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def error_codes() -> set[str]:
    """Return every code that the source can answer with."""
    family = [cls for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, errors.DomainError)]
    refusals = {cls.__name__ for cls in family}
    codes = {cls.code for cls in family} | set(errors.STATUS_CODES.values()) | {errors.UNLISTED}
    for path in (ROOT / "qtable").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                place = 1 if name in refusals else 0 if name == "shape" else None
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    codes.add(node.args[place].value)
    return codes


def names_in(cells: list[str]) -> set[str]:
    """Return what stands in backquotes in the first cells of rows."""
    return {name for cell in cells for name in re.findall(r"`([a-z_:]+)`", cell)}


def test_every_route_is_documented_and_every_documented_route_is_served(app: Flask) -> None:
    assert documented_routes() == served_routes(app)


def test_every_error_code_is_documented(app: Flask) -> None:
    assert names_in([row[0] for row in rows(DOCS["api.md"], "Errors")]) == error_codes()


def test_every_error_code_of_http_is_in_the_openapi_document_with_its_status(app: Flask) -> None:
    """But for what no documented request meets: a method that a path hasn't, and a fault of ours."""
    with app.app_context():
        said = document(app)
    shown = {
        (code, status)
        for path in said["paths"].values()
        for operation in path.values()
        for status, answer in operation["responses"].items()
        for content in answer.get("content", {}).values()
        for code in content.get("examples", {})
    }
    table = rows(DOCS["api.md"], "Errors")
    documented = {(names_in([code]).pop(), status) for code, status, _ in table if status != "–"}
    elsewhere = {("method_not_allowed", "405"), ("internal", "500")}
    elsewhere |= {("http_error", "other"), ("http_error", "416")}
    assert shown - elsewhere == documented - elsewhere


def test_the_roles_are_documented_as_they_are() -> None:
    shown = {names_in([role]).pop(): names_in([may]) for role, may in rows(DOCS["api.md"], "Who may do what")}
    assert shown == {role: set(may) for role, may in ALLOWED.items()}


def test_every_live_message_is_documented(app: Flask) -> None:
    shown = names_in([row[0] for row in rows(DOCS["live.md"], "What the server says")])
    with app.app_context():
        assert shown == set(catalogue.server_messages())


def test_every_event_that_a_client_may_send_is_documented() -> None:
    assert names_in([row[0] for row in rows(DOCS["live.md"], "What a client may say")]) == set(catalogue.EVENTS)


def test_every_dependency_has_its_reason() -> None:
    named = set()
    for file in ("requirements.txt", "requirements-dev.txt"):
        chosen = (ROOT / file).read_text().split("# What those need")[0]
        named |= set(re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==", chosen, re.MULTILINE))
    named |= set(re.findall(r"^NODE_PACKAGE = ([a-z-]+)==", (ROOT / "Makefile").read_text(), re.MULTILINE))
    package = (ROOT / "qtable/host_stand/page/package.json").read_text()
    named |= set(re.findall(r'"(@?[a-z0-9/.-]+)": "\d', package)) - {"version", "node"}
    shown = {row.split("|")[1].strip() for row in DOCS["dependencies.md"].splitlines() if row.startswith("| ")}
    assert shown - {"package"} == named


def test_every_promise_names_a_test_that_exists() -> None:
    table = rows(DOCS["sync.md"], "Promises")
    assert len(table) >= 10
    for promise, shown_by in table:
        tests = re.findall(r"`(tests/[^`]+)`", shown_by)
        assert tests, promise
        for test in tests:
            path, _, name = test.partition("::")
            assert f"def {name}" in (ROOT / path).read_text(), test


def missing_from_the_contract(table: list[list[str]]) -> list[str]:
    """Return what rows of docs/contract.md name that doesn't exist, and the rows that name no test."""
    examples = {path.name for path in (ROOT / "tests/contract/examples").iterdir()}
    missing = []
    for row in table:
        named = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.(?:py|json))(?:::(\w+))?`", " ".join(row[1:]))
        shown = [path for path, _ in named if path.startswith("tests/") or path in examples]
        missing += [f"no test: {row[0]}"] if not shown else []
        missing += [f"{path}::{name}" for path, name in named if not _stands(path, name, examples)]
    return missing


def _stands(path: str, name: str, examples: set[str]) -> bool:
    if path.endswith(".json"):
        return path in examples
    pattern = rf"^(?:def|class) {name}\b|^{name}\b.*=" if name else ""
    return (ROOT / path).exists() and bool(re.search(pattern, (ROOT / path).read_text(), re.MULTILINE))


CONTRACT_TABLES = (
    "Promises",
    "Where the documents disagree",
    "What apps met on the earlier server, and must never meet here",
)


def test_every_fault_is_in_the_table_of_its_place() -> None:
    for faults, heading in (
        (test_group.FAULTS, "Three workers, PostgreSQL, Redis"),
        (test_box.FAULTS, "One process, SQLite"),
    ):
        told = {cells[0] for cells in rows(DOCS["reliability.md"], heading)}
        assert {fault.__name__.replace("_", " ") for fault in faults} - told == set()


def test_every_promise_of_the_contract_names_code_and_tests_that_exist() -> None:
    for heading in CONTRACT_TABLES:
        table = rows(DOCS["contract.md"], heading)
        assert len(table) >= 10
        assert missing_from_the_contract(table) == []
    for promise, _, kept_in, _ in rows(DOCS["contract.md"], "Promises"):
        assert re.search(r"`(qtable/|config|bench/)", kept_in), promise


def test_every_example_file_is_named_in_the_contract() -> None:
    files = {path.name for path in (ROOT / "tests/contract/examples").iterdir()}
    assert set(re.findall(r"`(\w+\.json)`", DOCS["contract.md"])) == files


def test_the_rule_about_the_contract_can_fail() -> None:
    wrong = [
        "a promise",
        "`qtable/wire.py::Nothing`, `qtable/nowhere.py`",
        "`nothing.json`, `tests/test_docs.py::test_no`",
    ]
    expected = ["qtable/wire.py::Nothing", "qtable/nowhere.py::", "nothing.json::", "tests/test_docs.py::test_no"]
    assert missing_from_the_contract([wrong]) == expected
    assert missing_from_the_contract([["a promise", "`qtable/wire.py::Body`"]]) == ["no test: a promise"]


def exposed() -> dict[str, set[str]]:
    """Return the names of our metrics as /metrics shows them, each with those of its series."""
    ours = [family for family in REGISTRY.collect() if family.name.startswith("qtable_")]
    suffixes = {"counter": ["_total"], "histogram": ["", "_bucket", "_count", "_sum"]}
    series = [[family.name + suffix for suffix in suffixes.get(family.type, [""])] for family in ours]
    return {names[0]: set(names) for names in series}


def test_every_metric_is_explained_and_every_explained_or_watched_metric_is_there(app: Flask) -> None:
    explained = [name for row in rows(DOCS["operations.md"], "Metrics") for name in names_in(row[:1])]
    assert sorted(explained) == sorted(exposed())
    everywhere = set(re.findall(r"\bqtable_\w+", DOCS["operations.md"]))
    assert everywhere <= set().union(*exposed().values())


def test_every_field_of_the_log_is_explained() -> None:
    source = (ROOT / "qtable/watch.py").read_text()
    named = set(re.findall(r'^ +"(\w+)": ', source, re.MULTILINE)) | {"worker"}
    assert set().union(*(names_in(row[:1]) for row in rows(DOCS["operations.md"], "The log"))) == named


def test_every_link_and_every_make_word_in_the_documents_leads_somewhere() -> None:
    words = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = path.read_text()
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert (path.parent / target).exists(), (path.name, target)
        assert set(re.findall(r"(?:^    |`)make ([a-z-]+)", text, re.MULTILINE)) <= words, path.name


def test_the_rules_about_documents_can_fail(app: Flask) -> None:
    app.add_url_rule("/undocumented", view_func=lambda: "")
    assert served_routes(app) - documented_routes() == {("GET", "/undocumented")}
    assert {"table_occupied", "illegal_transition", "invalid", "not_connected"} <= error_codes()
