"""The first run, under /setup."""

from qtable.accounts import limits
from qtable.accounts.schemas import TokenShape
from qtable.bodies import Blueprint
from qtable.setup import actions
from qtable.setup.schemas import SetupBody, SetupShape

blp = Blueprint("setup", __name__, url_prefix="/setup", description="The first run")


@blp.get("")
@blp.response(200, SetupShape)
def state():
    """Tell whether the box waits for its first run, and which floors there are to begin with."""
    return actions.state()


@blp.post("")
@blp.arguments(SetupBody)
@blp.response(201, TokenShape)
@limits.setups
def set_up(body):
    """Make the restaurant, its first admin and its floor in one go; the code stands on the server's console."""
    return actions.set_up(**body)
