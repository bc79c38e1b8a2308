"""PostgreSQL: waiting that holds nobody up, limits to every wait, and rows that only their restaurant sees."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError

import config
from qtable.group_commit import MakeDurable, Tell, Writing
from qtable.statements import Command, spoken_by

config.wait_green()  # before psycopg's import, which reads it

import psycopg  # noqa: E402
from psycopg import waiting  # noqa: E402

DIALECT = PGDialect_psycopg()
SHOW = text("SELECT set_config('app.restaurant_id', :id, true)")
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
WRITE_WAIT_SECONDS = 3.0
MOST_UNASKED = 4
SECONDS_UNASKED = 1.0
MOST_CONNECTIONS = 15
# Milliseconds. UTC, because a session's own zone would move moments at the calendar's ends out of it.
SESSION = {
    "timezone": "UTC",
    "lock_timeout": 3000,
    "statement_timeout": 5000,
    "idle_in_transaction_session_timeout": 5000,
}
# statement_timeout is kept by the server, and a hung one keeps nothing.
SECONDS_TO_ANSWER = 6.0
REACHING = {"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
# The lock of what belongs to no restaurant: people and their logins. Its number is ours among all locks of a database.
LOCK_ACCOUNTS = text("SELECT pg_advisory_xact_lock(7305001)")
ADVICE = (
    "The database role {role} passes by row-level security (it is a superuser or has BYPASSRLS), so that nothing but "
    "our own code would keep restaurants apart. Give DATABASE_URL a role of its own: CREATE ROLE qtable LOGIN PASSWORD "
    "'…'; ALTER DATABASE … OWNER TO qtable; or leave the tables to {role} by naming it in DATABASE_OWNER_URL."
)

# One writer per restaurant in this process: the others wait here, and hold no connection while they do.
_turns: WeakValueDictionary[str, threading.Semaphore] = WeakValueDictionary()


class OurConnection(psycopg.Connection[Any]):
    """A connection that doesn't wait for ever for a server that hangs, and that reads in what the driver begins.

    Writers say BEGIN themselves, so whatever else writes by mistake is refused by PostgreSQL.
    """

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer. Raises OperationalError, the connection closed, when none comes in SECONDS_TO_ANSWER."""
        try:
            return super().wait(_at_once(gen), interval, SECONDS_TO_ANSWER if timeout is None else timeout)
        except psycopg.errors._WaitTimeout as silence:  # noqa: SLF001 - the only name it has
            if timeout is not None:
                raise
            self.close()
            raise psycopg.OperationalError(f"PostgreSQL said nothing for {SECONDS_TO_ANSWER:g} s") from silence

    def rollback(self) -> None:
        """End a reading by COMMIT, as there is nothing to undo: at a ROLLBACK the driver forgets what it has prepared.

        Each statement would be parsed and planned anew. Everything else is rolled back.
        """
        if not self.autocommit and self.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS:
            self.execute("COMMIT")
        else:
            super().rollback()


class PassesByRowSecurity(psycopg.OperationalError):
    """The role of a new connection would see every restaurant's rows."""


def engine_options(_url: str) -> dict[str, Any]:
    """Return SQLAlchemy's engine options: readings are one snapshot each. Errors never show what people typed."""
    options = " ".join(f"-c {name}={value}" for name, value in SESSION.items())
    return {
        "connect_args": REACHING | {"options": options},
        "hide_parameters": True,
        "isolation_level": "REPEATABLE READ",
        "pool_size": MOST_CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": WRITE_WAIT_SECONDS,
    }


def unhurried_engine(url: str) -> Engine:
    """Return an engine for what may take its time, whatever its role: migrations, copying."""
    return create_engine(
        url,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
        connect_args={"options": "-c timezone=UTC"},
        hide_parameters=True,
    )


def keep_still(connection: Connection) -> None:
    """Keep writers out until the transaction's end; readers go on."""
    connection.execute(text("LOCK TABLE restaurants, users IN SHARE ROW EXCLUSIVE MODE"))


def install(engine: Engine) -> None:
    """Refuse a driver that would hold up the process, and at each new connection a role that sees too much."""
    if config.is_green() and waiting.wait is not waiting.wait_select:
        raise config.ConfigurationError(
            "psycopg was imported before eventlet's patch, so that each query would hold up the whole process. "
            "Patch first, as wsgi.py does, or set PSYCOPG_WAIT_FUNC=wait_select."
        )
    event.listen(engine, "connect", _note_when)
    event.listen(engine, "checkin", _note_when)
    event.listen(engine, "checkout", _ask_after_a_pause)
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _refuse_who_sees_too_much)


