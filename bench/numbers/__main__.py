"""Measure the promised numbers on a server of its own: python -m bench.numbers."""

import argparse
import asyncio
import gc
import sys
from pathlib import Path

from bench.clients.api import Refused
from bench.clients.server_process import own_server
from bench.numbers import peer
from bench.numbers.machine import Bystanders
from bench.numbers.progress import Progress
from bench.numbers.run import MEASUREMENTS, run
from bench.numbers.stage import FULL, QUICK
from bench.numbers.table import RESULTS, Result, store, table, wrong
from bench.numbers.yardstick import installed, running

WRONG, NOT_MEASURED, INTERRUPTED = 1, 2, 130


def main() -> int:
    """Return 0 when it was measured, however slow it was; 1 when something was lost or refused; 2 when it failed."""
    asked = _arguments()
    gc.freeze()  # what the program itself is made of needs no look between the measurements
    bystanders = Bystanders()
    try:
        results, complaints = _compared(asked) if asked.peer else _measured(asked)
    except (Refused, OSError, RuntimeError) as error:
        print(f"\nThe numbers could not be measured: {type(error).__name__}: {error}", file=sys.stderr)
        return NOT_MEASURED
    except KeyboardInterrupt:
        return INTERRUPTED
    others = round(bystanders.percent(), 1)
    store(results, asked.command, others)
    print(f"Stored in {RESULTS}\n", file=sys.stderr)
    print(table(results, asked.command, others))
    found = [*wrong(results), *(f"the server: {text}" for text in complaints)]
    for text in found:
        print(f"WRONG: {text}", file=sys.stderr)
    return WRONG if found else 0


def _measured(asked: argparse.Namespace) -> tuple[list[Result], list[str]]:
    with own_server(ALLOW_REGISTRATION="true") as server:
        results = asyncio.run(run(server, QUICK if asked.quick else FULL, asked.only, Progress()))
    return results, server.complaints()


def _compared(asked: argparse.Namespace) -> tuple[list[Result], list[str]]:
    plan, progress = peer.QUICK if asked.quick else peer.FULL, Progress()
    progress.begin("The yardstick's packages, which npm installs once")
    place = installed(asked.peer)
    progress.end()
    with own_server(ALLOW_REGISTRATION="true") as server, running(place, plan.parties, plan.past) as theirs:
        results = asyncio.run(peer.compare(server, theirs, plan, progress))
    return results, server.complaints()


def _arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m bench.numbers", description=__doc__)
    words.add_argument("--quick", action="store_true", help="some of each, in less than a minute")
    what = words.add_mutually_exclusive_group()
    what.add_argument("--only", nargs="+", choices=list(MEASUREMENTS), default=list(MEASUREMENTS), help="some of them")
    what.add_argument("--peer", type=Path, metavar="FOLDER", help="none of them; QTable beside a yardstick server")
    asked = words.parse_args()
    only = "" if asked.only == list(MEASUREMENTS) else f' ONLY="{" ".join(asked.only)}"'
    beside = f" PEER={asked.peer}" if asked.peer else ""
    asked.command = f"make bench{' QUICK=1' if asked.quick else ''}{only}{beside}"
    return asked


if __name__ == "__main__":
    sys.exit(main())
