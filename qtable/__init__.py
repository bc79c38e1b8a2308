"""QTable: a restaurant's door (waitlist, floor and book), live on every device."""

import secrets
from typing import Any

from flask import Flask, g, request
from flask_cors import CORS

import config
from qtable import bodies, cli, database, errors, gauges, logs, providers, scrape, watch, wire
from qtable.accounts import device_routes, limits, remembered
from qtable.accounts import routes as accounts_routes
from qtable.batch import routes as batch_routes
from qtable.changes import entities, known, perform
from qtable.changes import routes as sync_routes
from qtable.dashboard import routes as dashboard_routes
from qtable.demo import routes as demo_routes
from qtable.documents import routes as documents_routes
from qtable.extensions import api, db, jwt, migrate
from qtable.guests import outlook as guests_outlook
from qtable.guests import routes as guests_routes
from qtable.guests.schemas import GUESTS
from qtable.health import blp as health_blp
from qtable.host_stand import routes as host_stand_routes
from qtable.lobby import pages as lobby_pages
from qtable.lobby import routes as lobby_routes
from qtable.outlook import routes as outlook_routes
from qtable.realtime import feed, handlers, news, presence
from qtable.reports import routes as reports_routes
from qtable.reservations import routes as reservations_routes
from qtable.reservations.schemas import RESERVATIONS
from qtable.restaurants import routes as restaurants_routes
from qtable.restaurants.schemas import RESTAURANTS
from qtable.setup import routes as setup_routes
from qtable.staff import routes as staff_routes
from qtable.tables import combination_routes, draft_routes, section_routes
from qtable.tables import routes as tables_routes
from qtable.tables.schemas import COMBINATIONS, SECTIONS, TABLES
from qtable.waitstaff import routes as waitstaff_routes
from qtable.waitstaff.schemas import SERVERS

FIXED: dict[str, Any] = {
    "API_TITLE": "QTable",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "JWT_ALGORITHM": "HS256",
    "JWT_DECODE_ALGORITHMS": ["HS256"],
    "JWT_ENCODE_NBF": False,
    "MAX_CONTENT_LENGTH": 1_048_576,
    "SQLALCHEMY_TRACK_MODIFICATIONS": False,
}

# Each answers under /restaurants/{restaurant_id}, and under /api for the restaurant of the token.
OF_A_RESTAURANT = (
    guests_routes.blp,
    outlook_routes.blp,
    tables_routes.blp,
    section_routes.blp,
    combination_routes.blp,
    draft_routes.blp,
    waitstaff_routes.blp,
    reports_routes.blp,
    reservations_routes.blp,
    batch_routes.blp,
    sync_routes.trail_blp,
    restaurants_routes.blp,
    staff_routes.blp,
    lobby_routes.blp,
    device_routes.blp,
    demo_routes.blp,
)
OF_THEIR_OWN = (
    batch_routes.atomic_blp,
    restaurants_routes.itself,
    sync_routes.blp,
    dashboard_routes.blp,
    accounts_routes.blp,
    device_routes.pin_blp,
    setup_routes.blp,
)
# Described by hand in the OpenAPI document, or by themselves.
PLAIN = (health_blp, scrape.blp, host_stand_routes.blp, lobby_pages.blp, documents_routes.blp)


def create_app(settings: dict[str, Any] | None = None, async_mode: str = "threading") -> Flask:
    """Return the app, wired; `settings` override what config.py reads from the environment."""
    app = Flask(__name__, static_folder=None)
    app.json = providers.Json(app)
    app.session_interface = providers.NoCookies()
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    app.config.from_mapping(config.load() | FIXED | (settings or {}))
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    logs.init_app(app)
    if app.config["CORS_ORIGINS"]:
        CORS(app, origins=app.config["CORS_ORIGINS"])

    db.init_app(app)
    migrate.init_app(app, db, directory="migrations")
    jwt.init_app(app)
    limits.init_app(app)
    remembered.init_app(app)
    api.init_app(app)
    database.init_app(app)
    entities.register(app, [GUESTS, TABLES, RESERVATIONS, SECTIONS, COMBINATIONS, SERVERS, RESTAURANTS])
    known.init_app(app)
    guests_outlook.init_app(app)
    feed.init_app(app)
    presence.init_app(app)
    handlers.init_app(app, async_mode, news.init_app(app))
    watch.init_app(app)
    gauges.init_app(app)

    for blueprint in OF_A_RESTAURANT:
        for prefix, name in (("/restaurants/<restaurant_id>", "restaurant"), ("/api", "api")):
            api.register_blueprint(blueprint, url_prefix=prefix, name=f"{name}_{blueprint.name}")
    for blueprint in OF_THEIR_OWN:
        api.register_blueprint(blueprint)
    for blueprint in PLAIN:
        app.register_blueprint(blueprint)
    errors.init_app(app)
    cli.init_app(app)
    app.before_request(_name_request)
    app.before_request(perform.check_headers)
    bodies.init_app(app)
    app.after_request(_show_request_name)
    return app


def _name_request() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if wire.ID.fullmatch(given) else secrets.token_hex(8)


def _show_request_name(response):
    response.headers["X-Request-Id"] = g.get("request_id", "")
    return response
