"""Commands about people, for who runs the box: nobody's role is asked."""

import click
from flask.cli import with_appcontext

from qtable.accounts import actions as logins
from qtable.accounts.roles import Role
from qtable.errors import DomainError
from qtable.staff import actions


@click.command("set-password")
@click.argument("email")
@click.password_option()
@with_appcontext
def set_password(email: str, password: str) -> None:
    """Give a person a new password and end all their logins."""
    try:
        logins.set_password(email, password)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"The password of {email} is changed; all their devices must log in again.")


@click.command("add-member")
@click.argument("email")
@click.argument("restaurant")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@with_appcontext
def add_member(email: str, restaurant: str, role: str) -> None:
    """Let a person with a login work in a RESTAURANT (its id or slug) too."""
    try:
        actions.add_member(email, restaurant, Role(role))
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"{email} works at {restaurant} now, as {role}, and logs in with the same password as before.")
    click.echo("An admin of the restaurant where the login began may have chosen it; set-password gives another.")
