"""How a guests' page is answered: one document with its styles, in the guest's language, and nothing from elsewhere."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from markupsafe import Markup

from qtable.lobby.language import Language, chosen
from qtable.lobby.texts import LANGUAGES
from qtable.restaurants.models import Restaurant

STYLES = (Path(__file__).parent / "templates" / "lobby" / "lobby.css").read_text()
HEADERS = {
    # No script at all, no style but the one in the page, and forms that go nowhere but here.
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLES.encode()).digest()).decode()}'; "
        "img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "Cache-Control": "no-store",
    "Vary": "Accept-Language",
}
NOT_FOUND_BY_SEARCH = {"X-Robots-Tag": "noindex, nofollow"}


def show(
    template: str,
    status: int = 200,
    *,
    restaurant: Restaurant | None = None,
    public: bool = False,
    refresh: int = 0,
    **values: Any,
) -> Response:
    """Return a page. `refresh` is after how many seconds a browser asks again; `public` pages may be found by search.

    The header Refresh does what <meta http-equiv="refresh"> does. Who reads slowly can stop it: ?still=1.
    """
    language = _language(restaurant)
    seconds = 0 if is_still() else refresh
    page = render_template(
        f"lobby/{template}.html",
        t=language.say,
        language=language,
        restaurant=restaurant,
        styles=Markup(STYLES),  # noqa: S704 - our own file
        keep=kept(),
        switches=_switches(language),
        renewing=refresh,
        still=is_still(),
        **values,
    )
    headers = HEADERS | {"Content-Language": language.code} | ({} if public else NOT_FOUND_BY_SEARCH)
    return make_response(page, status, headers | ({"Refresh": str(seconds)} if seconds else {}))


def kept() -> dict[str, str]:
    """Return what of the query goes along from page to page, without a cookie: the language, and stopped renewing."""
    asked = request.args.get("lang")
    language = {"lang": asked} if asked is not None and asked in LANGUAGES else {}
    return language | ({"still": "1"} if is_still() else {})


def is_still() -> bool:
    """Tell whether the guest has stopped the page's renewing."""
    return request.args.get("still") == "1"


def _language(restaurant: Restaurant | None) -> Language:
    """Return the language that the guest has chosen, else the restaurant, else the guest's browser."""
    policy = None if restaurant is None else restaurant.policy("language")
    return chosen(request.args.get("lang"), policy, request.accept_languages)


def _switches(language: Language) -> list[tuple[Language, str]]:
    """Return the other languages with the address of the same page in them; none where nothing is shown by GET."""
    rule = request.url_rule
    if rule is None or request.endpoint is None or "GET" not in (rule.methods or ()):
        return []
    here = (request.view_args or {}) | kept()
    return [(other, url_for(request.endpoint, **here | {"lang": other.code})) for other in language.others]
