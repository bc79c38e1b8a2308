"""Everything that can be refused, and the one JSON shape in which it is said."""

import logging
from typing import Any, ClassVar

from flask import Flask, g, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DataError, IntegrityError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from qtable import metrics, names

log = logging.getLogger(__name__)

STATUS_CODES = {
    400: "malformed",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many_requests",
}

UNLISTED = "http_error"
DATABASE_ERRORS = (IntegrityError, DataError, OperationalError, InternalError, PoolTimeout)
# PostgreSQL's codes: no room, and what may be tried again (a lock or a statement took too long, two writers crossed).
DISK_FULL = "53100"
WAITED_TOO_LONG = ("55P03", "57014", "40001", "40P01")


class DomainError(Exception):
    """A refusal. Nothing was changed; the message says what happened and what to do.

    `beside` are fields that the answer shows beside the error, where a route promises some.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "malformed"
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, message: str, code: str | None = None, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code  # type: ignore[misc]
        self.details = details
        self.beside: dict[str, Any] = {}


class Malformed(DomainError):
    """The request can't be read."""


class NotAuthenticated(DomainError):
    """No token, or one that isn't good (any more)."""

    status, code = 401, "not_authenticated"
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="QTable"'}


class Forbidden(DomainError):
    """A member of the restaurant whose role doesn't cover this."""

    status, code = 403, "forbidden"


class NotFound(DomainError):
    """Unknown here: an id that doesn't exist and one of another restaurant answer alike."""

    status, code = 404, "not_found"


class Conflict(DomainError):
    """The state of things forbids it; `current` shows that state."""

    status, code = 409, "conflict"


class IllegalTransition(Conflict):
    """A status that can't follow the present one."""

    code = "illegal_transition"


class ResyncRequired(DomainError):
    """The change log can't carry this cursor on; `reason` is epoch, too_old, ahead or diverged."""

    status, code = 410, "resync_required"


class VersionMismatch(DomainError):
    """If-Match named another version than the present one."""

    status, code = 412, "version_mismatch"


class UnsupportedMediaType(DomainError):
    """A body that isn't JSON."""

    status, code = 415, "unsupported_media_type"


class Invalid(DomainError):
    """Readable, but a field is wrong; `fields` names each with what is wrong."""

    status, code = 422, "invalid"


class WrongPassword(Invalid):
    """Who is logged in mistyped their password. It isn't 401: their tokens are good."""

    code = "wrong_password"


class WrongPin(Invalid):
    """Who holds a paired device mistyped their PIN. It isn't 401: the device's token is good."""

    code = "wrong_pin"


class TooManyRequests(DomainError):
    """Asked too often; `retry_after` is the seconds until it may be asked again."""

    status, code = 429, "too_many_requests"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message, retry_after=retry_after)
        self.headers = {"Retry-After": str(retry_after)}  # type: ignore[misc]


class TooManyConnections(TooManyRequests):
    """As many live connections as there may be are open already; those stay, this one is refused."""

    code = "too_many_connections"


class Busy(DomainError):
    """The database didn't get to it in time; the same request may be sent again."""

    status, code = 503, "busy"
    headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}


def shape(code: str, message: str, details: dict[str, Any]) -> dict[str, Any]:
    """Return the wire form, and count it: {success, detail, error: {code, message, details, request_id}}."""
    metrics.refusals.labels(code).inc()
    return {
        "success": False,
        "detail": message,
        "error": {"code": code, "message": message, "details": details, "request_id": g.get("request_id")},
    }


class DatabaseUnavailable(Busy):
    """The database can't do its work: no file, no tables, no room on the disk. The log says which."""

    code = "database_unavailable"


REFUSALS = (DomainError, *DATABASE_ERRORS)


def refusal(error: Exception) -> DomainError:
    """Return the refusal that an error of REFUSALS is, or amounts to."""
    if isinstance(error, DomainError):
        return error
    if isinstance(error, IntegrityError):
        return Conflict("This would contradict what is stored; read the current state and try again.")
    if isinstance(error, DataError):
        return Invalid("Something in this request is more than can be stored.")
    if isinstance(error, PoolTimeout) or _is_busy(error):
        metrics.busy.labels("pool" if isinstance(error, PoolTimeout) else "lock").inc()
        return Busy("The database is busy; nothing was changed. Try again in a moment.")
    log.error("the database can't do its work: %s", error)
    return _unavailable(error)


def _unavailable(error: Exception) -> DatabaseUnavailable:
    if _is_full(error):
        return DatabaseUnavailable("The server's disk is full; nothing was changed. Make room there and send it again.")
    if getattr(error, "connection_invalidated", False):
        return DatabaseUnavailable(
            "The connection to the database was lost, perhaps just after this was done. Send the same again in a "
            "moment, with the same Idempotency-Key: it is done once."
        )
    return DatabaseUnavailable("The database can't do its work right now; nothing was changed. The log says why.")


def _is_full(error: Any) -> bool:
    return getattr(error.orig, "sqlstate", None) == DISK_FULL or "is full" in str(error.orig)


def _is_busy(error: Any) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in WAITED_TOO_LONG if state else "locked" in str(error.orig) or "busy" in str(error.orig)


def of_fields(fields: Any) -> Invalid:
    """Return the refusal of a request whose fields failed validation."""
    return Invalid("Some fields are wrong: " + "; ".join(names.sentences(fields)) + ".", fields=names.as_sent(fields))


def answer(error: Exception) -> ResponseReturnValue:
    """Return what answers an error, whatever it is: body, status and headers."""
    if isinstance(error, REFUSALS):
        return _domain_error(refusal(error))
    return _http_error(error) if isinstance(error, HTTPException) else _unexpected(error)


def init_app(app: Flask) -> None:
    """Answer every refusal and failure of `app` in the one shape."""
    for kind in (HTTPException, *REFUSALS, Exception):
        app.register_error_handler(kind, answer)


def _domain_error(error: DomainError) -> ResponseReturnValue:
    return jsonify(error.beside | shape(error.code, error.message, error.details)), error.status, error.headers


def _http_error(error: HTTPException) -> ResponseReturnValue:
    fields = getattr(error, "data", {}).get("messages")
    if error.code == 422 and fields:
        return _domain_error(of_fields(fields.get("json", fields.get("query", fields))))
    status = error.code or 500
    code = STATUS_CODES.get(status, UNLISTED)
    headers = {name: value for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")}
    return jsonify(shape(code, error.description or error.name, {})), status, headers


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("request %s failed", g.get("request_id"), exc_info=error)
    return jsonify(shape("internal", "Something went wrong here; the log has it under this request id.", {})), 500
