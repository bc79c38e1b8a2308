"""What an answer must look like, and precisely where it doesn't. Pure.

A shape is JSON: `"integer|null"` names types, `"=finished"` is that text, `"at 2030-06-14T19:00:00Z"` that moment,
`"same as name"` the field beside it; a number, true, false or null is itself. A list is one shape for each place,
`{"$each": shape}` a list of any length, `{"$some": shape}` one that isn't empty, `{"$one of": [...]}` one of these
values. An object must have every field of its shape and may have more; `{"$shape": "guest", …}` takes the fields of
a named shape and narrows some.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

Shape = Any
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
CURSOR = re.compile(r"v1\.[0-9a-f]+\.\d+\.\d+")

TYPES: Mapping[str, Callable[[Any], bool]] = {
    "any": lambda _: True,
    "null": lambda value: value is None,
    "string": lambda value: isinstance(value, str) and value != "",
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "fraction": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1,
    "boolean": lambda value: isinstance(value, bool),
    "datetime": lambda value: isinstance(value, str) and bool(STAMP.fullmatch(value)),
    "cursor": lambda value: isinstance(value, str) and bool(CURSOR.fullmatch(value)),
}


def differences(shape: Shape, value: Any, named: Mapping[str, Shape], where: str = "answer") -> list[str]:
    """Return a line for each place where a value isn't of its shape; `named` are the shapes known by name."""
    if isinstance(shape, dict):
        return _of_object(_whole(shape, named), value, named, where)
    if isinstance(shape, list):
        return _of_places(shape, value, named, where)
    if isinstance(shape, str) and shape.startswith("at "):
        alike = TYPES["datetime"](value) and datetime.fromisoformat(value) == datetime.fromisoformat(shape[3:])
        return [] if alike else [f"{where} is {value!r}, not {shape}"]
    if isinstance(shape, str) and not shape.startswith("="):
        fits = any(TYPES[name](value) for name in shape.split("|"))
        return [] if fits else [f"{where} is {value!r}, not {shape}"]
    wanted = shape[1:] if isinstance(shape, str) else shape
    alike = value == wanted and isinstance(value, bool) == isinstance(wanted, bool)
    return [] if alike else [f"{where} is {value!r}, not {wanted!r}"]


def _whole(shape: dict[str, Shape], named: Mapping[str, Shape]) -> dict[str, Shape]:
    if "$shape" not in shape:
        return shape
    return _whole(named[shape["$shape"]], named) | {name: inner for name, inner in shape.items() if name != "$shape"}


def _of_object(shape: dict[str, Shape], value: Any, named: Mapping[str, Shape], where: str) -> list[str]:
    if "$one of" in shape:
        return [] if value in shape["$one of"] else [f"{where} is {value!r}, not one of {shape['$one of']}"]
    if shape.keys() & {"$each", "$some"}:
        return _of_each(shape, value, named, where)
    if not isinstance(value, dict):
        return [f"{where} is {value!r}, not an object"]
    lines = [f"{where}.{name} is missing" for name in shape if name not in value]
    for name in shape.keys() & value.keys():
        lines += differences(_beside(shape[name], value), value[name], named, f"{where}.{name}")
    return sorted(lines)


def _of_each(shape: dict[str, Shape], value: Any, named: Mapping[str, Shape], where: str) -> list[str]:
    ((how, inner),) = shape.items()
    if not isinstance(value, list) or (how == "$some" and not value):
        return [f"{where} is {value!r}, not a list{' with something in it' if how == '$some' else ''}"]
    return [line for n, one in enumerate(value) for line in differences(inner, one, named, f"{where}[{n}]")]


def _of_places(shape: list[Shape], value: Any, named: Mapping[str, Shape], where: str) -> list[str]:
    if not isinstance(value, list) or len(value) != len(shape):
        return [f"{where} is {value!r}, not a list of {len(shape)}"]
    pairs = enumerate(zip(shape, value, strict=True))
    return [line for n, (inner, one) in pairs for line in differences(inner, one, named, f"{where}[{n}]")]


def _beside(shape: Shape, value: dict[str, Any]) -> Shape:
    """Return the shape of a twin: what the field that it repeats holds."""
    if not isinstance(shape, str) or not shape.startswith("same as "):
        return shape
    other = value.get(shape.removeprefix("same as "))
    return f"={other}" if isinstance(other, str) else other
