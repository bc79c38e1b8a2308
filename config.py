"""Every setting of QTable: the only place that reads the environment.

README.md shows the same list as a table; a test compares the two.
"""

import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

INSTANCE = Path(__file__).resolve().parent / "instance"
SHORTEST_SECRET_KEY = 32
POSTGRESQL_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
DOCUMENTED_PASSWORD = "password123"  # noqa: S105 - the one that production refuses


class ConfigurationError(SystemExit):
    """A setting that the process can't start with: it ends with this sentence, which says what to do."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: how its text is read, and what it means to a person."""

    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str


def switch(text: str) -> bool:
    """Read yes/no in the usual spellings."""
    known = {"1": True, "true": True, "yes": True, "on": True}
    known |= {"0": False, "false": False, "no": False, "off": False}
    if text.strip().lower() not in known:
        raise ValueError(f"{text!r} is neither true nor false")
    return known[text.strip().lower()]


def optional_switch(text: str) -> bool | None:
    """Read yes/no, or nothing for "decide from the data"."""
    return switch(text) if text.strip() else None


def words(text: str) -> list[str]:
    """Read a comma-separated list."""
    return [word.strip() for word in text.split(",") if word.strip()]


def at_least(lowest: int, highest: int = 10**9) -> Callable[[str], int]:
    """Read a whole number from `lowest` to `highest`."""

    def read(text: str) -> int:
        number = int(text)
        if not lowest <= number <= highest:
            raise ValueError(f"it must be {lowest} to {highest}")
        return number

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    """Read one of several words, in any case."""

    def read(text: str) -> str:
        found = next((choice for choice in choices if choice.lower() == text.strip().lower()), None)
        if found is None:
            raise ValueError(f"it must be one of {', '.join(choices)}")
        return found

    return read


def time_zone(text: str) -> str:
    """Read an IANA time zone; nothing means this machine's own."""
    name = text.strip() or tzlocal.get_localzone_name()
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone like Europe/Madrid") from error


def database_url(text: str) -> str:
    """Read a database address; a relative path is one from where the process was started."""
    scheme, _, rest = text.partition("://")
    if scheme in POSTGRESQL_SCHEMES and urlsplit(text).path.strip("/"):
        return f"postgresql+psycopg://{rest}"
    if text and (scheme != "sqlite" or not rest.startswith("/")):
        raise ValueError("it must be sqlite:///path/to/file or postgresql://user:password@host/database")
    return f"sqlite:///{Path(rest[1:]).resolve()}" if text else ""


def owner_url(text: str) -> str:
    """Read the PostgreSQL address of another role."""
    if text and not database_url(text).startswith("postgresql"):
        raise ValueError("it must be postgresql://owner:password@host/database")
    return database_url(text)


def is_green() -> bool:
    """Tell whether eventlet has patched this process, so that whoever waits must let others go on."""
    return "eventlet" in sys.modules and sys.modules["eventlet"].patcher.is_monkey_patched("select")


def wait_green() -> None:
    """Let a query that waits for PostgreSQL hold nobody up where eventlet has patched; psycopg reads this once."""
    if is_green():
        os.environ["PSYCOPG_WAIT_FUNC"] = "wait_select"


def redis_url(text: str) -> str:
    """Read a Redis or Valkey address."""
    url = re.sub(r"^valkey(s?|\+sentinel)://", lambda found: f"redi{'s' + found[1]}://", text)
    if url.startswith("redis+sentinel://"):
        if not re.fullmatch(r"[^/]+//[^/]+:\d+/\d+/[^/]+", url):
            raise ValueError("a Sentinel address looks like redis+sentinel://host:26379,other:26379/0/name")
    elif url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("it must begin with redis://, rediss://, unix:// or redis+sentinel://")
    for file in parse_qs(urlsplit(url).query).get("ssl_ca_certs", []):
        if not Path(file).is_file():
            raise ValueError(f"its ssl_ca_certs leads to no file: {file}")
    return url


