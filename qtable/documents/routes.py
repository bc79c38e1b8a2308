"""Where the documents come in: /openapi.json, /docs which shows it, and /asyncapi.json. Open to all."""

from flask import Response, current_app, make_response, render_template
from marshmallow import Schema, fields

from qtable.bodies import Blueprint
from qtable.documents import asyncapi
from qtable.documents.openapi import document
from qtable.host_stand import routes as host_stand

blp = Blueprint("docs", __name__, template_folder="templates", description="What this server says of itself")

BUILT = ("docs.js", "docs.css")
# The page talks to this box and to nothing else, and runs no script but its own.
POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class DocumentShape(Schema):
    """An OpenAPI 3.1 document."""

    openapi = fields.String()
    info = fields.Dict()
    servers = fields.List(fields.Dict())
    tags = fields.List(fields.Dict())
    paths = fields.Dict()
    components = fields.Dict()


class LiveDocumentShape(Schema):
    """An AsyncAPI 3.0 document."""

    asyncapi = fields.String(metadata={"example": asyncapi.VERSION})
    info = fields.Dict()
    defaultContentType = fields.String(metadata={"example": "application/json"})  # noqa: N815 - AsyncAPI's own name
    servers = fields.Dict(metadata={"example": {}})
    channels = fields.Dict()
    operations = fields.Dict()
    components = fields.Dict()


@blp.get("/openapi.json")
@blp.response(200, DocumentShape)
def openapi():
    """Describe every route: what it asks for, what it answers, who may call it."""
    return current_app.json.response(document(current_app))


@blp.get("/asyncapi.json")
@blp.response(200, LiveDocumentShape)
def live():
    """Describe every live message: who says it where, its shape, and an example."""
    return current_app.json.response(asyncapi.document(current_app))


@blp.get("/docs")
@blp.response(200, content_type="text/html")
@blp.alt_response(503, content_type="text/html")
def docs() -> Response:
    """Show the same as a page on which every route can be tried."""
    version = host_stand.built_version(BUILT)
    page = render_template("docs.html", version=version)
    return make_response(page, 200 if version else 503, host_stand.HEADERS | {"Content-Security-Policy": POLICY})
