"""No request that the OpenAPI document allows or forbids gets an answer that isn't in it. More by `make fuzz`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, make_response
from marshmallow import Schema, fields

from qtable import create_app
from qtable.bodies import Blueprint
from qtable.documents.openapi import document
from qtable.extensions import db
from tests.conftest import app_on
from tests.support.desk import new_desk
from tests.support.fuzz import EXAMPLES, Fuzz


def every_operation() -> list[tuple[str, str, int]]:
    """Return path, method and how many requests: fewer for another way to a view that has one already."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://", "SECRET_KEY": "k" * 40, "JWT_SECRET_KEY": "k" * 40})
    with app.app_context():
        paths = document(app)["paths"]
    return [
        (path, method, max(EXAMPLES // 4, 1) if operation["operationId"].startswith("api_") else EXAMPLES)
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]


OPERATIONS = every_operation()


@pytest.fixture(scope="module")
def fuzz(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzz]:
    path = tmp_path_factory.mktemp("fuzz") / "qtable.db"
    shutil.copyfile(empty_database, path)
    app = app_on(path)
    yield Fuzz(app, new_desk(app))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("path", "method", "examples"), OPERATIONS, ids=[f"{method} {path}" for path, method, _ in OPERATIONS]
)
def test_every_answer_is_a_documented_one(fuzz: Fuzz, path: str, method: str, examples: int) -> None:
    complaints = fuzz.complaints(path, method, examples)
    assert not complaints, "\n\n".join(complaint[:3000] for complaint in complaints[:3])


def test_the_requests_reach_what_they_ask_for(fuzz: Fuzz) -> None:
    """Without this, everything above could pass on refusals alone."""
    done = sum(count for status, count in fuzz.statuses.items() if status < 400)
    assert done > sum(fuzz.statuses.values()) / 5, fuzz.statuses
    assert {200, 201, 404, 409, 422} <= set(fuzz.statuses), fuzz.statuses


class DrinkShape(Schema):
    """A drink."""

    name = fields.String()


BROKEN = {
    "failure": (lambda: 1 / 0, "ServerError"),
    "status": (lambda: make_response({"name": "Malbec"}, 203), "UndefinedStatusCode"),
    "missing": (lambda: make_response({}), "JsonSchemaError"),
    "type": (lambda: make_response({"name": 5}), "JsonSchemaError"),
    "text": (lambda: make_response("Malbec"), "UndefinedContentType"),
}


def test_every_kind_of_broken_answer_is_found(app: Flask) -> None:
    blp = Blueprint("bar", __name__, description="Drinks")
    for fault, (answer, _) in BROKEN.items():
        blp.get(f"/bar/{fault}", endpoint=fault)(blp.response(200, DrinkShape)(answer))
    app.register_blueprint(blp)
    fuzz = Fuzz(app, new_desk(app))
    for fault, (_, finding) in BROKEN.items():
        complaints = fuzz.complaints(f"/bar/{fault}", "get", examples=1)
        assert len(complaints) == 1
        assert finding in complaints[0]
