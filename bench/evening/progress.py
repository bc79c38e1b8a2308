"""The line that shows how far the evening is: rewritten on a terminal, once an hour of the evening elsewhere."""

import sys
import time

from bench.evening.clock import Clock, shown
from bench.evening.devices import Devices
from bench.evening.hosts import Hosts

LOOK_SECONDS = 0.2
PING_SECONDS = 30


def watch(clock: Clock, hosts: Hosts, devices: Devices) -> None:
    """Show the progress until the hosts are done, and keep the devices' connections alive."""
    terminal = sys.stdout.isatty()
    last_hour = None
    pinged = time.monotonic()
    while hosts.working:
        if time.monotonic() > pinged + PING_SECONDS:
            pinged = time.monotonic()
            devices.ping()
        hour = clock.minute() // 60
        if terminal:
            print(f"\r{_line(clock, hosts, devices)}\x1b[K", end="", flush=True)
        elif hour != last_hour:
            print(_line(clock, hosts, devices), flush=True)
        last_hour = hour
        for thread in hosts.threads:
            thread.join(LOOK_SECONDS / len(hosts.threads))
    print(f"\r{_line(clock, hosts, devices)}\x1b[K" if terminal else _line(clock, hosts, devices), flush=True)


def _line(clock: Clock, hosts: Hosts, devices: Devices) -> str:
    last = hosts.steps[-1].row.minute
    done = list(hosts.outcomes.values())
    refused = sum(bool(outcome.code) for outcome in done)
    cuts = sum(wifi.cuts for wifi in (hosts.wifi, *devices.wifis))
    return (
        f"{shown(min(clock.minute(), last))}  {len(done)} of {len(hosts.steps)} rows, {refused} refused, "
        f"{cuts} connections cut"
    )
