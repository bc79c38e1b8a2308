"""Where the stand comes in: the shell here, the built page from `static/dist`."""

from hashlib import sha256
from pathlib import Path

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from qtable.bodies import Blueprint
from qtable.host_stand.texts import LANGUAGES

blp = Blueprint(
    "host_stand",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/host/static",
    description="The page at the door",
)

DIST = Path(__file__).parent / "static" / "dist"
BUILT = ("app.js", "app.css", "later.css")
HEADERS = {
    # The stand talks to this box and to nothing else.
    "Content-Security-Policy": (
        "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; style-src 'self'; "
        "script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}


@blp.get("/")
@blp.response(302)
def index() -> AnyResponse:
    """Lead to the stand."""
    return redirect(url_for("host_stand.host"))


@blp.get("/host")
@blp.response(200, content_type="text/html")
@blp.alt_response(503, content_type="text/html")
def host() -> Response:
    """Show the host stand, or what to do where its page hasn't been built."""
    version = built_version(BUILT)
    language = request.accept_languages.best_match(LANGUAGES, "en")
    page = render_template("host.html", version=version, language=language, texts=LANGUAGES[language])
    return make_response(page, 200 if version else 503, HEADERS)


def built_version(names: tuple[str, ...]) -> str | None:
    """Return what changes with the built files, so that no browser keeps an old one; None before the build."""
    if not all((DIST / name).is_file() for name in names):
        return None
    return sha256(b"".join((DIST / name).read_bytes() for name in names)).hexdigest()[:12]
