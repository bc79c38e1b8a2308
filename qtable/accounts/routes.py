"""Logging in and out, under /auth."""

from flask import current_app, request

from qtable.accounts import actions, limits, schemas, tokens
from qtable.accounts.access import bearer_token, current_identity, insist_on_password, logged_in
from qtable.bodies import Blueprint

blp = Blueprint("accounts", __name__, url_prefix="/auth", description="Logins")


@blp.post("/login")
@blp.arguments(schemas.LoginBody)
@blp.response(200, schemas.TokenShape)
@limits.logins
def login(body):
    """Log in with email and password."""
    return actions.log_in(body["email"], body["password"])


@blp.post("/register")
@blp.arguments(schemas.RegisterBody)
@blp.response(201, schemas.TokenShape)
@limits.sign_ups
def register(body):
    """Make a restaurant with its first admin; open by the setting ALLOW_REGISTRATION."""
    return actions.register(current_app.config["ALLOW_REGISTRATION"], **body)


@blp.get("/me")
@blp.response(200, schemas.MeShape)
def me():
    """Show who is logged in."""
    return actions.describe(tokens.verify(bearer_token()))


@blp.put("/me")
@logged_in
@blp.arguments(schemas.MeBody)
@blp.response(200, schemas.MeShape)
def rename(body):
    """Change one's own names; a login by PIN may not."""
    insist_on_password(current_identity())
    return actions.rename(current_identity(), body)


@blp.post("/refresh")
@blp.doc(security=[{"refresh": []}, {}])
@blp.arguments(schemas.RefreshBody)
@blp.response(200, schemas.TokenShape)
@limits.renewals
def refresh(body):
    """Renew the tokens with the refresh token, as bearer token or in the body."""
    token = body.get("refresh_token") if "Authorization" not in request.headers else bearer_token()
    return actions.refresh(tokens.verify(token, "refresh"))


@blp.post("/password")
@logged_in
@blp.arguments(schemas.PasswordBody)
@blp.response(200, schemas.DoneShape)
@limits.own_passwords
def change_password(body):
    """Change one's own password: every other login of the person ends, this one stays."""
    actions.change_password(current_identity(), body["current_password"], body["new_password"])
    return {"success": True}


@blp.post("/logout")
@blp.response(200, schemas.DoneShape)
def logout():
    """End this login: its tokens are refused from now on, and its live connections closed."""
    actions.log_out(tokens.verify(bearer_token()))
    return {"success": True}
