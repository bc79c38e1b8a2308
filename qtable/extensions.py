"""The Flask extensions and the commit signal, unbound; create_app() binds them to an app."""

from blinker import Signal
from flask_jwt_extended import JWTManager
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_smorest import Api
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

db = SQLAlchemy(metadata=MetaData(naming_convention=NAMES))
migrate = Migrate()
jwt = JWTManager()
limiter = Limiter(get_remote_address)
api = Api()
socketio = SocketIO()

logins_ended = Signal("Some logins have ended, and that is durable.")
gone = Signal("A live connection has ended; sent with `client`.")
committed = Signal("Transactions are durable; sent with `changes`, their rows of the log in order.")
