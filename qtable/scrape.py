"""Where Prometheus reads: /metrics, and who may."""

import hmac
from ipaddress import ip_address

from flask import Response, current_app, request

from qtable import metrics
from qtable.bodies import Blueprint
from qtable.errors import Forbidden, NotAuthenticated

blp = Blueprint("scrape", __name__, description="The server in numbers")

BEHIND_A_PROXY = ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via")


@blp.get("/metrics")
@blp.response(200, content_type="text/plain")
def numbers() -> Response:
    """Show the numbers of all workers, as Prometheus reads them.

    To who brings METRICS_TOKEN as bearer token; where there is none, to this machine, unless the request came through
    a proxy.
    """
    _refuse_strangers()
    return Response(metrics.exposition(), content_type=metrics.CONTENT_TYPE)


def _refuse_strangers() -> None:
    """Raise Forbidden, or NotAuthenticated where a token would help or wasn't the right one."""
    token, given = current_app.config["METRICS_TOKEN"], request.authorization
    if given is not None and given.type == "bearer":
        if token and hmac.compare_digest((given.token or "").encode(), token.encode()):
            return
        raise NotAuthenticated("This isn't the METRICS_TOKEN of this server.")
    if token:
        raise NotAuthenticated("Send the METRICS_TOKEN of this server as `Authorization: Bearer …`.")
    if _is_from_here():
        return
    raise Forbidden("/metrics is shown to this machine only. Set METRICS_TOKEN to read it from elsewhere.")


def _is_from_here() -> bool:
    """Tell whether this machine asks; behind a proxy on it everybody seems to."""
    if any(name in request.headers for name in BEHIND_A_PROXY):
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
