"""What a view can refuse, and which headers it reads and sets: read from the source of all that it calls."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from qtable.errors import DomainError
from qtable.extensions import db

OURS = "qtable"


@dataclass
class Reach:
    """What can happen behind a function. `refusals` holds messages by status and code."""

    functions: set[FunctionType] = field(default_factory=set)
    refusals: dict[tuple[int, str], str] = field(default_factory=dict)
    headers_read: set[str] = field(default_factory=set)
    headers_set: set[str] = field(default_factory=set)
    database: bool = False

    def add(self, other: "Reach") -> None:
        """Take in what can happen elsewhere; the first message of a code stays."""
        self.functions |= other.functions
        self.refusals = other.refusals | self.refusals
        self.headers_read |= other.headers_read
        self.headers_set |= other.headers_set
        self.database |= other.database


def reach_of(*views: Callable[..., Any], besides: Callable[[FunctionType], bool] = lambda _: False) -> Reach:
    """Follow every call of ours from `views` on, but for the functions that `besides` names.

    A name is followed where it is known without running: a function, a class, a module's member, a member of a
    collection of them, and a method of a parameter whose name is annotated anywhere in our source.
    """
    found, waiting = Reach(), [view for one in views for view in _layers(one)]
    while waiting:
        function = waiting.pop()
        if function not in found.functions and not besides(function):
            own, next_ones = _look(function)
            found.add(own)
            waiting.extend(next_ones)
    return found


def _layers(target: Any) -> Iterator[FunctionType]:
    """Yield the functions of ours in a thing: itself, what it wraps, what a collection holds."""
    if is_dataclass(target) and not isinstance(target, type):
        target = vars(target)
    if isinstance(target, Mapping):
        target = list(target.values())
    if isinstance(target, list | tuple | set | frozenset):
        for one in target:
            yield from _layers(one)
        return
    if isinstance(target, property):
        target = target.fget
    elif isinstance(target, classmethod | staticmethod):
        target = target.__func__
    while isinstance(target, FunctionType):
        if target.__globals__["__name__"].split(".")[0] == OURS:
            yield target
        target = getattr(target, "__wrapped__", None)


@cache
def _look(function: FunctionType) -> tuple[Reach, tuple[FunctionType, ...]]:
    """Return what a function itself refuses and which headers it handles, and the functions that it names."""
    found = Reach({function})
    named: list[FunctionType] = []
    tree, names = _tree(function), _Names(function)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            target = names.resolve(node)
            found.database |= target is db
            named.extend(_layers(target))
        elif isinstance(node, ast.Call):
            _note_refusal(node, tree, names, found)
            if ast.unparse(node.func) == "request.headers.get":
                found.headers_read |= _texts(node.args[:1])
            elif ast.unparse(node.func).endswith(".set_etag"):
                found.headers_set.add("ETag")
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".headers"):
            written = isinstance(node.ctx, ast.Store)
            (found.headers_set if written else found.headers_read).update(_texts([node.slice]))
    return found, tuple(named)


def _note_refusal(call: ast.Call, tree: ast.AST, names: "_Names", found: Reach) -> None:
    kind = names.resolve(call.func)
    if not (isinstance(kind, type) and issubclass(kind, DomainError)):
        return
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    code = (*sorted(_texts([*call.args[1:2], *named])), kind.code)[0]
    message = _sentence(call.args[0], tree) if call.args else ""
    found.refusals.setdefault((kind.status, code), message or inspect.getdoc(kind) or "")


def _sentence(node: ast.AST, tree: ast.AST) -> str:
    """Return a message as far as it stands in the source, with … for what is filled in."""
    if isinstance(node, ast.Name):
        values = [one.value for one in ast.walk(tree) if isinstance(one, ast.Assign) and _is_to(one, node.id)]
        return _sentence(values[0], tree) if values else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return "".join(_texts([node]))


def _is_to(assignment: ast.Assign, name: str) -> bool:
    return [target.id for target in assignment.targets if isinstance(target, ast.Name)] == [name]


def _texts(nodes: list[Any]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


class _Names:
    """What the names in a function's source stand for."""

    def __init__(self, function: FunctionType) -> None:
        closed = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        self.known = function.__globals__ | {name: cell.cell_contents for name, cell in closed}
        owner = self.known.get(function.__qualname__.partition(".")[0])
        self.receivers = _annotated() | ({"self": owner, "cls": owner} if isinstance(owner, type) else {})

    def resolve(self, node: ast.AST) -> Any:
        """Return what a name or a dotted name is, or None."""
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if not isinstance(node, ast.Attribute):
            return None
        base = self.resolve(node.value)
        if base is None and isinstance(node.value, ast.Name):
            base = self.receivers.get(node.value.id)
        return inspect.getattr_static(base, node.attr, None) if isinstance(base, type | ModuleType) else None


@cache
def _annotated() -> dict[str, type]:
    """Return the class of each parameter name of ours that is annotated with one class of ours everywhere."""
    found: dict[str, set[type]] = {}
    for name, module in list(sys.modules.items()):
        if module is None or name.split(".")[0] != OURS:
            continue
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if not (isinstance(node, ast.arg) and isinstance(node.annotation, ast.Name)):
                continue
            kind = vars(module).get(node.annotation.id)
            if isinstance(kind, type) and kind.__module__.split(".")[0] == OURS:
                found.setdefault(node.arg, set()).add(kind)
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1}


def _tree(function: FunctionType) -> ast.Module:
    """Return a function's source, its decorators left out: what they add is a layer of its own."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function.__code__)))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return tree
