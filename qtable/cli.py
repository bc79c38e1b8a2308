"""Commands for the person who runs the box: `flask --app qtable qtable …`."""

import logging

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

import config
from qtable import database
from qtable.accounts import actions, passwords
from qtable.changes.retention import prune
from qtable.copying import copy_database
from qtable.errors import DomainError
from qtable.extensions import db
from qtable.setup.actions import EMPTY, found_restaurant
from qtable.staff import cli as people

group = AppGroup("qtable", help="Run this restaurant's box.")
DEFAULT_EMAIL = "admin@qtable.local"
DEMO_FLOOR = "bistro"


@group.command()
@click.option("--demo", is_flag=True, help="Load the demo floor and service into a restaurant made now.")
@click.option("--empty", is_flag=True, help="Make no restaurant: the page asks its owner on the first run.")
def prepare(demo: bool, empty: bool) -> None:
    """Bring the database up to date; on the first run make the restaurant and its admin."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()
    database.check(current_app._get_current_object())  # type: ignore[attr-defined]
    if actions.has_users(db.session()):
        click.echo("Log in with your email and password. Forgotten? make password EMAIL=you@example.com")
    elif not empty:
        _make_first_restaurant(demo)


@group.command("prune-log")
def prune_log() -> None:
    """Drop what the retention settings no longer keep of the change log."""
    dropped = prune(current_app.config["CHANGE_RETENTION_DAYS"], current_app.config["CHANGE_RETENTION_TRANSACTIONS"])
    click.echo(f"{dropped} transactions dropped from the change log.")


@group.command("copy-database")
@click.argument("source")
@click.argument("target")
def copy(source: str, target: str) -> None:
    """Copy everything from one database (its address, as in DATABASE_URL) into another one that is empty."""
    try:
        copy_database(config.database_url(source), config.database_url(target), click.echo)
    except (DomainError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("Everything is copied. Set DATABASE_URL to the new address and start the server.")


def init_app(app: Flask) -> None:
    """Add the commands to `app`."""
    for command in (people.set_password, people.add_member):
        group.add_command(command)
    app.cli.add_command(group)


def _make_first_restaurant(demo: bool) -> None:
    """Store it with its admin, and show the login at once: this is the only time that its password is known."""
    email = current_app.config["ADMIN_EMAIL"] or DEFAULT_EMAIL
    password = current_app.config["ADMIN_PASSWORD"] or passwords.random_password()
    name = current_app.config["RESTAURANT_NAME"]
    floor = DEMO_FLOOR if demo else EMPTY
    found_restaurant({"email": email, "password": password}, {"name": name}, floor, demo=demo)
    _show_login(email, password)


def _show_login(email: str, password: str) -> None:
    given = bool(current_app.config["ADMIN_PASSWORD"])
    click.echo("First run: the restaurant is ready. Log in with")
    click.echo(f"    email     {email}")
    click.echo(f"    password  {'the one in ADMIN_PASSWORD' if given else password}")
    if not given:
        click.echo("This password is shown only now.")