def check(engine: Engine) -> bool:
    """Try a connection; return whether there is a database. Raises ConfigurationError for a role that sees too much."""
    try:
        engine.connect().close()
    except OperationalError as error:
        if isinstance(error.orig, PassesByRowSecurity):
            raise config.ConfigurationError(str(error.orig)) from error
        return False
    return True


def turn(_engine: Engine, restaurant_id: str | None) -> threading.Semaphore:
    """Return what a writer of this process holds while it writes rows of a restaurant (None: of no restaurant)."""
    return _turns.setdefault(restaurant_id or "", threading.Semaphore())


@contextmanager
def writing(engine: Engine, restaurant_id: str | None, make_durable: MakeDurable, tell: Tell) -> Iterator[Writing]:
    """Let the holder of the turn write; each of its statements sees what others have committed. Gives the turn back.

    A restaurant's lock is its row, which the writer takes; for rows of no restaurant it is taken here.
    """
    held = turn(engine, restaurant_id)
    try:
        with _writer_of(engine).connect() as connection:
            connection.begin()
            if restaurant_id is None:
                run(connection, Command(LOCK_ACCOUNTS, {}))
            written = Writing(connection)
            yield written
            make_durable(connection, written.last)
    finally:
        held.release()
    if written.news:
        tell(written.news)


@cache
def _writer_of(engine: Engine) -> Engine:
    """Return the engine on which `run` says BEGIN: the driver would wait for the answer to its own."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def run(connection: Connection, *commands: Command) -> list[list[Any]]:
    """Run statements one after the other, in one round trip, which is BEGIN's too; return the rows of each.

    Raises what SQLAlchemy would.
    """
    driver: Any = connection.connection.dbapi_connection
    spoken = [(spoken_by(DIALECT, one), one.values) for one in commands]
    try:
        with driver.pipeline() if len(commands) > 1 or _is_idle(driver) else nullcontext():
            if driver.autocommit and _is_idle(driver):
                driver.execute(BEGIN)
            cursors = [driver.execute(said.text, said.bound(values)) for said, values in spoken]
    except psycopg.Error as error:
        if driver.closed:
            connection.exec_driver_sql("")  # raises: so SQLAlchemy hears of it, and lets go of the other connections
        raise DBAPIError.instance("", None, error, psycopg.Error, hide_parameters=True) from error
    return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def store(written: Writing, *commands: Command) -> None:
    """Keep a writer's statements for its commit: both are one round trip then."""
    written.last += commands


def _is_idle(driver: psycopg.Connection[Any]) -> bool:
    return driver.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def showing(restaurant_id: str) -> Command:
    """Return what shows an open transaction a restaurant's rows, and no others; its end takes that back."""
    return Command(SHOW, {"id": restaurant_id})


def _at_once(gen: Any) -> Any:
    """Let a conversation write without asking whether it can: there is nearly always room, and asking takes a turn.

    Where there is none, it asks for the same again and again; then it waits as it would have.
    """
    ready, unasked = None, 0
    try:
        while True:
            wanted = gen.send(ready)
            writes = wanted & waiting.Wait.W and unasked < MOST_UNASKED
            ready, unasked = (waiting.Ready.W, unasked + 1) if writes else ((yield wanted), 0)
    except StopIteration as end:
        return end.value


def _connect(_dialect: object, _record: object, addresses: list[Any], settings: dict[str, Any]) -> psycopg.Connection:
    connection = OurConnection.connect(*addresses, **settings)
    connection.read_only = True
    return connection


def _note_when(_connection: object, record: Any) -> None:
    record.info["let_go"] = time.monotonic()


def _ask_after_a_pause(connection: psycopg.Connection[Any], record: Any, _proxy: object) -> None:
    """Ask a connection that nobody used for a while if it is still there. Raises DisconnectionError where it isn't.

    SQLAlchemy would ask at each use. One that breaks while it is in use ends all of the pool in any case.
    """
    if time.monotonic() - record.info["let_go"] < SECONDS_UNASKED:
        return
    try:
        connection.autocommit = True  # one round trip, without BEGIN and COMMIT
        connection.execute("SELECT 1")
        connection.autocommit = False
    except psycopg.Error as error:
        raise DisconnectionError from error


def _refuse_who_sees_too_much(connection: psycopg.Connection[Any], _record: object) -> None:
    asked = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    role, sees_too_much = connection.execute(asked).fetchone() or ("", True)
    connection.rollback()
    if sees_too_much:
        connection.close()
        raise PassesByRowSecurity(ADVICE.format(role=role))
