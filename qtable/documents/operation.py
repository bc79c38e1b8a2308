"""One operation of the app: one method of one path, and what its view, its guard and its decorators say of it."""

import inspect
import re
from dataclasses import dataclass
from functools import cached_property
from types import FunctionType
from typing import Any

from apispec.ext.marshmallow import OpenAPIConverter
from flask import Flask
from flask.sansio.blueprints import Blueprint
from werkzeug.routing import Rule

from qtable.accounts import access, tokens
from qtable.accounts.roles import ALLOWED
from qtable.documents.reach import Reach, reach_of

Json = dict[str, Any]
PLACEHOLDER = re.compile(r"<(?:(\w+)(?:\(.*?\))?:)?(\w+)>")


@dataclass(frozen=True)
class Operation:
    """One method of one rule of an app's map; `converter` turns schemas into references."""

    app: Flask
    rule: Rule
    method: str
    converter: OpenAPIConverter

    @property
    def path(self) -> str:
        """Return the path with its parameters in braces."""
        return PLACEHOLDER.sub(r"{\2}", self.rule.rule)

    @property
    def name(self) -> str:
        """Return a name that no other operation has: blueprint and view, and what else tells them apart."""
        views = self.app.view_functions
        alike = [rule for rule in self.app.url_map.iter_rules() if views[rule.endpoint] is self.view]
        mine = [rule for rule in alike if rule.endpoint.rpartition(".")[0] == self.registered]
        words = [self.registered, self.view.__name__]
        if self.rule is not min(mine, key=lambda rule: (len(rule.rule), rule.rule)):
            words.append(re.sub(r"\W+", "_", self.path).strip("_"))
        if len(self.methods_of(self.rule)) > 1:
            words.append(self.method.lower())
        return "_".join(words)

    @staticmethod
    def methods_of(rule: Rule) -> set[str]:
        """Return the methods that are documented: those that Flask adds to every route aside."""
        return (rule.methods or set()) - {"HEAD", "OPTIONS"}

    @property
    def view(self) -> Any:
        """Return the view function."""
        return self.app.view_functions[self.rule.endpoint]

    @property
    def registered(self) -> str:
        """Return the name under which the view's blueprint was registered."""
        return self.rule.endpoint.rpartition(".")[0]

    @property
    def blueprint(self) -> Blueprint:
        """Return the view's blueprint."""
        return self.app.blueprints[self.registered]

    @property
    def is_file(self) -> bool:
        """Tell whether Flask itself answers, with a file of the blueprint."""
        return self.rule.endpoint.rpartition(".")[2] == "static"

    @property
    def refuses_in_pages(self) -> bool:
        """Tell whether a person reads what is refused here: the blueprint words every failure by itself."""
        return Exception in self.blueprint.error_handler_spec[None][None]

    @property
    def docstring(self) -> str:
        """Return what the view says of itself."""
        return "Send one of the page's own files." if self.is_file else inspect.getdoc(self.view) or ""

    @property
    def documented(self) -> Json:
        """Return what the blueprint's decorators have noted on the view."""
        return getattr(self.view, "_apidoc", {})

    @property
    def arguments(self) -> list[Json]:
        """Return the schemas that read the request, with their location."""
        return self.documented.get("arguments", {}).get("parameters", [])

    @property
    def body(self) -> Any:
        """Return the schema of the body, or None."""
        return next((one["schema"] for one in self.arguments if one["in"] == "json"), None)

    @property
    def capability(self) -> Any:
        """Return the capability that the view's guard asks for, or None."""
        return getattr(self.view, "capability", None)

    @cached_property
    def reach(self) -> Reach:
        """Return what the view reaches, its guard left out."""
        return reach_of(self.view, besides=_only_guards_or_tells)

    @property
    def with_token(self) -> bool:
        """Tell whether an access token is asked for, by the guard or by the view itself."""
        return self.capability is not None or bool({access.bearer_token, tokens.verify} & self.reach.functions)

    @property
    def limited(self) -> bool:
        """Tell whether calls are counted, and too many refused."""
        return getattr(self.view, "limited", False)

    @property
    def roles(self) -> list[str]:
        """Return the roles that have the capability."""
        return [str(role) for role, capabilities in ALLOWED.items() if self.capability in capabilities]


def _only_guards_or_tells(function: FunctionType) -> bool:
    """Tell whether a function is the guard's own, or of this room, which names much and calls none of it."""
    room = function.__globals__["__name__"].rpartition(".")[0]
    return function.__code__.co_qualname.startswith(f"{access.needs.__name__}.") or room == __package__
