"""The AsyncAPI document as a judge of what was heard."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from qtable import create_app
from qtable.documents import asyncapi


@cache
def document() -> dict[str, Any]:
    """Return the document of an app of this code."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://", "SECRET_KEY": "k" * 40, "JWT_SECRET_KEY": "k" * 40})
    with app.app_context():
        return asyncapi.document(app)


def complaints(role: str, messages: Iterable[dict[str, Any]]) -> list[str]:
    """Return what is wrong with messages, each held to the schema of its type; no other field may stand in it."""
    return [wrong for message in messages for wrong in faults(role, message.get("type", ""), message)]


def faults(role: str, name: str, payload: Any) -> list[str]:
    """Return what is wrong with one message, by its role in the document: server, ack, event or frame."""
    key = f"{role}.{name}".replace(":", ".")
    if key not in document()["components"]["messages"]:
        return [f"{key} isn't in the document"]
    return [f"{key} {list(error.absolute_path)}: {error.message[:200]}" for error in _judge(key).iter_errors(payload)]


@cache
def _judge(key: str) -> Draft202012Validator:
    components = document()["components"]
    return Draft202012Validator(components["messages"][key]["payload"] | {"components": components})