SETTINGS = (
    Setting("DATABASE_URL", database_url, "", "Where the data is: `sqlite:///path/to/file` or `postgresql://user:password@host/database` (14 or newer). Empty: the SQLite file `instance/qtable.db`."),
    Setting("DATABASE_OWNER_URL", owner_url, "", "PostgreSQL: the same database as another role, who owns the tables and migrates them. Empty: the role of DATABASE_URL does."),
    Setting("SECRET_KEY", str, "", "Signs the tokens, 32 bytes or more. Empty: made once and kept in `instance/secret_key`; required in production."),
    Setting("ENVIRONMENT", one_of("development", "production"), "development", "`development` or `production`. Production refuses weak or documented secrets."),
    Setting("HOST", str, "0.0.0.0", "Address to listen on. All interfaces, so that tablets on the same network reach it."),  # noqa: S104
    Setting("PORT", at_least(0, 65_535), "8000", "Port to listen on; 0 picks a free one."),
    Setting("WEB_CONCURRENCY", at_least(1, 64), "1", "How many worker processes `make serve` and the Procfile start. With more than one, Socket.IO clients need WebSockets: long polling is refused."),
    Setting("REDIS_URL", redis_url, "", "Redis (6.2 or newer) or Valkey, for several workers: `redis://`, `rediss://` (TLS), `unix://`, or `redis+sentinel://[:password@]host:port,host:port/0/name`. Empty: none."),
    Setting("LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("LOG_FORMAT", one_of("text", "json"), "text", "How a line of the log looks: `text` for people, `json` for programs."),
    Setting("METRICS_TOKEN", str, "", "Bearer token for reading `/metrics`. Empty: only this machine may read it, and not through a proxy."),
    Setting("CORS_ORIGINS", words, "", "Other web origins that may call the API, comma-separated; `*` for all. The box's own pages need none."),
    Setting("RESTAURANT_NAME", str, "QTable Bistro", "Name of the first restaurant, made on the first run."),
    Setting("TIME_ZONE", time_zone, "", "Time zone of a new restaurant, like `Europe/Madrid`: its business day ends at 04:00 there. Empty: this machine's own."),
    Setting("ADMIN_EMAIL", str, "", "Login of the first admin. Empty: `admin@qtable.local`."),
    Setting("ADMIN_PASSWORD", str, "", "Password of the first admin. Empty: a random one, printed once on the first run."),
    Setting("ALLOW_REGISTRATION", optional_switch, "", "Whether `/auth/register` is open. Empty: only while there is no user, with the setup code."),
    Setting("RATELIMIT_ENABLED", switch, "true", "Whether logging in, signing up, refreshing and changing a password have a limit, and live connections one of their number and of what each may say."),
    Setting("LIVE_CONNECTIONS_PER_USER", at_least(1), "200", "How many live connections one person may have at a worker, on all devices together."),
    Setting("LIVE_CONNECTIONS_PER_RESTAURANT", at_least(1), "500", "How many live connections a restaurant may have at a worker."),
    Setting("LIVE_CONNECTIONS_PER_ADDRESS", at_least(1), "1000", "How many live connections may come from one address at a worker."),
    Setting("LIVE_STRANGERS_PER_ADDRESS", at_least(1), "500", "How many of an address may be connected to a worker at the same time without having said who they are; each has 5 s for that."),
    Setting("TRUSTED_PROXIES", at_least(0, 10), "0", "How many reverse proxies of yours stand in front, each adding to X-Forwarded-For. 0: a client's address is the one that it connects from."),
    Setting("ACCESS_TOKEN_EXPIRE_MINUTES", at_least(1), "60", "Life of an access token."),
    Setting("REFRESH_TOKEN_EXPIRE_DAYS", at_least(1), "30", "Life of a login: how long it can be refreshed."),
    Setting("WS_HEARTBEAT_INTERVAL", at_least(1), "30", "Seconds between the pings that a plain WebSocket client is asked to send."),
    Setting("WS_CONNECTION_TIMEOUT", at_least(1), "300", "Seconds of silence after which a plain WebSocket is closed."),
    Setting("REALTIME_ALLOW_ANONYMOUS", switch, "false", "Whether a plain WebSocket without a token may hear that something changed, without names or data. For old apps in a network of your own; refused in production."),
    Setting("CHANGE_RETENTION_DAYS", at_least(1), "30", "How long the change log is kept, and so how long a device may be away and resume."),
    Setting("CHANGE_RETENTION_TRANSACTIONS", at_least(1), "50000", "How many transactions per restaurant the change log keeps at the most."),
)  # fmt: skip


def load(environ: Mapping[str, str] | None = None, instance: Path = INSTANCE) -> dict[str, Any]:
    """Return the app's configuration, read from `environ` (default: the process's own).

    Raises ConfigurationError, naming the setting, for a value that can't be used.
    """
    environ = os.environ if environ is None else environ
    values = {setting.name: _read(setting, environ) for setting in SETTINGS}
    values["DATABASE_URL"] = values["DATABASE_URL"] or f"sqlite:///{instance / 'qtable.db'}"
    if values["ENVIRONMENT"] == "production":
        _refuse_weak_settings(values)
    values["SECRET_KEY"] = values["SECRET_KEY"] or _kept_secret(instance)
    return values | {
        "INSTANCE": str(instance),
        "SQLALCHEMY_DATABASE_URI": values["DATABASE_URL"],
        "JWT_SECRET_KEY": values["SECRET_KEY"],
    }


def _read(setting: Setting, environ: Mapping[str, str]) -> Any:
    text = environ.get(setting.name) or setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        shown = re.sub(r"(password=)[^&]*", r"\1…", re.sub(r"//.*@", "//…@", text))
        raise ConfigurationError(f"{setting.name}={shown!r} can't be used: {error}.") from error


def _refuse_weak_settings(values: Mapping[str, Any]) -> None:
    if len(values["SECRET_KEY"].encode()) < SHORTEST_SECRET_KEY:
        raise ConfigurationError(
            "SECRET_KEY must be a secret of your own of at least 32 bytes when ENVIRONMENT=production. "
            'Make one with: python3 -c "import secrets; print(secrets.token_hex(32))"'
        )
    if values["ADMIN_PASSWORD"] == DOCUMENTED_PASSWORD:
        raise ConfigurationError("ADMIN_PASSWORD is the one from the documentation; choose another.")
    if values["REALTIME_ALLOW_ANONYMOUS"]:
        raise ConfigurationError(
            "REALTIME_ALLOW_ANONYMOUS lets devices listen without a token and can't be used when "
            "ENVIRONMENT=production. Unset it, and give each device a login."
        )


def _kept_secret(instance: Path) -> str:
    """Return the key kept in `instance`; make it where there is none, whole on the disk or not at all."""
    path, mine = instance / "secret_key", instance / f"secret_key.{os.getpid()}"
    instance.mkdir(parents=True, exist_ok=True)
    if path.exists():
        if kept := path.read_text().strip():
            return kept
        path.unlink(missing_ok=True)
    mine.touch(mode=0o600)
    with mine.open("w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was faster: its key counts
        path.hardlink_to(mine)
    mine.unlink()
    return path.read_text().strip()
