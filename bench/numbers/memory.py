"""What a connection that says nothing holds of the server's memory, transport by transport."""

from bench.clients.server_process import own_server
from bench.numbers.crowd import TRANSPORTS, Crowd
from bench.numbers.devices import Device
from bench.numbers.figures import Figure
from bench.numbers.house import House
from bench.numbers.machine import resident_bytes
from bench.numbers.stage import Stage

PROMISED = 40_000
WARM = 50  # are there before: what the first connections bring to memory is nobody's share


async def measure(stage: Stage) -> list[Figure]:
    """Measure the resident memory of a new server before and after the connections of one transport."""
    return [await _figure(kind, stage.sizes.idle, stage) for kind in TRANSPORTS]


async def _figure(kind: type[Device], count: int, stage: Stage) -> Figure:
    with own_server(ALLOW_REGISTRATION="true") as server:
        house = await House.new(server.url, "Idle", tables=1, waiting=0)
        warm = await Crowd.of([kind], WARM, house.caller, house.restaurant_id).open()
        before = resident_bytes(server.process)
        crowd = await Crowd.of([kind], count, house.caller, house.restaurant_id).open()
        each = (resident_bytes(server.process) - before) / count
        alive = crowd.alive()
        stage.show(1)
        for some in (crowd, warm):
            await some.close()
        house.caller.close()
    wrong = "" if alive == count else f"{count - alive} connections ended"
    shown, numbers = f"{each / 1000:.1f} kB of {count}", {"bytes": each, "connections": count}
    return Figure(kind.transport_name, shown, f"≤ {PROMISED / 1000:g} kB", each <= PROMISED, wrong, numbers)
