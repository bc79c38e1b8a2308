"""The rules of the house, read from the source: which way arrows point, and what stands in one place only."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
QTABLE = ROOT / "qtable"
TOP_LEVEL = {
    "qtable", "migrations", "tests", "wsgi.py", "config.py", "requirements.txt", "Procfile", "README.md",
    "Makefile", "pyproject.toml", "requirements-dev.txt", ".ci", "bench", "deploy", "docs", ".gitignore",
    "CHANGELOG.md",
}  # fmt: skip

# What a file's name says it is; a file of a lower layer never imports one of a higher layer.
LAYERS = (
    {"clock", "errors", "extensions", "names", "wire", "providers", "paging"}
    | {"database", "sqlite", "postgresql", "tenant", "redis_client", "counts", "metrics", "lines", "logs", "head"}
    | {"remembered", "group_commit", "statements"},
    {"business_day", "hours", "lifecycle", "stages", "roles", "pins", "setup_code", "cursor", "examples", "headers"}
    | {"rotation", "period", "sheet", "outline", "floor_plan"},
    {
        "models",
        "entities",
        "open_transaction",
        "opening",
        "passwords",
        "plan",
        "saving",
        "known",
        "templates",
        "service",
    }
    | {"observing", "quoting", "fit", "slots", "place", "texts"},
    {"schemas", "messages", "frames", "words", "listing", "transaction", "reading", "tokens", "availability"}
    | {"times", "visit", "line", "places", "language", "qr", "sitting", "draft_schemas"},
    {"access", "actions", "seating", "slips", "floor", "numbers", "trail", "retention", "bodies", "limits", "clients"}
    | {"bucket", "strangers", "door", "outlook", "evening", "suggesting", "record", "links", "waits", "devices"}
    | {"loads", "visits", "people", "counting", "combining", "drafting", "publishing", "placing", "offering"},
    {"boards", "looks"},
    {"perform", "broadcast", "feed", "protocol", "catalogue", "anonymous", "websocket", "packets", "polling"}
    | {"queue", "news", "engine", "session", "outlet", "caps", "presence"},
    {"comparing"},
    {"copying"},
    {"reach", "shapes", "operation", "asking", "answers", "openapi", "asyncapi"},
    {"routes", "section_routes", "outlook_routes", "device_routes", "combination_routes", "draft_routes", "pages"}
    | {"health", "handlers", "rawsocket", "heartbeat", "watch", "gauges", "scrape"},
    {"cli", "server"},
    {"__init__"},
)
# Of the rooms' own files on one layer, the left may import the right.
ROOMS = [
    "setup",
    "demo",
    "lobby",
    "batch",
    "reservations",
    "guests",
    "waitstaff",
    "tables",
    "changes",
    "staff",
    "accounts",
    "restaurants",
]
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "common", "core"}
EVENTLET = {"wsgi.py", "config.py", "qtable/server.py", "qtable/door.py", "qtable/realtime/websocket.py"}


def sources(*folders: str) -> dict[str, str]:
    """Return the text of every Python file, by its path from the top."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    paths += [ROOT / "wsgi.py", ROOT / "config.py"]
    return {str(path.relative_to(ROOT)): path.read_text() for path in paths if "node_modules" not in path.parts}


def module_of(path: str) -> str:
    """Return qtable/guests/models.py as qtable.guests.models, and a package's __init__ as the package."""
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def imports(path: str, text: str, known: set[str]) -> Iterator[str]:
    """Yield the modules of ours that a file imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module]
        else:
            continue
        yield from {name for name in names if name in known and name != module_of(path)}


def layer(module: str) -> int:
    """Return how high a module stands."""
    name = module.rpartition(".")[2] if module.count(".") else "__init__"
    return next((height for height, names in enumerate(LAYERS) if name in names), -1)


def arrows(files: dict[str, str]) -> list[tuple[str, str]]:
    """Return who imports whom, packages without content left out."""
    ours = {module_of(path) for path in files if path.startswith("qtable") and not path.endswith("__init__.py")}
    importers = {path: text for path, text in files.items() if module_of(path) in ours}
    return [(module_of(path), target) for path, text in importers.items() for target in imports(path, text, ours)]


def wrong_arrows(files: dict[str, str]) -> list[str]:
    """Return each import that points up, or back along the rooms."""
    wrong = []
    for importer, target in arrows(files):
        if layer(importer) < layer(target) or -1 in (layer(importer), layer(target)):
            wrong.append(f"{importer} imports {target}, which stands higher (or has no layer)")
        here, there = importer.split(".")[1], target.split(".")[1]
        both = here in ROOMS and there in ROOMS and layer(importer) == layer(target)
        if both and ROOMS.index(here) > ROOMS.index(there):
            wrong.append(f"{importer} imports {target}, against the order of the rooms")
    return wrong


def circles(files: dict[str, str]) -> list[str]:
    """Return the modules that can reach themselves by imports."""
    graph: dict[str, set[str]] = {}
    for importer, target in arrows(files):
        graph.setdefault(importer, set()).add(target)
    reach = {module: set(targets) for module, targets in graph.items()}
    for middle in graph:
        for module in graph:
            if middle in reach[module]:
                reach[module] |= reach[middle]
    return sorted(module for module in graph if module in reach[module])


def files_with(files: dict[str, str], pattern: str) -> set[str]:
    """Return the files in which code (not a string or a comment) matches a pattern."""
    return {path for path, text in files.items() if re.search(pattern, ast.unparse(_without_docstrings(text)))}


def _without_docstrings(text: str) -> ast.Module:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def function_lengths(files: dict[str, str]) -> dict[str, int]:
    """Return the lines of each function's body, docstring left out."""
    return {
        f"{path}:{node.name}": (node.end_lineno or 0) - node.body[bool(ast.get_docstring(node))].lineno + 1
        for path, text in files.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and len(node.body) > bool(ast.get_docstring(node))
    }


