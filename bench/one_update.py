"""Where the time of one update goes, inside the app: python -m bench.one_update.

Seatings and unseatings by the atomic status endpoint, through the app's WSGI door in this process, on SQLite in a
temporary folder, nobody listening. First the CPU time of each as it is, and how long it takes by the clock; then the
shares by cProfile, which makes calls of Python look dearer than they are, and what C does cheaper.
"""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - as wsgi.py does, since the server's locks and pauses are green too

eventlet.monkey_patch()

import cProfile  # noqa: E402
import io  # noqa: E402
import logging  # noqa: E402
import os  # noqa: E402
import pstats  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from functools import partial  # noqa: E402
from pathlib import Path  # noqa: E402
from tempfile import TemporaryDirectory  # noqa: E402
from typing import Any  # noqa: E402

import orjson  # noqa: E402
from flask import Flask  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from bench.numbers.figures import percentile  # noqa: E402

PARTIES, WARM, UPDATES = 24, 480, 2400
PACKAGE = re.compile(r"site-packages/([^/]+)")
Act = partial[None]
OWN = re.compile(r"/qtable/((?:\w+/)?\w+)\.py$")


def main() -> None:
    """Print the CPU time of an update, and its shares."""
    with TemporaryDirectory() as folder:
        acts = acts_on(app_on(f"sqlite:///{Path(folder) / 'qtable.db'}"))
        run(acts, WARM)
        begin = time.process_time()
        took = [_timed(acts[number % len(acts)]) for number in range(UPDATES)]
        print(f"{(time.process_time() - begin) / UPDATES * 1e6:.0f} µs of CPU time for an update, without HTTP")
        print(
            " · ".join(f"p{share} {percentile(took, share) * 1e3:.1f}" for share in (50, 95, 99)) + " ms by the clock\n"
        )
        profile = cProfile.Profile()
        profile.runcall(run, acts)
    for place, share in _shares(profile).most_common():
        if share >= 0.005:
            print(f"{share:6.1%}  {place}")


def run(acts: Sequence[Callable[[], None]], updates: int = UPDATES) -> None:
    """Do so many of the acts, from the first on, over and over."""
    for number in range(updates):
        acts[number % len(acts)]()


def app_on(address: str) -> Flask:
    """Return an app on a database, which is brought to its present form."""
    os.environ |= {"SECRET_KEY": "k" * 40, "ALLOW_REGISTRATION": "true", "RATELIMIT_ENABLED": "false"}
    os.environ |= {"DATABASE_URL": address, "LOG_LEVEL": "INFO"}
    from qtable import create_app  # noqa: PLC0415 - its settings are read from the environment

    app = create_app()
    logging.getLogger().handlers[0].setStream(io.StringIO())  # type: ignore[attr-defined]
    with app.app_context():
        upgrade()
    return app


def acts_on(*apps: Flask) -> list[Act]:
    """Return acts that may go on for ever: each party is seated, then each waits again; each always at the same app."""
    login = (
        apps[0]
        .test_client()
        .post(
            "/auth/register",
            json={
                "restaurant_name": "One",
                "email": f"{os.urandom(8).hex()}@example.com",
                "password": "a-long-password",
            },
        )
    )
    token = login.json["access_token"]  # type: ignore[index]
    tables = [_new(number=number, capacity=4) for number in range(1, PARTIES + 1)]
    guests = [_new(name="Lee", partySize=2) for _ in range(PARTIES)]
    _call(apps[0], token, "POST", "/api/v1/atomic/batch", {"tables": tables, "guests": guests})
    both = list(zip(guests, tables, strict=True))
    bodies = [(guest, {"status": "seated", "table_id": table["id"]}) for guest, table in both]
    bodies += [(guest, {"status": "waiting"}) for guest, _ in both]
    ways = [(apps[number % len(apps)], guest["id"], body) for number, (guest, body) in enumerate(bodies)]
    return [partial(_call, app, token, "PUT", f"/api/guests/{party}/status/atomic", body) for app, party, body in ways]


def _timed(act: Callable[[], None]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def with_a_reading(acts: list[Act]) -> list[Act]:
    """Return acts after each of which its host lists the guests."""
    return [partial(_both, act, _list_for(act)) for act in acts]


def _list_for(act: Act) -> Act:
    app, token, *_ = act.args
    return partial(_call, app, token, "GET", "/api/guests", None)


def _both(act: Callable[[], None], read: Callable[[], None]) -> None:
    act()
    read()


def _new(**data: Any) -> dict[str, Any]:
    return {"id": os.urandom(8).hex(), "operation": "create", "data": data}


def _call(app: Flask, token: str, method: str, path: str, body: dict[str, Any] | None) -> None:
    """Call the app as the server does. Raises RuntimeError for a refusal."""
    content, said = orjson.dumps(body) if body else b"", []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1",
        "HTTP_AUTHORIZATION": f"Bearer {token}", "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(content)), "wsgi.input": io.BytesIO(content), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }  # fmt: skip

    def start(status: str, _headers: Any, _error: Any = None) -> Callable[[bytes], object]:
        said.append(status)
        return lambda _data: None

    answer = b"".join(app.wsgi_app(environ, start))
    if not said[0].startswith("2"):
        raise RuntimeError(f"{said[0]} {answer[:200]!r}")


def _shares(profile: cProfile.Profile) -> Counter[str]:
    """Return the share of each place: our own files, libraries by their names, SQLite.

    What Python does itself, in C or in its library, counts for who calls it.
    """
    times: Counter[str] = Counter()
    for (file, _line, name), (*_, own, _all, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        place = _place(file, name)
        if place is not None:
            times[place] += own
            continue
        for (caller, _at, called), spent in callers.items():
            times[_place(caller, called) or "Python's library"] += spent[2]
    total = sum(times.values())
    return Counter({place: own / total for place, own in times.items()})


def _place(file: str, name: str) -> str | None:
    if "sqlite3" in name:
        return f"SQLite itself: {name.split()[1].strip(chr(39))}"
    if found := PACKAGE.search(file):
        return found[1]
    if found := OWN.search(file):
        return f"qtable/{found[1]}.py"
    return None


if __name__ == "__main__":
    main()
