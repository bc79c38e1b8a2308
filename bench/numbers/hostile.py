"""What a restaurant at work notices of hostile clients beside it, kind by kind, on a server with its limits on."""

import asyncio
import json
import sys
from contextlib import ExitStack

from bench.clients.server_process import ROOT, ServerProcess, own_server
from bench.numbers.crowd import TRANSPORTS, Crowd
from bench.numbers.figures import Figure, counted, percentile
from bench.numbers.house import House
from bench.numbers.load import Load, at_rate
from bench.numbers.machine import resident_bytes
from bench.numbers.stage import Stage

MOVED_MS, RATE, OF_EACH, MEGABYTE = 50, 20, 3, 1_048_576
# Of the time they are there; that they all leave at once then is part of what is measured.
THERE = 0.9
# Their names in bench/clients/hostile.py, how they are called here, and the share of the crowd's size that they are.
KINDS = (
    ("never_connects", "Engine.IO sessions that never connect", 1.0),
    ("never_authenticates", "plain WebSockets that never say who they are", 1.0),
    ("drips_headers", "requests that come a byte at a time", 1.0),
    ("floods_plain", "flood on a plain WebSocket", 0.0),
    ("floods_socketio", "flood on Socket.IO", 0.0),
    ("floods_with_control_frames", "flood of pings", 0.0),
    ("reads_no_more_plain", "reader who stops on a plain WebSocket", 0.0),
    ("reads_no_more_socketio", "reader who stops on Socket.IO and answers pings", 0.0),
)


async def measure(stage: Stage) -> list[Figure]:
    """Measure the time from a request to each device, alone and beside each kind, and the server's memory."""
    with ExitStack() as doors:
        # In a thread: the devices of the other measurements must go on answering pings.
        own = own_server(ALLOW_REGISTRATION="true", RATELIMIT_ENABLED="true")
        server = await asyncio.to_thread(doors.enter_context, own)
        house = await House.new(server.url, "Besieged")
        crowd = await Crowd.of(TRANSPORTS, OF_EACH * len(TRANSPORTS), house.caller, house.restaurant_id).open()
        figures = await _beside_each(stage, server, house, crowd)
        await crowd.close()
        house.caller.close()
        await asyncio.to_thread(doors.close)
    return [*figures, *(Figure("the server", text, wrong=text) for text in server.complaints())]


async def _beside_each(stage: Stage, server: ServerProcess, house: House, crowd: Crowd) -> list[Figure]:
    seconds, load = stage.sizes.hostile_seconds, Load()

    async def p95() -> float:
        some = await at_rate(house.parties, RATE, seconds, stage.show)
        await crowd.settle(some.last)
        load.answers |= some.answers
        load.refused += some.refused
        return percentile(some.end_to_end(crowd), 95) * 1000

    await p95()  # a warm-up
    alone, figures = await p95(), []
    for kind, name, share in KINDS[:: len(KINDS) // stage.sizes.hostile_kinds]:
        count, before = max(round(stage.sizes.hostile * share), 1), resident_bytes(server.process)
        mob = await _mob(kind, count, seconds * THERE, house)
        beside = await p95()
        await mob.wait()
        figures.append(_figure(f"{count} {name}", alone, beside, resident_bytes(server.process) - before))
    missed = crowd.missed(load.answers)
    lost, disordered = counted("messages lost", missed.lost), counted("messages out of order", missed.disordered)
    return [*figures, lost, disordered, counted("changes refused", load.refused)]


async def _mob(kind: str, count: int, seconds: float, house: House) -> asyncio.subprocess.Process:
    login = {"access_token": house.caller.token, "restaurant_id": house.restaurant_id}
    words = ("-m", "bench.clients.mob", kind, str(count), str(seconds), house.url, json.dumps(login))
    return await asyncio.create_subprocess_exec(sys.executable, *words, cwd=ROOT)


def _figure(name: str, alone: float, beside: float, grown: int) -> Figure:
    moved = beside - alone
    shown = f"p95 {beside:.1f} ms, {alone:.1f} alone; memory {grown / MEGABYTE:+.0f} MiB"
    numbers = {"p95": beside, "alone": alone, "moved": moved, "grown_bytes": grown}
    return Figure(f"beside {name}", shown, f"< {MOVED_MS} ms more", moved < MOVED_MS, numbers=numbers)
