"""What being watched costs: microseconds for each request, transaction and message. `python -m bench.watching`."""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - as wsgi.py does, since the server's locks are green too

eventlet.monkey_patch()

import logging  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from types import SimpleNamespace  # noqa: E402

TIMES, ROUNDS = 5_000, 5
COUNTS = "PROMETHEUS_MULTIPROC_DIR"


def main() -> None:
    """Print each cost, the best of several rounds; with `--workers`, as one of several counts."""
    folder = tempfile.TemporaryDirectory()
    if "--workers" in sys.argv:
        os.environ[COUNTS] = folder.name
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - where the lines go
    for what, act in acts():
        print(f"{what:55} {cost(act):6.1f} µs")
    folder.cleanup()


def acts() -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is done, with its name."""
    from flask import g  # noqa: PLC0415 - after COUNTS is set

    from qtable import clock, create_app, logs, metrics, watch  # noqa: PLC0415
    from qtable.changes.models import CommittedChange  # noqa: PLC0415

    settings = {"SQLALCHEMY_DATABASE_URI": "sqlite://", "SECRET_KEY": "k" * 40, "JWT_SECRET_KEY": "k" * 40}
    app = create_app(settings)
    logs.write_aside(eventlet.patcher.original("threading"))
    context = app.test_request_context("/restaurants/one/guests")
    context.push()
    g.actor = SimpleNamespace(restaurant_id="r" * 36, user_id="u" * 36)
    g.request_id = "a" * 16
    answer, change = app.response_class(), CommittedChange("r", 1, 5, "seat", None, "", "c")
    clients = [SimpleNamespace(sent=0) for _ in range(50)]

    def request() -> None:
        watch._begin(app)  # noqa: SLF001 - what the signal calls
        watch._note_request(app, answer)  # noqa: SLF001

    def delivery() -> None:
        metrics.messages.inc(50)
        metrics.delivery.observe(max(0, clock.to_ms(clock.now()) - 5) / 1000)

    def messages() -> None:
        for client in clients:
            client.sent += 1

    yield "a request: its histogram and its line", request
    logging.disable()
    yield "of that, without the line", request
    yield "a transaction: its count", lambda: watch._count_transactions(app, [change])  # noqa: SLF001
    yield "a transaction: its delivery", delivery
    yield "a message to 50 devices", messages
    yield "a writer: its turn", metrics.writers_waiting.inc
    yield "a scrape of next to nothing", metrics.exposition


def cost(act: Callable[[], object]) -> float:
    """Return the microseconds of one call."""
    times = TIMES // 50 if act.__name__ == "exposition" else TIMES
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            act()
        best = min(best, time.perf_counter() - began)
        time.sleep(0.1)
    return best / times * 1e6


if __name__ == "__main__":
    main()
