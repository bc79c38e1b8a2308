"""Core statements as a driver takes them: compiled by SQLAlchemy once, run without it.

SQLAlchemy's own way to run a statement takes several times as long as the driver does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Executable

MOST_STATEMENTS = 1_000


@dataclass(frozen=True)
class Command:
    """A statement of the hot path and its values; the statement must be the same object each time."""

    statement: Executable
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Spoken:
    """A statement in an engine's words. `stored` makes of each value what the driver stores, None where it is that."""

    text: str
    stored: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    literals: Mapping[str, Any]
    in_order: bool

    def bound(self, values: Mapping[str, Any]) -> list[Any] | dict[str, Any]:
        """Return the values for the text's marks: in their order, or by their names, as the driver wants them."""
        given = {**self.literals, **values} if self.literals else values
        pairs = [(name, given[name] if stored is None else stored(given[name])) for name, stored in self.stored]
        return [value for _, value in pairs] if self.in_order else dict(pairs)


def spoken_by(dialect: Dialect, command: Command) -> Spoken:
    """Return a command's statement as a dialect says it."""
    return _spoken(dialect, command.statement, tuple(command.values))


@lru_cache(MOST_STATEMENTS)
def _spoken(dialect: Any, statement: Any, names: tuple[str, ...]) -> Spoken:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    stores = {name: one.type.dialect_impl(dialect).bind_processor(dialect) for one, name in compiled.bind_names.items()}
    literals = {name: value for name, value in compiled.params.items() if name not in names}
    marks = compiled.positiontup or tuple(stores)
    return Spoken(compiled.string, tuple((name, stores[name]) for name in marks), literals, bool(compiled.positional))
