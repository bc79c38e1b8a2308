"""Request bodies, read before a route looks at them: JSON, strictly and once; of the guests' pages their forms."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import flask_smorest
import orjson
from flask import Flask, Request, current_app, g, request
from webargs.core import missing

from qtable import wire
from qtable.errors import Malformed, UnsupportedMediaType

View = TypeVar("View", bound=Callable[..., Any])
FORM = "application/x-www-form-urlencoded"


class _Parser(type(flask_smorest.Blueprint.ARGUMENTS_PARSER)):  # type: ignore[misc]
    """Gives schemas the body that has been read; the stock one reads it anew, and less strictly."""

    def _get_schema(self, argmap: Any, req: Request) -> Any:
        return _made(argmap) if isinstance(argmap, type) else super()._get_schema(argmap, req)

    def _raw_load_json(self, req: Request) -> Any:  # noqa: ARG002 - webargs' signature
        return g.get("body", missing)


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose routes take their bodies from here."""

    ARGUMENTS_PARSER = _Parser()

    def register_views_in_doc(self, *_args: Any, **_options: Any) -> None:
        """Write no document at each start: qtable/documents makes its own when it is first asked for."""


@cache
def _made(schema: type[Any]) -> Any:
    """Return a schema's one instance; the stock parser makes another for each request."""
    return schema()


def takes_form(view: View) -> View:
    """Let a view take what a web page's form sends, and no JSON."""
    view.takes_form = True  # type: ignore[attr-defined]
    return view


def canonical_body() -> bytes:
    """Return the request's body with its keys sorted, empty where there is none."""
    body = g.get("body", missing)
    return b"" if body is missing else orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


def init_app(app: Flask) -> None:
    """Let `app` read every body, and refuse one that can't be read, also where the route asks for none."""
    app.before_request(_read)


def _read() -> None:
    """Keep the body in `g.body`. Raises UnsupportedMediaType or Malformed."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    text = request.get_data(cache=True)
    request.stream.read(1)  # a body in chunks is cut at the limit in silence; asking for more of it is what raises 413
    if not text.strip():
        return
    if getattr(current_app.view_functions.get(request.endpoint or ""), takes_form.__name__, False):
        if request.mimetype != FORM:
            raise UnsupportedMediaType("Send the form as a web page does.")
        return
    if not request.is_json:
        raise UnsupportedMediaType("Send the body as JSON, with the header Content-Type: application/json.")
    try:
        g.body = wire.loads(text)
        canonical_body()
    except (ValueError, TypeError) as error:
        raise Malformed("This body can't be read: not JSON, broken Unicode, or nested too deeply.") from error
