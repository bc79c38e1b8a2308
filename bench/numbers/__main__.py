"""Measure the promised numbers on a server of its own: python -m bench.numbers."""

import argparse
import asyncio
import sys

from bench.clients.api import Refused
from bench.clients.server_process import own_server
from bench.numbers.machine import Bystanders
from bench.numbers.progress import Progress
from bench.numbers.run import MEASUREMENTS, run
from bench.numbers.stage import FULL, QUICK
from bench.numbers.table import RESULTS, store, table, wrong

WRONG, NOT_MEASURED, INTERRUPTED = 1, 2, 130


def main() -> int:
    """Return 0 when it was measured, however slow it was; 1 when something was lost or refused; 2 when it failed."""
    asked = _arguments()
    bystanders = Bystanders()
    try:
        with own_server(ALLOW_REGISTRATION="true") as server:
            results = asyncio.run(run(server, QUICK if asked.quick else FULL, asked.only, Progress()))
    except (Refused, OSError, RuntimeError) as error:
        print(f"\nThe numbers could not be measured: {type(error).__name__}: {error}", file=sys.stderr)
        return NOT_MEASURED
    except KeyboardInterrupt:
        return INTERRUPTED
    others = round(bystanders.percent(), 1)
    store(results, asked.command, others)
    print(f"Stored in {RESULTS}\n", file=sys.stderr)
    print(table(results, asked.command, others))
    found = [*wrong(results), *(f"the server: {text}" for text in server.complaints())]
    for text in found:
        print(f"WRONG: {text}", file=sys.stderr)
    return WRONG if found else 0


def _arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m bench.numbers", description=__doc__)
    words.add_argument("--quick", action="store_true", help="some of each, in less than a minute")
    words.add_argument("--only", nargs="+", choices=list(MEASUREMENTS), default=list(MEASUREMENTS), help="some of them")
    asked = words.parse_args()
    only = "" if asked.only == list(MEASUREMENTS) else f' ONLY="{" ".join(asked.only)}"'
    asked.command = f"make bench{' QUICK=1' if asked.quick else ''}{only}"
    return asked


if __name__ == "__main__":
    sys.exit(main())
