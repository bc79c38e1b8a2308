"""Log lines and their two forms.

Who logs passes fields as `extra={"fields": {…}}`. Nothing that names a guest or a person, or that one typed, is
logged; libraries, whose lines may hold queries and rows, are heard from WARNING on, whatever LOG_LEVEL says.
"""

import logging
import re
from types import ModuleType
from typing import Any

import orjson
from flask import Flask

from qtable import clock
from qtable.lines import Lines

HEARD = ("qtable", "alembic")
SILENT = ("engineio.server", "socketio.server")
# What needs no quotes: neither spaces nor quotes nor = in it.
BARE = re.compile(r"[!#-<>-~]+")


class Text(logging.Formatter):
    """`time LEVEL logger message name=value …`, and the traceback below."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - logging's
        """Return the moment in UTC."""
        return _moment(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's
        """Return the line."""
        return super().formatMessage(record) + "".join(f" {name}={_word(said)}" for name, said in _fields(record))


class Json(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the fields, and traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {"time": _moment(record), "level": record.levelname, "logger": record.name}
        line |= {"message": record.getMessage()} | dict(_fields(record))
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def init_app(app: Flask) -> None:
    """Let the process log as LOG_LEVEL and LOG_FORMAT say, unless somebody has made other arrangements."""
    # No line names a thread, and under eventlet asking for its name takes a third of the time of a line.
    logging.logThreads = logging.logMultiprocessing = False
    logging._srcfile = None  # noqa: SLF001 - nor the place in the code; logging's documentation names this switch
    handler = logging.StreamHandler(Lines())
    handler.setFormatter(Json() if app.config["LOG_FORMAT"] == "json" else Text())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in SILENT:  # before they are made: they would log what strangers send, by handlers of their own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in HEARD:
        logging.getLogger(name).setLevel(app.config["LOG_LEVEL"])


def write_aside(threading: ModuleType) -> None:
    """Keep requests from waiting for whoever reads the log: a thread of the system's own `threading` writes it."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler) and isinstance(handler.stream, Lines):
            handler.stream.write_aside(threading)


def _moment(record: logging.LogRecord) -> str:
    return str(clock.rfc3339(clock.from_ms(int(record.created * 1000))))


def _fields(record: logging.LogRecord) -> list[tuple[str, Any]]:
    return [("worker", record.process), *getattr(record, "fields", {}).items()]


def _word(said: object) -> str:
    """Return a value as one word."""
    text = "-" if said is None else str(said)
    return text if BARE.fullmatch(text) else orjson.dumps(text).decode()
