"""Replay an evening against a running server, or one of its own: python -m bench.evening."""

import argparse
import random
import secrets
import sys
from contextlib import ExitStack
from pathlib import Path

import httpx

from bench.clients.api import Api, Refused
from bench.clients.server_process import ServerProcess, own_server
from bench.evening.clock import Clock
from bench.evening.devices import Devices
from bench.evening.floor import Floor, NotFree
from bench.evening.hosts import Hosts
from bench.evening.plan import Step, plan
from bench.evening.progress import watch
from bench.evening.report import Report
from bench.evening.rows import FRIDAY, BadEvening, Row, read_rows
from bench.evening.truth import read_truth, wait_for_the_head

WRONG, NOT_PLAYED, INTERRUPTED = 1, 2, 130


def main() -> int:
    """Return 0 when everything adds up, 1 when anything differs, 2 when the evening could not be played to its end."""
    asked = _arguments()
    try:
        report = run(asked, read_rows(asked.csv))
    except NotFree as error:
        advice = "Wait, or end it all with --clear (make evening CLEAR=1)."
        print(f"The house isn't empty, {error}. {advice}", file=sys.stderr)
        return NOT_PLAYED
    except (BadEvening, Refused, RuntimeError, OSError, httpx.HTTPError) as error:
        print(f"The evening could not be played to its end: {error}", file=sys.stderr)
        return NOT_PLAYED
    except KeyboardInterrupt:
        return INTERRUPTED
    print(f"\n{report.show()}")
    return WRONG if report.wrong() else 0


def run(asked: argparse.Namespace, rows: list[Row]) -> Report:
    """Play the evening on the server asked for. Raises BadEvening, NotFree or Refused before it begins."""
    server: ServerProcess | None = None
    with ExitStack() as doors:
        if asked.url is None:
            server = doors.enter_context(own_server())
        login = (server.url, server.email, server.password) if server else (asked.url, asked.email, asked.password)
        api = Api.log_in(*login)
        doors.callback(api.close)
        floor = Floor(api, {row.table for row in rows} - {""})
        steps = plan(rows, floor.seats)
        lasts = (rows[-1].minute - rows[0].minute) * 60 / asked.speed
        if lasts > api.login["expires_in"] * 0.9:
            raise BadEvening(f"it would last {lasts / 60:.0f} minutes, longer than its login; choose a higher --speed")
        if asked.clear or server:
            floor.clear()
        floor.check_free()
        report = play(asked, api, floor, steps, alone=server is not None)
    if server:
        report.complaints = [*report.complaints, *(f"the server: {text}" for text in server.complaints())]
    return report


def play(asked: argparse.Namespace, api: Api, floor: Floor, steps: list[Step], alone: bool) -> Report:
    """Let devices listen and hosts work, and compare what everybody knows at the end."""
    print(f"{len(steps)} rows, {len(floor.ids)} tables, {asked.speed:g} times as fast, at {api.url}, seed {asked.seed}")
    rng = random.Random(asked.seed)  # noqa: S311 - repeatable by seed, no secret
    start = api.full()
    with ExitStack() as doors:
        devices = Devices(api, rng)
        doors.callback(devices.close)
        devices.open()
        clock = Clock(steps[0].row.minute, asked.speed)
        hosts = Hosts(api, floor, steps, clock, rng)
        doors.callback(hosts.close)
        hosts.start()
        watch(clock, hosts, devices)
        devices.settle()
        full = wait_for_the_head(api, devices.all)
    return Report(
        outcomes=[hosts.outcome(step) for step in steps],
        staying=devices.staying,
        moving=[restless.device for restless in devices.restless],
        truth=read_truth(api, start, full),
        alone=alone,
        cuts=hosts.wifi.cuts + sum(wifi.cuts for wifi in devices.wifis),
        complaints=[f"{one.name}: {text}" for one in devices.restless for text in one.complaints],
    )


def _arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m bench.evening", description=__doc__)
    words.add_argument("--speed", type=float, default=600, help="how many times faster than life (default: 600)")
    words.add_argument("--url", help="a running server; without it, one of its own is started and stopped")
    words.add_argument("--email", help="a login at the running server")
    words.add_argument("--password", help="its password")
    words.add_argument("--clear", action="store_true", help="finish and cancel whoever is in the running restaurant")
    words.add_argument("--csv", type=Path, default=FRIDAY, help="another evening")
    words.add_argument("--seed", type=int, default=secrets.randbelow(10_000), help="repeats the same cuts")
    asked = words.parse_args()
    if asked.url and not (asked.url.startswith("http://") and asked.email and asked.password):
        words.error("--url is an address like http://127.0.0.1:8000, and needs --email and --password")
    if asked.speed <= 0:
        words.error("--speed must be above 0")
    return asked


if __name__ == "__main__":
    sys.exit(main())
