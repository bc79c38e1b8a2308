"""Where the live document comes in: /asyncapi.json. Open to all; it holds nobody's data."""

from flask import current_app
from marshmallow import Schema, fields

from qtable.bodies import Blueprint
from qtable.documents import asyncapi

blp = Blueprint("live_docs", __name__, description="What this server says of itself")


class LiveDocumentShape(Schema):
    """An AsyncAPI 3.0 document."""

    asyncapi = fields.String(metadata={"example": asyncapi.VERSION})
    info = fields.Dict()
    defaultContentType = fields.String(metadata={"example": "application/json"})  # noqa: N815 - AsyncAPI's own name
    servers = fields.Dict(metadata={"example": {}})
    channels = fields.Dict()
    operations = fields.Dict()
    components = fields.Dict()


@blp.get("/asyncapi.json")
@blp.response(200, LiveDocumentShape)
def live():
    """Describe every live message: who says it where, its shape, and an example."""
    return current_app.json.response(asyncapi.document(current_app))
