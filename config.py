"""Every setting of QTable: the only place that reads the environment.

README.md shows the same list as a table; a test compares the two.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

INSTANCE = Path(__file__).resolve().parent / "instance"
SHORTEST_SECRET_KEY = 32
DOCUMENTED_PASSWORD = "password123"  # noqa: S105 - the one that production refuses
DOCUMENTED_SECRET_KEYS = ("your-secret-key", "your-production-secret-key", "changeme", "secret")


class ConfigurationError(ValueError):
    """A setting that the process can't start with; the message says which and what to do."""


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


def at_least(lowest: int) -> Callable[[str], int]:
    """Read a whole number that must not be below `lowest`."""

    def read(text: str) -> int:
        number = int(text)
        if number < lowest:
            raise ValueError(f"{number} is less than {lowest}")
        return number

    return read


def environment(text: str) -> str:
    """Read `development` or `production`."""
    if text not in ("development", "production"):
        raise ValueError(f"{text!r} is neither development nor production")
    return text


def database_url(text: str) -> str:
    """Read a database address as SQLAlchemy spells it."""
    if text.startswith("postgres://"):
        return "postgresql://" + text.removeprefix("postgres://")
    return text


SETTINGS = (
    Setting("DATABASE_URL", database_url, "", "Where the data is. Empty: the SQLite file `instance/qtable.db`."),
    Setting("SECRET_KEY", str, "", "Signs the tokens, 32 bytes or more. Empty: made once and kept in `instance/secret_key`; required in production."),
    Setting("ENVIRONMENT", environment, "development", "`development` or `production`. Production refuses weak or documented secrets."),
    Setting("HOST", str, "0.0.0.0", "Address to listen on. All interfaces, so that tablets on the same network reach it."),  # noqa: S104
    Setting("PORT", at_least(0), "8000", "Port to listen on; 0 picks a free one."),
    Setting("LOG_LEVEL", str.upper, "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("CORS_ORIGINS", words, "", "Other web origins that may call the API, comma-separated; `*` for all. The box's own pages need none."),
    Setting("RESTAURANT_NAME", str, "QTable Bistro", "Name of the first restaurant, made on the first run."),
    Setting("ADMIN_EMAIL", str, "", "Login of the first admin. Empty: `admin@qtable.local`."),
    Setting("ADMIN_PASSWORD", str, "", "Password of the first admin. Empty: a random one, printed once on the first run."),
    Setting("ALLOW_REGISTRATION", optional_switch, "", "Whether `/auth/register` is open. Empty: only while there is no user."),
    Setting("ACCESS_TOKEN_EXPIRE_MINUTES", at_least(1), "60", "Life of an access token."),
    Setting("REFRESH_TOKEN_EXPIRE_DAYS", at_least(1), "30", "Life of a login: how long it can be refreshed."),
    Setting("WS_HEARTBEAT_INTERVAL", at_least(1), "30", "Seconds between the pings that a plain WebSocket client is asked to send."),
    Setting("WS_CONNECTION_TIMEOUT", at_least(1), "300", "Seconds of silence after which a plain WebSocket is closed."),
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
        _refuse_weak_secrets(values)
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
        raise ConfigurationError(f"{setting.name}={text!r} can't be used: {error}.") from error


def _refuse_weak_secrets(values: Mapping[str, Any]) -> None:
    key = values["SECRET_KEY"]
    if len(key.encode()) < SHORTEST_SECRET_KEY or key in DOCUMENTED_SECRET_KEYS:
        raise ConfigurationError(
            "SECRET_KEY must be a secret of your own of at least 32 bytes when ENVIRONMENT=production. "
            'Make one with: python3 -c "import secrets; print(secrets.token_hex(32))"'
        )
    if values["ADMIN_PASSWORD"] == DOCUMENTED_PASSWORD:
        raise ConfigurationError("ADMIN_PASSWORD is the one from the documentation; choose another.")


def _kept_secret(instance: Path) -> str:
    path = instance / "secret_key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text().strip()