def test_the_top_level_holds_what_the_owner_fixed_and_what_tooling_needs() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in tracked.splitlines()} <= TOP_LEVEL


def test_imports_run_one_way() -> None:
    files = sources("qtable")
    assert wrong_arrows(files) == []
    assert circles(files) == []


def test_emitting_and_committing_stand_in_one_file_each() -> None:
    files = sources("qtable")
    assert files_with(files, r"\bemit\(|client\.deliver\(") == {"qtable/realtime/broadcast.py"}
    assert files_with(files, r"\bcommit\(") == {"qtable/changes/transaction.py"}


def test_commands_do_without_eventlet_and_its_warning() -> None:
    code = "import sys, qtable; sys.exit('eventlet' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_eventlet_is_named_in_few_files() -> None:
    assert files_with(sources("qtable"), r"\bimport eventlet|\bfrom eventlet") <= EVENTLET


def test_actions_models_and_pure_files_know_nothing_of_requests() -> None:
    below = {path: text for path, text in sources("qtable").items() if 0 <= layer(module_of(path)) <= 3}
    below |= {path: text for path, text in sources("qtable").items() if path.endswith("actions.py")}
    knowing = files_with(below, r"from flask import .*\b(request|session|g)\b")
    assert knowing <= {"qtable/errors.py"}  # its handler names the request in the answer


def test_there_is_one_clock() -> None:
    assert files_with(sources("qtable"), r"datetime\.(now|utcnow)\(|time\.time\(") == {"qtable/clock.py"}


def test_statuses_are_never_written_as_literals_in_actions_and_routes() -> None:
    files = {path: text for path, text in sources("qtable").items() if path.endswith(("actions.py", "routes.py"))}
    statuses = "waiting|arrived|running_late|seated|finished|cancelled|no_show|available|occupied|needs_cleaning"
    assert files_with(files, rf"[=!]= '({statuses})'") == set()


def test_no_file_has_a_name_that_says_nothing() -> None:
    parts = {part for path in sources("qtable", "tests", "bench") for part in Path(path.removesuffix(".py")).parts}
    assert parts & FORBIDDEN_NAMES == set()


def test_files_and_functions_stay_of_a_readable_size() -> None:
    files = {path: text for path, text in sources("qtable").items() if text.strip()}
    lines = {path: len(text.splitlines()) for path, text in files.items()}
    assert {path: count for path, count in lines.items() if count > 250} == {}
    assert median(lines.values()) <= 80
    lengths = function_lengths(files)
    assert {name: count for name, count in lengths.items() if count > 40} == {}
    assert median(lengths.values()) <= 7


BROKEN = {
    "an arrow up": {"qtable/guests/models.py": "from qtable.guests import routes", "qtable/guests/routes.py": ""},
    "an arrow back": {"qtable/tables/actions.py": "from qtable.guests import actions", "qtable/guests/actions.py": ""},
    "a file without a layer": {"qtable/tables/actions.py": "import qtable.tables.misc", "qtable/tables/misc.py": ""},
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_rule_about_arrows_can_fail(fault: str) -> None:
    assert len(wrong_arrows(BROKEN[fault])) == 1


def test_the_rules_about_circles_and_single_places_can_fail() -> None:
    ring = {
        "qtable/guests/actions.py": "from qtable.tables import actions",
        "qtable/tables/actions.py": "import qtable.guests.actions",
    }
    assert circles(ring) == ["qtable.guests.actions", "qtable.tables.actions"]
    assert files_with({"a.py": "'''emit('''\nx = 1  # emit("}, r"\bemit\(") == set()
    assert files_with({"a.py": "socketio.emit('x')"}, r"\bemit\(") == {"a.py"}
    assert function_lengths({"a.py": "def f():\n    '''d'''\n" + "    x = 1\n" * 41}) == {"a.py:f": 41}
